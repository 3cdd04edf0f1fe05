#include <map>

#include "czt/timetable/blocking.hpp"
#include "support/story_line.hpp"

using namespace czt;
using czt::test::Day;
using czt::test::late_leaving;
using czt::test::simulated;
using czt::test::trip_named;

namespace {

// A–J–B is the main line, C a branch at J. 5 km at 144 km/h take 175 s, 10 km non-stop 300 s; booked so, without a margin.
const std::string rules = czt::test::strict_rules + czt::test::without_chance;
const std::string line = "scenario: story\n" + rules + R"(
stations:
  A: {km: 0, tracks: {up: 9, down: 9}}
  J: {km: 5, tracks: {up: 9, down: 9}}
  B: {km: 10, tracks: {up: 9, down: 9}}
  C: {km: 5, tracks: {up: 9, down: 9}}
branches: {main: {stations: [A, J, B]}, side: {joins: J, stations: [C]}}
)";

Day day_of(const std::string& rest) { return simulated(line + czt::test::outdented(rest)); }

/// "08:05:25": when the train leaves its k-th point.
std::string leaves(const Day& day, const std::string& number, std::uint32_t k) {
  const std::uint32_t p = day.plan.trips[TripId{trip_named(day, number)}].first_point + k;
  return to_clock_seconds(start_of_day + milliseconds(day.world.points.departed[p]));
}

std::string ledger(const Day& day, const std::string& number) { return czt::test::ledger(day, trip_named(day, number)); }

}  // namespace

TEST_CASE("a train that crosses another's way at a flat junction waits until it is over", "[story][junction][ledger]") {
  const std::string trains = R"(
    timetable:
      up: {from: B, to: A, departs: ["08:00"], dwell: 30 s, numbers: {first: T1, step: 2}}
      to C: {from: A, to: C, departs: ["08:00"], dwell: 30 s, numbers: {first: T2, step: 2}}
  )";
  const std::string junction = "junctions: {J south: {at: J, arms: [B, C], crosses: C, occupation: 150 s}}\n";
  // T1 comes over the junction at 08:02:55; T2 stands at J until 08:03:25.
  const Day flat = day_of(junction + czt::test::outdented(trains));
  REQUIRE(flat.wrong.empty());
  CHECK(leaves(flat, "T2", 1) == "08:05:25");
  CHECK(ledger(flat, "T2") == "late 120 s, junction 120 s");
  CHECK(ledger(flat, "T1") == "late 0 s");
  CHECK(ledger(day_of(trains), "T2") == "late 0 s");  // no junction is written
  const Day bridge = day_of("junctions: {J south: {at: J, arms: [B, C], occupation: 150 s}}\n" + czt::test::outdented(trains));
  CHECK(ledger(bridge, "T2") == "late 0 s");
}

TEST_CASE("a train that comes in over a flat junction waits before it for one that has crossed", "[story][junction][ledger]") {
  const Day day = day_of(R"(
    junctions: {J south: {at: J, arms: [B, C], crosses: C, occupation: 150 s}}
    timetable:
      up: {from: B, to: A, departs: ["08:01"], dwell: 30 s, numbers: {first: T1, step: 2}}
      to C: {from: A, to: C, departs: ["08:00"], dwell: 30 s, numbers: {first: T2, step: 2}}
  )");
  REQUIRE(day.wrong.empty());
  // T2 leaves J at 08:03:25, so T1 has the junction at 08:05:55 instead of 08:03:55.
  CHECK(ledger(day, "T2") == "late 0 s");
  CHECK(leaves(day, "T1", 1) == "08:06:25");
  CHECK(ledger(day, "T1") == "late 120 s, junction 120 s");
}

TEST_CASE("a train waits for the one that comes towards it on single track, and a minute longer", "[story][single track][ledger]") {
  const Day day = day_of(R"(
    sections: {works: {from: J, to: B, single: true}}
    timetable:
      down: {from: A, to: B, departs: ["08:00"], dwell: 30 s, numbers: {first: T2, step: 2}}
      up: {from: B, to: A, departs: ["08:05"], dwell: 30 s, numbers: {first: T1, step: 2}}
  )");
  REQUIRE(day.wrong.empty());
  // T2 is on it from 08:03:25 to 08:06:20.
  CHECK(leaves(day, "T1", 0) == "08:07:20");
  CHECK(ledger(day, "T1") == "late 140 s, single_track 140 s");
  CHECK(ledger(day, "T2") == "late 0 s");
}

TEST_CASE("of trains that wait for a blocked track the first, the first booked or the most important goes first", "[story][priority]") {
  const std::string trains = R"(
    timetable:
      down: {from: A, to: B, skip: [J], departs: ["08:00", "08:05"], numbers: {first: T2, step: 2}}
      express: {from: A, to: B, skip: [J], departs: ["08:10"], numbers: {first: X1, step: 2}, importance: 5}
    incidents:
      signal: {at: "07:58", lasts: 22 min, where: {from: A, to: J}, effect: blocked}
      doors: {at: "07:58", lasts: 17 min, train: T2, at_station: A, effect: train_held}
  )";
  const auto order = [&](const std::string& priority) {
    const Day day = day_of("separation: {priority: " + priority + "}\n" + czt::test::outdented(trains));
    REQUIRE(day.wrong.empty());
    for (const char* number : {"T2", "T4", "X1"}) ledger(day, number);
    return "T2 " + leaves(day, "T2", 0) + " T4 " + leaves(day, "T4", 0) + " X1 " + leaves(day, "X1", 0);
  };
  // T4 is ready at 08:05, X1 at 08:10, T2 at 08:15; the track is free at 08:20.
  CHECK(order("first_come") == "T2 08:26:00 T4 08:20:00 X1 08:23:00");
  CHECK(order("timetable_order") == "T2 08:20:00 T4 08:23:00 X1 08:26:00");
  CHECK(order("importance") == "T2 08:26:00 T4 08:23:00 X1 08:20:00");
}

TEST_CASE("of trains outside a station the most important gets the track, but does not overtake", "[story][priority]") {
  // One up track at J, where S0 is held until 08:20. From B come T1, then X1; from C comes T3.
  const std::string trains = R"(
    timetable:
      first: {from: B, to: A, departs: ["08:00"], dwell: 30 s, numbers: {first: S0, step: 2}}
      from B: {from: B, to: A, departs: ["08:05"], dwell: 30 s, numbers: {first: T1, step: 2}, importance: 1}
      express: {from: B, to: A, departs: ["08:10"], dwell: 30 s, numbers: {first: X1, step: 2}, importance: 5}
      from C: {from: C, to: A, departs: ["08:03"], dwell: 30 s, numbers: {first: T3, step: 2}, importance: 0}
    incidents: {doors: {at: "08:00", lasts: 20 min, train: S0, at_station: J, effect: train_held}}
  )";
  const auto order = [&](const std::string& priority) {
    std::string yaml = line;
    yaml.replace(yaml.find("J: {km: 5, tracks: {up: 9"), 25, "J: {km: 5, tracks: {up: 1");
    const Day day = simulated(yaml + "separation: {priority: " + priority + "}\n" + czt::test::outdented(trains));
    REQUIRE(day.wrong.empty());
    std::map<std::string, std::string> by_time;
    for (const char* number : {"S0", "T1", "X1", "T3"}) by_time[leaves(day, number, 1)] = number;
    std::string text;
    for (const auto& [time, number] : by_time) text += number + " ";
    return text;
  };
  CHECK(order("first_come") == "S0 T3 T1 X1 ");
  CHECK(order("importance") == "S0 T1 X1 T3 ");
}

TEST_CASE("headways follow from blocking times where these are written", "[story][blocking]") {
  const std::string trains = R"(timetable: {down: {from: A, to: B, departs: ["08:00"], dwell: 30 s}})";
  const auto headway = [&](const std::string& blocking) {
    const Day day = day_of(blocking + trains + "\n");
    REQUIRE(day.wrong.empty());
    return day.plan.input.network.segments[*day.plan.input.network.between(StationId{0}, StationId{1})].headway;
  };
  CHECK(headway("") == seconds(180));
  const Duration fixed = headway("separation: {blocking: {block: 1000 m}}\n");
  const Duration moving = headway("separation: {blocking: {model: moving}}\n");
  CHECK(moving < fixed);
  const Day day = day_of("separation: {blocking: {block: 1000 m}}\n" + trains + "\n");
  BlockingRules rules_written;
  rules_written.block = metres(1000);
  CHECK(fixed == least_headway(day.plan.input.network.segments[SegmentId{0}], day.plan.input.types, rules_written));
}

TEST_CASE("lateness shrinks by each stop's margin and by each buffer between trains (V19)", "[story][priority][ledger]") {
  // D[n, k] = max(0, d − n·β − k·b): the first of 8 trains 900 s late, β 180 s between trains, b 60 s at each stop; 11 points.
  std::string yaml = "scenario: V19\n" + rules + R"(
stations: {A: {km: 0}, B: {km: 5}, C: {km: 10}, D: {km: 15}, E: {km: 20}, F: {km: 25}, G: {km: 30}, H: {km: 35}, I: {km: 40}, J: {km: 45}, K: {km: 50}, L: {km: 55}}
branches: {main: {stations: [A, B, C, D, E, F, G, H, I, J, K, L]}}
timetable: {down: {from: A, to: L, first: "08:00", every: 360 s, trains: 8, dwell: 90 s}}
incidents: {signal: {at: "08:00", lasts: 900 s, where: {from: A, to: B}, effect: blocked}}
)";
  for (const char* more : {"", "separation: {priority: timetable_order}\n"}) {
    const Day day = simulated(yaml + more);
    REQUIRE(day.wrong.empty());
    std::int64_t total = 0;
    int trains = 0;
    for (std::uint32_t n = 0; n < 8; ++n) {
      const std::uint32_t first = day.plan.trips[TripId{n}].first_point;
      bool is_late = false;
      for (std::uint32_t k = 0; k < 11; ++k) {
        const std::int32_t late = late_leaving(day, first + k);
        CHECK(late == std::max(0, 900'000 - static_cast<std::int32_t>(180'000 * n + 60'000 * k)));
        total += late;
        is_late = is_late || late > 0;
      }
      trains += is_late;
    }
    CHECK(total == 15'540'000);
    CHECK(trains == 5);
  }
}

TEST_CASE("a late trainset makes up a margin on each leg and the slack of each turnaround (V24)", "[story][ledger]") {
  // 35 min late; 3 min to spare at J on each leg, 10 min in each turnaround: 35, 22, 9, 0 min.
  const Day day = day_of(R"(
    timetable:
      leg 1: {from: A, to: B, departs: ["08:00"], dwell: 210 s, trainset: one, numbers: {first: T1, step: 2}}
      leg 2: {from: B, to: A, departs: ["08:24:20"], dwell: 210 s, trainset: one, numbers: {first: T2, step: 2}}
      leg 3: {from: A, to: B, departs: ["08:48:40"], dwell: 210 s, trainset: one, numbers: {first: T3, step: 2}}
      leg 4: {from: B, to: A, departs: ["09:13:00"], dwell: 210 s, trainset: one, numbers: {first: T4, step: 2}}
    incidents: {signal: {at: "08:00", lasts: 35 min, where: {from: A, to: J}, effect: blocked}}
  )");
  REQUIRE(day.wrong.empty());
  const std::int32_t late[] = {35, 22, 9, 0};
  for (std::uint32_t leg = 0; leg < 4; ++leg) CHECK(late_leaving(day, day.plan.trips[TripId{leg}].first_point) == late[leg] * 60'000);
}

TEST_CASE("a junction that nobody uses is noted with its place", "[story][junction]") {
  const auto scenario = parse_scenario(line + R"(junctions: {J south: {at: J, arms: [B, C], crosses: C}}
timetable: {down: {from: A, to: B, departs: ["08:00"]}}
)", "story");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const std::string notes = print(compiled->notes);
  CHECK(notes.find("note: junctions.J south: nobody uses this junction: no two trains of the timetable have conflicting routes "
                   "here") != std::string::npos);
  CHECK(notes.find("story:16:") != std::string::npos);
}
