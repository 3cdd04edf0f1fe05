#include <algorithm>
#include <map>
#include <optional>

#include "support/catch.hpp"
#include "support/random_line.hpp"
#include "support/turning_line.hpp"

using namespace czt;
using czt::test::random_line;
using czt::test::SmallLine;

namespace {

/// What must hold after every event.
class Laws : public Observer {
 public:
  explicit Laws(const Plan& plan) : cleared(plan.trips.size(), PointColumns::not_yet), plan_(plan) {}
  int broken = 0;
  std::uint64_t events = 0;
  std::uint64_t with_people_in_station = 0;  ///< events
  std::vector<std::int32_t> cleared;         ///< ms, per trip: its last platform

  void after_event(SimTime now, EventKind kind, TripId trip, const World& world) override {
    ++events;
    if (kind == EventKind::train_clears) cleared[trip.value] = static_cast<std::int32_t>(in_milliseconds(now));
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

/// A point is run, or it was cancelled once and nothing happened there.
int lost_points(const Plan& plan, const World& world) {
  std::vector<int> cancelled(plan.points.size(), 0);
  for (const Cancellation& c : world.cancellations)
    for (std::uint32_t p = c.first; p < c.end; ++p) ++cancelled[p];
  int lost = 0;
  const PointColumns& seen = world.points;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (cancelled[p] > 0) {
      lost += cancelled[p] > 1 || seen.arrived[p] != PointColumns::not_yet || seen.departed[p] != PointColumns::not_yet;
      lost += seen.boarded[p] + seen.alighted[p] + seen.left_behind[p] + seen.load[p] + seen.standing[p] + seen.dwell_needed[p] + seen.held[p] > 0;
      continue;
    }
    const bool turned = point.segment != Plan::Point::none && cancelled[p + 1] > 0;
    lost += seen.arrived[p] == PointColumns::not_yet || (seen.departed[p] == PointColumns::not_yet) != turned;
  }
  return lost;
}

/// What must hold of a finished day.
int broken_laws(const Plan& plan, const World& world) {
  int broken = lost_points(plan, world);
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
      if (point.segment == Plan::Point::none || world.points.departed[p] == PointColumns::not_yet) continue;
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
int broken_tracks(const Plan& plan, const World& world, const Laws& laws) {
  struct Change {
    std::int32_t at;
    int by;
    bool operator<(const Change& o) const { return at != o.at ? at < o.at : by < o.by; }
  };
  std::map<std::uint32_t, std::vector<Change>> groups;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (world.points.arrived[p] == PointColumns::not_yet) continue;
    const bool crosses = std::any_of(world.other_tracks.begin(), world.other_tracks.end(), [&](const OtherTrackTaken& o) { return o.point == p; });
    auto& changes = groups[2 * point.station.value + (crosses ? 1 - point.track_group : point.track_group)];
    changes.push_back({world.points.arrived[p], +1});
    const std::int32_t departed = world.points.departed[p];
    changes.push_back({departed != PointColumns::not_yet ? departed : laws.cleared[point.trip], -1});
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
    const Plan plan = random_line(seed).plan();
    World world;
    Laws laws(plan);
    simulate(plan, seed, 3, world, &laws);
    CHECK(laws.broken == 0);
    CHECK(laws.events > 0);
    CHECK(broken_laws(plan, world) == 0);
    CHECK(broken_tracks(plan, world, laws) == 0);
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

TEST_CASE("nobody is lost where stations close, trains fail and calls are skipped", "[model][laws][slow]") {
  std::uint64_t passed = 0, stood = 0, held = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SmallLine line = czt::test::disturbed_line(seed);
    const Plan plan = line.plan();
    World world;
    Laws laws(plan);
    simulate(plan, seed, 3, world, &laws);
    CHECK(laws.broken == 0);
    CHECK(broken_laws(plan, world) == 0);
    CHECK(broken_tracks(plan, world, laws) == 0);
    for (const Plan::Skip& skip : plan.skips) {
      if (world.points.arrived[skip.point] <= skip.later_than) continue;
      ++passed;
      CHECK(world.points.alighted[skip.point] + world.points.boarded[skip.point] + world.points.left_behind[skip.point] == 0);
    }
    for (const Plan::Hindrance& h : plan.closures) {
      const std::int32_t at = world.points.arrived[h.where];
      if (at < h.from || at >= h.until) continue;
      ++passed;
      CHECK(world.points.alighted[h.where] + world.points.boarded[h.where] + world.points.left_behind[h.where] == 0);
    }
    for (const Hold& hold : world.holds) {
      stood += hold.why == Hold::Why::stands_still;
      held += hold.why == Hold::Why::connection;
    }
  }
  CHECK(passed > 50);
  CHECK(stood > 5);
  CHECK(held > 5);
}

namespace {

/// A set turns before it works its next trip, and never works two at once.
int broken_turnarounds(const Plan& plan, const World& world) {
  const auto last_run = [&](std::uint32_t t) -> std::optional<std::uint32_t> {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    for (std::uint32_t p = trip.first_point + trip.points; p-- > trip.first_point;)
      if (world.points.arrived[p] != PointColumns::not_yet) return p;
    return std::nullopt;
  };
  int broken = 0;
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    const auto end = last_run(t);
    if (!end) continue;
    std::uint32_t begin = trip.first_point;
    while (world.points.arrived[begin] == PointColumns::not_yet) ++begin;
    std::uint32_t before = trip.previous;
    while (before != Plan::Point::none && !last_run(before)) before = plan.trips[TripId{before}].previous;
    if (before == Plan::Point::none) continue;
    const std::uint32_t came = *last_run(before);
    broken += plan.points[PointId{came}].station != plan.points[PointId{begin}].station;
    broken += world.points.departed[begin] < world.points.arrived[came] + ms(plan.input.turnaround);
  }
  return broken;
}

}  // namespace

TEST_CASE("nobody is lost where late trains are cancelled and turned short, and each set is where its next train begins", "[model][laws][slow]") {
  int whole = 0, parts = 0, twice = 0, put_off = 0, single = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("line " << seed);
    const czt::test::TurningLine line(seed);
    const Plan plan = line.plan();
    World world;
    Laws laws(plan);
    simulate(plan, seed, 3, world, &laws);
    CHECK(laws.broken == 0);
    CHECK(broken_laws(plan, world) == 0);
    CHECK(broken_tracks(plan, world, laws) == 0);
    if (plan.input.circulation.spares.empty()) CHECK(broken_turnarounds(plan, world) == 0);
    std::vector<int> of_trip(plan.trips.size(), 0);
    for (const Cancellation& c : world.cancellations) {
      const Plan::TripRow& trip = plan.trips[TripId{c.trip}];
      const bool is_whole = c.end - c.first == trip.points;
      (is_whole ? whole : parts) += 1;
      twice += ++of_trip[c.trip] == 2;
      single += !plan.input.network.single_tracks.empty();
      if (!is_whole && c.first > trip.first_point) put_off += world.points.alighted[c.first - 1] > 0;
    }
  }
  CHECK(whole > 50);
  CHECK(parts > 50);
  CHECK(twice > 5);  // a train that was taken up on the way is turned short at its other end
  CHECK(put_off > 20);
  CHECK(single > 10);
}

TEST_CASE("nobody is lost and no two trains share a track where late trains stand on the other direction's", "[model][laws][slow]") {
  int crossed = 0, dispatched = 0, stopped = 0, at_first = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("line " << seed);
    czt::test::TurningLine line(seed);
    line.share_tracks(seconds(20 + seed));
    const Plan plan = line.plan();
    World world;
    Laws laws(plan);
    simulate(plan, seed, 3, world, &laws);
    CHECK(laws.broken == 0);
    CHECK(broken_laws(plan, world) == 0);
    CHECK(broken_tracks(plan, world, laws) == 0);
    for (const OtherTrackTaken& taken : world.other_tracks) {
      ++crossed;
      dispatched += plan.dispatched;
      stopped += world.points.boarded[taken.point] > 0;
      const Plan::Point& point = plan.points[PointId{taken.point}];
      at_first += taken.point == plan.trips[TripId{point.trip}].first_point;
      const std::uint32_t station = point.station.value;
      CHECK(plan.track_needed_before[2 * station] + plan.track_needed_before[2 * station + 1] == 0);
      std::int32_t waited = 0;
      for (const Hold& hold : world.holds)
        if (hold.point == taken.point && hold.why == Hold::Why::platform) waited += hold.time;
      CHECK(waited >= 20'000 + 1'000 * static_cast<std::int32_t>(seed));
    }
  }
  CHECK(crossed > 100);
  CHECK(dispatched > 20);
  CHECK(stopped > 20);
  CHECK(at_first > 10);
}

TEST_CASE("the time integral of people in the system is the sum of their times in it (V08)", "[model][laws]") {
  const Plan plan = random_line(7).plan();
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
    SmallLine line = czt::test::random_line(seed);
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
