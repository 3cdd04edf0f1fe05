#include "support/catch.hpp"
#include "support/story.hpp"

using czt::test::trace;
using czt::test::trimmed;

namespace {

/// Three stations 5 km apart: 168.056 s from stop to stop at 160 km/h and 1.333 s for the jerk, booked to the next second, 02:50.
const std::string line = R"(
scenario: story
stations:
  A: {km: 0, chainage_km: 0, tracks: {up: 4, down: 4}}
  B: {km: 5, chainage_km: 5, tracks: {up: 4, down: 4}}
  C: {km: 10, chainage_km: 10, tracks: {up: 4, down: 4}}
branches: {main: {stations: [A, B, C]}}
track: {margin: 0 %, headway: 60 s, reoccupation: 0 s}
turnaround: {minimum: 1 min, doors_open_before: 1 min, clears_after: 0 min}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
disturbances: {scale: 0}
)";

std::string with(const std::string& rest) { return line + czt::test::outdented(rest); }

}  // namespace

TEST_CASE("a full train leaves passengers behind", "[story][boarding]") {
  CHECK(trace(with(R"(
    train_types: {short: {cars: 2, seats: 2, standing_area: 0 m2, doors_per_side: 2}}
    formation: {default: short}
    timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}}
    passengers: {early: {from: A, to: C, at: "07:55", count: 3}}
  )")) == trimmed(R"(
    08:00:00 A on 2 off 0 left behind 1
    08:03:20 B on 0 off 0 left behind 0
    08:06:10 C on 0 off 2 left behind 0
  )"));
}

TEST_CASE("whoever was left behind takes the next train", "[story][boarding]") {
  CHECK(trace(with(R"(
    train_types: {short: {cars: 2, seats: 2, standing_area: 0 m2, doors_per_side: 2}}
    formation: {default: short}
    timetable: {down: {from: A, to: B, departs: ["08:00", "08:10"]}}
    passengers: {early: {from: A, to: B, at: "07:55", count: 3}}
  )")) == trimmed(R"(
    08:00:00 A on 2 off 0 left behind 1
    08:02:50 B on 0 off 2 left behind 0
    08:10:00 A on 1 off 0 left behind 0
    08:12:50 B on 0 off 1 left behind 0
  )"));
}

TEST_CASE("standing room is room", "[story][boarding]") {
  CHECK(trace(with(R"(
    train_types: {short: {cars: 2, seats: 2, standing_area: 2.5 m2, doors_per_side: 2}}
    formation: {default: short}
    boarding: {full_at: 4 /m2}
    timetable: {down: {from: A, to: B, departs: ["08:00"]}}
    passengers: {early: {from: A, to: B, at: "07:55", count: 20}}
  )")) == trimmed(R"(
    08:00:00 A on 12 off 0 left behind 8
    08:02:50 B on 0 off 12 left behind 0
  )"));
}

TEST_CASE("people alight before others board, and their places are free", "[story][boarding]") {
  CHECK(trace(with(R"(
    train_types: {short: {cars: 2, seats: 2, standing_area: 0 m2, doors_per_side: 2}}
    formation: {default: short}
    timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}}
    passengers:
      one hop: {from: A, to: B, at: "07:55", count: 2}
      onward: {from: B, to: C, at: "07:55", count: 2}
  )")) == trimmed(R"(
    08:00:00 A on 2 off 0 left behind 0
    08:03:20 B on 2 off 2 left behind 0
    08:06:10 C on 0 off 2 left behind 0
  )"));
}

TEST_CASE("a train that does not stop where they want is not theirs", "[story][boarding]") {
  CHECK(trace(with(R"(
    train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2}}
    formation: {default: short}
    timetable:
      fast: {from: A, to: C, skip: [B], departs: ["08:00"]}
      slow: {from: A, to: C, departs: ["08:10"], dwell: 30 s}
    passengers: {to B: {from: A, to: B, at: "07:55", count: 4}}
  )")) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:04:42 C on 0 off 0 left behind 0
    08:10:00 A on 4 off 0 left behind 0
    08:13:20 B on 0 off 4 left behind 0
    08:16:10 C on 0 off 0 left behind 0
  )"));
}

TEST_CASE("nobody enters a closed station, and a booked call there is passed", "[story][closed]") {
  const std::string closed = R"(
    train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2}}
    formation: {default: short}
    timetable: {down: {from: A, to: C, stops: [A, B, C], departs: ["08:00"], dwell: 30 s}}
    passengers:
      to B: {from: A, to: B, at: "07:55", count: 4}
      to C: {from: A, to: C, at: "07:55", count: 5}
  )";
  std::string yaml = with(closed);
  const std::string open = "B: {km: 5, chainage_km: 5,";
  yaml.replace(yaml.find(open), open.size(), "B: {km: 5, chainage_km: 5, open: false,");
  CHECK(trace(yaml) == trimmed(R"(
    08:00:00 A on 5 off 0 left behind 0
    08:06:10 C on 0 off 5 left behind 0
  )"));
}
