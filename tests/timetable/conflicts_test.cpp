#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const StationId A{0}, B{1}, C{2};

/// "headway 0>1 A–B 06:02 by 60 s; …"
std::string shown(const std::vector<Conflict>& found) {
  std::string text;
  for (const Conflict& c : found) {
    const char* kinds[] = {"headway", "overtaking", "platform", "trainset"};
    text += std::string(kinds[static_cast<int>(c.kind)]) + " " + std::to_string(c.first.value) +
            ">" + std::to_string(c.second.value) + " " + c.where + " " + to_clock(c.at) + " by " +
            std::to_string(c.short_by.count() / 1000) + " s; ";
  }
  return text;
}

std::vector<Trip> trains(const Network& line, std::vector<StationId> calls,
                         std::vector<SimTime> departures) {
  return expand(calling_at(std::move(calls), std::move(departures)), line, one_type());
}

const SeparationRules rules;  // 60 s, 5 min, 3 min

}  // namespace

TEST_CASE("trains a headway apart have no conflict, a second closer they have",
          "[timetable][conflicts]") {
  const Network line = *straight_line(2, 9).build();
  CHECK(conflicts(trips_of(trains(line, {A, B}, {at("06:00"), at("06:03")})), line, rules).empty());
  CHECK(shown(conflicts(trips_of(trains(line, {A, B}, {at("06:00"), at("06:02:59")})), line,
                        rules)) == "headway 0>1 A–B 06:02:59 by 1 s; ");
}

TEST_CASE("trains in opposite directions do not meet", "[timetable][conflicts]") {
  const Network line = *straight_line(2, 1).build();
  Trips trips = trips_of(trains(line, {A, B}, {at("06:00")}));
  append(trips, trains(line, {B, A}, {at("06:00")}));
  CHECK(conflicts(trips, line, rules).empty());
}

TEST_CASE("a faster train that closes up is short at the end of the segment",
          "[timetable][conflicts]") {
  const Network line = *straight_line(2, 9).build();
  Trips trips;
  trips.push_back(hop("slow", 0, 1, at("06:00"), minutes(6)));
  trips.push_back(hop("fast", 0, 1, at("06:04"), minutes(3)));  // arrives 06:07, 60 s behind
  CHECK(shown(conflicts(trips, line, rules)) == "headway 0>1 A–B 06:07 by 120 s; ");
}

TEST_CASE("a train cannot overtake between stations", "[timetable][conflicts]") {
  const Network line = *straight_line(2, 9).build();
  Trips trips;
  trips.push_back(hop("slow", 0, 1, at("06:00"), minutes(10)));
  trips.push_back(hop("fast", 0, 1, at("06:04"), minutes(3)));
  // To follow by three minutes it would have to arrive at 06:13 instead of 06:07.
  CHECK(shown(conflicts(trips, line, rules)) == "overtaking 0>1 A–B 06:07 by 360 s; ");
}

TEST_CASE("a train that overtakes two is in conflict with both", "[timetable][conflicts]") {
  const Network line = *straight_line(2, 9).build();
  Trips trips;
  trips.push_back(hop("fast", 0, 1, at("06:06"), minutes(3)));
  trips.push_back(hop("slow", 0, 1, at("06:00"), minutes(12)));
  trips.push_back(hop("slower", 0, 1, at("06:03"), minutes(12)));
  CHECK(shown(conflicts(trips, line, rules)) ==
        "overtaking 1>0 A–B 06:09 by 360 s; overtaking 2>0 A–B 06:09 by 540 s; ");
}

TEST_CASE("a train may overtake another that stands at a station", "[timetable][conflicts]") {
  const Network line = *straight_line(3, 2).build();
  auto slow = expand(calling_at({A, B, C}, {at("06:00")}, minutes(10)), line, one_type());
  Trips trips = trips_of(slow);                                      // at B 06:02:43–06:12:43
  append(trips, trains(line, {A, C}, {at("06:05")}));                // passes B 06:07:29
  SeparationRules no_waiting_before = rules;
  no_waiting_before.opens_before = minutes(1);
  CHECK(conflicts(trips, line, no_waiting_before).empty());
}

TEST_CASE("the merging branch's train needs its headway on the trunk only",
          "[timetable][conflicts]") {
  Drawing drawing = three_cities();
  for (Station& s : drawing.stations) s.tracks_up = s.tracks_down = 3;
  const Network line = *drawing.build();
  const StationId muyun = *line.find("Muyun"), furong = *line.find("Furong South");
  const StationId zhuzhou = *line.find("Zhuzhou"), zhaoshan = *line.find("Zhaoshan");
  Trips trips = trips_of(trains(line, {zhuzhou, muyun, furong}, {at("06:00")}));
  Trip other = trains(line, {zhaoshan, muyun, furong}, {at("06:00")}).front();
  delay(other, trips[TripId{0}].stops[1].departure + minutes(2) - other.stops[1].departure);
  trips.push_back(other);
  const auto found = conflicts(trips, line, rules);
  REQUIRE(found.size() == 1);
  CHECK(found[0].where == "Muyun–Furong South");
  CHECK(found[0].place == muyun);
  CHECK(found[0].short_by == minutes(1));
}

TEST_CASE("a train finds its only track free a reoccupation after the other's leaving",
          "[timetable][conflicts]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[B].tracks_down = 1;
  drawing.track.headway = minutes(1);
  const Network line = *drawing.build();
  const auto pair = [&](std::string_view second) {
    // Stands at B from 2 min 43 s to 4 min 43 s after leaving A; free for the next at 5 min 43 s.
    return trips_of(expand(calling_at({A, B, C}, {at("06:00"), at(second)}, minutes(2)), line,
                           one_type()));
  };
  CHECK(conflicts(pair("06:03"), line, rules).empty());
  CHECK(shown(conflicts(pair("06:02:30"), line, rules)) ==
        "platform 0>1 B, down 06:05:13 by 30 s; ");
}

TEST_CASE("a passing train needs a track too", "[timetable][conflicts]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[B].tracks_down = 1;
  drawing.track.headway = seconds(10);
  const Network line = *drawing.build();
  Trips trips = trips_of(expand(calling_at({A, B, C}, {at("06:00")}, minutes(10)), line, one_type()));
  append(trips, trains(line, {A, C}, {at("06:03")}));  // passes 06:05:29, the other leaves 06:12:43
  CHECK(shown(conflicts(trips, line, rules)) == "platform 0>1 B, down 06:05:29 by 494 s; ");
}

TEST_CASE("a train stands before its first departure and after its last arrival",
          "[timetable][conflicts]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[A].tracks_down = 1;
  drawing.stations[C].tracks_down = 1;
  const Network line = *drawing.build();
  // At A from 5 min before to 1 min after: six minutes apart. At C 3 + 1 min: four would do.
  CHECK(conflicts(trips_of(trains(line, {A, C}, {at("06:00"), at("06:06")})), line, rules).empty());
  CHECK(shown(conflicts(trips_of(trains(line, {A, C}, {at("06:00"), at("06:05")})), line, rules)) ==
        "platform 0>1 A, down 06:00 by 60 s; ");
  CHECK(shown(conflicts(trips_of(trains(line, {A, C}, {at("06:00"), at("06:03:30")})), line,
                        rules)) ==
        "platform 0>1 A, down 05:58:30 by 150 s; platform 0>1 C, down 06:08:28 by 30 s; ");
}

TEST_CASE("a third train on two tracks waits for whichever is free first",
          "[timetable][conflicts]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[A].tracks_down = 2;
  const Network line = *drawing.build();
  CHECK(shown(conflicts(trips_of(trains(line, {A, C}, {at("06:00"), at("06:03"), at("06:05")})),
                        line, rules)) ==
        "platform 0>2 A, down 06:00 by 60 s; "
        "headway 1>2 A–B 06:05 by 60 s; headway 1>2 B–C 06:07:29 by 60 s; ");
}

TEST_CASE("tracks up and tracks down are counted apart", "[timetable][conflicts]") {
  Drawing drawing = straight_line(2, 9);
  drawing.stations[B].tracks_down = 1;
  drawing.stations[B].tracks_up = 1;
  const Network line = *drawing.build();
  Trips trips = trips_of(trains(line, {A, B}, {at("06:00")}));
  append(trips, trains(line, {B, A}, {at("06:05")}));  // stands at B from 06:00, up
  CHECK(conflicts(trips, line, rules).empty());
}

TEST_CASE("one trainset cannot be in two trains, nor jump", "[timetable][conflicts]") {
  const Network line = *straight_line(3, 9).build();
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(10), "CJ6 1"));
  trips.push_back(hop("2", 1, 0, at("06:08"), minutes(10), "CJ6 1"));
  trips.push_back(hop("3", 1, 2, at("07:00"), minutes(10), "CJ6 1"));
  const auto found = conflicts(trips, line, rules);
  CHECK(shown(found) == "trainset 0>1 B 06:08 by 120 s; trainset 1>2 B 07:00 by 0 s; ");
  CHECK(describe(found[0], trips, line) ==
        "trainset CJ6 1 is to leave B as 2 at 06:08, 120 s before it ends 1 at B");
  CHECK(describe(found[1], trips, line) ==
        "trainset CJ6 1 is to leave B as 3 at 07:00, but 2 leaves it at A");
}

TEST_CASE("a train that leaves when ready has no booked times to conflict",
          "[timetable][conflicts]") {
  const Network line = *straight_line(2, 1).build();
  Pattern pattern = calling_at({A, B}, {at("06:00"), at("06:01")});
  CHECK_FALSE(conflicts(trips_of(expand(pattern, line, one_type())), line, rules).empty());
  pattern.when_ready = true;
  CHECK(conflicts(trips_of(expand(pattern, line, one_type())), line, rules).empty());
}

TEST_CASE("a conflict is told in a dispatcher's words", "[timetable][conflicts]") {
  const Network line = *straight_line(2, 9).build();
  Pattern pattern = calling_at({A, B}, {at("06:00"), at("06:02:20")});
  pattern.numbers = Numbers{"S7802", 2};
  const Trips trips = trips_of(expand(pattern, line, one_type()));
  const auto found = conflicts(trips, line, rules);
  REQUIRE(found.size() == 1);
  CHECK(describe(found[0], trips, line) ==
        "S7804 follows S7802 too closely on A–B at 06:02:20: 40 s short of the headway");
  Conflict c = found[0];
  c.kind = Conflict::Kind::platform;
  c.where = "A, down";
  CHECK(describe(c, trips, line) ==
        "S7804 finds no free track at A, down at 06:02:20: S7802 gives one up 40 s too late");
}

TEST_CASE("two trains that are too close all the way are told in one line", "[timetable][conflicts]") {
  const Network line = *straight_line(4, 9).build();
  const StationId D{3};
  Pattern pattern = calling_at({A, D}, {at("06:00"), at("06:02:20"), at("07:00"), at("08:00")});
  pattern.numbers = Numbers{"S7802", 2};
  Trips trips = trips_of(expand(pattern, line, one_type()));
  const auto told = describe_pairs(conflicts(trips, line, rules), trips, line);
  REQUIRE(told.size() == 1);
  CHECK(told[0] == "S7802 and S7804: 3 places from A to D, worst 40 s short at A, 06:02");

  // Half a minute slower up to C: there 70 s short, and told for where and when it is worst.
  trips[TripId{0}].stops[2].arrival += seconds(30);
  trips[TripId{0}].stops[2].departure += seconds(30);
  CHECK(describe_pairs(conflicts(trips, line, rules), trips, line)[0] ==
        "S7802 and S7804: 3 places from A to D, worst 70 s short at C, " +
            to_clock(start_of_day + std::chrono::floor<std::chrono::minutes>(
                                        trips[TripId{1}].stops[2].arrival - start_of_day)));
}

TEST_CASE("pairs are told in order of their first conflict, and one conflict as it is", "[timetable][conflicts]") {
  const Network line = *straight_line(3, 9).build();
  Pattern pattern = calling_at({A, C}, {at("06:00"), at("06:02")});
  pattern.numbers = Numbers{"S7802", 2};
  Trips trips = trips_of(expand(pattern, line, one_type()));
  trips.push_back(hop("early", 1, 0, at("05:00"), minutes(4)));
  trips.push_back(hop("later", 1, 0, at("05:01"), minutes(4)));
  const auto told = describe_pairs(conflicts(trips, line, rules), trips, line);
  REQUIRE(told.size() == 2);
  CHECK(told[0] == "later follows early too closely on B–A at 05:01: 120 s short of the headway");
  CHECK(told[1] == "S7802 and S7804: 2 places from A to C, worst 60 s short at A, 06:02");
}

namespace {

/// A random line with plenty of tracks, and one stopping service over it at an equal headway.
struct RandomService {
  Network line;
  std::vector<Trip> trips;
  Duration headway;

  explicit RandomService(Dice& dice, int trains) {
    Drawing drawing = random_line(dice);
    for (Station& s : drawing.stations) s.tracks_up = s.tracks_down = 9;
    drawing.track.headway = seconds(dice(90, 300));
    line = *drawing.build();
    headway = drawing.track.headway;
    const int last = static_cast<int>(line.stations.size()) - 1;
    const StationId from{static_cast<std::size_t>(dice(0, last))};
    StationId to{static_cast<std::size_t>(dice(0, last - 1))};
    if (to >= from) to = StationId{to.value + std::size_t{1}};
    trips = expand(calling_at(all_stops(line, from, to),
                              *departures_of(at("06:00"), std::nullopt, headway, trains),
                              seconds(dice(0, 90))),
                   line, one_type());
  }
};

}  // namespace

TEST_CASE("a service at just the headway has no conflict", "[timetable][conflicts][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    const RandomService service(dice, 12);
    INFO("game " << game);
    REQUIRE(conflicts(trips_of(service.trips), service.line, rules).empty());
  }
}

TEST_CASE("one train less than a headway late is short by that on each of its segments",
          "[timetable][conflicts][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    RandomService service(dice, 12);
    const auto late = static_cast<std::size_t>(dice(0, 10));
    const Duration by = seconds(dice(1, static_cast<int>(service.headway / seconds(1)) - 1));
    delay(service.trips[late], by);
    const auto found = conflicts(trips_of(service.trips), service.line, rules);
    INFO("game " << game);
    REQUIRE(found.size() == service.trips[late].stops.size() - 1);
    for (const Conflict& c : found) {
      REQUIRE(c.kind == Conflict::Kind::headway);
      REQUIRE(c.first == TripId{late});
      REQUIRE(c.second == TripId{late + 1});
      REQUIRE(c.short_by == by);
    }
  }
}
