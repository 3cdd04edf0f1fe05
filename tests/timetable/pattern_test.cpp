#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

/// "A 06:00 | B 06:02:43–06:03:43 | …"; a pass in brackets.
std::string shown(const Trip& trip, const Network& line) {
  std::string text;
  for (const StopTime& stop : trip.stops) {
    const std::string& name = line.stations[stop.station].name;
    std::string times = to_clock(stop.arrival);
    if (stop.departure != stop.arrival) times += "-" + to_clock(stop.departure);
    text += (text.empty() ? "" : " | ") + (stop.calls ? name : "(" + name + ")") + " " + times;
  }
  return text;
}

Trip only_trip(const Pattern& pattern, const Network& line) {
  auto trips = expand(pattern, line, one_type());
  REQUIRE(trips.size() == 1);
  return trips.front();
}

const StationId A{0}, B{1}, C{2};

}  // namespace

TEST_CASE("a train that calls everywhere is booked in whole seconds from stop to stop",
          "[timetable][pattern]") {
  const Network line = *straight_line(3).build();
  const Trip trip = only_trip(calling_at({A, B, C}, {at("06:00")}), line);
  CHECK(shown(trip, line) == "A 06:00 | B 06:02:43-06:03:43 | C 06:06:26");
  CHECK(trip.direction == Direction::down);
  CHECK(trip.stops[0].technical == Duration{});
  CHECK(trip.stops[1].technical == milliseconds(162'778));  // 162.7777… s
  CHECK(trip.number == "local 1");
  CHECK(trip.service == "local");
}

TEST_CASE("a station passed is booked in proportion to technical time", "[timetable][pattern]") {
  const Network line = *straight_line(3).build();
  const Trip trip = only_trip(calling_at({A, C}, {at("06:00")}), line);
  // 6 km: 270 + 27.7… = 297.7… s, booked 298; the middle is half of it.
  CHECK(shown(trip, line) == "A 06:00 | (B) 06:02:29 | C 06:04:58");
  // 27.7… s for the first 308.6 m, then 2691.4 m at 22.2… m/s: 148.8… s; parts sum to 297.778 s.
  CHECK(trip.stops[1].technical == milliseconds(148'889));
  CHECK(trip.stops[1].technical + trip.stops[2].technical == milliseconds(297'778));
}

TEST_CASE("each segment's part of the running time gets its own margin", "[timetable][pattern]") {
  Network line = *straight_line(3).build();
  line.segments[*line.between(B, C)].margin = 0.10;
  // 148.889 + 148.889 × 1.1 = 312.667 → 313 s; the way back, without margins, 298 s.
  CHECK(only_trip(calling_at({A, C}, {at("06:00")}), line).arrives() == at("06:05:13"));
  CHECK(only_trip(calling_at({C, A}, {at("06:00")}), line).arrives() == at("06:04:58"));
}

TEST_CASE("a margin that makes whole seconds does not cost one more", "[timetable][pattern]") {
  Drawing drawing = straight_line(2);
  drawing.stations[B].at = metres(2000);
  drawing.track.max_speed = kmh(160);
  drawing.track.margin = 0.10;
  const Network line = *drawing.build();  // V18: 100 s; 100000 ms × 1.1 is 110000.00000000001 in binary
  CHECK(only_trip(calling_at({A, B}, {at("06:00")}), line).arrives() == at("06:01:50"));
}

TEST_CASE("booked times go up to the next half minute when rounded to that",
          "[timetable][pattern]") {
  const Network line = *straight_line(2).build();
  const auto trips =
      expand(calling_at({A, B}, {at("06:00")}), line, one_type(), seconds(30));
  CHECK(trips.front().arrives() == at("06:03"));
}

TEST_CASE("all trains of a pattern run alike and are numbered on", "[timetable][pattern]") {
  const Network line = *straight_line(3).build();
  Pattern pattern = calling_at({C, B, A}, {at("06:00"), at("07:30")});
  pattern.numbers = Numbers{"S7802", 2};
  pattern.empty = true;
  pattern.trainset = "CJ6 3";
  const auto trips = expand(pattern, line, one_type());
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].number == "S7802");
  CHECK(trips[1].number == "S7804");
  CHECK(trips[1].arrives() - trips[0].arrives() == minutes(90));
  CHECK(trips[1].direction == Direction::up);
  CHECK(trips[1].empty);
  CHECK(trips[1].trainset == "CJ6 3");
}

TEST_CASE("a train from one branch to the other keeps its way and turns at the junction",
          "[timetable][pattern]") {
  const Network line = *three_cities().build();
  const StationId south = *line.find("Zhuzhou South"), xiangtan = *line.find("Xiangtan");
  const Trip trip = only_trip(calling_at({south, xiangtan}, {at("06:00")}), line);
  REQUIRE(trip.stops.size() == 5);
  // It ends 49 km from Changsha and began 58 km from it.
  CHECK(trip.direction == Direction::up);
  CHECK(platform_direction(trip, 0, line) == Direction::up);
  CHECK(platform_direction(trip, 1, line) == Direction::up);
  CHECK(platform_direction(trip, 2, line) == Direction::down);  // Muyun, from where it goes down
  CHECK(platform_direction(trip, 4, line) == Direction::down);
}

TEST_CASE("a call at a closed station is passed, and all other booked times stay",
          "[timetable][pattern]") {
  Drawing drawing = straight_line(3);
  const Network open = *drawing.build();
  drawing.stations[B].open = false;
  const Network closed = *drawing.build();
  const Pattern pattern = calling_at({A, B, C}, {at("06:00")});
  const Trip calls = only_trip(pattern, open);
  const Trip passes = only_trip(pattern, closed);
  CHECK(shown(passes, closed) == "A 06:00 | (B) 06:02:43 | C 06:06:26");
  CHECK(passes.stops[1].closed);
  CHECK_FALSE(passes.stops[0].closed);
  CHECK(passes.arrives() == calls.arrives());
  // It need not stop, so a late train may make up the difference: 297.778 s instead of 2 · 162.778.
  CHECK(passes.stops[1].technical + passes.stops[2].technical == milliseconds(297'778));
}

TEST_CASE("a trip still ends at a closed terminus", "[timetable][pattern]") {
  Drawing drawing = straight_line(3);
  drawing.stations[C].open = false;
  const Network line = *drawing.build();
  const Trip trip = only_trip(calling_at({A, B, C}, {at("06:00")}), line);
  CHECK(trip.stops[2].calls);
  CHECK(trip.stops[2].closed);
}

TEST_CASE("no point is booked sooner than the train can be there", "[timetable][pattern][property]") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    Drawing drawing = random_line(dice);
    drawing.track.margin = 0.01 * dice(0, 10);
    Network line = *drawing.build();
    for (Segment& s : line.segments) s.max_speed = kmh(dice(40, 160));
    const int last = static_cast<int>(line.stations.size()) - 1;
    const StationId from{static_cast<std::size_t>(dice(0, last))};
    const StationId to{static_cast<std::size_t>(dice(0, last))};
    if (from == to) continue;
    std::vector<StationId> calls;
    for (const StationId s : all_stops(line, from, to))
      if (s == from || s == to || dice(0, 1) == 1) calls.push_back(s);
    const Trip trip = only_trip(calling_at(calls, {at("06:00")}, seconds(dice(0, 90))), line);
    INFO("game " << game);
    for (std::size_t i = 1; i < trip.stops.size(); ++i) {
      REQUIRE(trip.stops[i].arrival - trip.stops[i - 1].departure >= trip.stops[i].technical);
      REQUIRE(trip.stops[i].technical > Duration{});
    }
  }
}

TEST_CASE("booked running times and dwells that are written are kept to the second", "[timetable][pattern]") {
  const Network line = *straight_line(4).build();
  Pattern pattern = calling_at({A, B, C, StationId{3}}, {at("06:00"), at("06:20")});
  pattern.running = {seconds(170), seconds(240), seconds(163)};
  pattern.dwells = {seconds(30), seconds(95)};
  const std::vector<Trip> trips = expand(pattern, line, one_type());
  CHECK(shown(trips.front(), line) == "A 06:00 | B 06:02:50-06:03:20 | C 06:07:20-06:08:55 | D 06:11:38");
  CHECK(trips.back().arrives() == at("06:31:38"));
  CHECK_FALSE(leg_too_fast(trips.front()));
  pattern.dwells.clear();
  CHECK(shown(expand(pattern, line, one_type()).front(), line) == "A 06:00 | B 06:02:50-06:03:50 | C 06:07:50-06:08:50 | D 06:11:33");
  pattern.running[2] = seconds(162);
  const auto leg = leg_too_fast(expand(pattern, line, one_type()).front());
  REQUIRE(leg);
  CHECK(leg->from == C);
  CHECK(leg->booked == seconds(162));
  CHECK(leg->needed == milliseconds(162'778));
}
