#include <map>
#include <set>

#include "support/story_line.hpp"

using namespace czt;
using czt::test::ledger;
using czt::test::simulated;
using czt::test::trace;
using czt::test::trimmed;

namespace {

const std::string line = czt::test::three_stations + czt::test::without_chance;

std::string with(const std::string& rest) { return line + czt::test::outdented(rest); }

}  // namespace

TEST_CASE("no train enters a blocked segment, and one that is in it goes on", "[story][incident]") {
  CHECK(trace(with(R"(
    timetable: {down: {from: A, to: C, skip: [B], departs: ["08:00", "08:10", "08:40"]}}
    incidents: {signal: {at: "08:01", lasts: 20 min, where: {from: A, to: B}, effect: blocked}}
  )")) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:05:00 C on 0 off 0 left behind 0
    08:21:00 A on 0 off 0 left behind 0
    08:26:00 C on 0 off 0 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:45:00 C on 0 off 0 left behind 0
  )"));
}

TEST_CASE("trains that stood at a blocked segment follow one another out, and each second has its owner",
          "[story][incident][ledger]") {
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00", "08:05", "08:10"], dwell: 30 s}}
    incidents: {signal: {at: "08:00", lasts: 20 min, where: {from: A, to: B}, effect: blocked}}
  )"));
  REQUIRE(day.wrong.empty());
  CHECK(ledger(day, 0) == "late 1200 s, incident 1200 s");
  CHECK(ledger(day, 1) == "late 1080 s, headway 180 s, incident 900 s");
  CHECK(ledger(day, 2) == "late 960 s, headway 360 s, incident 600 s");
}

TEST_CASE("an incident the other way, or over before a train comes, changes nothing", "[story][incident]") {
  const std::string timetable = "timetable: {down: {from: A, to: C, departs: [\"08:00\", \"08:30\"], dwell: 30 s}}\n";
  const std::string plain = trace(line + timetable);
  const auto but = [&](const std::string& incident) { return trace(line + timetable + "incidents: {it: {" + incident + "}}\n"); };
  CHECK(but("at: \"08:00\", lasts: 20 min, where: {from: B, to: A}, effect: blocked") == plain);
  CHECK(but("at: \"07:30\", lasts: 30 min, where: {from: A, to: C}, effect: blocked") == plain);  // the end is free
  CHECK(but("at: \"08:00:01\", lasts: 29 min, where: {from: A, to: B}, effect: blocked") == plain);
  CHECK(but("at: \"08:00\", lasts: 20 min, where: {from: B, to: A, both_ways: true}, effect: blocked") != plain);
  CHECK(but("at: \"08:00\", lasts: 1 s, where: {from: A, to: B}, effect: blocked") != plain);
}

TEST_CASE("two incidents that meet are each booked their own time", "[story][incident][ledger]") {
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}}
    incidents:
      second: {at: "08:05", lasts: 10 min, where: {from: A, to: B}, effect: blocked}
      first: {at: "07:55", lasts: 10 min, where: {from: A, to: B}, effect: blocked}
  )"));
  REQUIRE(day.wrong.empty());
  DelayLedger ledger(day.plan);
  ledger.read(day.world);
  REQUIRE(ledger.entries().size() == 2);
  CHECK(day.plan.input.incidents[ledger.entries()[0].by].name == "first");
  CHECK(ledger.entries()[0].time == 300'000);
  CHECK(day.plan.input.incidents[ledger.entries()[1].by].name == "second");
  CHECK(ledger.entries()[1].time == 600'000);
}

TEST_CASE("a slow order costs the running time of its speed, braking and gathering speed included",
          "[story][incident][ledger]") {
  // 5 km at 60 km/h: 300 s + 16.667 / 0.8 = 320.833 s.
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00", "08:30"], dwell: 30 s}}
    incidents: {rail: {at: "07:50", lasts: 30 min, where: {from: A, to: B}, effect: slow, speed: 60 km/h}}
  )"));
  REQUIRE(day.wrong.empty());
  const std::uint32_t b = day.plan.trips[TripId{0}].first_point + 1;
  CHECK(day.world.points.arrived[b] - day.plan.points[PointId{b}].arrival == 320'833 - 175'000);
  CHECK(day.world.points.arrived[b + 3] == day.plan.points[PointId{b + 3}].arrival);  // 08:30 is after it
  DelayLedger ledger(day.plan);
  ledger.read(day.world);
  const auto of = ledger.of_trip(TripId{0});
  REQUIRE_FALSE(of.empty());
  CHECK(of[0].cause == DelayCause::incident);
  CHECK(of[0].time == 145'833);
}

TEST_CASE("a train that passes a slow order at speed brakes before it and speeds up after it", "[story][incident]") {
  // The middle 5 of 15 km at 60 km/h, through non-stop: outside it lie braking from and back to 144 km/h.
  const std::string through = R"(
scenario: story
stations: {A: {km: 0}, B: {km: 5}, C: {km: 10}, D: {km: 15}}
branches: {main: {stations: [A, B, C, D]}}
track: {max_speed: 144 km/h, margin: 0 %}
disturbances: {scale: 0}
dwell: {model: fixed, time: 0 s, minimum: 0 s}
train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3}}
formation: {default: short}
timetable: {down: {from: A, to: D, skip: [B, C], departs: ["08:00"]}}
)";
  const auto plain = simulated(through);
  const auto slow = simulated(through + "incidents: {rail: {at: \"07:50\", lasts: 30 min, where: {from: B, to: C}, effect: slow, speed: 60 km/h}}\n");
  REQUIRE(slow.wrong.empty());
  // 5 km at 16.667 instead of 40 m/s: 300 − 125 s; each change of speed, 826.389 m long, takes 29.167 s instead of
  // 20.660 s. What the booked times hold in spare from B on is used up.
  const std::int32_t longer = slow.world.points.arrived[3] - plain.world.points.arrived[3];
  const double exact = 175.0 + 2 * (29.166667 - 20.659722);
  const auto& points = plain.plan.points;
  const std::int32_t spare = points[PointId{3}].arrival - points[PointId{1}].arrival - points[PointId{2}].technical -
                             points[PointId{3}].technical;
  CHECK(std::abs(longer + spare - exact * 1000) <= 3);
}

TEST_CASE("a held train lets others pass on the segment ahead", "[story][incident][ledger]") {
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00", "08:05"], dwell: 30 s, numbers: {first: T2, step: 2}}}
    incidents: {doors: {at: "08:00", lasts: 10 min, train: T2, at_station: A, effect: train_held}}
  )"));
  REQUIRE(day.wrong.empty());
  CHECK(ledger(day, 0) == "late 600 s, incident 600 s");
  CHECK(ledger(day, 1) == "late 0 s");
}

TEST_CASE("a ten-minute delay shrinks by each stop's margin until nothing is left", "[story][incident][ledger]") {
  // V19: 600 s late at stop 0, 60 s to spare at each stop: 600, 540, …, 60, 0; 3300 s over eleven stops.
  std::string yaml = R"(
scenario: V19
stations: {A: {km: 0}, B: {km: 5}, C: {km: 10}, D: {km: 15}, E: {km: 20}, F: {km: 25}, G: {km: 30}, H: {km: 35}, I: {km: 40}, J: {km: 45}, K: {km: 50}}
branches: {main: {stations: [A, B, C, D, E, F, G, H, I, J, K]}}
track: {max_speed: 144 km/h, margin: 0 %}
disturbances: {scale: 0}
dwell: {model: fixed, time: 0 s, minimum: 0 s}
train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3}}
formation: {default: short}
timetable: {down: {from: A, to: K, departs: ["08:00"], dwell: 60 s, numbers: {first: T2, step: 2}}}
incidents: {late: {at: "08:00", lasts: 600 s, train: T2, at_station: A, effect: train_held}}
)";
  const auto day = simulated(yaml);
  REQUIRE(day.wrong.empty());
  std::int32_t sum = 0;
  for (std::uint32_t p = 0; p < 11; ++p) {
    const Plan::Point& point = day.plan.points[PointId{p}];
    const bool ends = point.segment == Plan::Point::none;
    const std::int32_t late = ends ? day.world.points.arrived[p] - point.arrival : day.world.points.departed[p] - point.departure;
    CHECK(late == (ends ? 60'000 : 600'000 - 60'000 * static_cast<std::int32_t>(p)));  // the last has no stop to make up in
    if (!ends) sum += late;
  }
  CHECK(sum == 3'300'000);
}

TEST_CASE("each next train is late by less than the one before by the buffer between them", "[story][incident][ledger]") {
  // D[n] = max(0, d − n·β): headway 180 s, booked 360 s apart, so β = 180 s; the first 900 s late. No margins.
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, first: "08:00", every: 360 s, trains: 8, dwell: 30 s, numbers: {first: T2, step: 2}}}
    incidents: {signal: {at: "08:00", lasts: 900 s, where: {from: A, to: B}, effect: blocked}}
  )"));
  REQUIRE(day.wrong.empty());
  for (std::uint32_t n = 0; n < 8; ++n) {
    const Plan::TripRow& trip = day.plan.trips[TripId{n}];
    const std::uint32_t p = trip.first_point;
    CHECK(day.world.points.departed[p] - day.plan.points[PointId{p}].departure == std::max(0, 900'000 - static_cast<std::int32_t>(n) * 180'000));
  }
}

TEST_CASE("a late train starts late on its way back by what the turnaround cannot make up", "[story][incident][ledger]") {
  // V24 in its kind: 35 min late, 10 min to spare in each turnaround, none on the way: 35, 25, 15 min.
  const auto day = simulated(with(R"(
    timetable:
      there: {from: A, to: C, skip: [B], departs: ["08:00"], trainset: one, numbers: {first: T1, step: 2}}
      back: {from: C, to: A, skip: [B], departs: ["08:20:00"], trainset: one, numbers: {first: T2, step: 2}}
      again: {from: A, to: C, skip: [B], departs: ["08:40:00"], trainset: one, numbers: {first: T3, step: 2}}
    incidents: {signal: {at: "08:00", lasts: 35 min, where: {from: A, to: B}, effect: blocked}}
  )"));
  REQUIRE(day.wrong.empty());
  CHECK(ledger(day, 0) == "late 2100 s, incident 2100 s");
  CHECK(ledger(day, 1) == "late 1500 s, turnaround 1500 s");
  CHECK(ledger(day, 2) == "late 900 s, turnaround 900 s");
}
