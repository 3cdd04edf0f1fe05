#pragma once
/// Patterns: "from Zhuzhou South to Changsha every 95 min from 06:40, all stops". `expand` turns one into trips.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/leg.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

struct Numbers {
  std::string first;  ///< "S7802": letters, then digits
  int step = 2;
};

struct Pattern {
  std::string name;
  std::vector<StationId> calls;   ///< in order of running, ends included, ≥ 2; stations between are passed
  TrainTypeId type;
  std::vector<SimTime> departures;  ///< from the first station; `departures_of` makes them from first/last/every/trains
  Duration dwell = seconds(60);   ///< booked at each intermediate call, ≥ 0
  std::vector<Duration> running;  ///< booked from call to call, > 0; empty: from technical times and margins
  std::vector<Duration> dwells;   ///< booked at each intermediate call; empty: `dwell` at all
  std::optional<Numbers> numbers; ///< none: "<name> 1", "<name> 2", …
  bool empty = false;
  bool when_ready = false;
  std::string trainset;
  int importance = 0;             ///< Trip::importance
};

/// Letters (or none), then 1 to 9 digits: what Numbers::first must be.
bool is_train_number(std::string_view text);
/// The n-th number from 0, digits at least as many as the first has: S0098, S0100 …
std::string nth_number(const Numbers& numbers, std::size_t n);

/// first and every, with last (inclusive when hit) or trains; or first, last and trains ≥ 2, spread evenly
/// (to the whole second, halves up). every > 0. Other combinations are an error saying which are allowed.
Result<std::vector<SimTime>> departures_of(SimTime first, std::optional<SimTime> last,
                                           std::optional<Duration> every, std::optional<int> trains);

/// Booked times: technical running time of each leg from stop to stop (over the caps of the segments and of
/// the type) × (1 + the segments' margins), up to the next whole `round_to`; passes in between in proportion. Or
/// `running`, which may be less than the train needs: see `leg_too_fast`.
/// A call at a closed station is passed at its booked arrival (`closed`); the
/// time of the stop stays in the timetable, so that all other booked times are the same.
std::vector<Trip> expand(const Pattern& pattern, const Network& network,
                         const IdVector<TrainTypeId, TrainType>& types, Duration round_to = seconds(1));

/// The first leg that a trip's times book in less than it needs.
struct LegTooFast {
  StationId from;
  StationId to;
  Duration booked;
  Duration needed;
};
std::optional<LegTooFast> leg_too_fast(const Trip& trip);

/// A trip from explicit calls (arrival, departure at each; passes in between are filled in by technical time in
/// proportion). Errors: fewer than two calls, times that do not increase (both rows named), a leg booked faster
/// than the type can run (says by how many seconds). In them where.line and also.line count rows from 1: the
/// caller knows the file. `known` spares reckoning a leg again that another trip has.
Result<Trip> trip_from_calls(std::string number, std::vector<StopTime> calls, TrainTypeId type,
                             const Network& network, const IdVector<TrainTypeId, TrainType>& types,
                             KnownLegs& known);
Result<Trip> trip_from_calls(std::string number, std::vector<StopTime> calls, TrainTypeId type,
                             const Network& network, const IdVector<TrainTypeId, TrainType>& types);

/// The legs' least running times (technical) of the trip, per point, for a type: fills StopTime::technical.
void set_technical_times(Trip& trip, const Network& network, const TrainType& type);
void set_technical_times(Trip& trip, const Network& network, const TrainType& type, KnownLegs& known);

}  // namespace czt
