#include "czt/timetable/node_capacity.hpp"

#include <algorithm>
#include <tuple>

namespace czt {

JunctionCompression::JunctionCompression(const Trips& trips, const Network& network)
    : network_(network), movements_(network.junctions.size()) {
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const std::vector<StopTime>& stops = trips[TripId{row}].stops;
    if (trips[TripId{row}].when_ready) continue;
    for (std::size_t j = 0; j < movements_.size(); ++j)
      for (std::size_t k = 0; k < stops.size(); ++k) {
        const StationId here = network.junctions[j].at;
        if (stops[k].station != here) continue;
        if (k > 0) movements_[j].push_back({stops[k].arrival, TripId{row}, *network.between(stops[k - 1].station, here)});
        if (k + 1 < stops.size()) movements_[j].push_back({stops[k].departure, TripId{row}, *network.between(here, stops[k + 1].station)});
      }
  }
  for (std::vector<Movement>& over : movements_)
    std::sort(over.begin(), over.end(), [](const Movement& a, const Movement& b) { return std::tie(a.at, a.trip, a.way) < std::tie(b.at, b.trip, b.way); });
}

bool JunctionCompression::exclude(std::size_t junction, SegmentId a, SegmentId b) const {
  const auto& conflicts = network_.junctions[junction].conflicts;
  return a == b || std::any_of(conflicts.begin(), conflicts.end(), [&](const auto& pair) { return pair == std::pair(a, b) || pair == std::pair(b, a); });
}

WindowUse JunctionCompression::use(std::size_t junction, SimTime from, SimTime until) const {
  const std::vector<Movement>& over = movements_[junction];
  const auto before = [](const Movement& m, SimTime t) { return m.at < t; };
  const auto first = std::lower_bound(over.begin(), over.end(), from, before);
  const auto end = std::lower_bound(first, over.end(), until, before);
  WindowUse use;
  use.trains = static_cast<int>(end - first);
  if (first == end) return use;
  const Duration occupation = network_.junctions[junction].occupation;
  const auto count = static_cast<std::size_t>(end - first);
  const auto way = [&](std::size_t k) { return first[static_cast<std::ptrdiff_t>(k % count)].way; };
  std::vector<Duration> at(2 * count);  // of the movements pushed together, and all of them once more
  for (std::size_t k = 1; k < at.size(); ++k) {
    at[k] = at[k - 1];
    for (std::size_t earlier = 0; earlier < k; ++earlier)
      if (exclude(junction, way(earlier), way(k))) at[k] = std::max(at[k], at[earlier] + occupation);
  }
  const Duration whole = at.back() - at[count - 1];
  use.share = in_seconds(whole) / in_seconds(until - from);
  use.least_headway = whole / use.trains;
  return use;
}

PlatformCompression::PlatformCompression(const Trips& trips, const Network& network, const SeparationRules& rules)
    : network_(network), stays_(2 * network.stations.size()) {
  for (const Trip& trip : trips) {
    if (trip.when_ready || trip.stops.size() < 2) continue;
    for (std::size_t k = 0; k < trip.stops.size(); ++k) {
      const StopTime& stop = trip.stops[k];
      const SimTime begins = k == 0 ? stop.departure - rules.opens_before : stop.arrival;
      const SimTime leaves = k + 1 == trip.stops.size() ? stop.arrival + rules.clears_after : stop.departure;
      stays_[row_of(stop.station, platform_direction(trip, k, network))].push_back({begins, leaves - begins + rules.reoccupation});
    }
  }
  for (std::vector<Stay>& stays : stays_)
    std::stable_sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) { return a.begins < b.begins; });
}

WindowUse PlatformCompression::use(StationId station, Direction side, SimTime from, SimTime until) const {
  const Station& here = network_.stations[station];
  const int tracks = side == Direction::up ? here.tracks_up : here.tracks_down;
  WindowUse use;
  Duration kept{};
  for (const Stay& stay : stays_[row_of(station, side)]) {
    if (stay.begins < from || stay.begins >= until) continue;
    ++use.trains;
    kept += stay.lasts;
  }
  if (use.trains == 0) return use;
  use.share = in_seconds(kept) / (tracks * in_seconds(until - from));
  use.least_headway = kept / (tracks * use.trains);
  return use;
}

}  // namespace czt
