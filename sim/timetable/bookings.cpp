#include "bookings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace czt {
namespace {

bool enters_first(const Passage& a, const Passage& b) {
  return std::tie(a.enters, a.leaves, a.trip) < std::tie(b.enters, b.leaves, b.trip);
}

bool begins_first(const Standing& a, const Standing& b) {
  return std::tie(a.begins, a.trip) < std::tie(b.begins, b.trip);
}

bool frees_first(const Standing& a, const Standing& b) {
  return std::tie(a.frees, a.trip) < std::tie(b.frees, b.trip);
}

Duration short_at_entry(const Passage& first, const Passage& second, Duration headway) {
  return headway - (second.enters - first.enters);
}
Duration short_at_exit(const Passage& first, const Passage& second, Duration headway) {
  return headway - (second.leaves - first.leaves);
}

/// Two runs over one segment, `second` entering no earlier. What is missing at the worse end counts.
std::optional<Conflict> headway_conflict(const Passage& first, const Passage& second, SegmentId id,
                                         const Network& network) {
  const Segment& segment = network.segments[id];
  const Duration at_entry = short_at_entry(first, second, segment.headway);
  const Duration at_exit = short_at_exit(first, second, segment.headway);
  const Duration short_by = std::max(at_entry, at_exit);
  if (short_by <= Duration{}) return std::nullopt;
  Conflict c;
  c.kind = second.leaves < first.leaves ? Conflict::Kind::overtaking : Conflict::Kind::headway;
  c.first = first.trip;
  c.second = second.trip;
  c.place = segment.from;
  c.where = network.name(id);
  c.at = at_exit > at_entry ? second.leaves : second.enters;
  c.short_by = short_by;
  return c;
}

constexpr auto at_the_end = [](auto& rows, const auto& row, auto) { rows.push_back(row); };
constexpr auto in_its_order = [](auto& rows, const auto& row, auto before) {
  rows.insert(std::upper_bound(rows.begin(), rows.end(), row, before), row);
};

}  // namespace

Bookings::Bookings(const Trips& trips, const Network& network, const SeparationRules& rules)
    : network_(network), rules_(rules), routes_(network) {
  runs_.resize(network.segments.size());
  up_.resize(network.stations.size());
  down_.resize(network.stations.size());
  for (std::size_t row = 0; row < trips.size(); ++row)
    book(TripId{row}, trips[TripId{row}], at_the_end);
  for (Runs& runs : runs_) std::sort(runs.passages.begin(), runs.passages.end(), enters_first);
  for (auto* side : {&up_, &down_})
    for (Track& track : *side)
      std::sort(track.standings.begin(), track.standings.end(), begins_first);
}

void Bookings::book(TripId id, const Trip& trip) { book(id, trip, in_its_order); }

template <class Place>
void Bookings::book(TripId id, const Trip& trip, const Place& put) {
  if (trip.when_ready || trip.stops.size() < 2) return;
  routes_.book(id, trip);
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    const StopTime& stop = trip.stops[i];
    if (i > 0) {
      const StopTime& before = trip.stops[i - 1];
      Runs& runs = runs_[*network_.between(before.station, stop.station)];
      const Duration run = stop.arrival - before.departure;
      runs.fastest = std::min(runs.fastest.value_or(run), run);
      runs.slowest = std::max(runs.slowest, run);
      put(runs.passages, Passage{id, before.departure, stop.arrival}, enters_first);
    }
    const Standing stands = standing(id, trip, i, stop.arrival, stop.departure);
    Track& here = track(stop.station, platform_direction(trip, i, network_));
    here.longest = std::max(here.longest, stands.frees - stands.begins);
    put(here.standings, stands, begins_first);
  }
}

Standing Bookings::standing(TripId id, const Trip& trip, std::size_t stop, SimTime arrives,
                            SimTime departs) const {
  if (stop == 0) return {id, departs - rules_.opens_before, departs + rules_.reoccupation};
  if (stop + 1 == trip.stops.size())
    return {id, arrives, arrives + rules_.clears_after + rules_.reoccupation};
  return {id, arrives, departs + rules_.reoccupation};
}

Bookings::Track& Bookings::track(StationId station, Direction side) {
  return side == Direction::up ? up_[station] : down_[station];
}
const Bookings::Track& Bookings::track(StationId station, Direction side) const {
  return side == Direction::up ? up_[station] : down_[station];
}

/// Those that may be too close. Two trains a headway apart on entering may still be too close on leaving,
/// but only if their runs differ by what they are further apart.
template <class Each>
void Bookings::for_passages_near(const Passage& run, SegmentId segment, const Each& each) const {
  const Runs& runs = runs_[segment];
  if (runs.passages.empty()) return;
  const Duration time = run.leaves - run.enters;
  const Duration headway = network_.segments[segment].headway;
  const SimTime first = run.enters - headway - std::max(Duration{}, runs.slowest - time);
  const SimTime last = run.enters + headway + std::max(Duration{}, time - *runs.fastest);
  auto near = std::lower_bound(runs.passages.begin(), runs.passages.end(), first,
                               [](const Passage& p, SimTime t) { return p.enters < t; });
  for (; near != runs.passages.end() && near->enters <= last; ++near)
    if (!each(*near)) return;
}

bool Bookings::run_is_free(SegmentId segment, SimTime enters, SimTime leaves) const {
  const Passage run{{}, enters, leaves};
  const Duration headway = network_.segments[segment].headway;
  bool free = true;
  for_passages_near(run, segment, [&](const Passage& other) {
    const bool before = std::tie(other.enters, other.leaves) <= std::tie(enters, leaves);
    const Passage& first = before ? other : run;
    const Passage& second = before ? run : other;
    free = short_at_entry(first, second, headway) <= Duration{} &&
           short_at_exit(first, second, headway) <= Duration{};
    return free;
  });
  return free && routes_.run_is_free(segment, enters, leaves);
}

std::vector<Standing> Bookings::standings_during(const Standing& time, StationId station,
                                                 Direction side) const {
  const Track& here = track(station, side);
  std::vector<Standing> during;
  auto s = std::lower_bound(here.standings.begin(), here.standings.end(), time.begins - here.longest,
                            [](const Standing& a, SimTime t) { return a.begins < t; });
  for (; s != here.standings.end() && s->begins < time.frees; ++s)
    if (s->frees > time.begins) during.push_back(*s);
  return during;
}

/// A train that comes while all tracks are taken misses the time until enough of them are free.
void Bookings::check_platform(StationId station, Direction side,
                              const std::vector<Standing>& standings,
                              std::vector<Conflict>& found) const {
  const Station& here = network_.stations[station];
  const auto tracks =
      static_cast<std::size_t>(side == Direction::up ? here.tracks_up : here.tracks_down);
  std::vector<Standing> there;  // in order of freeing their track
  for (const Standing& comes : standings) {
    there.erase(there.begin(),
                std::find_if(there.begin(), there.end(),
                             [&](const Standing& s) { return s.frees > comes.begins; }));
    if (there.size() >= tracks) {
      const Standing& in_the_way = there[there.size() - tracks];
      found.push_back({Conflict::Kind::platform, in_the_way.trip, comes.trip, station,
                       fmt::format("{}, {}", here.name, to_text(side)), comes.begins,
                       in_the_way.frees - comes.begins});
    }
    there.insert(std::upper_bound(there.begin(), there.end(), comes, frees_first), comes);
  }
}

std::vector<Conflict> Bookings::brought_to_platform(const Standing& added, StationId station,
                                                    Direction side) const {
  std::vector<Standing> during = standings_during(added, station, side);
  const Station& here = network_.stations[station];
  if (during.size() < static_cast<std::size_t>(side == Direction::up ? here.tracks_up
                                                                      : here.tracks_down))
    return {};
  std::vector<Conflict> before, after;
  check_platform(station, side, during, before);
  during.insert(std::upper_bound(during.begin(), during.end(), added, begins_first), added);
  check_platform(station, side, during, after);
  std::erase_if(after, [&](const Conflict& c) {
    return std::find(before.begin(), before.end(), c) != before.end();
  });
  return after;
}

bool Bookings::track_is_free(StationId station, Direction side, SimTime begins,
                             SimTime frees) const {
  constexpr TripId last{std::size_t{0xffff'ffff}};  // no row has it
  return brought_to_platform({last, begins, frees}, station, side).empty();
}

std::vector<Conflict> Bookings::conflicts_brought_by(TripId id, const Trip& trip) const {
  std::vector<Conflict> found;
  if (trip.when_ready || trip.stops.size() < 2) return found;
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    const StopTime& stop = trip.stops[i];
    if (i > 0) {
      const SegmentId segment = *network_.between(trip.stops[i - 1].station, stop.station);
      const Passage run{id, trip.stops[i - 1].departure, stop.arrival};
      for_passages_near(run, segment, [&](const Passage& other) {
        const bool before = enters_first(other, run);
        if (const auto c = headway_conflict(before ? other : run, before ? run : other, segment,
                                            network_))
          found.push_back(*c);
        return true;
      });
    }
    for (Conflict& c : brought_to_platform(standing(id, trip, i, stop.arrival, stop.departure),
                                           stop.station, platform_direction(trip, i, network_)))
      found.push_back(std::move(c));
  }
  routes_.add_conflicts_of(id, trip, found);
  put_in_order(found);
  return found;
}

std::vector<Conflict> Bookings::conflicts() const {
  std::vector<Conflict> found;
  for (std::size_t row = 0; row < runs_.size(); ++row) {
    const SegmentId id{row};
    const std::vector<Passage>& passages = runs_[id].passages;
    if (passages.size() < 2) continue;
    const Duration reach =
        network_.segments[id].headway + runs_[id].slowest - *runs_[id].fastest;
    for (std::size_t later = 1; later < passages.size(); ++later)
      for (std::size_t earlier = later; earlier-- > 0;) {
        if (passages[later].enters - passages[earlier].enters > reach) break;
        if (const auto c = headway_conflict(passages[earlier], passages[later], id, network_))
          found.push_back(*c);
      }
  }
  for (std::size_t row = 0; row < network_.stations.size(); ++row)
    for (const Direction side : {Direction::up, Direction::down})
      check_platform(StationId{row}, side, track(StationId{row}, side).standings, found);
  routes_.add_conflicts(found);
  return found;
}

void put_in_order(std::vector<Conflict>& found) {
  std::stable_sort(found.begin(), found.end(), [](const Conflict& a, const Conflict& b) {
    return std::tie(a.at, a.first, a.second) < std::tie(b.at, b.first, b.second);
  });
}

}  // namespace czt
