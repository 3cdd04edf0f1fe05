#include <cmath>

#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::Seen;
using czt::test::SmallLine;

TEST_CASE("waits run from coming to the departure of the train boarded", "[observe]") {
  const Seen seen(morning());
  // 600, 300, 4 × 120, 1800 for the one left behind, 829 at B (8:20 to 8:33:49).
  CHECK(near(seen("wait_mean"), (600 + 300 + 480 + 1800 + 829) / 8.0));
  CHECK(seen("wait_p95") == 1800.0);
  CHECK(seen("wait_mean@station=B") == 829.0);
  CHECK(seen("wait_mean@hour=7") == (600 + 300 + 480) / 6.0);
  CHECK(seen("wait_mean@od=A→B") == 900.0);
  CHECK(seen("wait_p95@od=A->C") == 120.0);
  CHECK(std::isnan(seen("wait_mean@station=C")));
  CHECK(std::isnan(seen("wait_p95@station=C")));
}

TEST_CASE("journeys add up: wait, ride, length, fare", "[observe]") {
  const Seen seen(morning());
  CHECK(seen("journeys") == 8);
  CHECK(near(seen("in_vehicle_mean"), (3 * 169 + 4 * 398 + 169) / 8.0));
  // Between the wait at A and the ride nothing is lost: door to door is their sum, for nobody walks
  // here.
  CHECK(near(seen("journey_mean"), seen("wait_mean") + seen("in_vehicle_mean")));
  CHECK(seen("journey_p95") == 1969.0);
  CHECK(near(seen("trip_length_mean"), 7.5));
  CHECK(seen("revenue") == 4 * 3 + 4 * 5);  // 2.50 yuan is rounded half up to 3
  CHECK(seen("revenue@station=B") == 3);
  CHECK(seen("travellers") == 8);
  CHECK(seen("rail_share") == 1.0);
}

TEST_CASE("a change of trains is one journey with two boardings, and its waits are added",
          "[observe]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 20)});
  line.people(0, 2, clock_time(7, 55), 1);
  const Seen seen(line);
  CHECK(seen("journeys") == 1);
  CHECK(seen("boardings") == 2);
  // 8:02:49 at B, three minutes' walk, 8:20 on.
  CHECK(seen("wait_mean") == 300 + (17 * 60 + 11 - 180));
  CHECK(seen("in_vehicle_mean") == 2 * 169);
  CHECK(seen("journey_mean") == 27 * 60 + 49);
  CHECK(seen("journeys@station=A") == 1);
  CHECK(seen("journeys@station=B") == 0);
}

TEST_CASE("who is left behind at a change counts there", "[observe]") {
  SmallLine line({5.0, 5.0});
  line.type().seats = 2;
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 20), clock_time(8, 40)});
  line.people(0, 2, clock_time(7, 55), 2);
  line.people(1, 2, clock_time(8), 1);
  const Seen seen(line);
  CHECK(seen("left_behind_passengers") == 1);
  CHECK(seen("left_behind_passengers@station=B") == 1);
  CHECK(seen("left_behind_passengers@station=A") == 0);
  CHECK(seen("left_behind_passengers@od=A→C") == 1);
}

TEST_CASE("those who give up and those stranded are counted apart and wait in no mean",
          "[observe]") {
  SmallLine line({5.0});
  line.input.patience = minutes(10);
  line.trains({clock_time(8)});
  line.people(0, 1, clock_time(7), 2);  // gone at 7:10
  line.people(0, 1, clock_time(7, 58), 1);
  line.people(0, 1, clock_time(8, 30), 3);  // no train comes any more
  const Seen seen(line);
  CHECK(seen("gave_up") == 2);
  CHECK(seen("stranded") == 3);
  CHECK(seen("journeys") == 1);
  CHECK(seen("wait_mean") == 120.0);
  CHECK(seen("stranded@hour=8") == 3);
}

TEST_CASE("door to door takes in the ways to and from the stations", "[observe]") {
  SmallLine line({5.0});
  line.travellers(0, 1, 200.0, clock_time(7), clock_time(8));
  line.input.places[PlaceId{0}].access = {{StationId{0}, minutes(7)}};
  line.input.places[PlaceId{1}].access = {{StationId{1}, minutes(4)}};
  line.every(clock_time(6), minutes(10), 20);
  const Seen seen(line);
  REQUIRE(seen("journeys") > 100);
  CHECK(near(seen("journey_mean"), seen("wait_mean") + seen("in_vehicle_mean") + 11 * 60.0));
  CHECK(near(seen("travellers"), 200.0));
  CHECK(near(seen("travellers@purpose=purpose 0"), 200.0));
  CHECK(near(seen("rail_share"), seen("journeys") / 200.0));
  CHECK(seen("journeys@purpose=purpose 0") == seen("journeys"));
}

TEST_CASE("many selections at once read the same as one by one", "[observe]") {
  SmallLine line = morning();
  line.type().seats = 2000;  // room for everybody
  line.travellers(0, 2, 500.0, clock_time(7), clock_time(9));
  line.travellers(2, 0, 500.0, clock_time(7), clock_time(9));
  line.travellers(1, 2, 300.0, clock_time(7), clock_time(9), 0.5);
  const Seen seen(line);
  std::vector<Cell> cells;
  for (const char* text :
       {"wait_mean", "wait_p95", "journeys@station=A", "journeys@hour=7",
        "wait_p95@hour=8,station=A", "journeys@od=A→C", "wait_mean@direction=down",
        "journeys@purpose=purpose 2", "left_behind_passengers@hour=8,od=A→C,purpose=purpose 0",
        "stranded@direction=up", "gave_up", "revenue@hour=7,station=B", "boardings@hour=8"})
    cells.push_back(parse_cell(text, seen.plan).value());
  std::vector<double> together(cells.size());
  Observation(seen.plan, cells).read(seen.world, together);
  for (std::size_t c = 0; c < cells.size(); ++c) {
    INFO(to_text(cells[c]));
    const double alone = seen(to_text(cells[c]));
    CHECK((alone == together[c] || (std::isnan(alone) && std::isnan(together[c]))));
  }
  REQUIRE(seen("gave_up") + seen("stranded") == 0);
  CHECK(seen("journeys") == seen("journeys@purpose=purpose 0") +
                                seen("journeys@purpose=purpose 1") +
                                seen("journeys@purpose=purpose 2") + 8);
}

TEST_CASE("the way from the station is that to the place he goes to", "[observe]") {
  SmallLine line({5.0});
  line.travellers(0, 1, 300.0, clock_time(7), clock_time(8));
  // A second place at the same station, farther from it, where half as many go.
  Place far = line.input.places[PlaceId{1}];
  far.name = "far";
  far.access = {{StationId{1}, minutes(30)}};
  line.input.places.push_back(far);
  line.input.places[PlaceId{1}].access = {{StationId{1}, minutes(5)}};
  Purpose& purpose = line.input.purposes[PurposeId{0}];
  for (OdMatrix* m : {&purpose.travellers, &purpose.height, &purpose.rail_share}) {
    OdMatrix larger = OdMatrix::Constant(3, 3, m == &purpose.travellers ? 0.0 : 1.0);
    larger.topLeftCorner(2, 2) = *m;
    *m = larger;
  }
  purpose.travellers(0, 2) = 150.0;
  line.every(clock_time(6), minutes(10), 20);
  const Seen seen(line);
  double minutes_of_way = 0.0;
  for (const std::uint16_t to : seen.world.persons.to) minutes_of_way += to == 2 ? 30.0 : 5.0;
  REQUIRE(seen("journeys") == static_cast<double>(seen.world.persons.to.size()));
  CHECK(near(seen("journey_mean"), seen("wait_mean") + seen("in_vehicle_mean") + minutes_of_way * 60.0 / seen("journeys")));
}

TEST_CASE("a journey feels as long as its waits, ways, crowding and changes weigh", "[observe][felt]") {
  // Two trains, a change at B; two seats for six people: four stand on a square metre.
  SmallLine line({5.0, 5.0});
  line.type().seats = 2;
  line.type().standing_area = SquareMetres{1.0};
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 20)});
  line.people(0, 2, clock_time(7, 55), 6);
  line.input.transfer_penalty = minutes(7);
  line.input.choice = ChoiceModel{};
  line.input.choice->wait_weight = 2.5;
  const Seen seen(line);
  REQUIRE(seen("journeys") == 6);
  REQUIRE(seen("standing_passengers") == 8);
  const double rides = seen("in_vehicle_mean");
  const double waits = seen("wait_mean");
  const double door = 8.0 * 3600 + 20 * 60 + 169.0 - (7.0 * 3600 + 55 * 60);
  // Four of six stand on each train, in a density of 4 /m2.
  CHECK(near(seen("generalised_time_mean"),
             (door - waits) + 2.5 * waits + 7 * 60.0 + 0.265 * rides * 4 / 6 + 0.119 * 4.0 * rides, 1e-6));
  line.input.choice.reset();
  CHECK(std::isnan(Seen(line)("generalised_time_mean")));
}

TEST_CASE("a minute of standing feels 1.503 minutes long at two on a square metre, 1.741 at four (P3)", "[observe][felt][P3]") {
  for (const auto& [people, feels] : {std::pair{2u, 1.503}, std::pair{4u, 1.741}}) {
    SmallLine line({5.0});
    line.type().seats = 0;
    line.type().standing_area = SquareMetres{1.0};
    line.trains({clock_time(8)});
    line.people(0, 1, clock_time(7, 55), people);
    line.input.choice = ChoiceModel{};
    line.input.choice->wait_weight = 0.0;
    const Seen seen(line);
    REQUIRE(seen("journeys") == people);
    CHECK(near(seen("generalised_time_mean"), feels * seen("in_vehicle_mean"), 1e-5));  // whole milliseconds
  }
}
