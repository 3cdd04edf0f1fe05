#include <map>

#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

std::string sets(const Circulation& c) {
  std::string text;
  for (const TrainsetId id : c.trainset) text += c.names[id] + "; ";
  return text;
}

/// Trips there every `headway`, and back so that a set turns without waiting at the far end.
Trips shuttle(Duration run, Duration turnaround, Duration headway, int trains) {
  Trips trips;
  const SimTime first = at("05:00");
  for (int i = 0; i < trains; ++i) {
    trips.push_back(hop("out " + std::to_string(i), 0, 1, first + i * headway, run));
    trips.push_back(hop("back " + std::to_string(i), 1, 0,
                        first + i * headway + run + turnaround, run));
  }
  return trips;
}

std::string only_message(const Result<Circulation>& c) {
  REQUIRE_FALSE(c.has_value());
  REQUIRE(c.error().size() == 1);
  return c.error().front().message;
}

}  // namespace

TEST_CASE("a set works back what it worked out, once it has turned", "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(50)));
  trips.push_back(hop("2", 1, 0, at("07:00"), minutes(50)));
  const auto ten = circulate(trips, one_type(), minutes(10));
  CHECK(sets(*ten) == "CJ6 1; CJ6 1; ");
  CHECK(ten->previous[TripId{1}] == TripId{0});
  CHECK_FALSE(ten->previous[TripId{0}]);
  CHECK(ten->sets() == 1);
  CHECK(ten->needed[TrainTypeId{0}] == 1);
  // A second more to turn, and another set must already stand there.
  CHECK(sets(*circulate(trips, one_type(), minutes(10) + seconds(1))) == "CJ6 1; CJ6 2; ");
}

TEST_CASE("the set that came first leaves first", "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("slow", 0, 2, at("06:00"), minutes(60)));  // arrives 07:00
  trips.push_back(hop("fast", 1, 2, at("06:10"), minutes(20)));  // arrives 06:30
  trips.push_back(hop("first back", 2, 0, at("08:00"), minutes(60)));
  trips.push_back(hop("second back", 2, 0, at("08:10"), minutes(60)));
  CHECK(sets(*circulate(trips, one_type(), minutes(10))) == "CJ6 1; CJ6 2; CJ6 2; CJ6 1; ");
}

TEST_CASE("a set works only trips of its own type", "[timetable][circulation]") {
  auto types = one_type();
  types.push_back(types[TrainTypeId{0}]);
  types[TrainTypeId{1}].name = "CRH6F";
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(10)));
  trips.push_back(hop("2", 1, 0, at("07:00"), minutes(10)));
  trips[TripId{1}].type = TrainTypeId{1};
  const auto c = circulate(trips, types, minutes(10));
  CHECK(sets(*c) == "CJ6 1; CRH6F 1; ");
  CHECK(c->needed[TrainTypeId{0}] == 1);
  CHECK(c->needed[TrainTypeId{1}] == 1);
}

TEST_CASE("an empty move brings a set to where it is needed", "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(30)));
  trips.push_back(hop("3", 0, 1, at("08:00"), minutes(30)));
  CHECK(circulate(trips, one_type(), minutes(10))->sets() == 2);
  Trip back = hop("0S2", 1, 0, at("07:00"), minutes(30));
  back.empty = true;
  trips.push_back(back);
  CHECK(circulate(trips, one_type(), minutes(10))->sets() == 1);
}

TEST_CASE("the timetable's own trainsets keep to their trips and names",
          "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(30), "CJ6 1"));
  trips.push_back(hop("2", 1, 0, at("07:00"), minutes(30)));
  trips.push_back(hop("3", 1, 0, at("07:10"), minutes(30), "CJ6 1"));
  const auto c = circulate(trips, one_type(), minutes(10));
  // Train 2 may not take the given set away from 3, nor its name.
  CHECK(sets(*c) == "CJ6 1; CJ6 2; CJ6 1; ");
  CHECK(c->previous[TripId{2}] == TripId{0});
  CHECK(c->needed[TrainTypeId{0}] == 2);
}

TEST_CASE("a given set in two trains at once is an error naming both", "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("S7808", 0, 1, at("06:00"), minutes(30), "CJ6 1"));
  trips.push_back(hop("S7805", 1, 0, at("06:20"), minutes(30), "CJ6 1"));
  const auto c = circulate(trips, one_type(), minutes(10));
  CHECK(only_message(c) ==
        "S7808 and S7805 are both worked by trainset CJ6 1: S7805 leaves at 06:20, before S7808 has "
        "arrived at 06:30");
  CHECK(c.error().front().path == "timetable.S7805.trainset");
}

TEST_CASE("a given set that jumps, or changes its type, is an error naming both trips",
          "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("S7808", 0, 1, at("06:00"), minutes(30), "CJ6 1"));
  trips.push_back(hop("S7805", 0, 1, at("07:20"), minutes(30), "CJ6 1"));
  CHECK(only_message(circulate(trips, one_type(), minutes(10))) ==
        "S7808 and S7805 are both worked by trainset CJ6 1: S7805 does not begin where S7808 ends");
  auto types = one_type();
  types.push_back(types[TrainTypeId{0}]);
  trips[TripId{1}] = hop("S7805", 1, 0, at("07:20"), minutes(30), "CJ6 1");
  trips[TripId{1}].type = TrainTypeId{1};
  CHECK(only_message(circulate(trips, types, minutes(10))) ==
        "S7808 and S7805 are both worked by trainset CJ6 1: they are booked for different types of "
        "train");
}

TEST_CASE("a branch of the 2021 line needs seven sets", "[timetable][circulation]") {
  // 2 · (55 + 12) min round, every 21 (MODELS 2.6): 134 / 21 = 6.4.
  const auto c = circulate(shuttle(minutes(55), minutes(12), minutes(21), 30), one_type(),
                           minutes(12));
  CHECK(c->sets() == 7);
  CHECK(c->names[TrainsetId{6}] == "CJ6 7");
}

TEST_CASE("a shuttle needs its cycle over its headway in sets, rounded up",
          "[timetable][circulation][property]") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    const int run = dice(5, 90), turnaround = dice(1, 20), headway = dice(3, 60);
    const int cycle = 2 * (run + turnaround);
    const int expected = (cycle + headway - 1) / headway;
    const auto c = circulate(shuttle(minutes(run), minutes(turnaround), minutes(headway),
                                     2 * expected + 3),
                             one_type(), minutes(turnaround));
    INFO("game " << game << ": " << run << " " << turnaround << " " << headway);
    REQUIRE(c->sets() == expected);
  }
}

TEST_CASE("every set is in one place at a time, has time to turn, and a fresh one comes only when "
          "none is ready",
          "[timetable][circulation][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    Trips trips;
    for (int i = 0; i < 40; ++i) {
      const int from = dice(0, 3);
      const int to = (from + dice(1, 3)) % 4;
      trips.push_back(hop(std::to_string(i), static_cast<std::size_t>(from),
                          static_cast<std::size_t>(to), at("05:00") + minutes(dice(0, 900)),
                          minutes(dice(5, 80))));
    }
    const auto c = circulate(trips, one_type(), minutes(8));
    std::map<TripId, TripId> next;
    std::map<TrainsetId, int> starts;
    INFO("game " << game);
    for (std::size_t row = 0; row < trips.size(); ++row) {
      const TripId id{row};
      const auto before = c->previous[id];
      if (!before) {
        ++starts[c->trainset[id]];
        continue;
      }
      REQUIRE(next.emplace(*before, id).second);  // nobody works two trips next
      REQUIRE(c->trainset[*before] == c->trainset[id]);
      REQUIRE(trips[*before].to() == trips[id].from());
      REQUIRE(trips[*before].arrives() + minutes(8) <= trips[id].departs());
    }
    REQUIRE(static_cast<int>(starts.size()) == c->sets());
    for (const auto& [set, count] : starts) REQUIRE(count == 1);
    // No set is taken fresh while one that is ready stands there unused to the end of the day.
    for (std::size_t row = 0; row < trips.size(); ++row) {
      const Trip& fresh = trips[TripId{row}];
      if (c->previous[TripId{row}]) continue;
      for (std::size_t other = 0; other < trips.size(); ++other) {
        const Trip& idle = trips[TripId{other}];
        const bool could = idle.to() == fresh.from() && idle.arrives() + minutes(8) <= fresh.departs();
        REQUIRE_FALSE((could && !next.contains(TripId{other})));
      }
    }
  }
}
