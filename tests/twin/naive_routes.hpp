#pragma once
/// Which trains lead where: direct rides, where to change, and which booked departures lead on.

#include <map>
#include <utility>
#include <vector>

#include "naive_day.hpp"

namespace czt::twin {

inline Ms in_ms(Duration d) { return in_milliseconds(d); }
inline Ms in_ms(SimTime t) { return in_milliseconds(t); }
inline bool calls(const StopTime& stop) { return stop.calls && !stop.closed; }
inline int row(StationId id) { return static_cast<int>(id.value); }

using StationPair = std::pair<int, int>;

struct Ride {
  Ms departs = 0;  ///< booked
  Ms arrives = 0;
};

/// From a station to a destination: leaves with a train at `departs` and gets off at `off`.
struct Way {
  Ms departs = 0;
  Ms reaches = 0;  ///< the destination, later by the penalty for each change
  int trains = 0;
  int off = 0;
  bool operator==(const Way&) const = default;
};

struct Routes {
  std::map<StationPair, std::vector<Ride>> rides;       ///< direct trains
  std::map<StationPair, int> first_change;              ///< where to get off first, maybe the destination itself
  std::map<StationPair, std::vector<Way>> ways;         ///< by departure; only pairs that have any
};

/// Where somebody gets off first who is ready at a station: by the first way on within patience, else by the day's
/// route.
int gets_off(const PlanInput& input, const Routes& routes, StationPair journey, Ms ready);

Routes find_routes(const PlanInput& input);

/// Does this train, standing at its `stop`-th station, take people who want to get off at `station`?
bool takes(const Trip& trip, int stop, int station);

/// The first segment of the way between two stations of a network without circles; the first is not the second.
const Segment& first_segment(const Network& network, int from, int to);
const Segment& segment_between(const Network& network, StationId from, StationId to);

}  // namespace czt::twin
