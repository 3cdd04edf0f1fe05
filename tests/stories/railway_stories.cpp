#include "support/catch.hpp"
#include "support/story.hpp"

using czt::test::trace;
using czt::test::trimmed;

namespace {

const std::string line = R"(
scenario: story
stations:
  A: {km: 0, chainage_km: 0, tracks: {up: 2, down: 2}}
  B: {km: 5, chainage_km: 5, tracks: {up: 1, down: 1}}
  C: {km: 10, chainage_km: 10, tracks: {up: 2, down: 2}}
branches: {main: {stations: [A, B, C]}}
track: {margin: 0 %, headway: 180 s, reoccupation: 60 s}
turnaround: {minimum: 5 min, doors_open_before: 1 min, clears_after: 0 min}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
disturbances: {scale: 0}
train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2}}
formation: {default: short}
)";

std::string with(const std::string& rest) { return line + czt::test::outdented(rest); }

}  // namespace

TEST_CASE("a train booked two minutes behind another runs three behind it", "[story][headway]") {
  CHECK(trace(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00", "08:02"], dwell: 30 s}}
  )")) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:03:00 A on 0 off 0 left behind 0
    08:03:20 B on 0 off 0 left behind 0
    08:06:10 C on 0 off 0 left behind 0
    08:06:20 B on 0 off 0 left behind 0
    08:09:10 C on 0 off 0 left behind 0
  )"));
}

TEST_CASE("slow doors make the train late, and it stays late without a margin", "[story][delay]") {
  std::string yaml = with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}}
  )");
  const std::string quick = "time: 30 s";
  yaml.replace(yaml.find(quick), quick.size(), "time: 90 s");
  CHECK(trace(yaml) == trimmed(R"(
    08:00:30 A on 0 off 0 left behind 0
    08:04:49 B on 0 off 0 left behind 0
    08:07:38 C on 0 off 0 left behind 0
  )"));
}

TEST_CASE("a trainset turns round and takes the people waiting for it", "[story][turnaround]") {
  CHECK(trace(with(R"(
    timetable:
      there: {from: A, to: C, skip: [B], departs: ["08:00"], trainset: set 1}
      back: {from: C, to: A, skip: [B], departs: ["08:10"], trainset: set 1}
    passengers: {home: {from: C, to: A, at: "08:05", count: 7}}
  )")) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:04:42 C on 0 off 0 left behind 0
    08:10:00 C on 7 off 0 left behind 0
    08:14:42 A on 0 off 7 left behind 0
  )"));
}

TEST_CASE("the last train has gone, and whoever comes then gets nowhere", "[story][close]") {
  CHECK(trace(with(R"(
    timetable: {down: {from: A, to: B, departs: ["25:10"]}}
    passengers:
      in time: {from: A, to: B, at: "25:09:59", count: 1}
      too late: {from: A, to: B, at: "25:10:01", count: 1}
  )")) == trimmed(R"(
    25:10:00 A on 1 off 0 left behind 0
    25:12:50 B on 0 off 1 left behind 0
  )"));
}

TEST_CASE("an extra service is placed where the headway allows", "[story][placing]") {
  CHECK(trace(with(R"(
    timetable:
      down: {from: A, to: C, departs: ["08:00"], dwell: 30 s, numbers: {first: S1, step: 2}}
      more: {like: S1, from: A, to: C, first: "08:01", every: 10 min, trains: 1, may_shift: 4 min}
  )")) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:03:00 A on 0 off 0 left behind 0
    08:03:20 B on 0 off 0 left behind 0
    08:06:10 C on 0 off 0 left behind 0
    08:06:20 B on 0 off 0 left behind 0
    08:09:10 C on 0 off 0 left behind 0
  )"));
}
