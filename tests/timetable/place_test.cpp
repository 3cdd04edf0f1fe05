#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const StationId A{0}, C{2};
const SeparationRules rules;

std::vector<Trip> trains(const Network& line, std::vector<SimTime> departures) {
  return expand(calling_at({A, C}, std::move(departures)), line, one_type());
}

}  // namespace

TEST_CASE("a new train that fits stays where it was asked for", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place(trips_of(trains(line, {at("06:00"), at("07:00")})),
                            trains(line, {at("06:30")}), minutes(10), line, rules);
  CHECK(placed.shift == Duration{});
  CHECK(placed.remaining.empty());
}

TEST_CASE("a new train moves as little as it must", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Two minutes behind one that is there: a minute later makes the headway of three.
  const auto placed = place(trips_of(trains(line, {at("06:00")})), trains(line, {at("06:02")}),
                            minutes(10), line, rules);
  CHECK(placed.shift == minutes(1));
  REQUIRE(placed.trips.size() == 1);
  CHECK(placed.trips[0].departs() == at("06:03"));
  CHECK(placed.trips[0].arrives() == at("06:07:58"));
  CHECK(placed.remaining.empty());
}

TEST_CASE("of two gaps equally near the earlier is taken", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place(trips_of(trains(line, {at("06:00")})), trains(line, {at("06:00")}),
                            minutes(10), line, rules);
  CHECK(placed.shift == -minutes(3));
}

TEST_CASE("all trains of a new service move together", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // The first could stay and the second needs a minute.
  const auto placed = place(trips_of(trains(line, {at("06:28")})),
                            trains(line, {at("06:00"), at("06:30")}), minutes(10), line, rules);
  CHECK(placed.shift == minutes(1));
  CHECK(placed.trips[0].departs() == at("06:01"));
  CHECK(placed.trips[1].departs() == at("06:31"));
}

TEST_CASE("where nothing is free the least shortage remains and is told", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Trains every four minutes; a fifth between two is short on both sides, 4 min against 6, wherever.
  // At 06:01 it misses 2 min to one and nothing to the other; at 06:02 one minute to each: the same.
  const Trips full = trips_of(trains(line, {at("05:56"), at("06:00"), at("06:04"), at("06:08")}));
  const auto placed = place(full, trains(line, {at("06:02")}), minutes(1), line, rules);
  CHECK(placed.shift == Duration{});
  REQUIRE(placed.remaining.size() == 4);  // two segments, two neighbours
  for (const Conflict& c : placed.remaining) CHECK(c.short_by == minutes(1));
  CHECK((placed.remaining[0].first == TripId{4} || placed.remaining[0].second == TripId{4}));
}

TEST_CASE("the less bad place is taken when none is free", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Half a minute behind its neighbour, 2.5 min short; a minute later still 1.5 min short.
  const auto placed = place(trips_of(trains(line, {at("06:00")})), trains(line, {at("06:00:30")}),
                            minutes(1), line, rules);
  CHECK(placed.shift == minutes(1));
  CHECK(placed.remaining.front().short_by == seconds(90));
}

TEST_CASE("conflicts that were there before are not the new train's", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const Trips bad = trips_of(trains(line, {at("06:00"), at("06:01")}));
  const auto placed = place(bad, trains(line, {at("07:00")}), minutes(10), line, rules);
  CHECK(placed.shift == Duration{});
  CHECK(placed.remaining.empty());
}

TEST_CASE("a third train on two tracks is moved though the conflict names the other two",
          "[timetable][place]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[A].tracks_down = 2;
  const Network line = *drawing.build();
  // At A from 05:55 and from 05:59 to 06:05; the new one in between from 05:57 to 06:03: the later
  // of the old two comes third, and the earlier, free at 06:01, is in its way.
  const Trips two = trips_of(trains(line, {at("06:00"), at("06:04")}));
  SeparationRules no_headway = rules;
  Network slack = line;
  for (Segment& s : slack.segments) s.headway = Duration{};
  const auto fixed = place(two, trains(slack, {at("06:02")}), Duration{}, slack, no_headway);
  REQUIRE(fixed.remaining.size() == 1);
  CHECK(fixed.remaining[0].first == TripId{0});
  CHECK(fixed.remaining[0].second == TripId{1});
  CHECK(fixed.remaining[0].short_by == minutes(2));
  const auto moved = place(two, trains(slack, {at("06:02")}), minutes(10), slack, no_headway);
  CHECK(moved.remaining.empty());
  // Leaves by 05:58 to free its track as the later comes, or comes when the earlier has gone: 06:06.
  CHECK(moved.shift == -minutes(4));
}

TEST_CASE("no train is moved into the day before", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place(trips_of(trains(line, {at("00:02")})), trains(line, {at("00:02")}),
                            minutes(10), line, rules);
  CHECK(placed.shift == minutes(3));
}

TEST_CASE("a gap is found whenever there is one, and the nearest",
          "[timetable][place][property]") {
  for (std::uint64_t game = 0; game < 60; ++game) {
    Dice dice(game);
    const Network line = *straight_line(3, 9).build();
    // Trains at whole half minutes 3–9 min apart.
    std::vector<SimTime> departures{at("06:00")};
    for (int i = 0; i < 8; ++i) departures.push_back(departures.back() + dice(6, 18) * seconds(30));
    const SimTime wanted = at("06:00") + dice(0, 60) * seconds(30);
    // By hand, on departures alone: all trains run alike.
    std::optional<Duration> nearest;
    for (int half_minutes = -40; half_minutes <= 40; ++half_minutes) {
      const Duration shift = half_minutes * seconds(30);
      const bool free = std::all_of(departures.begin(), departures.end(), [&](SimTime t) {
        return std::chrono::abs(wanted + shift - t) >= minutes(3);
      });
      if (free && (!nearest || std::chrono::abs(shift) < std::chrono::abs(*nearest)))
        nearest = shift;
    }
    const auto placed =
        place(trips_of(trains(line, departures)), trains(line, {wanted}), minutes(20), line, rules);
    INFO("game " << game);
    REQUIRE(nearest.has_value() == placed.remaining.empty());
    if (nearest) REQUIRE(placed.shift == *nearest);
  }
}
