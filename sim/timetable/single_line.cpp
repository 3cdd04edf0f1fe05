#include "czt/timetable/single_line.hpp"

namespace czt {

std::vector<SingleRun> single_runs(const Trip& trip, const Network& network) {
  std::vector<SingleRun> runs;
  if (network.single_tracks.empty()) return runs;
  for (std::size_t stop = 1; stop < trip.stops.size(); ++stop) {
    const Segment& segment = network.segments[*network.between(trip.stops[stop - 1].station, trip.stops[stop].station)];
    if (!segment.single) continue;
    if (!runs.empty() && runs.back().track == *segment.single && runs.back().leaves + 1 == stop) {
      runs.back().leaves = stop;
      continue;
    }
    runs.push_back({*segment.single, stop - 1, stop, segment.direction});
  }
  return runs;
}

std::optional<StationId> ends_within_single_track(const Trip& trip, const Network& network) {
  for (const SingleRun& run : single_runs(trip, network))
    for (const std::size_t stop : {run.enters, run.leaves})
      if (lies_within(network, trip.stops[stop].station, run.track)) return trip.stops[stop].station;
  return std::nullopt;
}

}  // namespace czt
