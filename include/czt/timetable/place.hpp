#pragma once
/// Placing a new service in a timetable: each train by itself, where it keeps clear of all that are there.

#include <optional>
#include <vector>

#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

/// Trains are moved, and let stand or run longer, by whole steps.
inline constexpr Duration placing_step = seconds(30);
/// The most by which a train may be booked longer on its way.
inline constexpr Duration most_stretch = minutes(15);

struct NewService {
  std::vector<Trip> there;               ///< as asked for
  /// For each train there its ways back, the better liked first, as if they left at 00:00; none: it stays.
  std::vector<std::vector<Trip>> back;
  Duration turnaround{};                 ///< from the arrival there to the earliest way back
  Duration may_shift{};                  ///< how much earlier or later a train there may leave
  Duration may_stretch{};                ///< how much longer a train may be on its way, ≤ most_stretch
  Duration may_wait{};                   ///< how much later than it could a way back may leave
};

struct PlacedTrain {
  TripId row;
  Duration shift{};                ///< against the departure asked for; of a way back, how long it waits
  Duration stretch{};              ///< booked longer on the way than it needs
  bool is_back = false;
  std::size_t way = 0;             ///< which of its ways back
  std::vector<Conflict> remaining; ///< with those placed before; empty: it keeps clear of all
  std::optional<SimTime> free_at;  ///< where something remains: the nearest departure with a free path
};

struct Placement {
  std::vector<Trip> trips;          ///< there, then back
  std::vector<PlacedTrain> trains;  ///< one for each of `trips`; ids are rows of the timetable, then of `trips`
};

/// Trains are placed in order of departure, each against all that are there already. Of the free places of a train
/// there the one with the least stretch is taken, then the least |shift|, earlier before later; of those of a way
/// back the one that arrives first. A train without a free place gets the one with the least total shortage.
Placement place(const Trips& trips, NewService service, const Network& network,
                const SeparationRules& rules);

}  // namespace czt
