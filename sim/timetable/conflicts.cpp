#include "czt/timetable/conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace czt {
namespace {

/// One train's booked run over one segment.
struct Passage {
  TripId trip;
  SimTime enters;
  SimTime leaves;
};

/// One train's booked use of a platform track, the time until the next may arrive included.
struct Standing {
  TripId trip;
  SimTime begins;
  SimTime frees;
};

using Standings = std::vector<Standing>;
struct Bookings {
  IdVector<SegmentId, std::vector<Passage>> passages;
  IdVector<StationId, Standings> standing_up;
  IdVector<StationId, Standings> standing_down;
};

Standing standing(TripId id, const Trip& trip, std::size_t i, const SeparationRules& rules) {
  const StopTime& stop = trip.stops[i];
  if (i == 0) return {id, stop.departure - rules.opens_before, stop.departure + rules.reoccupation};
  if (i + 1 == trip.stops.size())
    return {id, stop.arrival, stop.arrival + rules.clears_after + rules.reoccupation};
  return {id, stop.arrival, stop.departure + rules.reoccupation};
}

void book(TripId id, const Trip& trip, const Network& network, const SeparationRules& rules,
          Bookings& bookings) {
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    const StopTime& stop = trip.stops[i];
    if (i > 0) {
      const StopTime& before = trip.stops[i - 1];
      const SegmentId segment = *network.between(before.station, stop.station);
      bookings.passages[segment].push_back({id, before.departure, stop.arrival});
    }
    auto& side = platform_direction(trip, i, network) == Direction::up ? bookings.standing_up
                                                                        : bookings.standing_down;
    side[stop.station].push_back(standing(id, trip, i, rules));
  }
}

Bookings all_bookings(const Trips& trips, const Network& network, const SeparationRules& rules) {
  Bookings bookings;
  bookings.passages.resize(network.segments.size());
  bookings.standing_up.resize(network.stations.size());
  bookings.standing_down.resize(network.stations.size());
  for (std::size_t row = 0; row < trips.size(); ++row)
    if (const Trip& trip = trips[TripId{row}]; !trip.when_ready && trip.stops.size() > 1)
      book(TripId{row}, trip, network, rules, bookings);
  return bookings;
}

/// Two runs over one segment, `second` entering no earlier. What is missing at the worse end counts.
std::optional<Conflict> headway_conflict(const Passage& first, const Passage& second,
                                         SegmentId id, const Network& network) {
  const Segment& segment = network.segments[id];
  const Duration short_at_entry = segment.headway - (second.enters - first.enters);
  const Duration short_at_exit = segment.headway - (second.leaves - first.leaves);
  const Duration short_by = std::max(short_at_entry, short_at_exit);
  if (short_by <= Duration{}) return std::nullopt;
  Conflict c;
  c.kind = second.leaves < first.leaves ? Conflict::Kind::overtaking : Conflict::Kind::headway;
  c.first = first.trip;
  c.second = second.trip;
  c.place = segment.from;
  c.where = network.name(id);
  c.at = short_at_exit > short_at_entry ? second.leaves : second.enters;
  c.short_by = short_by;
  return c;
}

/// The furthest apart that two trains may enter and still be too close on leaving: the slower's run is
/// longer than the faster's by at most this.
Duration spread_of_runs(const std::vector<Passage>& passages) {
  const auto run = [](const Passage& p) { return p.leaves - p.enters; };
  const auto [fastest, slowest] = std::minmax_element(
      passages.begin(), passages.end(),
      [&](const Passage& a, const Passage& b) { return run(a) < run(b); });
  return run(*slowest) - run(*fastest);
}

void check_segment(SegmentId id, std::vector<Passage> passages, const Network& network,
                   std::vector<Conflict>& found) {
  if (passages.size() < 2) return;
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    return std::tie(a.enters, a.leaves, a.trip) < std::tie(b.enters, b.leaves, b.trip);
  });
  const Duration reach = network.segments[id].headway + spread_of_runs(passages);
  for (std::size_t later = 1; later < passages.size(); ++later)
    for (std::size_t earlier = later; earlier-- > 0;) {
      if (passages[later].enters - passages[earlier].enters > reach) break;
      if (const auto c = headway_conflict(passages[earlier], passages[later], id, network))
        found.push_back(*c);
    }
}

/// A train that comes while all tracks are taken misses the time until enough of them are free.
void check_platform(StationId station, Direction direction, Standings standings,
                    const Network& network, std::vector<Conflict>& found) {
  std::sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) {
    return std::tie(a.begins, a.trip) < std::tie(b.begins, b.trip);
  });
  const Station& here = network.stations[station];
  const auto tracks =
      static_cast<std::size_t>(direction == Direction::up ? here.tracks_up : here.tracks_down);
  Standings there;  // in order of freeing their track
  const auto frees_first = [](const Standing& a, const Standing& b) {
    return std::tie(a.frees, a.trip) < std::tie(b.frees, b.trip);
  };
  for (const Standing& comes : standings) {
    there.erase(there.begin(),
                std::find_if(there.begin(), there.end(),
                             [&](const Standing& s) { return s.frees > comes.begins; }));
    if (there.size() >= tracks) {
      const Standing& in_the_way = there[there.size() - tracks];
      found.push_back({Conflict::Kind::platform, in_the_way.trip, comes.trip, station,
                       fmt::format("{}, {}", here.name, to_text(direction)), comes.begins,
                       in_the_way.frees - comes.begins});
    }
    there.insert(std::upper_bound(there.begin(), there.end(), comes, frees_first), comes);
  }
}

/// Trips that name one trainset, each checked against the one before.
void check_trainset(const std::vector<TripId>& worked, const Trips& trips, const Network& network,
                    std::vector<Conflict>& found) {
  for (std::size_t i = 1; i < worked.size(); ++i) {
    const Trip& first = trips[worked[i - 1]];
    const Trip& second = trips[worked[i]];
    const Duration overlap = first.arrives() - second.departs();
    if (overlap <= Duration{} && first.to() == second.from()) continue;
    found.push_back({Conflict::Kind::trainset, worked[i - 1], worked[i], second.from(),
                     network.stations[second.from()].name, second.departs(),
                     std::max(overlap, Duration{})});
  }
}

void check_trainsets(const Trips& trips, const Network& network, std::vector<Conflict>& found) {
  std::map<std::string, std::vector<TripId>> worked_by;
  for (std::size_t row = 0; row < trips.size(); ++row)
    if (const Trip& trip = trips[TripId{row}]; !trip.trainset.empty() && !trip.when_ready)
      worked_by[trip.trainset].push_back(TripId{row});
  for (auto& [name, worked] : worked_by) {
    std::stable_sort(worked.begin(), worked.end(), [&](TripId a, TripId b) {
      return trips[a].departs() < trips[b].departs();
    });
    check_trainset(worked, trips, network, found);
  }
}

std::string missing(Duration d) { return fmt::format("{:g} s", in_seconds(d)); }

}  // namespace

std::vector<Conflict> conflicts(const Trips& trips, const Network& network,
                                const SeparationRules& rules) {
  std::vector<Conflict> found;
  const Bookings bookings = all_bookings(trips, network, rules);
  for (std::size_t row = 0; row < network.segments.size(); ++row)
    check_segment(SegmentId{row}, bookings.passages[SegmentId{row}], network, found);
  for (std::size_t row = 0; row < network.stations.size(); ++row) {
    const StationId id{row};
    check_platform(id, Direction::up, bookings.standing_up[id], network, found);
    check_platform(id, Direction::down, bookings.standing_down[id], network, found);
  }
  check_trainsets(trips, network, found);
  std::stable_sort(found.begin(), found.end(), [](const Conflict& a, const Conflict& b) {
    return std::tie(a.at, a.first, a.second) < std::tie(b.at, b.first, b.second);
  });
  return found;
}

std::string describe(const Conflict& c, const Trips& trips, const Network& network) {
  const std::string& first = trips[c.first].number;
  const std::string& second = trips[c.second].number;
  const std::string at = to_clock(c.at);
  switch (c.kind) {
    case Conflict::Kind::headway:
      return fmt::format("{} follows {} too closely on {} at {}: {} short of the headway", second,
                         first, c.where, at, missing(c.short_by));
    case Conflict::Kind::overtaking:
      return fmt::format("{} would overtake {} on {} by {}: {} short of the headway behind it",
                         second, first, c.where, at, missing(c.short_by));
    case Conflict::Kind::platform:
      return fmt::format("{} finds no free track at {} at {}: {} gives one up {} too late", second,
                         c.where, at, first, missing(c.short_by));
    case Conflict::Kind::trainset: break;
  }
  const std::string& trainset = trips[c.second].trainset;
  const std::string& ends_at = network.stations[trips[c.first].to()].name;
  if (c.short_by > Duration{})
    return fmt::format("trainset {} is to leave {} as {} at {}, {} before it ends {} at {}",
                       trainset, c.where, second, at, missing(c.short_by), first, ends_at);
  return fmt::format("trainset {} is to leave {} as {} at {}, but {} leaves it at {}", trainset,
                     c.where, second, at, first, ends_at);
}

}  // namespace czt
