#include <cmath>

#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::Seen;
using czt::test::SmallLine;

namespace {

/// Two trains over 20 + 20 km with a fifth of margin; the doors of the first may keep it.
SmallLine with_traction(double margin = 0.2) {
  SmallLine line({20.0, 20.0});
  for (Segment& segment : line.input.network.segments) segment.margin = margin;
  line.type().cars = 4;
  line.type().motion = Traction{200e3, 2560e3};
  line.trains({clock_time(8), clock_time(9)}, minutes(1));
  return line;
}

const Traction& traction_of(const Plan& plan) { return std::get<Traction>(plan.input.types[TrainTypeId{0}].motion); }

double drawn(const Run& run, const Traction& traction) {
  double joules = 0.0;
  for (const SectionWork& work : run.work) joules += work.traction;
  return joules / traction.efficiency / 3.6e6;
}

double returned(const Run& run, const Traction& traction) {
  double joules = 0.0;
  for (const SectionWork& work : run.work) joules += work.braking;
  return joules * traction.regeneration / 3.6e6;
}

Run punctual_run(const Plan& plan) {
  const Segment& segment = plan.input.network.segments[SegmentId{0}];
  const std::vector<SpeedSection> hop{{segment.length, segment.max_speed}};
  const Plan::Point& stop = plan.points[PointId{1}];
  return run_within(hop, plan.input.types[TrainTypeId{0}], (stop.arrival - plan.points[PointId{0}].departure) / 1000.0);
}

Run fastest(const Plan& plan) {
  const Segment& segment = plan.input.network.segments[SegmentId{0}];
  return fastest_run(std::vector<SpeedSection>{{segment.length, segment.max_speed}}, plan.input.types[TrainTypeId{0}]);
}

}  // namespace

TEST_CASE("a punctual train draws what its booked run takes, and gives back its share of the brakes' work",
          "[observe][energy]") {
  const Seen seen(with_traction());
  const Run run = punctual_run(seen.plan);
  const Traction& traction = traction_of(seen.plan);
  CHECK(near(seen("energy"), 4.0 * drawn(run, traction), 1e-9));
  CHECK(near(seen("energy_regenerated"), 4.0 * returned(run, traction), 1e-9));
  CHECK(near(seen("energy@train=service 0 2"), 2.0 * drawn(run, traction), 1e-9));
  CHECK(near(seen("energy@segment=A–B"), 2.0 * drawn(run, traction), 1e-9));
}

TEST_CASE("a late train runs as fast as it may and draws more than a punctual one", "[observe][energy]") {
  SmallLine line = with_traction();
  line.input.dwell = FixedDwell{500.0};  // at A eight minutes late, which no margin makes good
  const Seen seen(line);
  const Traction& traction = traction_of(seen.plan);
  const Plan::Point& stop = seen.plan.points[PointId{1}];
  CHECK(seen.world.points.arrived[1] - seen.world.points.departed[0] == stop.technical);
  CHECK(near(seen("energy"), 4.0 * drawn(fastest(seen.plan), traction), 1e-9));
  CHECK(near(seen("energy_regenerated"), 4.0 * returned(fastest(seen.plan), traction), 1e-9));
  CHECK(seen("energy") > 1.1 * Seen(with_traction())("energy"));
}

TEST_CASE("a train that makes good a part of its margin draws between the two", "[observe][energy]") {
  SmallLine line = with_traction(0.4);
  line.input.dwell = FixedDwell{100.0};
  const Seen seen(line);
  const Traction& traction = traction_of(seen.plan);
  const double slow = drawn(punctual_run(seen.plan), traction);
  const double fast = drawn(fastest(seen.plan), traction);
  // 100 s late at A, of some 200 s of margin to B.
  REQUIRE(seen.world.points.arrived[1] == seen.plan.points[PointId{1}].arrival);
  CHECK(seen("energy@segment=A–B,train=service 0 1") > slow * 1.01);
  CHECK(seen("energy@segment=A–B,train=service 0 1") < fast * 0.99);
}

TEST_CASE("CO2 is that of what was drawn less what was given back", "[observe][energy]") {
  SmallLine line = with_traction();
  line.input.emissions = Emissions{2.0, 0.5, 0.13, 0.035};
  const Seen seen(line);
  CHECK(near(seen("co2"), 0.5 * (seen("energy") - seen("energy_regenerated"))));
}

TEST_CASE("types with and without traction each count by their own means", "[observe][energy]") {
  SmallLine line = with_traction();
  const double one = Seen(line)("energy@train=service 0 1");
  TrainType plain = line.type();
  plain.motion = Trapezoid{};
  line.input.types.push_back(plain);
  line.input.trips[TripId{1}].type = TrainTypeId{1};
  CHECK(std::isnan(Seen(line)("energy")));  // nobody said what a car-kilometre takes
  line.input.emissions = Emissions{2.0, 0.5, 0.13, 0.035};
  const Seen seen(line);
  CHECK(near(seen("energy"), one + 4 * 40 * 2.0));
  CHECK(near(seen("energy@train=service 0 2"), 4 * 40 * 2.0));
  CHECK(seen("energy_regenerated@train=service 0 2") == 0.0);
}

TEST_CASE("without a traction model nothing is said to be given back", "[observe][energy]") {
  const Seen seen(morning());
  CHECK(std::isnan(seen("energy_regenerated")));
  const std::vector<Cell> cells = default_cells(seen.plan);
  CHECK(std::none_of(cells.begin(), cells.end(),
                     [](const Cell& c) { return measures()[c.measure].name == "energy_regenerated"; }));
}

TEST_CASE("the margin is what the booked time leaves over, of each segment and of the whole trip", "[observe][margin]") {
  // 5 km take 168.056 s and are booked as 169.
  const Seen seen(morning());
  CHECK(near(seen("margin@segment=A–B"), 169.0 - 168.056));
  CHECK(near(seen("margin"), 2 * (169.0 - 168.056)));
  CHECK(near(seen("margin@train=service 0 1"), 2 * (169.0 - 168.056)));
  CHECK(std::isnan(seen("margin@segment=B–A")));
}

TEST_CASE("empty trains and those that leave when ready have no part in the margin", "[observe][margin]") {
  SmallLine line = with_traction();
  line.input.trips[TripId{1}].stops.back().arrival += minutes(3);
  const double one = Seen(line)("margin@train=service 0 1");
  CHECK(near(Seen(line)("margin"), one + 90.0));  // the mean of two
  line.input.trips[TripId{1}].empty = true;
  CHECK(Seen(line)("margin") == one);
  line.input.trips[TripId{1}].empty = false;
  line.input.trips[TripId{1}].when_ready = true;
  CHECK(Seen(line)("margin") == one);
}
