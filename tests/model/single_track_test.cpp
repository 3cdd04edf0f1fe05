/// Random lines with single track, sidings and junctions: every train reaches its end, and no two trains are on one
/// track. CZT_SINGLE_LINES=10000 runs ten thousand days.

#include <algorithm>
#include <cstdlib>
#include <map>

#include "czt/model/fork.hpp"
#include "support/catch.hpp"
#include "support/single_lines.hpp"

using namespace czt;
using czt::test::random_single_line;

namespace {

struct OnTrack {
  std::int32_t enters;
  std::int32_t leaves;
  Direction direction;
};

/// Trips that never came to their end.
int stuck(const Plan& plan, const World& world) {
  int count = 0;
  for (const Plan::TripRow& trip : plan.trips)
    count += world.points.departed[trip.first_point + trip.points - 1] == PointColumns::not_yet;
  return count;
}

/// Pairs of trains from opposite sides on one single track, or closer than the meeting time.
int meetings(const Plan& plan, const World& world) {
  std::map<std::size_t, std::vector<OnTrack>> tracks;
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t)
    for (const SingleRun& run : single_runs(plan.input.trips[TripId{t}], plan.input.network)) {
      const std::uint32_t first = plan.trips[TripId{t}].first_point;
      tracks[run.track].push_back({world.points.departed[first + run.enters], world.points.arrived[first + run.leaves], run.direction});
    }
  int broken = 0;
  for (const auto& [track, runs] : tracks) {
    const auto meeting = static_cast<std::int32_t>(in_milliseconds(plan.input.network.single_tracks[track].meeting));
    for (const OnTrack& a : runs)
      for (const OnTrack& b : runs)
        broken += a.direction != b.direction && a.enters <= b.enters && b.enters < a.leaves + meeting;
  }
  return broken;
}

/// Trains of one direction closer than the headway where they enter or leave a segment, or that overtake on it.
int too_close(const Plan& plan, const World& world) {
  std::map<std::uint32_t, std::vector<std::pair<std::int32_t, std::int32_t>>> runs;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p)
    if (const std::uint32_t segment = plan.points[PointId{p}].segment; segment != Plan::Point::none)
      runs[segment].emplace_back(world.points.departed[p], world.points.arrived[p + 1]);
  int broken = 0;
  for (auto& [segment, trains] : runs) {
    std::sort(trains.begin(), trains.end());
    const auto headway = in_milliseconds(plan.input.network.segments[SegmentId{segment}].headway);
    for (std::size_t k = 1; k < trains.size(); ++k)
      broken += trains[k].first - trains[k - 1].first < headway || trains[k].second - trains[k - 1].second < headway;
  }
  return broken;
}

/// Conflicting ways over a junction closer than its occupation.
int in_the_junction(const Plan& plan, const World& world) {
  std::map<std::uint32_t, std::vector<std::int32_t>> passed;  // way
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const std::uint32_t segment = plan.points[PointId{p}].segment;
    if (segment == Plan::Point::none) continue;
    passed[2 * segment].push_back(world.points.departed[p]);
    passed[2 * segment + 1].push_back(world.points.arrived[p + 1]);
  }
  int broken = 0;
  for (const Plan::Crossing& crossing : plan.crossings)
    for (const std::int32_t a : passed[crossing.way])
      for (const std::int32_t b : passed[crossing.other]) broken += a <= b && b - a < crossing.occupation;
  return broken;
}

/// More trains at a station's tracks of one direction than there are. Within single track the two directions' are one.
int too_many_at_platforms(const Plan& plan, const World& world) {
  std::map<std::uint32_t, std::vector<std::pair<std::int32_t, int>>> changes;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    auto& here = changes[2 * point.station.value + point.track_group];
    here.emplace_back(world.points.arrived[p], +1);
    here.emplace_back(world.points.departed[p], -1);
  }
  int broken = 0;
  for (auto& [group, here] : changes) {
    std::sort(here.begin(), here.end());
    const Station& station = plan.input.network.stations[StationId{group / 2}];
    int standing = 0;
    for (const auto& change : here) {
      standing += change.second;
      broken += standing > (group % 2 == 0 ? station.tracks_up : station.tracks_down);
    }
  }
  return broken;
}

int early(const Plan& plan, const World& world) {
  int broken = 0;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (plan.trips[TripId{point.trip}].when_ready || point.segment == Plan::Point::none) continue;
    broken += point.calls && world.points.departed[p] < point.departure;
  }
  return broken;
}

/// What trains waited for, in ms.
std::int64_t waited(const World& world, Hold::Why why) {
  std::int64_t sum = 0;
  for (const Hold& hold : world.holds)
    if (hold.why == why) sum += hold.time;
  return sum;
}

}  // namespace

TEST_CASE("random single lines with sidings never deadlock and no two trains are on one track", "[model][single track][slow]") {
  const char* asked = std::getenv("CZT_SINGLE_LINES");
  const std::uint64_t lines = asked != nullptr ? std::strtoull(asked, nullptr, 10) : 1000;
  std::uint64_t with_meetings = 0, with_junction = 0, with_track_needed = 0;
  World world;
  for (std::uint64_t seed = 0; seed < lines; ++seed) {
    const Plan plan = random_single_line(seed);
    simulate(plan, seed, 0, world);
    INFO("line " << seed);
    REQUIRE(stuck(plan, world) == 0);
    REQUIRE(meetings(plan, world) == 0);
    REQUIRE(too_close(plan, world) == 0);
    REQUIRE(in_the_junction(plan, world) == 0);
    REQUIRE(too_many_at_platforms(plan, world) == 0);
    REQUIRE(early(plan, world) == 0);
    with_meetings += waited(world, Hold::Why::single_track) > 0;
    with_junction += waited(world, Hold::Why::junction_ahead) + waited(world, Hold::Why::junction_behind) > 0;
    with_track_needed += std::any_of(plan.track_needed_before.begin(), plan.track_needed_before.end(), [](auto n) { return n > 0; });
  }
  CHECK(with_meetings > lines / 2);
  CHECK(with_junction > lines / 20);
  CHECK(with_track_needed > lines / 2);
}

TEST_CASE("a day with trains waiting for each other can be stopped, gone on with and forked", "[model][single track][fork]") {
  World whole, morning, rest;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Plan plan = random_single_line(seed);
    const SimTime at = clock_time(6, 20) + minutes(static_cast<std::int64_t>(seed));
    std::vector<Incident> incidents = plan.input.incidents;
    Incident later;
    later.name = "later";
    later.from = at + minutes(5);
    later.until = at + minutes(25);
    later.segments = {SegmentId{seed % plan.input.network.segments.size()}};
    incidents.push_back(later);
    INFO("line " << seed);
    simulate_until(plan, seed, 0, at, morning);
    REQUIRE(morning.looked_ahead() < later.from);
    for (const Plan& future : {plan, with_incidents(plan, "later", incidents)}) {
      simulate(future, seed, 0, whole);
      rest = morning;
      go_on(future, seed, 0, rest);
      CHECK(rest.points.arrived == whole.points.arrived);
      CHECK(rest.points.departed == whole.points.departed);
      CHECK(rest.points.held == whole.points.held);
      CHECK(rest.holds.size() == whole.holds.size());
      CHECK(rest.counts.events == whole.counts.events);
    }
  }
}
