// Trains that have waited long outside a station and take a track of the other direction.

#include "czt/observe/measures.hpp"
#include "support/story_line.hpp"

using namespace czt;
using czt::test::Day;
using czt::test::ledger;
using czt::test::simulated;
using czt::test::trace;
using czt::test::trip_named;

namespace {

/// One track for each direction at B, where T2 is held from 08:02:55 until 08:20. T4 is outside B at 08:07:55, T6 a headway
/// behind it at the earliest.
std::string held_at_b(const std::string& up, const std::string& rules) {
  std::string yaml = czt::test::three_stations + czt::test::without_chance;
  const std::string many = "B: {km: 5, chainage_km: 5, tracks: {up: 9, down: 9}}";
  yaml.replace(yaml.find(many), many.size(), "B: {km: 5, chainage_km: 5, tracks: {up: 1, down: 1}}");
  return yaml + "timetable:\n  down: {from: A, to: C, departs: [\"08:00\", \"08:05\"], dwell: 30 s, numbers: {first: T2, step: 2}}\n" + up +
         "incidents: {doors: {at: \"08:00\", lasts: 20 min, train: T2, at_station: B, effect: train_held}}\n" + rules;
}
const std::string up_at_10 = "  up: {from: C, to: A, departs: [\"08:10\"], dwell: 30 s, numbers: {first: U1, step: 2}}\n";
std::string after(const std::string& time) {
  return "dispatching: {over there: {zh: 换股道, action: re_platform, trains: down, at_station: B, when_waiting: " + time + "}}\n";
}

/// "08:10:55": when the train comes to stand at its second station.
std::string at_b(const Day& day, const std::string& number) {
  const std::uint32_t p = day.plan.trips[TripId{trip_named(day, number)}].first_point + 1;
  return to_clock_seconds(start_of_day + milliseconds(day.world.points.arrived[p]));
}

}  // namespace

TEST_CASE("a train that has waited long enough outside stands on a free track of the other direction", "[story][dispatching][ledger]") {
  const Day day = simulated(held_at_b("", after("3 min")));
  REQUIRE(day.wrong == "");
  CHECK(at_b(day, "T4") == "08:10:55");
  CHECK(ledger(day, 1) == "late 180 s, platform 180 s");
  REQUIRE(day.world.other_tracks.size() == 1);
  CHECK(day.world.other_tracks[0].point == 4);
  CHECK(day.world.other_tracks[0].at == ms(clock_time(8, 10, 55)));
  // The train that stood on its own track owns the wait.
  DelayLedger whose(day.plan);
  whose.read(day.world);
  REQUIRE(whose.of_trip(TripId{1}).size() == 1);
  CHECK(whose.of_trip(TripId{1})[0].by == 0);
  CHECK(ledger(simulated(held_at_b("", "")), 1) == "late 875 s, headway 90 s, platform 785 s");
}

TEST_CASE("trains on a track of the other direction are counted, where a rule may put them there without being asked for", "[story][dispatching][measures]") {
  const Day day = simulated(held_at_b("", after("3 min")));
  REQUIRE(day.wrong == "");
  const auto seen = [&](const char* cell) { return value_of(day, cell); };
  CHECK(seen("platform_changes") == 1.0);
  CHECK(seen("platform_changes@station=B,direction=down") == 1.0);
  CHECK(seen("platform_changes@train=T4") == 1.0);
  CHECK(seen("platform_changes@train=T2") == 0.0);
  CHECK(seen("platform_changes@station=C") == 0.0);
  const auto asked = [](const Plan& plan) {
    const std::vector<Cell> cells = default_cells(plan);
    return std::count(cells.begin(), cells.end(), parse_cell("platform_changes", plan).value());
  };
  CHECK(asked(day.plan) == 1);
  CHECK(asked(simulated(held_at_b("", "")).plan) == 0);
}

TEST_CASE("the other direction waits for a train that stands on its track", "[story][dispatching][ledger]") {
  // U1 is outside B at 08:12:55; T4 came in at 08:12:25 after 4.5 min and leaves at 08:12:55, a minute before the track is free.
  const Day day = simulated(held_at_b(up_at_10, after("270 s")));
  REQUIRE(day.wrong == "");
  CHECK(at_b(day, "T4") == "08:12:25");
  CHECK(at_b(day, "U1") == "08:13:55");
  CHECK(ledger(day, trip_named(day, "U1")) == "late 60 s, platform 60 s");
}

TEST_CASE("a track of the other direction that comes free goes to a train that waits, its own direction's first", "[story][dispatching]") {
  // U1 stands at B from 08:12:55 to 08:13:25; T4 has waited for 5 min at 08:12:55, has the track at 08:14:25, leaves it at 08:14:55.
  const Day one = simulated(held_at_b(up_at_10, after("5 min")));
  REQUIRE(one.wrong == "");
  CHECK(at_b(one, "U1") == "08:12:55");
  CHECK(at_b(one, "T4") == "08:14:25");
  CHECK(one.world.other_tracks.size() == 1);
  // U3 a headway behind U1, which stands at B until 08:16:25: it waits there from 08:15:55, and goes first.
  const std::string two_up = "  up: {from: C, to: A, departs: [\"08:10\"], dwell: 210 s, numbers: {first: U1, step: 2}}\n"
                             "  up too: {from: C, to: A, departs: [\"08:13\"], dwell: 30 s, trainset: its own, numbers: {first: U3, step: 2}}\n";
  const Day two = simulated(held_at_b(two_up, after("5 min")));
  REQUIRE(two.wrong == "");
  CHECK(at_b(two, "U3") == "08:17:25");
  CHECK(at_b(two, "T4") == "08:20:25");  // U3 leaves a headway after U1, at 08:19:25; T2's track is free at 08:21:00
}

TEST_CASE("no train is let onto another track before its time, nor without a rule for it", "[story][dispatching]") {
  const std::string without = trace(held_at_b(up_at_10, ""));
  CHECK(trace(held_at_b(up_at_10, after("14 min"))) == without);  // it has its own at 08:21:00 after 13 min 5 s
  const std::string others = "dispatching: {over there: {action: re_platform, trains: up, at_station: B, when_waiting: 1 min}}\n";
  CHECK(trace(held_at_b(up_at_10, others)) == without);
  CHECK(trace(held_at_b(up_at_10, after("3 min"))) != without);
  const Day late = simulated(held_at_b(up_at_10, after("14 min")));
  CHECK(late.world.other_tracks.empty());
  CHECK(late.world.counts.events == simulated(held_at_b(up_at_10, "")).world.counts.events);
}

TEST_CASE("a train behind one that waits outside does not pass it onto another track", "[story][dispatching]") {
  // T4 waits from 08:07:55, T6 behind it from 08:10:55; the rule is for T6 alone.
  const std::string behind = "  behind: {from: A, to: C, departs: [\"08:08\"], dwell: 30 s, numbers: {first: T6, step: 2}}\n";
  const std::string rule = "dispatching: {over there: {action: re_platform, trains: behind, at_station: B, when_waiting: 1 min}}\n";
  const Day day = simulated(held_at_b(behind, rule));
  REQUIRE(day.wrong == "");
  CHECK(at_b(day, "T4") == "08:21:00");
  CHECK(at_b(day, "T6") == "08:24:00");  // a headway after it, over the track that was free
  CHECK(day.world.other_tracks.size() == 1);
}
