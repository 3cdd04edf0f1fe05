#pragma once
/// Which trainset works which trips. Simple rule: a set that has arrived waits at the terminus and works the next
/// departure of its type there that leaves at least the minimum turnaround later, first in, first out. Where every
/// set of a type turns in the same time no other assignment needs fewer sets: departures in order, each taking any set
/// that is ready, is a maximum matching of arrivals to departures, and trips less links are the sets (Dantzig and
/// Fulkerson 1954, Naval Research Logistics Quarterly 1: the tankers of a fixed schedule). For trains of several coupled
/// sets it is a rule, not a least number.

#include <optional>
#include <string>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

struct Circulation {
  IdVector<TripId, std::optional<TripId>> previous;  ///< the trip the same set worked before; of several the first set
  IdVector<TripId, TrainsetId> trainset;             ///< of several the first
  /// The other sets of a train of several.
  struct Coupled {
    TripId trip;
    TrainsetId set;
    std::optional<TripId> previous;
  };
  std::vector<Coupled> coupled;                      ///< in order of departure
  IdVector<TrainsetId, std::string> names;           ///< given, or "CJ6 1", "CJ6 2", … in order of first departure
  IdVector<TrainsetId, TrainTypeId> types;
  IdVector<TrainsetId, std::string> depots;          ///< as the diagrams name them; empty where nothing is said
  /// A set that works no trip of its own and stands ready for one whose set is late.
  struct Spare {
    TrainsetId set;
    StationId at;
  };
  std::vector<Spare> spares;
  IdVector<TrainTypeId, int> needed;                 ///< sets per type, spares included
  [[nodiscard]] int sets() const { return static_cast<int>(trainset_count); }
  std::size_t trainset_count = 0;                    ///< spares included
};

/// Trips with a given trainset follow each other in time (overlap in time or a jump in place is an error naming
/// both trips, as is a second type); the others are assigned by the rule above. A set may start anywhere in the morning.
/// A train of several sets names them all, "set 1 + set 2". `turnaround` holds for types that have none of their own;
/// where sets are joined to others or parted from them it is longer by `coupling`. Sets that came as one train leave as
/// one if a train of as many sets leaves; else single ones are joined or parted, first in, first out.
/// In errors where.line is the second trip's row, from 1, and also.line the first's: the caller knows the file.
Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround, Duration coupling = minutes(5));

/// For trips whose chains are known: as above, but a trip with a row in `chains` continues the trip that it names, or,
/// where that is none, begins with a fresh set.
using Chains = IdVector<TripId, std::optional<std::optional<TripId>>>;
Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround, Duration coupling, const Chains& chains);

/// Puts spare sets of a type at a station, named as the fresh ones are.
void add_spares(Circulation& circulation, TrainTypeId type, StationId at, int sets,
                const IdVector<TrainTypeId, TrainType>& types);

/// From the arrival of a train of this type to its next departure, unless sets are joined or parted.
Duration least_turnaround(const TrainType& type, Duration usual);

/// A set's trips of the day, in order of departure; of a spare none.
struct Diagram {
  TrainsetId set;
  std::vector<TripId> trips;
};
std::vector<Diagram> diagrams(const Circulation& circulation, const Trips& trips);

}  // namespace czt
