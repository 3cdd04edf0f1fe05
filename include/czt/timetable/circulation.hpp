#pragma once
/// Which trainset works which trips. Simple rule: a set that has arrived waits at the terminus and works the next
/// departure of its type there that leaves at least the minimum turnaround later, first in, first out.

#include <optional>
#include <string>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

struct Circulation {
  IdVector<TripId, std::optional<TripId>> previous;  ///< the trip the same set worked before
  IdVector<TripId, TrainsetId> trainset;
  IdVector<TrainsetId, std::string> names;           ///< given, or "CJ6 1", "CJ6 2", … in order of first departure
  IdVector<TrainTypeId, int> needed;                 ///< sets per type
  [[nodiscard]] int sets() const { return static_cast<int>(trainset_count); }
  std::size_t trainset_count = 0;
};

/// Trips with a given trainset follow each other in time (overlap in time or a jump in place is an error naming
/// both trips, as is a second type); the others are assigned by the rule above. A set may start anywhere in the morning.
/// In errors where.line is the second trip's row, from 1, and also.line the first's: the caller knows the file.
Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround);

}  // namespace czt
