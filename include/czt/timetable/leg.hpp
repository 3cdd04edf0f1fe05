#pragma once
/// A leg: what a train runs from one stop to the next, and how long it takes at the least.

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "czt/rolling_stock/run.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

/// A segment as a train runs over it.
SpeedSection section_of(const Segment& segment);
/// The stations of the points from `first` to `last`.
std::vector<StationId> way_of_leg(const std::vector<StopTime>& stops, std::size_t first, std::size_t last);
/// The track of the points after `first` up to `last`, which are neighbours in turn.
std::vector<SpeedSection> sections_of_leg(const std::vector<StopTime>& stops, std::size_t first, std::size_t last,
                                          const Network& network);

/// Running times of legs that were asked for before: many trains run the same ones, and with a traction model each is
/// integrated. For one network and one set of train types.
class KnownLegs {
 public:
  /// As passing_times. `type` is the train type of row `id`.
  const std::vector<double>& times(const std::vector<StopTime>& stops, std::size_t first, std::size_t last,
                                   const Network& network, TrainTypeId id, const TrainType& type);

 private:
  std::map<std::pair<TrainTypeId, std::vector<StationId>>, std::vector<double>> times_;
};

}  // namespace czt
