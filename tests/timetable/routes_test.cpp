#include "czt/network/conflicting_routes.hpp"
#include "czt/timetable/place.hpp"
#include "czt/timetable/single_line.hpp"
#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const StationId A{0}, B{1}, C{2}, D{3};
const SeparationRules rules{seconds(60), Duration{}, Duration{}};

Network single_line(int stations, const std::vector<StationId>& passing, Duration meeting = seconds(60)) {
  Network line = *straight_line(stations, 2).build();
  REQUIRE(!lay_single_track(line, A, StationId{static_cast<std::size_t>(stations) - 1}, passing, meeting));
  return line;
}

std::string told(const Trips& trips, const Network& line) {
  std::string text;
  for (const Conflict& c : conflicts(trips, line, rules)) text += describe(c, trips, line) + "\n";
  return text;
}

Trip through(std::string number, const std::vector<StationId>& calls, std::string_view departs, const Network& line) {
  Trip trip = expand(calling_at(calls, {at(departs)}), line, one_type()).front();
  trip.number = std::move(number);
  return trip;
}

/// Muyun is station 2; its arms down the line are Zhuzhou (3) and Zhaoshan (5).
Network with_junction(std::optional<StationId> crosses) {
  Network line = *three_cities().build();
  for (Station& station : line.stations) station.tracks_up = station.tracks_down = 9;
  REQUIRE(!lay_junction(line, "Muyun south", StationId{2}, {StationId{3}, StationId{5}}, crosses, seconds(150)));
  return line;
}

}  // namespace

TEST_CASE("trains from both sides may not be booked on one single track", "[timetable][single track]") {
  const Network line = single_line(3, {});
  // A–C takes 163 + 60 + 163 s: 06:00:00 to 06:06:26, and a minute for the one that waits at C.
  const Trip down = through("D1", {A, B, C}, "06:00", line);
  CHECK(told(trips_of({down, through("U2", {C, B, A}, "06:07:26", line)}), line) == "");
  CHECK(told(trips_of({down, through("U2", {C, B, A}, "06:07:25", line)}), line) ==
        "U2 would meet D1 on the single track A–C, entered at 06:07:25: 1 s too early\n");
  // Another way round, the same: U2 is first on it.
  CHECK(told(trips_of({down, through("U2", {C, B, A}, "05:55", line)}), line) ==
        "D1 would meet U2 on the single track A–C, entered at 06:00: 146 s too early\n");
}

TEST_CASE("trains pass each other where they can", "[timetable][single track]") {
  // D1 stands at B from 06:02:43 to 06:03:43; U2 comes in at 06:02:43 from C and goes on at 06:03:43.
  const Network line = single_line(3, {B}, Duration{});
  CHECK(told(trips_of({through("D1", {A, B, C}, "06:00", line), through("U2", {C, B, A}, "06:00", line)}), line) == "");
  const Network without = single_line(3, {}, Duration{});
  CHECK(told(trips_of({through("D1", {A, B, C}, "06:00", without), through("U2", {C, B, A}, "06:00", without)}), without) != "");
}

TEST_CASE("a trip that overtakes on single track is told with the track", "[timetable][single track]") {
  const Network line = single_line(3, {});
  Trip slow = through("slow", {A, B, C}, "06:00", line);
  for (std::size_t k = 1; k < 3; ++k) {
    slow.stops[k].arrival += minutes(20);
    slow.stops[k].departure += minutes(20);
  }
  CHECK(told(trips_of({slow, through("fast", {A, B, C}, "06:05", line)}), line) ==
        "fast would overtake slow on A–B by 06:07:43: 1080 s short of the headway behind it\n");
}

TEST_CASE("no trip begins or ends within single track", "[timetable][single track]") {
  const Network line = single_line(4, {C});
  CHECK(ends_within_single_track(through("short", {A, B}, "06:00", line), line) == B);
  CHECK(!ends_within_single_track(through("to the passing place", {A, B, C}, "06:00", line), line));
  CHECK(!ends_within_single_track(through("to the end", {C, D}, "06:00", line), line));
  CHECK(single_runs(through("all the way", {A, B, C, D}, "06:00", line), line).size() == 2);
}

TEST_CASE("a new train finds its place between those on single track", "[timetable][single track][place]") {
  const Network line = single_line(3, {});
  const Trips trips = trips_of({through("D1", {A, B, C}, "06:00", line)});
  NewService service;
  service.there = {through("U2", {C, B, A}, "06:05", line)};
  service.may_shift = minutes(15);
  const Placement placement = place(trips, service, line, rules);
  REQUIRE(placement.trains[0].remaining.empty());
  CHECK(placement.trips[0].departs() == at("06:07:30"));
}

TEST_CASE("single track cannot be laid where it makes no sense", "[network][single track]") {
  Network line = *three_cities().build();
  const auto wrong = [&](StationId from, StationId to, const std::vector<StationId>& passing) {
    Network copy = line;
    const auto problem = lay_single_track(copy, from, to, passing, Duration{});
    return problem ? problem->key + ": " + problem->message : std::string("right");
  };
  CHECK(wrong(StationId{1}, StationId{3}, {}) == "single: a branch joins at Muyun: trains must be able to pass there (passing)");
  CHECK(wrong(StationId{1}, StationId{3}, {StationId{2}}) == "right");
  CHECK(wrong(StationId{2}, StationId{3}, {StationId{5}}) == "passing: Zhaoshan does not lie between Muyun and Zhuzhou");
  REQUIRE(!lay_single_track(line, StationId{2}, StationId{4}, {}, Duration{}));
  CHECK(wrong(StationId{3}, StationId{2}, {}) == "single: Zhuzhou–Muyun is single track already: Muyun–Zhuzhou South");
}

TEST_CASE("a new train that may be slower waits at its stops until the junction is clear", "[timetable][junction][place]") {
  const StationId Changsha{0}, Furong{1}, Muyun{2}, Zhuzhou{3}, Zhaoshan{5};
  const Network line = with_junction(Zhaoshan);
  const Trip crossed = through("T1", {Zhuzhou, Muyun, Furong}, "06:00", line);
  Trip asked = through("T2", {Changsha, Furong, Muyun, Zhaoshan}, "06:00", line);
  delay(asked, crossed.stops[1].arrival - asked.stops[2].departure + seconds(10));
  REQUIRE(asked.stops[2].station == Muyun);
  NewService service;
  service.there = {asked};
  service.may_stretch = minutes(6);
  const Placement placement = place(trips_of({crossed}), service, line, rules);
  CHECK(placement.trains[0].remaining.empty());
  CHECK(placement.trips[0].stops[2].departure >= crossed.stops[1].arrival + seconds(150));
  CHECK(placement.trips[0].departs() == asked.departs());
}

TEST_CASE("routes that meet at a junction are kept apart", "[timetable][junction]") {
  const StationId Changsha{0}, Furong{1}, Muyun{2}, Zhuzhou{3}, Zhaoshan{5};
  const auto two = [&](const Network& line, const std::vector<StationId>& a, const std::vector<StationId>& b, Duration apart) {
    Trip one = through("T1", a, "06:00", line);
    Trip other = through("T2", b, "06:00", line);
    const auto at_muyun = [&](const Trip& trip) {
      for (const StopTime& stop : trip.stops)
        if (stop.station == Muyun) return trip.stops.front().station == Changsha ? stop.departure : stop.arrival;
      return SimTime{};
    };
    delay(other, at_muyun(one) - at_muyun(other) + apart);
    return told(trips_of({one, other}), line);
  };
  const std::vector<StationId> from_zhuzhou{Zhuzhou, Muyun, Furong}, from_zhaoshan{Zhaoshan, Muyun, Furong};
  const std::vector<StationId> to_zhuzhou{Changsha, Furong, Muyun, Zhuzhou}, to_zhaoshan{Changsha, Furong, Muyun, Zhaoshan};
  const Network flat = with_junction(Zhaoshan);
  const Network bridge = with_junction(std::nullopt);
  // Trains to Zhaoshan cross the track of those from Zhuzhou.
  CHECK(two(flat, from_zhuzhou, to_zhaoshan, seconds(150)) == "");
  CHECK(two(flat, from_zhuzhou, to_zhaoshan, seconds(149)).find("T2 follows T1 too closely over the junction Muyun south") == 0);
  CHECK(two(flat, from_zhuzhou, to_zhaoshan, seconds(-149)).find("T1 follows T2 too closely over the junction Muyun south") == 0);
  CHECK(two(bridge, from_zhuzhou, to_zhaoshan, seconds(149)) == "");
  // Those to Zhuzhou do not cross anybody's, and merging trains conflict either way.
  CHECK(two(flat, from_zhaoshan, to_zhuzhou, seconds(10)) == "");
  CHECK(two(bridge, from_zhuzhou, from_zhaoshan, seconds(149)).find("over the junction") != std::string::npos);
  CHECK(two(bridge, from_zhuzhou, from_zhaoshan, seconds(180)) == "");
}

TEST_CASE("a junction has arms, neighbours of its station, one of which may cross", "[network][junction]") {
  const Network line = *three_cities().build();
  const auto wrong = [&](const std::vector<StationId>& arms, std::optional<StationId> crosses) {
    Network copy = line;
    const auto problem = lay_junction(copy, "j", StationId{2}, arms, crosses, minutes(2));
    return problem ? problem->key + ": " + problem->message : std::string("right");
  };
  CHECK(wrong({StationId{3}}, {}) == "arms: a junction has at least two arms");
  CHECK(wrong({StationId{3}, StationId{4}}, {}) == "arms: Zhuzhou South is no neighbour of Muyun");
  CHECK(wrong({StationId{3}, StationId{3}}, {}) == "arms: Zhuzhou stands there twice");
  CHECK(wrong({StationId{3}, StationId{5}}, StationId{1}) == "crosses: Furong South is no arm of this junction");
  CHECK(wrong({StationId{3}, StationId{5}}, StationId{5}) == "right");
}
