#include "czt/timetable/blocking.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;

namespace {

Segment ten_kilometres() {
  Segment segment;
  segment.length = kilometres(10);
  segment.max_speed = kmh(144);  // 40 m/s
  return segment;
}
TrainType train() {
  TrainType type;
  type.length = metres(200);
  type.accelerate = type.brake = {0.8};
  return type;
}
BlockingRules two_kilometre_blocks() {
  BlockingRules rules;
  rules.block = metres(2000);
  rules.overlap = metres(40);
  rules.set_up = seconds(12);
  rules.sight = seconds(10);
  rules.release = seconds(6);
  return rules;
}

}  // namespace

TEST_CASE("trains at one speed follow each other by the sum of the parts of a blocking time", "[timetable][blocking]") {
  const LineRun passing(ten_kilometres(), train(), false, false);
  // set-up 12 + sight 10 + approach 2000/40 + block 2000/40 + (200 + 40)/40 + release 6
  CHECK(near(least_headway(passing, passing, two_kilometre_blocks()), 134.0));
  // moving: braking distance 40²/1.6 = 1000 m instead of approach and block
  BlockingRules moving = two_kilometre_blocks();
  moving.moving = true;
  CHECK(near(least_headway(passing, passing, moving), 12.0 + 10.0 + 25.0 + 6.0 + 6.0));
}

TEST_CASE("a train that starts, runs and stops is where the trapezoid says", "[timetable][blocking]") {
  const LineRun run(ten_kilometres(), train(), true, true);
  // 50 s and 1000 m to gather 40 m/s, 8000 m in 200 s, 50 s to stop
  CHECK(near(run.time_at(1000.0), 50.0));
  CHECK(near(run.time_at(250.0), 25.0));
  CHECK(near(run.time_at(9000.0), 250.0));
  CHECK(near(run.time_at(9750.0), 275.0));
  CHECK(near(run.time_at(10000.0), 300.0));
  CHECK(near(run.time_at(11000.0), 300.0));  // it stands
  CHECK(near(run.speed_at(9750.0), 20.0));
  Segment short_one = ten_kilometres();
  short_one.length = metres(800);  // never reaches 40 m/s: gathers speed to 400 m, 25.298 m/s
  CHECK(near(LineRun(short_one, train(), true, true).time_at(800.0), 2.0 * std::sqrt(800.0 / 0.8)));
}

TEST_CASE("the pair that closes up needs the longest headway", "[timetable][blocking]") {
  const LineRun starting(ten_kilometres(), train(), true, false), passing(ten_kilometres(), train(), false, false);
  const BlockingRules rules = two_kilometre_blocks();
  const double slow_fast = least_headway(starting, passing, rules);
  const double fast_slow = least_headway(passing, starting, rules);
  // Starting costs 25 s against passing. Behind it every block's overlap is 134 + 25; before it, less and less.
  CHECK(near(slow_fast, 159.0));
  // The second block, whose distant signal the one that starts sees at once: (4240 m)/40 + 6 against −22 s.
  CHECK(near(fast_slow, 106.0 + 6.0 + 22.0));
  IdVector<TrainTypeId, TrainType> types;
  types.push_back(train());
  CHECK(least_headway(ten_kilometres(), types, rules) >= seconds(159));
}

TEST_CASE("where blocks are shorter than the braking distance, more than one ahead is kept clear", "[timetable][blocking]") {
  const LineRun passing(ten_kilometres(), train(), false, false);
  BlockingRules rules = two_kilometre_blocks();
  rules.block = metres(250);
  // set-up 12 + sight 10 + braking 1000/40 + block 250/40 + (200 + 40)/40 + release 6
  CHECK(near(least_headway(passing, passing, rules), 65.25));
  // Gathering speed it needs twice its way to stand: at 400 m it has 0.8·800 = 25.3² and 400 m to brake.
  const LineRun starting(ten_kilometres(), train(), true, false);
  CHECK(near(starting.braking_point(800.0), 400.0));
  CHECK(near(starting.braking_point(5000.0), 4000.0));
  CHECK(starting.braking_point(0.0) == 0.0);
}

TEST_CASE("shorter blocks bring trains closer, down to the moving block", "[timetable][blocking]") {
  const LineRun passing(ten_kilometres(), train(), false, false);
  double before = 1e9;
  for (const double block : {5000.0, 2000.0, 1000.0, 500.0, 250.0}) {
    BlockingRules rules = two_kilometre_blocks();
    rules.block = metres(block);
    const double headway = least_headway(passing, passing, rules);
    CHECK(headway < before);
    before = headway;
  }
  BlockingRules moving = two_kilometre_blocks();
  moving.moving = true;
  CHECK(least_headway(passing, passing, moving) < before);
}
