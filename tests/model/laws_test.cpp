#include <algorithm>
#include <map>

#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

/// A small random line: stations, stop patterns, capacities, delays, transfers, all from one seed.
SmallLine random_small_line(std::uint64_t seed) {
  const Draws draws(seed, 0);
  std::uint32_t index = 0;
  const auto pick = [&](std::uint32_t n) { return below(draws.block(Chance::input_range, 99, index++)[0], n); };
  const std::uint32_t stations = 3 + pick(6);
  std::vector<double> hops;
  for (std::uint32_t s = 1; s < stations; ++s) hops.push_back(1.0 + pick(100) / 10.0);
  SmallLine line(hops);
  for (Station& station : line.input.network.stations) {
    station.tracks_up = 1 + static_cast<int>(pick(2));
    station.tracks_down = 1 + static_cast<int>(pick(2));
  }
  for (Segment& segment : line.input.network.segments) {
    segment.headway = seconds(60 + pick(200));
    segment.margin = 0.01 * pick(20);
  }
  line.input.separation = {seconds(pick(90)), minutes(pick(5)), minutes(pick(4))};
  line.type().seats = static_cast<int>(5 + pick(25));
  line.type().standing_area = SquareMetres{1.0 * pick(8)};
  line.input.patience = minutes(10 + pick(60));
  line.input.transfer = minutes(pick(5));
  line.input.dwell = CriticalDoorDwell{};
  line.input.minimum_dwell = seconds(20);
  line.input.disturbances = Disturbances{};
  line.input.disturbances.entry_delay = 0.3;
  const std::uint32_t services = 2 + pick(4);
  for (std::uint32_t s = 0; s < services; ++s) {
    const std::uint32_t from = pick(stations - 1);
    const std::uint32_t to = from + 1 + pick(stations - from - 1);
    std::vector<StationId> calls{StationId{from}};
    for (std::uint32_t k = from + 1; k < to; ++k)
      if (pick(3) > 0) calls.push_back(StationId{k});
    calls.push_back(StationId{to});
    if (pick(2) == 1) std::reverse(calls.begin(), calls.end());
    std::vector<SimTime> departures;
    const std::uint32_t trains = 2 + pick(8);
    SimTime at = clock_time(6) + minutes(pick(30));
    for (std::uint32_t t = 0; t < trains; ++t) {
      departures.push_back(at);
      at += minutes(2 + pick(20));
    }
    line.trains_calling(calls, departures, seconds(30 + pick(60)));
  }
  for (std::uint32_t g = 0; g < 25; ++g) {
    const std::uint32_t a = pick(stations);
    const std::uint32_t b = pick(stations);
    if (a == b) continue;
    line.people(a, b, clock_time(5, 50) + minutes(pick(150)), 1 + pick(30), seconds(pick(30)));
  }
  for (std::uint32_t p = 0; p < 3; ++p) {
    const std::uint32_t a = pick(stations);
    const std::uint32_t b = (a + 1 + pick(stations - 1)) % stations;
    line.travellers(a, b, 50 + pick(500), clock_time(6), clock_time(9));
  }
  if (seed % 2 == 1) return line;
  // Every other line has entrances at some stations, and a feeder bus.
  line.input.entrances.resize(stations);
  for (std::uint32_t s = 0; s < stations; ++s) {
    if (pick(3) == 0) continue;
    Entrance entrance;
    entrance.tickets = {{"machine", 0.4, 1 + pick(3), ServiceTime(seconds(pick(60)), 0.5)},
                        {"phone", 0.3, 0, ServiceTime(seconds(pick(30)), 0.5)}};
    if (pick(2) == 1) entrance.security = Entrance::Security{1 + pick(2), ServiceTime(milliseconds(2500), 0.0)};
    entrance.gates = Entrance::Gates{1 + pick(3), ServiceTime(seconds(4), 0.5), 0.05, seconds(25)};
    entrance.walk = seconds(pick(180));
    if (pick(4) > 0) entrance.closes = seconds(pick(300));
    line.input.entrances[StationId{s}] = std::move(entrance);
  }
  Feeder feeder;
  feeder.name = "bus";
  feeder.station = StationId{pick(stations)};
  feeder.places = {{PlaceId{feeder.station.value}, 0.5}};
  for (std::uint32_t k = 0; k < 10; ++k) feeder.comes.push_back(clock_time(6) + k * minutes(15));
  feeder.walk = minutes(pick(4));
  feeder.capacity = 5 + pick(20);
  feeder.delay_mean = minutes(pick(3));
  line.input.feeders.push_back(feeder);
  for (PassengerGroup& group : line.input.passengers)
    if (group.from == feeder.station) group.feeder = 0;
  return line;
}

Plan random_plan(std::uint64_t seed) { return random_small_line(seed).plan(); }

/// What must hold after every event.
class Laws : public Observer {
 public:
  explicit Laws(const Plan& plan) : plan_(plan) {}
  int broken = 0;
  std::uint64_t events = 0;
  std::uint64_t with_people_in_station = 0;  ///< events

  void after_event(SimTime now, EventKind, TripId, const World& world) override {
    ++events;
    if (now < last_) ++broken;  // time never falls
    last_ = now;
    const PassengerColumns& rows = world.passengers;
    std::uint64_t aboard = 0, elsewhere = 0, stages = 0;
    const auto at = static_cast<std::int32_t>(in_milliseconds(now));
    for (std::size_t row = 0; row < rows.came.size(); ++row) {
      const bool on_board = rows.boarded[row] < PassengerColumns::gave_up && rows.alighted[row] == PassengerColumns::never;
      aboard += on_board;
      elsewhere += !on_board;
      if (rows.boarded[row] < PassengerColumns::gave_up && rows.came[row] > at) ++broken;
      if (rows.alighted[row] != PassengerColumns::never && rows.boarded[row] >= PassengerColumns::gave_up) ++broken;
    }
    stages = world.base_rows + world.onward.size();
    // came = delivered + on board + waiting + in the station + gave up: nobody is lost or doubled
    if (aboard + elsewhere != stages || aboard != world.counts.on_board) ++broken;
    std::uint64_t at_door = 0, in_station = 0, waiting = 0, gone = 0;
    for (std::size_t row = 0; row < world.base_rows; ++row) {
      const std::uint32_t person = rows.person[row];
      const std::int32_t entrance = world.persons.entrance.empty() ? 0 : world.persons.entrance[person];
      if (entrance < 0) ++broken;
      const bool fresh = rows.boarded[row] == PassengerColumns::never;
      at_door += rows.came[row] - entrance <= at;
      in_station += rows.came[row] - entrance <= at && rows.came[row] > at && fresh;
      waiting += rows.came[row] <= at && fresh;
      gone += !fresh;
    }
    if (at_door != in_station + waiting + gone) ++broken;
    with_people_in_station += in_station > 0;
  }

 private:
  const Plan& plan_;
  SimTime last_ = start_of_day - minutes(600);
};

/// What must hold of a finished day.
int broken_laws(const Plan& plan, const World& world) {
  int broken = 0;
  const PassengerColumns& rows = world.passengers;
  if (world.counts.delivered + world.counts.gave_up + world.counts.stranded != world.counts.came) ++broken;
  std::vector<std::uint32_t> boarded(plan.points.size(), 0), alighted(plan.points.size(), 0);
  for (std::size_t row = 0; row < rows.came.size(); ++row) {
    if (rows.boarded[row] >= PassengerColumns::gave_up) continue;
    ++boarded[rows.boarded[row]];
    ++alighted[rows.alighted[row]];
    // nobody gets on before he comes, or off where his train does not go next
    if (world.points.departed[rows.boarded[row]] < rows.came[row]) ++broken;
    if (plan.points[PointId{rows.boarded[row]}].trip != plan.points[PointId{rows.alighted[row]}].trip) ++broken;
    if (rows.alighted[row] <= rows.boarded[row]) ++broken;
    // nor on a train whose gate had closed, but by changing
    if (row < world.base_rows && !plan.last_on_platform.empty() && rows.came[row] > plan.last_on_platform[rows.boarded[row]]) ++broken;
  }
  // everybody in one bus or none, and no bus beyond its places
  std::vector<std::uint32_t> riders(plan.buses.size(), 0);
  for (const std::uint32_t bus : world.persons.bus)
    if (bus != PersonColumns::on_his_own) ++riders[bus];
  if (riders != world.buses.riders) ++broken;
  for (std::size_t b = 0; b < riders.size(); ++b)
    if (riders[b] > plan.input.feeders[plan.buses[b].feeder].capacity) ++broken;
  std::map<std::uint32_t, std::vector<std::pair<std::int32_t, std::int32_t>>> entries;  // segment → entry, exit
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    const Plan::TypeRow& type = plan.types[trip.type];
    std::uint32_t load = 0;
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      if (boarded[p] != world.points.boarded[p] || alighted[p] != world.points.alighted[p]) ++broken;
      load += boarded[p];
      load -= alighted[p];
      if (load != world.points.load[p] || load > type.capacity) ++broken;
      if (world.points.standing[p] != load - std::min(load, type.seats) && world.points.standing[p] > load) ++broken;
      // nobody stands while a seat is free
      if (world.points.standing[p] > 0 && load - world.points.standing[p] < type.seats) ++broken;
      if (point.segment == Plan::Point::none) continue;
      if (world.points.departed[p] < point.departure && point.calls) ++broken;  // never early
      if (world.points.departed[p] < world.points.arrived[p]) ++broken;
      entries[point.segment].push_back({world.points.departed[p], world.points.arrived[p + 1]});
    }
    if (load != 0) ++broken;
  }
  for (auto& [segment, trains] : entries) {
    std::sort(trains.begin(), trains.end());
    const auto headway = in_milliseconds(plan.input.network.segments[SegmentId{segment}].headway);
    for (std::size_t k = 1; k < trains.size(); ++k) {
      if (trains[k].first - trains[k - 1].first < headway) ++broken;
      if (trains[k].second - trains[k - 1].second < headway) ++broken;  // nor do they leave it closer
    }
  }
  return broken;
}

/// Whether a train left while somebody stood on its platform before whom the gate had closed.
bool somebody_was_shut_out(const Plan& plan, const World& world) {
  if (plan.last_on_platform.empty()) return false;
  for (std::size_t row = 0; row < world.base_rows; ++row) {
    const std::uint32_t boarded = world.passengers.boarded[row];
    if (boarded >= PassengerColumns::gave_up) continue;
    const StationId here = plan.points[PointId{boarded}].station;
    for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
      if (plan.points[PointId{p}].station != here || p == boarded) continue;
      for (const Plan::Service& service : plan.services[PointId{p}])
        if (plan.points[PointId{service.alight_point}].station == plan.points[PointId{world.passengers.alighted[row]}].station &&
            world.passengers.came[row] > plan.last_on_platform[p] && world.passengers.came[row] <= world.points.departed[p])
          return true;
    }
  }
  return false;
}

/// The most trains that stood at a station's tracks of one direction at one instant, against how many there are.
int broken_tracks(const Plan& plan, const World& world) {
  struct Change {
    std::int32_t at;
    int by;
    bool operator<(const Change& o) const { return at != o.at ? at < o.at : by < o.by; }
  };
  std::map<std::uint32_t, std::vector<Change>> groups;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (world.points.arrived[p] == PointColumns::not_yet) continue;
    auto& changes = groups[2 * point.station.value + point.track_group];
    changes.push_back({world.points.arrived[p], +1});
    changes.push_back({world.points.departed[p], -1});
  }
  int broken = 0;
  for (auto& [group, changes] : groups) {
    std::sort(changes.begin(), changes.end());
    const Station& station = plan.input.network.stations[StationId{group / 2}];
    const int tracks = group % 2 == 0 ? station.tracks_up : station.tracks_down;
    int standing = 0;
    for (const Change& change : changes) {
      standing += change.by;
      if (standing > tracks) ++broken;
    }
  }
  return broken;
}

}  // namespace

TEST_CASE("nobody is lost and no two trains share a track on 200 random lines", "[model][laws][slow]") {
  int with_left_behind = 0, with_transfers = 0, with_standing = 0, with_giving_up = 0, with_shut_out = 0;
  std::uint64_t in_station = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Plan plan = random_plan(seed);
    World world;
    Laws laws(plan);
    simulate(plan, seed, 3, world, &laws);
    CHECK(laws.broken == 0);
    CHECK(laws.events > 0);
    CHECK(broken_laws(plan, world) == 0);
    CHECK(broken_tracks(plan, world) == 0);
    with_left_behind += std::any_of(world.points.left_behind.begin(), world.points.left_behind.end(), [](auto n) { return n > 0; });
    with_standing += std::any_of(world.points.standing.begin(), world.points.standing.end(), [](auto n) { return n > 0; });
    with_transfers += !world.onward.empty();
    with_giving_up += world.counts.gave_up > 0;
    in_station += laws.with_people_in_station;
    with_shut_out += somebody_was_shut_out(plan, world);
  }
  CHECK(with_left_behind > 50);
  CHECK(with_standing > 50);
  CHECK(with_transfers > 50);
  CHECK(with_giving_up > 20);
  CHECK(in_station > 100);
  CHECK(with_shut_out > 20);
}

TEST_CASE("the time integral of people in the system is the sum of their times in it (V08)", "[model][laws]") {
  const Plan plan = random_plan(7);
  World world;
  simulate(plan, 7, 0, world);
  // Person-milliseconds two ways: N(t) swept over all comings and goings, and each stage's own time.
  std::vector<std::pair<std::int64_t, int>> changes;
  std::int64_t sojourns = 0;
  const PassengerColumns& rows = world.passengers;
  for (std::size_t row = 0; row < rows.came.size(); ++row) {
    if (rows.boarded[row] >= PassengerColumns::gave_up) continue;
    const std::int64_t gone = world.points.arrived[rows.alighted[row]];
    changes.push_back({rows.came[row], +1});
    changes.push_back({gone, -1});
    sojourns += gone - rows.came[row];
  }
  std::sort(changes.begin(), changes.end());
  std::int64_t integral = 0, present = 0, before = 0;
  for (const auto& [at, by] : changes) {
    integral += present * (at - before);
    before = at;
    present += by;
  }
  CHECK(sojourns > 0);
  CHECK(integral == sojourns);
}

TEST_CASE("another capacity, fare or train leaves the would-be travellers as they were (V40)", "[model][same people]") {
  SmallLine line({5.0, 5.0});
  line.every(clock_time(6), minutes(10), 30);
  line.travellers(0, 2, 3000, clock_time(6), clock_time(10), 0.4);
  World before, after;
  const Plan plan = line.plan();
  simulate(plan, 9, 2, before);
  line.type().seats = 7;
  line.every(clock_time(6, 5), minutes(10), 30);
  simulate(line.plan(), 9, 2, after);
  CHECK(before.persons.number == after.persons.number);
  CHECK(before.persons.stream == after.persons.stream);
  CHECK(before.persons.wish == after.persons.wish);
  // A higher share adds people; those who rode before still do.
  line.input.purposes[PurposeId{0}].rail_share.setConstant(0.5);
  simulate(line.plan(), 9, 2, after);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> wishes;
  for (std::size_t k = 0; k < after.persons.wish.size(); ++k)
    wishes[{after.persons.stream[k], after.persons.number[k]}] = after.persons.wish[k];
  CHECK(after.persons.wish.size() > before.persons.wish.size());
  bool all_still_there = true;
  for (std::size_t k = 0; k < before.persons.wish.size(); ++k) {
    const auto found = wishes.find({before.persons.stream[k], before.persons.number[k]});
    all_still_there = all_still_there && found != wishes.end() && found->second == before.persons.wish[k];
  }
  CHECK(all_still_there);
}

TEST_CASE("scaling demand adds people above and moves nobody below", "[model][same people]") {
  SmallLine line({5.0});
  line.every(clock_time(6), minutes(10), 30);
  line.travellers(0, 1, 1000, clock_time(6), clock_time(10));
  World base, more, less;
  simulate(line.plan(), 4, 0, base);
  const auto people = [](const World& world) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> map;
    for (std::size_t k = 0; k < world.persons.wish.size(); ++k)
      map[{world.persons.stream[k], world.persons.number[k]}] = world.persons.wish[k];
    return map;
  };
  line.input.purposes[PurposeId{0}].height.setConstant(0.6);
  simulate(line.plan(), 4, 0, less);
  line.input.purposes[PurposeId{0}].height.setConstant(1.7);
  simulate(line.plan(), 4, 0, more);
  const auto b = people(base), l = people(less), m = people(more);
  CHECK(std::fabs(static_cast<double>(l.size()) - 600.0) < 4.0 * std::sqrt(600.0));
  CHECK(std::fabs(static_cast<double>(m.size()) - 1700.0) < 4.0 * std::sqrt(1700.0));
  const auto within = [](const auto& some, const auto& all) {
    return std::all_of(some.begin(), some.end(), [&](const auto& person) {
      const auto found = all.find(person.first);
      return found != all.end() && found->second == person.second;
    });
  };
  CHECK(within(l, b));
  CHECK(within(b, m));
}

TEST_CASE("a dispatcher who has nothing to decide lets trains go as they claim the track themselves", "[model][laws]") {
  World claimed, dispatched;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SmallLine line = random_small_line(seed);
    simulate(line.plan(), seed, 3, claimed);
    line.input.network.junctions.push_back({"where nothing conflicts", StationId{0}, minutes(2), {}});
    const Plan plan = line.plan();
    REQUIRE(plan.dispatched);
    simulate(plan, seed, 3, dispatched);
    INFO("line " << seed);
    CHECK(claimed.points.arrived == dispatched.points.arrived);
    CHECK(claimed.points.departed == dispatched.points.departed);
    CHECK(claimed.points.held == dispatched.points.held);
    CHECK(claimed.passengers.boarded == dispatched.passengers.boarded);
  }
}
