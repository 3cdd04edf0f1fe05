#include "route_bookings.hpp"

#include <algorithm>
#include <tuple>

namespace czt {

namespace {

bool conflict(const Junction& junction, SegmentId a, SegmentId b) {
  return std::any_of(junction.conflicts.begin(), junction.conflicts.end(),
                     [&](const auto& pair) { return pair == std::pair(a, b) || pair == std::pair(b, a); });
}

}  // namespace

RouteBookings::RouteBookings(const Network& network)
    : network_(network), passages_(network.junctions.size()), on_track_(network.single_tracks.size()) {}

/// each(junction, segment, time): coming in by a segment, then going out by one.
template <class Each>
void RouteBookings::for_passages(const Trip& trip, const Each& each) const {
  for (std::size_t j = 0; j < network_.junctions.size(); ++j)
    for (std::size_t k = 0; k < trip.stops.size(); ++k) {
      const StopTime& stop = trip.stops[k];
      if (stop.station != network_.junctions[j].at) continue;
      if (k > 0) each(j, *network_.between(trip.stops[k - 1].station, stop.station), stop.arrival);
      if (k + 1 < trip.stops.size()) each(j, *network_.between(stop.station, trip.stops[k + 1].station), stop.departure);
    }
}

/// each(single track, OnTrack).
template <class Each>
void RouteBookings::for_runs(const Trip& trip, const Each& each) const {
  for (const SingleRun& run : single_runs(trip, network_))
    each(run.track, OnTrack{{}, trip.stops[run.enters].station, run.direction, trip.stops[run.enters].departure,
                            trip.stops[run.leaves].arrival});
}

void RouteBookings::book(TripId id, const Trip& trip) {
  for_passages(trip, [&](std::size_t j, SegmentId segment, SimTime at) { passages_[j].push_back({id, segment, at}); });
  for_runs(trip, [&](std::size_t s, OnTrack run) {
    run.trip = id;
    on_track_[s].push_back(run);
  });
}

std::optional<Conflict> RouteBookings::at_junction(std::size_t row, const Passage& a, const Passage& b) const {
  const Junction& junction = network_.junctions[row];
  const bool in_order = std::tie(a.at, a.trip) <= std::tie(b.at, b.trip);
  const Passage& first = in_order ? a : b;
  const Passage& second = in_order ? b : a;
  const Duration short_by = junction.occupation - (second.at - first.at);
  if (short_by <= Duration{} || first.trip == second.trip || !conflict(junction, a.segment, b.segment)) return std::nullopt;
  return Conflict{Conflict::Kind::junction, first.trip, second.trip, junction.at, junction.name, second.at, short_by};
}

std::optional<Conflict> RouteBookings::on_track(std::size_t row, const OnTrack& a, const OnTrack& b) const {
  const SingleTrack& track = network_.single_tracks[row];
  const bool in_order = std::tie(a.enters, a.trip) <= std::tie(b.enters, b.trip);
  const OnTrack& first = in_order ? a : b;
  const OnTrack& second = in_order ? b : a;
  const Duration short_by = first.leaves + track.meeting - second.enters;
  if (short_by <= Duration{} || a.direction == b.direction || a.trip == b.trip) return std::nullopt;
  return Conflict{Conflict::Kind::single_track, first.trip, second.trip, second.enters_at, track.name, second.enters, short_by};
}

void RouteBookings::add_conflicts(std::vector<Conflict>& found) const {
  const auto add_all = [&](const auto& rows, const auto& test) {
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (std::size_t b = 1; b < rows[row].size(); ++b)
        for (std::size_t a = 0; a < b; ++a)
          if (const auto c = test(row, rows[row][a], rows[row][b])) found.push_back(*c);
  };
  add_all(passages_, [this](std::size_t j, const Passage& a, const Passage& b) { return at_junction(j, a, b); });
  add_all(on_track_, [this](std::size_t s, const OnTrack& a, const OnTrack& b) { return on_track(s, a, b); });
}

void RouteBookings::add_conflicts_of(TripId id, const Trip& trip, std::vector<Conflict>& found) const {
  for_passages(trip, [&](std::size_t j, SegmentId segment, SimTime at) {
    for (const Passage& other : passages_[j])
      if (const auto c = at_junction(j, other, {id, segment, at})) found.push_back(*c);
  });
  for_runs(trip, [&](std::size_t s, OnTrack run) {
    run.trip = id;
    for (const OnTrack& other : on_track_[s])
      if (const auto c = on_track(s, other, run)) found.push_back(*c);
  });
}

bool RouteBookings::run_is_free(SegmentId id, SimTime enters, SimTime leaves) const {
  constexpr TripId nobody{std::size_t{0xffff'ffff}};
  const Segment& segment = network_.segments[id];
  for (std::size_t j = 0; j < passages_.size(); ++j) {
    const StationId at = network_.junctions[j].at;
    if (segment.from != at && segment.to != at) continue;
    const Passage mine{nobody, id, segment.to == at ? leaves : enters};
    for (const Passage& other : passages_[j])
      if (at_junction(j, other, mine)) return false;
  }
  if (!segment.single) return true;
  const OnTrack mine{nobody, segment.from, segment.direction, enters, leaves};
  for (const OnTrack& other : on_track_[*segment.single])
    if (on_track(*segment.single, other, mine)) return false;
  return true;
}

}  // namespace czt
