#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;
using czt::test::wait_of;

TEST_CASE("one passenger a second and 240 spare places fill every train but the eighth (V11)", "[model][boarding]") {
  SmallLine line({5.0});
  line.type().seats = 240;
  line.every(clock_time(0, 5), minutes(5), 8);
  line.people(0, 1, start_of_day + seconds(1), 1800, seconds(1));
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);

  const std::uint32_t boarded[] = {240, 240, 240, 240, 240, 240, 240, 120};
  const std::uint32_t left[] = {60, 120, 180, 240, 300, 360, 120, 0};
  for (std::uint32_t k = 0; k < 8; ++k) {
    const std::uint32_t point = plan.trips[TripId{k}].first_point;
    CHECK(world.points.boarded[point] == boarded[k]);
    CHECK(world.points.left_behind[point] == left[k]);
  }
  std::int64_t total = 0;
  std::int32_t longest = 0;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    total += wait_of(world, row);
    longest = std::max(longest, wait_of(world, row));
  }
  CHECK(total == 683'100'000);
  CHECK(longest == 719'000);
  CHECK(world.counts.delivered == 1800);
}

TEST_CASE("a hundred seats, and those who find none stand (V25)", "[model][seats]") {
  SmallLine line({5.0, 5.0});
  line.type().standing_area = SquareMetres{100.0};
  line.trains({clock_time(8)});
  line.people(0, 1, clock_time(7, 50), 60);
  line.people(0, 2, clock_time(7, 50), 70);
  line.people(1, 2, clock_time(7, 50), 50);
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  CHECK(world.points.load[0] == 130);
  CHECK(world.points.load[1] == 120);
  CHECK(world.points.standing[0] == 30);
  CHECK(world.points.standing[1] == 20);
}

TEST_CASE("a freed seat goes to whoever has stood longest, before anybody boards", "[model][seats]") {
  SmallLine line({5.0, 5.0, 5.0});
  line.type().seats = 2;
  line.type().standing_area = SquareMetres{10.0};
  line.trains({clock_time(8)});
  line.people(0, 1, clock_time(7, 40), 1);                // sits to B
  line.people(0, 3, clock_time(7, 41), 1);                // sits all the way
  line.people(0, 3, clock_time(7, 42), 1);                // stands to B, then sits
  line.people(0, 3, clock_time(7, 43), 1);                // stands to D: B's only free seat is taken
  line.people(1, 2, clock_time(7, 30), 1);                // boards at B and stands, however early he came
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  const auto stood_until = [&](std::int32_t came) {
    for (std::uint32_t row = 0; row < world.base_rows; ++row)
      if (world.passengers.came[row] == came) return world.passengers.stood_until[row];
    return 12345u;
  };
  const auto at = [](int minute) { return static_cast<std::int32_t>(in_milliseconds(clock_time(7, minute))); };
  CHECK(stood_until(at(40)) == 0);
  CHECK(stood_until(at(41)) == 0);
  CHECK(stood_until(at(42)) == 1 + 1);
  CHECK(stood_until(at(43)) == PassengerColumns::never);
  CHECK(stood_until(at(30)) == PassengerColumns::never);
}

TEST_CASE("a full train takes those who came first, wherever they go", "[model][boarding]") {
  SmallLine line({5.0, 5.0});
  line.type().seats = 2;
  line.trains({clock_time(8), clock_time(9)});
  line.people(0, 2, clock_time(7, 10), 1);
  line.people(0, 1, clock_time(7, 20), 1);
  line.people(0, 2, clock_time(7, 30), 1);
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const bool last = world.passengers.came[row] == in_milliseconds(clock_time(7, 30));
    CHECK(plan.points[PointId{world.passengers.boarded[row]}].trip == (last ? 1 : 0));
    CHECK(world.passengers.missed[row] == (last ? 1 : 0));
  }
}

TEST_CASE("who waits longer than his patience gives up, who waits as long does not", "[model][patience]") {
  SmallLine line({5.0});
  line.type().seats = 1;
  line.input.patience = minutes(60);
  line.trains({clock_time(8), clock_time(9)});
  line.people(0, 1, clock_time(7, 59), 1);
  line.people(0, 1, clock_time(8), 2);
  World world;
  simulate(line.plan(), 1, 0, world);
  CHECK(world.counts.delivered == 2);
  CHECK(world.counts.gave_up == 1);  // the second of eight o'clock: there was no room at nine
  line.input.patience = minutes(60) - milliseconds(1);
  simulate(line.plan(), 1, 0, world);
  CHECK(world.counts.delivered == 1);
  CHECK(world.counts.gave_up == 2);
}

TEST_CASE("people who come while the doors are open still board", "[model][boarding]") {
  SmallLine line({5.0, 5.0});
  line.trains({clock_time(8)}, seconds(90));
  line.input.separation.opens_before = minutes(5);
  line.input.dwell = FixedDwell{60.0};
  World world;
  line.people(1, 2, clock_time(7), 1);
  simulate(line.plan(), 1, 0, world);
  const std::int32_t arrived = world.points.arrived[1];
  line.people(1, 2, start_of_day + milliseconds(arrived + 90'000), 1);
  line.people(1, 2, start_of_day + milliseconds(arrived + 90'001), 1);
  simulate(line.plan(), 1, 0, world);
  CHECK(world.points.boarded[1] == 2);
  CHECK(world.counts.stranded == 1);
}

TEST_CASE("one direct train in the evening keeps nobody from changing in the morning", "[model][transfer]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 10)});
  line.trains_calling({StationId{0}, StationId{2}}, {clock_time(9, 30)});
  line.input.transfer = minutes(3);
  line.people(0, 2, clock_time(7, 55), 1);   // changes
  line.people(0, 2, clock_time(8, 1), 1);    // the direct train is the first way on
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  CHECK(world.onward.size() == 1);
  CHECK(world.counts.delivered == 2);
  const auto trip_of = [&](std::uint32_t row) { return plan.points[PointId{world.passengers.boarded[row]}].trip; };
  CHECK(trip_of(world.onward[0].from) == 0);
  CHECK(trip_of(world.onward[0].to) == 1);
}

TEST_CASE("a change must save its penalty against the next direct train", "[model][transfer]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 6)});  // there at 08:08:49
  line.trains_calling({StationId{0}, StationId{2}}, {clock_time(8, 12)});  // there at 08:16:41, 7 min 52 s later
  line.input.transfer = minutes(3);
  line.people(0, 2, clock_time(7, 55), 1);
  World world;
  line.input.transfer_penalty = minutes(7);
  simulate(line.plan(), 1, 0, world);
  CHECK(world.onward.size() == 1);
  line.input.transfer_penalty = minutes(8);
  simulate(line.plan(), 1, 0, world);
  CHECK(world.onward.empty());
}

TEST_CASE("where no train goes through, people change where two trains meet", "[model][transfer]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 5), clock_time(8, 30)});
  line.input.transfer = minutes(3);
  line.people(0, 2, clock_time(7, 55), 3);
  World world;
  const Plan plan = line.plan();
  simulate(plan, 1, 0, world);
  REQUIRE(world.onward.size() == 3);
  // 168.056 s for 5 km, booked to the next second: 08:02:49, and three minutes' walk ends after 08:05.
  for (const Onward& change : world.onward)
    CHECK(plan.points[PointId{world.passengers.boarded[change.to]}].trip == 2);
  CHECK(world.counts.delivered == 3);
  line.input.transfer = minutes(2);
  simulate(line.plan(), 1, 0, world);
  for (const Onward& change : world.onward)
    CHECK(plan.points[PointId{world.passengers.boarded[change.to]}].trip == 1);
}
