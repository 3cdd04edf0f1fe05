#include "czt/timetable/place.hpp"

#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const StationId A{0}, C{2};
const SeparationRules rules;

std::vector<Trip> trains(const Network& line, std::vector<SimTime> departures) {
  return expand(calling_at({A, C}, std::move(departures)), line, one_type());
}

/// One train, that may be moved but not be slower.
Placement place_one(const Trips& there, std::vector<Trip> train, Duration may_shift, const Network& line,
                    const SeparationRules& separation = rules) {
  NewService service;
  service.there = std::move(train);
  service.may_shift = may_shift;
  return place(there, std::move(service), line, separation);
}

Trips with(Trips trips, const Placement& placed) {
  append(trips, placed.trips);
  return trips;
}

}  // namespace

TEST_CASE("a new train that fits stays where it was asked for", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place_one(trips_of(trains(line, {at("06:00"), at("07:00")})),
                                trains(line, {at("06:30")}), minutes(10), line);
  CHECK(placed.trains[0].shift == Duration{});
  CHECK(placed.trains[0].row == TripId{2});
  CHECK(placed.trains[0].remaining.empty());
}

TEST_CASE("a new train moves as little as it must", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Two minutes behind one that is there: a minute later makes the headway of three.
  const auto placed = place_one(trips_of(trains(line, {at("06:00")})), trains(line, {at("06:02")}),
                                minutes(10), line);
  CHECK(placed.trains[0].shift == minutes(1));
  REQUIRE(placed.trips.size() == 1);
  CHECK(placed.trips[0].departs() == at("06:03"));
  CHECK(placed.trips[0].arrives() == at("06:07:58"));
  CHECK(placed.trains[0].remaining.empty());
}

TEST_CASE("of two gaps equally near the earlier is taken", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place_one(trips_of(trains(line, {at("06:00")})), trains(line, {at("06:00")}),
                                minutes(10), line);
  CHECK(placed.trains[0].shift == -minutes(3));
}

TEST_CASE("each train of a new service moves by itself", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // The first can stay and the second needs a minute.
  const auto placed = place_one(trips_of(trains(line, {at("06:28")})),
                                trains(line, {at("06:00"), at("06:30")}), minutes(10), line);
  CHECK(placed.trips[0].departs() == at("06:00"));
  CHECK(placed.trips[1].departs() == at("06:31"));
}

TEST_CASE("a train keeps clear of the new ones placed before it, whatever their order in the service",
          "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // 06:01 is placed first, at 06:01; 06:02 must then be at 06:04.
  const auto placed = place_one({}, trains(line, {at("06:02"), at("06:01")}), minutes(10), line);
  CHECK(placed.trips[0].departs() == at("06:04"));
  CHECK(placed.trips[1].departs() == at("06:01"));
}

TEST_CASE("where nothing is free the least shortage remains, and the next free departure is told",
          "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Trains every four minutes; a fifth between two is short on both sides, 4 min against 6, wherever.
  // At 06:01 it misses 2 min to one and nothing to the other; at 06:02 one minute to each: the same.
  const Trips full = trips_of(trains(line, {at("05:56"), at("06:00"), at("06:04"), at("06:08")}));
  const PlacedTrain train =
      place_one(full, trains(line, {at("06:02")}), minutes(1), line).trains[0];
  CHECK(train.shift == Duration{});
  REQUIRE(train.remaining.size() == 4);  // two segments, two neighbours
  for (const Conflict& c : train.remaining) CHECK(c.short_by == minutes(1));
  CHECK((train.remaining[0].first == TripId{4} || train.remaining[0].second == TripId{4}));
  CHECK(train.free_at == at("05:53"));  // 3 min before the first; after the last only at 06:11, the same way off
}

TEST_CASE("the less bad place is taken when none is free", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // Half a minute behind its neighbour, 2.5 min short; a minute later still 1.5 min short.
  const auto placed = place_one(trips_of(trains(line, {at("06:00")})),
                                trains(line, {at("06:00:30")}), minutes(1), line);
  CHECK(placed.trains[0].shift == minutes(1));
  CHECK(placed.trains[0].remaining.front().short_by == seconds(90));
}

TEST_CASE("conflicts that were there before are not the new train's", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const Trips bad = trips_of(trains(line, {at("06:00"), at("06:01")}));
  const auto placed = place_one(bad, trains(line, {at("07:00")}), minutes(10), line);
  CHECK(placed.trains[0].shift == Duration{});
  CHECK(placed.trains[0].remaining.empty());
}

TEST_CASE("a third train on two tracks is moved though the conflict names the other two",
          "[timetable][place]") {
  Drawing drawing = straight_line(3, 9);
  drawing.stations[A].tracks_down = 2;
  drawing.track.headway = Duration{};
  const Network line = *drawing.build();
  // At A from 05:55 and from 05:59 to 06:05; the new one in between from 05:57 to 06:03: the later
  // of the old two comes third, and the earlier, free at 06:01, is in its way.
  const Trips two = trips_of(trains(line, {at("06:00"), at("06:04")}));
  const PlacedTrain fixed = place_one(two, trains(line, {at("06:02")}), Duration{}, line).trains[0];
  REQUIRE(fixed.remaining.size() == 1);
  CHECK(fixed.remaining[0].first == TripId{0});
  CHECK(fixed.remaining[0].second == TripId{1});
  CHECK(fixed.remaining[0].short_by == minutes(2));
  const PlacedTrain moved = place_one(two, trains(line, {at("06:02")}), minutes(10), line).trains[0];
  CHECK(moved.remaining.empty());
  // Leaves by 05:58 to free its track as the later comes, or comes when the earlier has gone: 06:06.
  CHECK(moved.shift == -minutes(4));
}

TEST_CASE("no train is moved into the day before", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  const auto placed = place_one(trips_of(trains(line, {at("00:02")})), trains(line, {at("00:02")}),
                                minutes(10), line);
  CHECK(placed.trains[0].shift == minutes(3));
}

TEST_CASE("nor where nothing is free and the day before would be the less bad place", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  // At 23:59 it would be clear of 00:02; at 00:00 it is a minute short, anywhere later more.
  const auto placed = place_one(trips_of(trains(line, {at("00:02"), at("00:05")})), trains(line, {at("00:01")}), minutes(2), line);
  CHECK(placed.trips[0].departs() == at("00:00"));
  REQUIRE_FALSE(placed.trains[0].remaining.empty());
  CHECK(placed.trains[0].remaining.front().short_by == minutes(1));
}

namespace {

/// Goes from A to C and back, by the ways given in turn.
NewService there_and_back(const Network& line, SimTime leaves,
                          const std::vector<std::vector<StationId>>& ways) {
  NewService service;
  service.there = trains(line, {leaves});
  service.turnaround = minutes(10);
  service.back.emplace_back();
  for (const auto& calls : ways)
    service.back[0].push_back(expand(calling_at(calls, {start_of_day}), line, one_type())[0]);
  return service;
}

}  // namespace

TEST_CASE("a way back leaves when its train has turned, or waits for a free path",
          "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  NewService service = there_and_back(line, at("06:00"), {{C, A}});
  service.may_wait = minutes(5);
  const Placement alone = place({}, service, line, rules);
  REQUIRE(alone.trips.size() == 2);
  CHECK(alone.trips[1].departs() == alone.trips[0].arrives() + minutes(10));  // 06:14:58
  CHECK(alone.trains[1].is_back);

  const Trips one = trips_of(expand(calling_at({C, A}, {at("06:14")}), line, one_type()));
  const PlacedTrain waits = place(one, service, line, rules).trains[1];
  CHECK(waits.shift == seconds(150));  // 06:17:28; two minutes would be 2 s short of the headway
  CHECK(waits.remaining.empty());

  service.may_wait = minutes(2);
  const PlacedTrain does_not = place(one, service, line, rules).trains[1];
  CHECK_FALSE(does_not.remaining.empty());
  CHECK(does_not.free_at == at("06:17:28"));
}

TEST_CASE("an empty train that would run into another takes the time of a stopping train",
          "[timetable][place]") {
  const Network line = *straight_line(4, 9).build();
  const std::vector<StationId> stops_there = all_stops(line, A, StationId{3});
  const std::vector<StationId> stops_back{stops_there.rbegin(), stops_there.rend()};
  NewService service;
  service.there = expand(calling_at(stops_there, {at("06:00")}), line, one_type());
  service.turnaround = minutes(10);
  service.may_wait = minutes(30);
  service.back = {{expand(calling_at({stops_back.front(), stops_back.back()}, {start_of_day}), line, one_type())[0],
                   expand(calling_at(stops_back, {start_of_day}), line, one_type())[0]}};
  const SimTime turned = service.there[0].arrives() + minutes(10);
  CHECK(place({}, service, line, rules).trains[1].way == 0);

  // A stopping train three minutes before. Without a stop one is there two stops sooner, about three minutes,
  // and would have to wait for as much; by half minutes it would come later than the stopping one.
  const auto before = expand(calling_at(stops_back, {turned - minutes(3)}), line, one_type());
  const Placement behind = place(trips_of(before), service, line, rules);
  CHECK(behind.trains[1].way == 1);
  CHECK(behind.trains[1].shift == Duration{});
  CHECK(behind.trains[1].remaining.empty());
}

TEST_CASE("a train that may be slower is, where no other place is free", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  Trip slow = trains(line, {at("06:00")})[0];
  slow.stops[2].arrival = slow.stops[2].departure = at("06:09");
  NewService service;
  service.there = trains(line, {at("06:03")});
  REQUIRE(service.there[0].arrives() == at("06:07:58"));
  service.may_stretch = minutes(4);  // to 06:11:58; three minutes behind is 06:12
  CHECK_FALSE(place(trips_of({slow}), service, line, rules).trains[0].remaining.empty());
  service.may_stretch = minutes(5);
  const Placement placed = place(trips_of({slow}), service, line, rules);
  CHECK(placed.trains[0].remaining.empty());
  CHECK(placed.trains[0].stretch == seconds(270));
  CHECK(placed.trips[0].departs() == at("06:03"));
  CHECK(placed.trips[0].stops[1].departure == at("06:05:29"));  // as before: late only where it must be
  CHECK(placed.trips[0].arrives() == at("06:12:28"));
}

TEST_CASE("a train is rather moved than slower", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  Trip first = trains(line, {at("06:00")})[0];
  first.stops[2].arrival = first.stops[2].departure = at("06:06");
  NewService service;
  service.there = trains(line, {at("06:03")});
  service.may_stretch = service.may_shift = minutes(5);
  const Placement placed = place(trips_of({first}), service, line, rules);
  CHECK(placed.trains[0].stretch == Duration{});
  CHECK(placed.trips[0].arrives() >= at("06:09"));
}

TEST_CASE("a train that must wait stands where it calls, once a track is free", "[timetable][place]") {
  const StationId B{1};
  const auto stop_at_b = [&](int tracks) {
    Drawing drawing = straight_line(3, 9);
    drawing.stations[B].tracks_down = tracks;
    const Network line = *drawing.build();
    NewService service;
    service.there = expand(calling_at({A, B, C}, {at("06:00")}), line, one_type());  // at B 06:02:43–06:03:43
    service.may_stretch = minutes(5);
    // Another begins at B: there from 06:00, leaves at 06:05, gives its track up at 06:06. Behind it from 06:08.
    const auto other = trips_of(expand(calling_at({B, C}, {at("06:05")}), line, one_type()));
    const Placement placed = place(other, service, line, rules);
    CHECK(placed.trains[0].remaining.empty());
    const StopTime& stop = placed.trips[0].stops[1];
    return to_clock(stop.arrival) + "–" + to_clock(stop.departure);
  };
  CHECK(stop_at_b(2) == "06:02:43–06:08:13");
  CHECK(stop_at_b(1) == "06:06:13–06:08:13");
}

TEST_CASE("two trains of one set are not placed at one time", "[timetable][place]") {
  const Network line = *straight_line(3, 9).build();
  Trip other = hop("other", 0, 2, at("06:10"), minutes(5), "CJ6 1");
  other.stops = trains(line, {at("06:10")})[0].stops;
  NewService service;
  service.there = expand(calling_at({C, A}, {at("06:08")}), line, one_type());  // nothing is in its way but its set
  service.there[0].trainset = "CJ6 1";
  service.may_shift = minutes(10);
  const Placement placed = place(trips_of({other}), service, line, rules);
  CHECK(placed.trips[0].arrives() <= at("06:10"));
  CHECK(placed.trains[0].shift == -minutes(3));  // there at 06:09:58
}

TEST_CASE("placed trains keep clear of all others, and none was moved further than it had to be",
          "[timetable][place][property]") {
  int placed_well = 0, left_over = 0, slower = 0, waited = 0;
  for (std::uint64_t game = 0; game < 150; ++game) {
    Dice dice(game);
    Drawing drawing = random_line(dice);
    for (Station& s : drawing.stations) s.tracks_up = s.tracks_down = dice(1, 3);
    const Network line = *drawing.build();
    const int last = static_cast<int>(line.stations.size()) - 1;
    const auto some_way = [&] {
      const StationId from{static_cast<std::size_t>(dice(0, last))};
      StationId to{static_cast<std::size_t>(dice(0, last - 1))};
      if (to >= from) to = StationId{to.value + std::size_t{1}};
      return dice(0, 1) == 0 ? all_stops(line, from, to) : std::vector{from, to};
    };
    Trips there;
    for (int k = dice(1, 4); k > 0; --k)
      append(there, expand(calling_at(some_way(), *departures_of(at("06:00") + seconds(dice(0, 600)),
                                                                 std::nullopt, minutes(dice(8, 30)), 6)),
                           line, one_type()));
    const std::vector<Conflict> before = conflicts(there, line, rules);
    const auto way = some_way();
    NewService service;
    service.there = expand(calling_at(way, *departures_of(at("06:10"), std::nullopt,
                                                          minutes(dice(5, 20)), 4)),
                           line, one_type());
    service.may_shift = minutes(dice(0, 8));
    service.may_stretch = minutes(dice(0, 3));
    service.turnaround = minutes(dice(5, 15));
    service.may_wait = minutes(20);
    if (dice(0, 1) == 1)
      for (std::size_t i = 0; i < service.there.size(); ++i)
        service.back.push_back(
            expand(calling_at({way.rbegin(), way.rend()}, {start_of_day}), line, one_type()));
    const Placement placed = place(there, service, line, rules);
    INFO("game " << game);

    Trips all = with(there, placed);
    const auto brought = [&](const Trips& trips) {
      std::vector<Conflict> found = conflicts(trips, line, rules);
      std::erase_if(found, [&](const Conflict& c) {
        return std::find(before.begin(), before.end(), c) != before.end();
      });
      return found;
    };
    const bool clear = std::all_of(placed.trains.begin(), placed.trains.end(),
                                   [](const PlacedTrain& t) { return t.remaining.empty(); });
    REQUIRE(clear == brought(all).empty());
    clear ? ++placed_well : ++left_over;

    for (std::size_t i = 0; i < placed.trips.size(); ++i) {
      const PlacedTrain& train = placed.trains[i];
      const Trip& trip = placed.trips[i];
      if (i < service.there.size()) {
        REQUIRE(trip.departs() == service.there[i].departs() + train.shift);
        REQUIRE(std::chrono::abs(train.shift) <= service.may_shift);
      } else {
        const Trip& out = placed.trips[i - service.there.size()];
        REQUIRE(trip.departs() == out.arrives() + service.turnaround + train.shift);
        REQUIRE(train.shift >= Duration{});
        waited += train.shift > Duration{};
      }
      slower += train.stretch > Duration{};
      REQUIRE(train.stretch <= service.may_stretch);
      for (std::size_t k = 1; k < trip.stops.size(); ++k) {
        REQUIRE(trip.stops[k].arrival - trip.stops[k - 1].departure >= trip.stops[k].technical);
        REQUIRE(trip.stops[k].departure >= trip.stops[k].arrival);
        if (!trip.stops[k].calls) REQUIRE(trip.stops[k].departure == trip.stops[k].arrival);
      }
    }

    // The first train there, by the whole timetable: no smaller shift was free.
    for (Duration shift = -service.may_shift; shift <= service.may_shift; shift += placing_step) {
      const bool nearer = std::chrono::abs(shift) < std::chrono::abs(placed.trains[0].shift);
      if (placed.trains[0].remaining.empty() && placed.trains[0].stretch == Duration{} && !nearer)
        continue;
      Trips tried = there;
      Trip trip = service.there[0];
      delay(trip, shift);
      tried.push_back(trip);
      REQUIRE_FALSE(brought(tried).empty());
    }
  }
  // Each kind of case did occur.
  CHECK(placed_well > 30);
  CHECK(left_over > 10);
  CHECK(slower > 10);
  CHECK(waited > 10);
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
        place_one(trips_of(trains(line, departures)), trains(line, {wanted}), minutes(20), line);
    INFO("game " << game);
    REQUIRE(nearest.has_value() == placed.trains[0].remaining.empty());
    if (nearest) REQUIRE(placed.trains[0].shift == *nearest);
  }
}
