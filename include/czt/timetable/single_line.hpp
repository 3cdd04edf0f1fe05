#pragma once
/// Trips on single track.

#include <optional>
#include <vector>

#include "czt/timetable/trip.hpp"

namespace czt {

/// One trip on one single track, from where it enters it to where it leaves it: stops of the trip.
struct SingleRun {
  std::size_t track = 0;        ///< row of the network's single_tracks
  std::size_t enters = 0;
  std::size_t leaves = 0;
  Direction direction = Direction::up;
};
std::vector<SingleRun> single_runs(const Trip& trip, const Network& network);

/// The station within single track where the trip begins or ends; none: it does neither. Nothing could pass it there.
std::optional<StationId> ends_within_single_track(const Trip& trip, const Network& network);

}  // namespace czt
