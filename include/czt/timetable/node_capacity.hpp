#pragma once
/// What a timetable takes of a junction and of a station's platform tracks, beside the sections of capacity.hpp.

#include <vector>

#include "czt/timetable/capacity.hpp"

namespace czt {

/// A junction by compression: movements over it, a train's coming and its going on being two, are pushed together in
/// their booked order; each follows `occupation` behind those before it over the same way or one that conflicts, and at
/// once behind others. The share is the time after which the last one comes again when all follow once more, of the window.
class JunctionCompression {
 public:
  JunctionCompression(const Trips& trips, const Network& network);
  [[nodiscard]] WindowUse use(std::size_t junction, SimTime from, SimTime until) const;

 private:
  struct Movement {
    SimTime at;
    TripId trip;
    SegmentId way;
  };
  [[nodiscard]] bool exclude(std::size_t junction, SegmentId a, SegmentId b) const;

  const Network& network_;
  std::vector<std::vector<Movement>> movements_;  ///< per junction, by time
};

/// The platform tracks of a station for one direction: the time that trains keep a track, re-occupation included, of
/// the time of all its tracks. With one track that is compression; with more it is the least that any order of the
/// trains can reach, so that above 1 it cannot be run and below 1 it may still not be. A train counts in the window in
/// which it takes its track: `opens_before` its departure at its first station, else at its arrival.
class PlatformCompression {
 public:
  PlatformCompression(const Trips& trips, const Network& network, const SeparationRules& rules);
  [[nodiscard]] WindowUse use(StationId station, Direction side, SimTime from, SimTime until) const;

 private:
  struct Stay {
    SimTime begins;
    Duration lasts;
  };
  [[nodiscard]] static std::size_t row_of(StationId station, Direction side) { return 2 * station.value + (side == Direction::down); }

  const Network& network_;
  std::vector<std::vector<Stay>> stays_;  ///< per station and side, by beginning
};

}  // namespace czt
