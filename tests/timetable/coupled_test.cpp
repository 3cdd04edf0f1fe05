#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

/// CJ6 at 0, two of them coupled at 1.
IdVector<TrainTypeId, TrainType> single_and_double() {
  auto types = one_type();
  coupled(types, TrainTypeId{0}, 2);
  return types;
}

Trip pair_of(Trip trip) {
  trip.type = TrainTypeId{1};
  return trip;
}

std::string sets_of(const Circulation& c, std::size_t trip) {
  std::string text = c.names[c.trainset[TripId{trip}]];
  for (const Circulation::Coupled& more : c.coupled)
    if (more.trip == TripId{trip}) text += " + " + c.names[more.set];
  return text;
}

}  // namespace

TEST_CASE("two coupled trainsets have the doors, seats and length of both", "[rolling_stock][coupling]") {
  auto types = one_type();
  types[TrainTypeId{0}].standing_area = SquareMetres{110.0};
  types[TrainTypeId{0}].crush = 897;
  types[TrainTypeId{0}].motion = Traction{.mass = 200'000.0, .power = 2.5e6, .resistance = {}};
  types[TrainTypeId{0}].turnaround = minutes(8);
  types[TrainTypeId{0}].turnaround_by_length = minutes(3);
  const TrainTypeId two = coupled(types, TrainTypeId{0}, 2);
  CHECK(coupled(types, TrainTypeId{0}, 2) == two);
  CHECK(coupled(types, TrainTypeId{0}, 1) == TrainTypeId{0});
  const TrainType& train = types[two];
  CHECK(train.name == "CJ6 + CJ6");
  CHECK(train.cars == 8);
  CHECK(train.doors_per_side == 20);
  CHECK(train.seats == 460);
  CHECK(train.crush == 1794);
  CHECK(train.capacity(PersonsPerSquareMetre{4.0}) == 460 + 880);
  CHECK(train.length.value == 200.0);
  CHECK(train.max_speed.value == types[TrainTypeId{0}].max_speed.value);
  CHECK(train.turnaround == minutes(11));
  CHECK(std::get<Traction>(train.motion).mass == 400'000.0);
  CHECK(std::get<Traction>(train.motion).power == 5.0e6);
  CHECK(trainset_type(types, two) == TrainTypeId{0});
}

TEST_CASE("a train of two sets needs two, and goes back as it came without being joined again", "[timetable][coupling]") {
  Trips trips;
  trips.push_back(pair_of(hop("1", 0, 1, at("06:00"), minutes(50))));
  trips.push_back(pair_of(hop("2", 1, 0, at("07:00"), minutes(50))));
  const auto c = circulate(trips, single_and_double(), minutes(10), minutes(5));
  CHECK(sets_of(*c, 0) == "CJ6 1 + CJ6 2");
  CHECK(sets_of(*c, 1) == "CJ6 1 + CJ6 2");
  CHECK(c->sets() == 2);
  CHECK(c->needed[TrainTypeId{0}] == 2);
  CHECK(c->needed[TrainTypeId{1}] == 0);
}

TEST_CASE("a train that is parted works two trips, once that is done", "[timetable][coupling]") {
  Trips trips;
  trips.push_back(pair_of(hop("1", 0, 1, at("06:00"), minutes(50))));
  trips.push_back(hop("2", 1, 0, at("07:05"), minutes(50)));
  trips.push_back(hop("4", 1, 0, at("07:20"), minutes(50)));
  const auto c = circulate(trips, single_and_double(), minutes(10), minutes(5));
  CHECK(sets_of(*c, 1) == "CJ6 1");
  CHECK(sets_of(*c, 2) == "CJ6 2");
  CHECK(c->sets() == 2);
  CHECK(circulate(trips, single_and_double(), minutes(10), minutes(6))->sets() == 3);  // a minute too few for train 2
}

TEST_CASE("two single trains are joined to one", "[timetable][coupling]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(50)));
  trips.push_back(hop("3", 0, 1, at("06:10"), minutes(50)));
  trips.push_back(pair_of(hop("2", 1, 0, at("07:15"), minutes(50))));
  const auto c = circulate(trips, single_and_double(), minutes(10), minutes(5));
  CHECK(sets_of(*c, 2) == "CJ6 1 + CJ6 2");
  CHECK(c->previous[TripId{2}] == TripId{0});
  REQUIRE(c->coupled.size() == 1);
  CHECK(c->coupled[0].previous == TripId{1});
  CHECK(circulate(trips, single_and_double(), minutes(10), minutes(6))->sets() == 3);
}

TEST_CASE("a train of two sets is given by both names", "[timetable][coupling]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(50), "east"));
  trips.push_back(pair_of(hop("2", 1, 0, at("07:15"), minutes(50), "east + west")));
  const auto c = circulate(trips, single_and_double(), minutes(10));
  CHECK(sets_of(*c, 1) == "east + west");
  trips[TripId{1}].trainset = "east";
  const auto wrong = circulate(trips, single_and_double(), minutes(10));
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().front().message == "2 is a train of 2 trainsets (CJ6 + CJ6), and 'east' names 1");
}

TEST_CASE("each type turns in its own time", "[timetable][circulation]") {
  auto types = one_type();
  types[TrainTypeId{0}].turnaround = minutes(12);
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(50)));
  trips.push_back(hop("2", 1, 0, at("07:01"), minutes(50)));
  CHECK(circulate(trips, types, minutes(10))->sets() == 2);
  types[TrainTypeId{0}].turnaround = minutes(11);
  CHECK(circulate(trips, types, minutes(20))->sets() == 1);
}

TEST_CASE("spare sets are numbered after those at work", "[timetable][circulation]") {
  Trips trips;
  trips.push_back(hop("1", 0, 1, at("06:00"), minutes(50), "CJ6 2"));
  auto c = *circulate(trips, one_type(), minutes(10));
  add_spares(c, TrainTypeId{0}, StationId{1}, 2, one_type());
  CHECK(c.names.rows() == std::vector<std::string>{"CJ6 2", "CJ6 3", "CJ6 4"});
  CHECK(c.sets() == 3);
  CHECK(c.needed[TrainTypeId{0}] == 3);
  const auto listed = diagrams(c, trips);
  REQUIRE(listed.size() == 3);
  CHECK(listed[0].trips == std::vector<TripId>{TripId{0}});
  CHECK(listed[1].trips.empty());
}
