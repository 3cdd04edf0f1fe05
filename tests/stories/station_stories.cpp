#include "support/catch.hpp"
#include "support/story.hpp"

using czt::test::Day;
using czt::test::simulated;
using czt::test::trace;
using czt::test::trimmed;

namespace {

/// Two stations 5 km apart: 02:50 from stop to stop.
const std::string line = R"(
scenario: story
stations:
  A: {zh: 甲, km: 0, chainage_km: 0, tracks: {up: 4, down: 4}}
  B: {zh: 乙, km: 5, chainage_km: 5, tracks: {up: 4, down: 4}}
branches: {main: {stations: [A, B]}}
track: {margin: 0 %, headway: 60 s, reoccupation: 0 s}
train_types: {short: {cars: 2, seats: 100, standing_area: 0 m2, doors_per_side: 2}}
formation: {default: short}
turnaround: {minimum: 1 min, doors_open_before: 1 min, clears_after: 0 min}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
disturbances: {scale: 0}
timetable: {down: {from: A, to: B, departs: ["08:00", "08:20", "08:40"]}}
)";

std::string with(const std::string& rest) { return line + czt::test::outdented(rest); }

/// The buses come to the stop at A at 07:58 and 08:18; it is three minutes to the platform.
const std::string bus = R"(
feeders: {T33: {zh: 大丰线, station: 甲, departures: ["07:38", "07:58", "08:18"], ride: 0 min, walk: 3 min, capacity: 60, delay_mean: 1 min}}
passengers: {by bus: {from: A, to: B, at: "07:50", count: 30, feeder: T33}}
)";

}  // namespace

TEST_CASE("a bus that comes at 07:58 has missed the train of eight, and five minutes earlier meets it",
          "[story][feeder]") {
  CHECK(trace(with(bus)) == trimmed(R"(
    08:00:00 A on 0 off 0 left behind 0
    08:02:50 B on 0 off 0 left behind 0
    08:20:00 A on 30 off 0 left behind 0
    08:22:50 B on 0 off 30 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:42:50 B on 0 off 0 left behind 0
  )"));
  CHECK(trace(with(bus + "changes: {T33 earlier: {feeders.T33.departures: {plus: -5 min}}}\n")) == trimmed(R"(
    08:00:00 A on 30 off 0 left behind 0
    08:02:50 B on 0 off 30 left behind 0
    08:20:00 A on 0 off 0 left behind 0
    08:22:50 B on 0 off 0 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:42:50 B on 0 off 0 left behind 0
  )"));
}

TEST_CASE("a bus with places for twenty brings ten of thirty by the next, and to the next train", "[story][feeder]") {
  const std::string small = bus + "changes: {small bus: {feeders.T33.capacity: 20, feeders.T33.departures: {plus: -5 min}}}\n";
  CHECK(trace(with(small)) == trimmed(R"(
    08:00:00 A on 20 off 0 left behind 0
    08:02:50 B on 0 off 20 left behind 0
    08:20:00 A on 10 off 0 left behind 0
    08:22:50 B on 0 off 10 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:42:50 B on 0 off 0 left behind 0
  )"));
}

TEST_CASE("a gate of 10 s before a crowd of sixty holds back the last of them, and an open platform nobody",
          "[story][entrance]") {
  // At the door at 07:50; the k-th is through at 07:50 + 10 k s; the gate closes at 07:58: 48 of 60 board at eight.
  const std::string gate = R"(
    entrance: {gates: {count: 1, time: 10 s, cv: 0, manual: 0 %}, walk: 1 min, closes: 2 min}
    passengers: {crowd: {from: A, to: B, at: "07:50", count: 60}}
  )";
  const std::string held = R"(
    08:00:00 A on 48 off 0 left behind 0
    08:02:50 B on 0 off 48 left behind 0
    08:20:00 A on 12 off 0 left behind 0
    08:22:50 B on 0 off 12 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:42:50 B on 0 off 0 left behind 0
  )";
  const std::string all = R"(
    08:00:00 A on 60 off 0 left behind 0
    08:02:50 B on 0 off 60 left behind 0
    08:20:00 A on 0 off 0 left behind 0
    08:22:50 B on 0 off 0 left behind 0
    08:40:00 A on 0 off 0 left behind 0
    08:42:50 B on 0 off 0 left behind 0
  )";
  CHECK(trace(with(gate)) == trimmed(held));
  CHECK(trace(with(gate) + "changes: {open: {entrance.open: true}}\n") == trimmed(all));
  CHECK(trace(with(gate) + "changes: {open here: {stations.A.entrance.open: true}}\n") == trimmed(all));
  CHECK(trace(with(gate) + "changes: {another gate: {stations.甲.entrance.gates.count: 2}}\n") == trimmed(all));
  CHECK(trace(with(gate) + "changes: {elsewhere: {stations.B.entrance.open: true}}\n") == trimmed(held));
}

TEST_CASE("of a hundred people the tickets, the check and the gate each have their own", "[story][entrance]") {
  const Day day = simulated(with(R"(
    entrance:
      tickets: {machine: {zh: 自助机, share: 40 %, time: 60 s, cv: 0, count: 50}, phone: {share: 25 %, time: 7 s, cv: 0}}
      gates: {count: 1000, time: 4 s, cv: 0, manual: 10 %, manual_time: 25 s}
      walk: 1 min
    passengers: {crowd: {from: A, to: B, at: "07:40", count: 1000, every: 1 s}}
  )"));
  REQUIRE(day.wrong.empty());
  int machine = 0, phone = 0, by_hand = 0;
  for (const std::int32_t ms : day.world.persons.entrance) {
    const std::int32_t gate = ms % 1000 == 0 ? ms / 1000 - 60 : -1;
    CHECK((gate == 4 || gate == 25 || gate == 64 || gate == 85 || gate == 11 || gate == 32));
    machine += gate == 64 || gate == 85;
    phone += gate == 11 || gate == 32;
    by_hand += gate == 25 || gate == 85 || gate == 32;
  }
  CHECK(std::abs(machine - 400) < 62);  // four deviations of 15.5
  CHECK(std::abs(phone - 250) < 55);
  CHECK(std::abs(by_hand - 100) < 38);
}
