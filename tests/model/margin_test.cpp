#include "network/dice.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

/// A line with one track each way, so that no train overtakes, and everybody on the platforms before the first train.
/// What is random (entry, doors, late runners) belongs to trains and stations, not to their times.
SmallLine random_line(std::uint64_t game, double more_margin) {
  Dice dice(game);
  std::vector<double> hops(static_cast<std::size_t>(dice(2, 6)));
  for (double& km : hops) km = 0.1 * dice(15, 120);
  SmallLine line(hops);
  for (Station& station : line.input.network.stations) station.tracks_up = station.tracks_down = 1;
  for (Segment& segment : line.input.network.segments) {
    segment.max_speed = kmh(dice(60, 160));
    segment.headway = seconds(dice(60, 240));
    segment.margin = 0.01 * dice(0, 12) + more_margin * dice(0, 10);
  }
  line.type().seats = 400;
  if (dice(0, 1) == 1) line.type().motion = Traction{200e3, 1e3 * dice(1500, 3000)};
  line.input.separation = {seconds(60), minutes(1), minutes(2)};
  line.input.dwell = CriticalDoorDwell{};
  line.input.minimum_dwell = seconds(30);
  line.input.disturbances = {0.15, 0.3, seconds(3), seconds(40), {0.5, seconds(200), 1.5}, {}, {}};
  for (std::size_t from = 0; from + 1 < hops.size() + 1; ++from)
    line.people(from, hops.size(), clock_time(5), static_cast<std::uint32_t>(dice(1, 120)));
  line.every(clock_time(6), minutes(dice(5, 15)), 12, seconds(dice(30, 60)));
  return line;
}

}  // namespace

TEST_CASE("more margin never more delay: no train is later anywhere, with the same disturbances",
          "[model][trains][margin][property]") {
  std::int64_t tight = 0, ample = 0;
  World world;
  for (std::uint64_t game = 0; game < 150; ++game) {
    const Plan before = random_line(game, 0.0).plan();
    simulate(before, 7, static_cast<std::uint32_t>(game), world);
    const std::vector<std::int32_t> arrived = world.points.arrived;
    const std::vector<std::int32_t> departed = world.points.departed;
    const Plan after = random_line(game, 0.01).plan();
    simulate(after, 7, static_cast<std::uint32_t>(game), world);
    INFO("game " << game);
    REQUIRE(after.points.size() == before.points.size());
    for (std::uint32_t p = 0; p < before.points.size(); ++p) {
      const Plan::Point& was = before.points[PointId{p}];
      const Plan::Point& is = after.points[PointId{p}];
      REQUIRE(is.technical == was.technical);
      if (p == before.trips[TripId{was.trip}].first_point) continue;
      INFO("point " << p);
      REQUIRE(is.arrival >= was.arrival);
      REQUIRE(world.points.arrived[p] - is.arrival <= arrived[p] - was.arrival);
      if (was.segment != Plan::Point::none)
        REQUIRE(world.points.departed[p] - is.departure <= departed[p] - was.departure);
      tight += arrived[p] - was.arrival;
      ample += world.points.arrived[p] - is.arrival;
    }
  }
  // And it helps: this is no line on which nothing is ever late.
  CHECK(tight > 0);
  CHECK(ample < tight);
}

TEST_CASE("a late train runs in its technical time, a punctual one in its booked time, whichever way that was reckoned",
          "[model][trains][margin]") {
  for (const bool traction : {false, true}) {
    SmallLine line({12.0, 9.0});
    if (traction) line.type().motion = Traction{200e3, 2560e3};
    for (Segment& segment : line.input.network.segments) segment.margin = 0.08;
    line.trains({clock_time(8)}, seconds(60));
    World world;
    const Plan punctual = line.plan();
    simulate(punctual, 1, 0, world);
    CHECK(world.points.arrived[1] == punctual.points[PointId{1}].arrival);
    CHECK(world.points.arrived[1] - world.points.departed[0] > punctual.points[PointId{1}].technical);
    line.input.dwell = FixedDwell{300.0};
    const Plan late = line.plan();
    simulate(late, 1, 0, world);
    CHECK(world.points.arrived[1] - world.points.departed[0] == late.points[PointId{1}].technical);
  }
}

TEST_CASE("a train with less power is booked longer on the same line, and its passes lie where it is",
          "[model][trains][margin]") {
  SmallLine line({12.0, 9.0});
  line.type().motion = Traction{200e3, 2560e3};
  TrainType weak = line.type();
  weak.motion = Traction{200e3, 1000e3};
  line.input.types.push_back(weak);
  Pattern pattern;
  pattern.name = "weak";
  pattern.calls = {StationId{0}, StationId{2}};
  pattern.departures = {clock_time(8)};
  const Trip strong_trip = expand(pattern, line.input.network, line.input.types).front();
  pattern.type = TrainTypeId{1};
  const Trip weak_trip = expand(pattern, line.input.network, line.input.types).front();
  CHECK(weak_trip.arrives() > strong_trip.arrives() + seconds(10));
  CHECK(weak_trip.stops[1].technical > strong_trip.stops[1].technical);
}
