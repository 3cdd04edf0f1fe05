#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

TEST_CASE("a feasible timetable without disturbance runs with delay exactly zero", "[model][trains]") {
  SmallLine line({5.0, 8.0, 12.0});
  for (Segment& segment : line.input.network.segments) segment.headway = seconds(180);
  line.input.separation = {seconds(60), minutes(5), minutes(3)};
  line.input.dwell = CriticalDoorDwell{};
  line.input.minimum_dwell = seconds(30);
  line.every(clock_time(6), minutes(4), 60, seconds(60));
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    const bool first = plan.trips[TripId{point.trip}].first_point == p;
    if (!first) CHECK(world.points.arrived[p] == point.arrival);
    if (point.segment != Plan::Point::none) CHECK(world.points.departed[p] == point.departure);
    CHECK(world.points.held[p] == 0);
  }
}

TEST_CASE("a long exchange delays the train, and it never leaves before its booked time", "[model][trains]") {
  SmallLine line({5.0, 5.0, 5.0});
  line.input.dwell = FixedDwell{100.0};
  line.trains({clock_time(8)}, seconds(60));
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  const auto late = [&](std::uint32_t p) { return world.points.departed[p] - plan.points[PointId{p}].departure; };
  CHECK(late(0) == 100'000);           // the doors take 100 s and the train appears at its booked time
  CHECK(late(1) >= 100'000 + 40'000 - 2'000);  // 60 s booked, 100 needed; whole booked seconds give a little back
  CHECK(late(1) <= 100'000 + 40'000);
}

TEST_CASE("a late train makes good what the margin allows and no more", "[model][trains]") {
  SmallLine line({20.0, 20.0});
  for (Segment& segment : line.input.network.segments) segment.margin = 0.10;
  line.trains({clock_time(8)}, seconds(60));
  World world;
  Plan plan = line.plan();
  line.input.dwell = FixedDwell{160.0};
  plan = line.plan();
  simulate(plan, 1, 0, world);
  const std::int32_t technical = plan.points[PointId{1}].technical;
  CHECK(world.points.departed[0] == ms(clock_time(8)) + 160'000);
  CHECK(world.points.arrived[1] == world.points.departed[0] + technical);
}

TEST_CASE("a train behind another keeps the headway of the segment", "[model][separation]") {
  SmallLine line({10.0});
  for (Segment& segment : line.input.network.segments) segment.headway = seconds(180);
  line.trains({clock_time(8), clock_time(8, 1), clock_time(8, 2)});
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  CHECK(world.points.departed[0] == ms(clock_time(8)));
  CHECK(world.points.departed[2] == ms(clock_time(8, 3)));
  CHECK(world.points.departed[4] == ms(clock_time(8, 6)));
  CHECK(world.points.held[4] == 4 * 60'000);
  CHECK(world.points.arrived[3] - world.points.arrived[1] == 180'000);
}

TEST_CASE("a train waits outside until a platform track is free", "[model][tracks]") {
  SmallLine line({10.0, 10.0});
  for (Station& station : line.input.network.stations) station.tracks_up = station.tracks_down = 1;
  line.input.separation = {seconds(60), Duration{}, Duration{}};
  line.input.dwell = FixedDwell{300.0};
  line.trains({clock_time(8), clock_time(8, 6)}, seconds(60));
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  CHECK(world.points.arrived[4] >= world.points.departed[1] + 60'000);
  CHECK(world.points.arrived[3] == std::max(ms(clock_time(8, 6)), world.points.departed[0] + 60'000));
}

TEST_CASE("a trainset that arrives late leaves late on its next trip, after its turnaround", "[model][turnaround]") {
  SmallLine line({10.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{0}}, {clock_time(8, 20)});
  line.input.turnaround = minutes(10);
  line.input.dwell = FixedDwell{900.0};
  line.input.circulation.previous.assign(2, std::nullopt);
  line.input.circulation.previous[TripId{1}] = TripId{0};
  World world;
  const Plan plan = compile_plan(line.input).value();
  simulate(plan, 1, 0, world);
  const std::int32_t arrived = world.points.arrived[1];
  CHECK(world.points.departed[0] == ms(clock_time(8, 15)));
  // 15 min of alighting, then 15 min of boarding: both longer than the turnaround.
  CHECK(world.points.departed[2] == arrived + 2 * 900'000);
  line.input.dwell = FixedDwell{400.0};
  const Plan brisk = compile_plan(line.input).value();
  simulate(brisk, 1, 0, world);
  // It appears again at its booked time at the earliest, and takes 400 s to board.
  CHECK(world.points.departed[2] == std::max(ms(clock_time(8, 20)), world.points.arrived[1] + 400'000) + 400'000);
}
