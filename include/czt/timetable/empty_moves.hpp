#pragma once
/// Empty moves bring a trainset to where it is needed next: one by one into the timetable, or as many as save sets.

#include <optional>
#include <string>
#include <vector>

#include "czt/timetable/circulation.hpp"
#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

/// An empty move that runs without a stop, for times within which it has to be.
struct EmptyMove {
  std::string number;
  std::string trainset;     ///< empty: as `circulate` finds
  TrainTypeId type;
  StationId from;
  StationId to;
  SimTime leaves_from{};    ///< not before
  SimTime arrives_by{};     ///< not after
  bool as_late_as_may_be = false;  ///< else as early
};

/// Its path clear of all trips (the search of `place`), close to the wished end of its time; none: there is no free one.
std::optional<Trip> free_empty_move(const EmptyMove& move, const Trips& trips, const Network& network,
                                    const IdVector<TrainTypeId, TrainType>& types, const SeparationRules& rules);

/// The circulation with the fewest sets that empty moves allow, and of those with the fewest kilometres of them. The
/// matching of `circulate` is improved by shortest augmenting paths, each of which saves one set (Dantzig and Fulkerson
/// 1954; a successive shortest path matching is the cheapest of its size). A move without a free path among the trains
/// is forbidden and the rest tried again: then the number is not proved the least. The moves are appended to `trips`, numbered "0" + the train that they run for.
/// Left as they are: types with trains of several sets, with given trainsets or with trips that leave when ready.
Result<Circulation> circulate_with_empty_moves(Trips& trips, const Network& network,
                                               const IdVector<TrainTypeId, TrainType>& types,
                                               const SeparationRules& rules, Duration turnaround, Duration coupling);

}  // namespace czt
