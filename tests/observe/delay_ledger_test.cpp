// CZT_LEDGER_LINES=10000 checks the ledger on ten thousand lines, three days each.
#include "czt/observe/delay_ledger.hpp"

#include <cstdlib>

#include "support/catch.hpp"
#include "support/random_line.hpp"
#include "support/ledger_check.hpp"
#include "support/single_lines.hpp"
#include "support/small_line.hpp"
#include "support/turning_line.hpp"

using namespace czt;
using czt::test::check_day;
using czt::test::Checked;
using czt::test::SmallLine;

namespace {

std::uint32_t pick(const Draws& draws, std::uint32_t& index, std::uint32_t n) {
  return below(draws.block(Chance::input_range, 98, index++)[0], n);
}

/// A random line with trainsets that turn round, chance delays, few tracks, long headways and incidents.
Plan random_plan(std::uint64_t seed) {
  const Draws draws(seed, 0);
  std::uint32_t index = 0;
  const auto dice = [&](std::uint32_t n) { return pick(draws, index, n); };
  const std::uint32_t stations = 3 + dice(5);
  std::vector<double> hops;
  for (std::uint32_t s = 1; s < stations; ++s) hops.push_back(1.0 + dice(100) / 10.0);
  SmallLine line(hops);
  PlanInput& in = line.input;
  for (Station& station : in.network.stations) station.tracks_up = station.tracks_down = 1 + static_cast<int>(dice(2));
  for (Segment& segment : in.network.segments) {
    segment.headway = seconds(60 + dice(200));
    segment.margin = 0.01 * dice(20);
  }
  in.separation = {seconds(dice(90)), minutes(dice(5)), minutes(dice(4))};
  in.turnaround = minutes(2 + dice(8));
  in.dwell = CriticalDoorDwell{};
  in.minimum_dwell = seconds(20);
  in.disturbances = Disturbances{};
  in.disturbances.entry.probability = 0.3;
  std::vector<StationId> there;
  for (std::uint32_t s = 0; s < stations; ++s)
    if (s == 0 || s + 1 == stations || dice(4) > 0) there.push_back(StationId{s});
  const std::vector<StationId> back(there.rbegin(), there.rend());
  const std::uint32_t sets = 2 + dice(6);
  SimTime at = clock_time(6);
  for (std::uint32_t k = 0; k < sets; ++k) {
    line.trains_calling(there, {at}, seconds(20 + dice(60)));
    const SimTime arrives = in.trips[TripId{in.trips.size() - 1}].arrives();
    line.trains_calling(back, {arrives + in.turnaround + minutes(dice(5))}, seconds(20 + dice(60)));
    at += minutes(2 + dice(12));
  }
  for (std::uint32_t g = 0; g < 20; ++g) {
    const std::uint32_t a = dice(stations);
    const std::uint32_t b = (a + 1 + dice(stations - 1)) % stations;
    line.people(a, b, clock_time(5, 50) + minutes(dice(150)), 1 + dice(60), seconds(dice(10)));
  }
  for (std::uint32_t k = 0; k < 4; ++k) {
    Incident incident;
    incident.name = "incident " + std::to_string(k);
    incident.effect = static_cast<Incident::Effect>(dice(3));
    incident.from = clock_time(6) + minutes(dice(60));
    incident.until = incident.from + minutes(1 + dice(25));
    incident.segments = {SegmentId{dice(static_cast<std::uint32_t>(in.network.segments.size()))}};
    incident.speed = kmh(20.0 + dice(100));
    incident.train = dice(static_cast<std::uint32_t>(in.trips.size()));
    if (dice(2) == 0) incident.station = dice(stations);
    in.incidents.push_back(incident);
  }
  in.circulation.previous.assign(in.trips.size(), std::nullopt);
  for (std::uint32_t t = 1; t < in.trips.size(); t += 2) in.circulation.previous[TripId{t}] = TripId{t - 1};
  return compile_plan(in).value();
}

}  // namespace

TEST_CASE("every millisecond of every train's lateness has an owner, on any line and any day", "[observe][ledger]") {
  Checked checked;
  World world;
  const char* asked = std::getenv("CZT_LEDGER_LINES");
  const std::uint64_t lines = asked != nullptr ? std::strtoull(asked, nullptr, 10) : 150;
  for (std::uint64_t seed = 1; seed <= lines; ++seed) {
    const Plan plan = random_plan(seed);
    for (std::uint32_t day = 0; day < 3; ++day) {
      simulate(plan, seed, day, world);
      check_day(plan, world, checked);
    }
  }
  CHECK(checked.wrong == 0);
  for (const DelayCause cause : {DelayCause::entry, DelayCause::dwell, DelayCause::headway, DelayCause::platform,
                                 DelayCause::turnaround, DelayCause::incident, DelayCause::recovery}) {
    INFO(to_text(cause));
    CHECK(checked.seen[static_cast<std::size_t>(cause)] > 50);
  }
}

TEST_CASE("where anything may fail and dispatchers act, every millisecond still has an owner", "[observe][ledger]") {
  Checked checked;
  World world;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Plan plan = czt::test::disturbed_line(seed).plan();
    for (std::uint32_t day = 0; day < 2; ++day) {
      simulate(plan, seed, day, world);
      check_day(plan, world, checked);
    }
  }
  CHECK(checked.wrong == 0);
  for (const DelayCause cause : {DelayCause::incident, DelayCause::running_delay, DelayCause::extension, DelayCause::connection}) {
    INFO(to_text(cause));
    CHECK(checked.seen[static_cast<std::size_t>(cause)] > 20);
  }
}

TEST_CASE("where trains are cancelled and turned short, every millisecond of those that run has an owner", "[observe][ledger]") {
  Checked checked;
  World world;
  int taken_up_late = 0;
  std::size_t on_other_tracks = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    czt::test::TurningLine line(seed);
    if (seed % 2 == 0) line.share_tracks(seconds(30));
    const Plan plan = line.plan();
    for (std::uint32_t day = 0; day < 2; ++day) {
      simulate(plan, seed, day, world);
      check_day(plan, world, checked);
      on_other_tracks += world.other_tracks.size();
      for (const Cancellation& c : world.cancellations) {
        const bool taken_up = c.first == plan.trips[TripId{c.trip}].first_point && c.end < c.first + plan.trips[TripId{c.trip}].points;
        taken_up_late += taken_up && world.points.departed[c.end] > plan.points[PointId{c.end}].departure;
      }
    }
  }
  CHECK(checked.wrong == 0);
  CHECK(taken_up_late > 20);
  CHECK(on_other_tracks > 50);
  for (const DelayCause cause : {DelayCause::entry, DelayCause::turnaround, DelayCause::platform, DelayCause::incident, DelayCause::recovery})
    CHECK(checked.seen[static_cast<std::size_t>(cause)] > 50);
}

TEST_CASE("a wait held by others on the way is in the ledger to the millisecond", "[observe][ledger]") {
  // knock_on_delay also counts, at first stations, waits that end before the booked departure; so only the others here.
  std::int64_t held = 0, booked = 0;
  World world;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Plan plan = random_plan(seed);
    simulate(plan, seed, 0, world);
    for (std::uint32_t p = 0; p < plan.points.size(); ++p)
      if (plan.trips[TripId{plan.points[PointId{p}].trip}].first_point != p) held += world.points.held[p];
    DelayLedger ledger(plan);
    ledger.read(world);
    for (const DelayLedger::Entry& entry : ledger.entries()) {
      const bool first = plan.trips[TripId{plan.points[PointId{entry.point}].trip}].first_point == entry.point;
      const bool by_others = entry.cause == DelayCause::headway || entry.cause == DelayCause::junction || entry.cause == DelayCause::platform;
      if (!first && by_others) booked += entry.time;
    }
  }
  CHECK(held == booked);
  CHECK(held > 0);
}

TEST_CASE("on single track and at junctions too every millisecond has an owner, and a wait its cause", "[observe][ledger][single track]") {
  std::int64_t held = 0, booked = 0;
  Checked checked;
  World world;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Plan plan = czt::test::random_single_line(seed);
    simulate(plan, seed, 0, world);
    check_day(plan, world, checked);
    DelayLedger ledger(plan);
    ledger.read(world);
    const auto counts = [&](std::uint32_t p) {
      const Plan::TripRow& trip = plan.trips[TripId{plan.points[PointId{p}].trip}];
      return p != trip.first_point && trip.when_ready == 0;
    };
    for (std::uint32_t p = 0; p < plan.points.size(); ++p)
      if (counts(p)) held += world.points.held[p];
    for (const DelayLedger::Entry& entry : ledger.entries())
      if (counts(entry.point) && (entry.cause == DelayCause::headway || entry.cause == DelayCause::junction ||
                                  entry.cause == DelayCause::platform || entry.cause == DelayCause::single_track))
        booked += entry.time;
  }
  CHECK(checked.wrong == 0);
  CHECK(held == booked);
  CHECK(checked.seen[static_cast<std::size_t>(DelayCause::single_track)] > 50);
  CHECK(checked.seen[static_cast<std::size_t>(DelayCause::junction)] > 50);
}

TEST_CASE("nothing leaves for a blocked segment, nor a held train from where it is held", "[model][incident]") {
  World world;
  int wrong = 0, met = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Plan plan = random_plan(seed);
    simulate(plan, seed, 0, world);
    for (const Hold& hold : world.holds) met += hold.why == Hold::Why::incident;
    for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      const std::int32_t left = world.points.departed[p];
      if (point.segment == Plan::Point::none) continue;
      for (const Plan::Hindrance& h : plan.blocks) wrong += h.where == point.segment && left >= h.from && left < h.until;
      for (const Plan::Hindrance& h : plan.train_holds) wrong += h.where == p && left >= h.from && left < h.until;
    }
  }
  CHECK(wrong == 0);
  CHECK(met > 100);
}
