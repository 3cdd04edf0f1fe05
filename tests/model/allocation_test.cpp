#include <atomic>
#include <cstdlib>
#include <new>

#include "czt/network/conflicting_routes.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"
#include "support/turning_line.hpp"

namespace {
std::atomic<long> allocations{0};
}

// Not inlined: GCC would see free() meet its own operator new and warn of a mismatch that is none.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace {

czt::test::SmallLine busy_line() {
  czt::test::SmallLine line({5.0, 8.0, 3.0});
  line.type().seats = 40;
  line.type().standing_area = czt::SquareMetres{10.0};
  line.every(czt::clock_time(6), czt::minutes(10), 60, czt::seconds(60));
  line.travellers(0, 3, 3000, czt::clock_time(6), czt::clock_time(15));
  line.travellers(1, 2, 2000, czt::clock_time(6), czt::clock_time(15));
  line.input.dwell = czt::CriticalDoorDwell{};
  return line;
}

void check_second_day(const czt::Plan& plan) {
  czt::World world;
  czt::simulate(plan, 1, 0, world);
  const long before = allocations;
  czt::simulate(plan, 1, 0, world);
  CHECK(allocations == before);
  CHECK(before > 0);
  CHECK(world.bytes() < 64 * world.passengers.came.size());
}

}  // namespace

TEST_CASE("a replication run again in the same World allocates nothing", "[model][memory]") {
  check_second_day(busy_line().plan());
}

TEST_CASE("nor does one with entrances and feeder buses", "[model][memory]") {
  czt::test::SmallLine line = busy_line();
  line.input.entrances.resize(4);
  for (std::size_t s = 0; s < 4; ++s) {
    czt::Entrance entrance;
    entrance.tickets = {{"machine", 0.4, 4, czt::ServiceTime(czt::seconds(40), 0.5)},
                        {"phone", 0.3, 0, czt::ServiceTime(czt::seconds(20), 0.5)}};
    entrance.security = czt::Entrance::Security{2, czt::ServiceTime(czt::seconds(3), 0.2)};
    entrance.gates = czt::Entrance::Gates{3, czt::ServiceTime(czt::seconds(4), 0.5), 0.05, czt::seconds(25)};
    entrance.closes = czt::minutes(2);
    line.input.entrances[czt::StationId{s}] = entrance;
  }
  czt::Feeder feeder;
  feeder.name = "bus";
  feeder.station = czt::StationId{0};
  feeder.places = {{czt::PlaceId{0}, 0.5}};
  for (int k = 0; k < 40; ++k) feeder.comes.push_back(czt::clock_time(6) + k * czt::minutes(15));
  feeder.delay_mean = czt::minutes(2);
  line.input.feeders.push_back(feeder);
  check_second_day(line.plan());
}

TEST_CASE("nor does one with single track, where trains wait for each other", "[model][memory][single track]") {
  czt::test::SmallLine line = busy_line();
  std::vector<czt::SimTime> departures;
  for (int k = 0; k < 30; ++k) departures.push_back(czt::clock_time(6, 5) + k * czt::minutes(20));
  line.trains_calling({czt::StationId{3}, czt::StationId{2}, czt::StationId{1}, czt::StationId{0}}, departures, czt::seconds(60));
  REQUIRE(!czt::lay_single_track(line.input.network, czt::StationId{0}, czt::StationId{2}, {czt::StationId{1}}, czt::seconds(60)));
  check_second_day(line.plan());
}

TEST_CASE("nor does one whose trains are cancelled, turned short and stand on the other direction's tracks", "[model][memory]") {
  std::size_t cancelled = 0, on_other_tracks = 0;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    czt::test::TurningLine line(seed);
    line.share_tracks(czt::seconds(30));
    const czt::Plan plan = line.plan();
    czt::World world;
    czt::simulate(plan, 1, 0, world);
    cancelled += world.cancellations.size();
    on_other_tracks += world.other_tracks.size();
    const long before = allocations;
    czt::simulate(plan, 1, 0, world);
    CHECK(allocations == before);
  }
  CHECK(cancelled > 10);
  CHECK(on_other_tracks > 3);
}
