#include "czt/network/conflicting_routes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/network/network.hpp"

namespace czt {

namespace {

bool contains(const std::vector<StationId>& stations, StationId id) {
  return std::find(stations.begin(), stations.end(), id) != stations.end();
}

/// Segments leave a joint for more than two neighbours.
bool is_joint(const Network& network, StationId station) {
  return std::count_if(network.segments.begin(), network.segments.end(),
                       [&](const Segment& s) { return s.from == station; }) > 2;
}

std::optional<RouteProblem> problem_of(const Network& network, std::span<const SegmentId> way,
                                       const std::vector<StationId>& passing) {
  const auto name = [&](StationId id) { return network.stations[id].name; };
  for (const StationId id : passing)
    if (std::none_of(way.begin() + 1, way.end(), [&](SegmentId s) { return network.segments[s].from == id; }))
      return RouteProblem{"passing", fmt::format("{} does not lie between {} and {}", name(id),
                                                 name(network.segments[way.front()].from),
                                                 name(network.segments[way.back()].to))};
  for (const SegmentId id : way) {
    const Segment& segment = network.segments[id];
    if (segment.single)
      return RouteProblem{"single", fmt::format("{} is single track already: {}", network.name(id),
                                                network.single_tracks[*segment.single].name)};
    if (id != way.front() && is_joint(network, segment.from) && !contains(passing, segment.from))
      return RouteProblem{"single", fmt::format("a branch joins at {}: trains must be able to pass there (passing)",
                                                name(segment.from))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<RouteProblem> lay_single_track(Network& network, StationId from, StationId to,
                                             const std::vector<StationId>& passing, Duration meeting) {
  const auto path = network.path(from, to);
  const std::vector<SegmentId> way(path.begin(), path.end());
  if (const auto wrong = problem_of(network, way, passing)) return wrong;
  for (const SegmentId id : way) {
    const StationId begins = network.segments[id].from;
    if (id == way.front() || contains(passing, begins))
      network.single_tracks.push_back({network.stations[begins].name, {}, meeting});
    SingleTrack& track = network.single_tracks.back();
    for (const SegmentId each : {id, network.segments[id].reverse}) {
      track.segments.push_back(each);
      network.segments[each].single = network.single_tracks.size() - 1;
    }
    const StationId ends = network.segments[id].to;
    if (id == way.back() || contains(passing, ends)) track.name += "–" + network.stations[ends].name;
  }
  return std::nullopt;
}

std::optional<RouteProblem> lay_junction(Network& network, std::string name, StationId at,
                                         const std::vector<StationId>& arms, std::optional<StationId> crosses,
                                         Duration occupation) {
  const auto named = [&](StationId id) { return network.stations[id].name; };
  if (arms.size() < 2) return RouteProblem{"arms", "a junction has at least two arms"};
  for (auto arm = arms.begin(); arm != arms.end(); ++arm) {
    if (!network.between(*arm, at))
      return RouteProblem{"arms", fmt::format("{} is no neighbour of {}", named(*arm), named(at))};
    if (std::find(arms.begin(), arm, *arm) != arm)
      return RouteProblem{"arms", fmt::format("{} stands there twice", named(*arm))};
  }
  if (crosses && !contains(arms, *crosses))
    return RouteProblem{"crosses", fmt::format("{} is no arm of this junction", named(*crosses))};
  Junction junction{std::move(name), at, occupation, {}};
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = 0; b < arms.size(); ++b) {
      if (a == b) continue;
      const SegmentId from_a = *network.between(arms[a], at);
      const SegmentId to_b = *network.between(at, arms[b]);
      if (a < b) {
        junction.conflicts.emplace_back(from_a, *network.between(arms[b], at));
        junction.conflicts.emplace_back(*network.between(at, arms[a]), to_b);
      }
      if (crosses && arms[b] == *crosses) junction.conflicts.emplace_back(from_a, to_b);
    }
  network.junctions.push_back(std::move(junction));
  return std::nullopt;
}

bool lies_within(const Network& network, StationId station, std::size_t single_track) {
  return std::count_if(network.segments.begin(), network.segments.end(), [&](const Segment& s) {
           return s.from == station && s.single == single_track;
         }) > 1;
}

}  // namespace czt
