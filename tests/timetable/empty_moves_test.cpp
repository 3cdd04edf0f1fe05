#include "czt/timetable/empty_moves.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const SeparationRules no_wait{Duration{}, Duration{}, Duration{}};

/// So many tracks and so short a headway that every move has a path.
Network roomy_line(int stations) {
  Network line = *straight_line(stations, 50).build();
  for (Segment& segment : line.segments) segment.headway = milliseconds(1);
  return line;
}

Trip train(const Network& line, int number, std::size_t from, std::size_t to, SimTime leaves) {
  Trip trip = expand(calling_at({StationId{from}, StationId{to}}, {leaves}), line, one_type()).front();
  trip.number = "T" + std::to_string(number);
  return trip;
}

Trips random_trains(Dice& dice, const Network& line, int trains) {
  const int stations = static_cast<int>(line.stations.size());
  Trips trips;
  for (int i = 0; i < trains; ++i) {
    const int from = dice(0, stations - 1);
    const int to = (from + dice(1, stations - 1)) % stations;
    trips.push_back(train(line, i, static_cast<std::size_t>(from), static_cast<std::size_t>(to), at("06:00") + minutes(dice(0, 90))));
  }
  return trips;
}

/// Every way of letting trains follow each other, tried.
int fewest_by_trying(const Trips& trips, const Network& line, Duration turn, bool moves) {
  const auto follows = [&](std::size_t a, std::size_t b) {
    const Trip& first = trips[TripId{a}];
    const Trip& second = trips[TripId{b}];
    Duration least = turn;
    if (first.to() != second.from()) {
      if (!moves) return false;
      const Trip run = train(line, 0, first.to().value, second.from().value, start_of_day);
      least += run.arrives() - run.departs() + turn;
    }
    return a != b && first.arrives() + least <= second.departs();
  };
  std::vector<bool> taken(trips.size());
  const auto most_joins = [&](auto&& self, std::size_t b) -> int {
    if (b == trips.size()) return 0;
    int most = self(self, b + 1);
    for (std::size_t a = 0; a < trips.size(); ++a) {
      if (taken[a] || !follows(a, b)) continue;
      taken[a] = true;
      most = std::max(most, 1 + self(self, b + 1));
      taken[a] = false;
    }
    return most;
  };
  return static_cast<int>(trips.size()) - most_joins(most_joins, 0);
}

int most_at_once(const Trips& trips) {
  int most = 0;
  for (const Trip& now : trips)
    most = std::max(most, static_cast<int>(std::count_if(trips.begin(), trips.end(), [&](const Trip& other) {
                      return other.departs() <= now.departs() && now.departs() < other.arrives();
                    })));
  return most;
}

}  // namespace

TEST_CASE("no other assignment needs fewer sets than first in, first out", "[timetable][circulation][property]") {
  const Network line = roomy_line(4);
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    const Trips trips = random_trains(dice, line, 8);
    const Duration turn = minutes(dice(1, 15));
    const int sets = circulate(trips, one_type(), turn)->sets();
    INFO("game " << game);
    REQUIRE(sets == fewest_by_trying(trips, line, turn, false));
    REQUIRE(sets >= most_at_once(trips));
  }
}

TEST_CASE("no other empty moves save more sets", "[timetable][circulation][property]") {
  const Network line = roomy_line(4);
  int saved = 0;
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    const Trips asked = random_trains(dice, line, 7);
    const Duration turn = minutes(dice(1, 10));
    Trips trips = asked;
    const auto with = circulate_with_empty_moves(trips, line, one_type(), no_wait, turn, minutes(5));
    INFO("game " << game);
    REQUIRE(with->sets() == fewest_by_trying(asked, line, turn, true));
    REQUIRE(with->sets() >= most_at_once(asked));
    REQUIRE(trips.size() == with->trainset.size());
    saved += circulate(asked, one_type(), turn)->sets() - with->sets();
    for (std::size_t t = 0; t < trips.size(); ++t) {
      REQUIRE(trips[TripId{t}].empty == (t >= asked.size()));
      const auto before = with->previous[TripId{t}];
      if (!before) continue;
      REQUIRE(trips[*before].to() == trips[TripId{t}].from());
      REQUIRE(trips[*before].arrives() + turn <= trips[TripId{t}].departs());
    }
    REQUIRE(conflicts(trips, line, no_wait) == conflicts(asked, line, no_wait));
  }
  CHECK(saved > 300);
}

TEST_CASE("an empty move saves a set only where it finds a free path", "[timetable][circulation]") {
  const Network line = *straight_line(3, 9).build();  // headway 3 min, about 5 min from end to end
  Trips trips;
  trips.push_back(train(line, 1, 0, 2, at("06:00")));
  trips.push_back(train(line, 3, 0, 2, at("06:30")));
  Trips open = trips;
  const auto one = circulate_with_empty_moves(open, line, one_type(), no_wait, minutes(8), minutes(5));
  CHECK(one->sets() == 1);
  REQUIRE(open.size() == 3);
  CHECK(open[TripId{2}].number == "0T3");
  CHECK(open[TripId{2}].departs() == open[TripId{0}].arrives() + minutes(8));  // as soon as it has turned
  CHECK(one->previous[TripId{1}] == TripId{2});
  // Trains the other way every 4 min, without a gap of twice the headway, and never ready to turn.
  Trips busy = trips;
  for (int i = 0; i < 12; ++i) {
    busy.push_back(train(line, 100 + i, 2, 0, at("06:02") + i * minutes(4)));
    busy[TripId{busy.size() - 1}].trainset = "other " + std::to_string(i);
  }
  // A type of its own, so that the other trains' sets do not stand in the way of the move.
  auto types = one_type();
  types.push_back(types[TrainTypeId{0}]);
  types[TrainTypeId{1}].name = "other";
  for (std::size_t t = 2; t < busy.size(); ++t) busy[TripId{t}].type = TrainTypeId{1};
  const auto none = circulate_with_empty_moves(busy, line, types, no_wait, minutes(8), minutes(5));
  CHECK(busy.size() == 14);
  CHECK(none->needed[TrainTypeId{0}] == 2);
}
