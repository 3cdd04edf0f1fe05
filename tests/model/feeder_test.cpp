/// Feeder buses: who takes which, who finds it full, and what its lateness does.

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

Feeder bus_at(std::vector<SimTime> comes) {
  Feeder feeder;
  feeder.name = "T33";
  feeder.station = StationId{0};
  feeder.comes = std::move(comes);
  return feeder;
}

std::int32_t at(int hour, int minute, int second = 0) {
  return static_cast<std::int32_t>(in_milliseconds(clock_time(hour, minute, second)));
}

std::vector<SimTime> every_ten_minutes() {
  std::vector<SimTime> comes;
  for (int k = 0; k < 20; ++k) comes.push_back(clock_time(6, 1) + k * minutes(10));
  return comes;
}

/// Travellers from A, a share of whom come by the feeder.
SmallLine fed(double share, bool aware) {
  SmallLine line({5.0});
  line.every(clock_time(6, 30), minutes(20), 8);
  line.travellers(0, 1, 600, clock_time(6, 40), clock_time(8, 30));
  line.input.arrival.everybody_aware = aware;
  if (!aware) line.input.arrival = ArrivalModel::random();
  Feeder feeder = bus_at(every_ten_minutes());
  feeder.walk = minutes(3);
  feeder.places = {{PlaceId{0}, share}};
  line.input.feeders.push_back(feeder);
  return line;
}

World day_of(SmallLine& line) {
  World world;
  simulate(line.plan(), 1, 0, world);
  return world;
}

/// came per person, whatever the row.
std::vector<std::int32_t> came_of(const World& world) {
  std::vector<std::int32_t> came(world.persons.wish.size());
  for (std::uint32_t row = 0; row < world.base_rows; ++row) came[world.passengers.person[row]] = world.passengers.came[row];
  return came;
}

}  // namespace

TEST_CASE("the last bus in time for who aims, the next bus for who does not, neither beyond reach", "[demand][feeder]") {
  Feeder feeder = bus_at({clock_time(7), clock_time(7, 20), clock_time(9)});
  feeder.walk = minutes(2);
  CHECK(feeder.last_by(clock_time(7, 22)) == 1u);
  CHECK(feeder.last_by(clock_time(7, 22) - milliseconds(1)) == 0u);
  CHECK_FALSE(feeder.last_by(clock_time(7, 1)).has_value());
  CHECK_FALSE(feeder.last_by(clock_time(8, 30)).has_value());  // 07:20 is over half an hour too early
  CHECK(feeder.first_from(clock_time(7, 2)) == 0u);
  CHECK(feeder.first_from(clock_time(7, 2) + milliseconds(1)) == 1u);
  CHECK_FALSE(feeder.first_from(clock_time(8)).has_value());   // 09:00 is too late
  CHECK(feeder.first_from(clock_time(8, 40)) == 2u);
  CHECK_FALSE(feeder.first_from(clock_time(9, 3)).has_value());
}

TEST_CASE("a full bus leaves people for the next, first come first served", "[model][feeder]") {
  SmallLine line({5.0});
  line.trains({clock_time(8)});
  Feeder feeder = bus_at({clock_time(7), clock_time(7, 10), clock_time(7, 20)});
  feeder.capacity = 4;
  line.input.feeders.push_back(feeder);
  line.people(0, 1, clock_time(6, 50), 6, seconds(10));  // four at 07:00, two at 07:10
  line.people(0, 1, clock_time(7, 5), 4);                // two at 07:10, two at 07:20
  for (PassengerGroup& group : line.input.passengers) group.feeder = 0;
  const World world = day_of(line);
  CHECK(world.passengers.came == std::vector<std::int32_t>{at(7, 0), at(7, 0), at(7, 0), at(7, 0), at(7, 10), at(7, 10), at(7, 10),
                                                           at(7, 10), at(7, 20), at(7, 20)});
  CHECK(world.buses.riders == std::vector<std::uint32_t>{4, 4, 2});
  CHECK(world.buses.left_behind == std::vector<std::uint32_t>{2, 2, 0});
  // The two who were left at 06:50 ride before those of 07:05.
  CHECK(came_of(world)[5] == at(7, 10));
}

TEST_CASE("whom the last bus leaves comes by other means when it does, and nobody is lost", "[model][feeder]") {
  SmallLine line({5.0});
  line.trains({clock_time(8)});
  Feeder feeder = bus_at({clock_time(7)});
  feeder.capacity = 2;
  line.input.feeders.push_back(feeder);
  line.people(0, 1, clock_time(6, 50), 5);
  line.input.passengers[0].feeder = 0;
  const World world = day_of(line);
  CHECK(world.passengers.came == std::vector<std::int32_t>(5, at(7, 0)));
  CHECK(world.buses.riders[0] == 2);
  CHECK(world.counts.delivered == 5);
  CHECK(std::count(world.persons.bus.begin(), world.persons.bus.end(), PersonColumns::on_his_own) == 3);
}

TEST_CASE("who aims at a train takes a bus that is in time for it, and who does not takes the next", "[model][feeder]") {
  for (const bool aware : {true, false}) {
    SmallLine line = fed(0.5, aware);
    const World by_bus = day_of(line);
    line.input.feeders.clear();
    const std::vector<std::int32_t> own = came_of(day_of(line));
    const std::vector<std::int32_t> came = came_of(by_bus);
    REQUIRE(own.size() == came.size());
    std::size_t riders = 0;
    int broken = 0;
    for (std::size_t p = 0; p < own.size(); ++p) {
      if (by_bus.persons.bus[p] == PersonColumns::on_his_own) {
        broken += came[p] != own[p];
        continue;
      }
      ++riders;
      broken += came[p] % 600'000 != 240'000;                                       // 06:04, 06:14 …
      broken += aware ? came[p] > own[p] || own[p] - came[p] >= 600'000 : came[p] < own[p] || came[p] - own[p] >= 600'000;
    }
    CHECK(broken == 0);
    const double n = static_cast<double>(own.size());
    CHECK(std::fabs(static_cast<double>(riders) - 0.5 * n) < 4.0 * std::sqrt(0.25 * n));
  }
}

TEST_CASE("a higher share adds riders and takes none away", "[model][feeder][same people]") {
  SmallLine line = fed(0.3, true);
  const World few = day_of(line);
  line.input.feeders[0].places[0].share = 0.6;
  const World more = day_of(line);
  std::size_t joined = 0;
  for (std::size_t p = 0; p < few.persons.bus.size(); ++p) {
    if (few.persons.bus[p] != PersonColumns::on_his_own) CHECK(more.persons.bus[p] == few.persons.bus[p]);
    else joined += more.persons.bus[p] != PersonColumns::on_his_own;
  }
  CHECK(joined > 100);
}

TEST_CASE("buses are late by their own draws, the same when their times are moved, and never pass each other", "[model][feeder]") {
  SmallLine line = fed(0.5, true);
  line.input.feeders[0].delay_mean = minutes(4);
  const World before = day_of(line);
  for (SimTime& comes : line.input.feeders[0].comes) comes += minutes(5);
  const World after = day_of(line);
  double late = 0.0;
  for (std::size_t b = 0; b < before.buses.came.size(); ++b) {
    CHECK(after.buses.came[b] == before.buses.came[b] + 300'000);
    late += static_cast<double>(before.buses.came[b] - in_milliseconds(every_ten_minutes()[b])) / 60e3 / 20.0;
    if (b > 0) CHECK(before.buses.came[b] >= before.buses.came[b - 1]);
  }
  CHECK(late > 1.5);
  CHECK(late < 10.0);
  line.input.feeders[0].delay_mean = Duration{};
  const World punctual = day_of(line);
  CHECK(punctual.buses.came[0] == at(6, 6));
}
