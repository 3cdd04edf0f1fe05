#pragma once
/// Who is booked on which segment and which platform track, and when: what one more train must keep clear of.
/// A question costs only the bookings near it in time, so that many places for a train can be tried.

#include <optional>
#include <vector>

#include "czt/timetable/conflicts.hpp"
#include "route_bookings.hpp"

namespace czt {

/// One train's booked run over one segment.
struct Passage {
  TripId trip;
  SimTime enters;
  SimTime leaves;
};

/// One train's booked use of a platform track, the time until the next may arrive included.
struct Standing {
  TripId trip;
  SimTime begins;
  SimTime frees;
};

class Bookings {
 public:
  /// Trips that leave when ready have no booked times and are left out.
  Bookings(const Trips& trips, const Network& network, const SeparationRules& rules);
  void book(TripId id, const Trip& trip);

  [[nodiscard]] std::vector<Conflict> conflicts() const;
  /// Conflicts that are not there without this train. Not only those that name it: a third train on two
  /// tracks is in the way of two others.
  [[nodiscard]] std::vector<Conflict> conflicts_brought_by(TripId id, const Trip& trip) const;

  [[nodiscard]] bool run_is_free(SegmentId segment, SimTime enters, SimTime leaves) const;
  [[nodiscard]] bool track_is_free(StationId station, Direction side, SimTime begins,
                                   SimTime frees) const;
  /// The track that the trip needs at its stop-th station, were it to arrive and depart then.
  [[nodiscard]] Standing standing(TripId id, const Trip& trip, std::size_t stop, SimTime arrives,
                                  SimTime departs) const;

 private:
  struct Runs {
    std::vector<Passage> passages;  ///< by entry
    std::optional<Duration> fastest;
    Duration slowest{};
  };
  struct Track {
    std::vector<Standing> standings;  ///< by beginning
    Duration longest{};
  };

  template <class Place>  // (vector, row): where a booking goes
  void book(TripId id, const Trip& trip, const Place& put);
  [[nodiscard]] Track& track(StationId station, Direction side);
  [[nodiscard]] const Track& track(StationId station, Direction side) const;
  [[nodiscard]] std::vector<Standing> standings_during(const Standing& time, StationId station,
                                                       Direction side) const;
  template <class Each>
  void for_passages_near(const Passage& run, SegmentId segment, const Each& each) const;
  void check_platform(StationId station, Direction side, const std::vector<Standing>& standings,
                      std::vector<Conflict>& found) const;
  [[nodiscard]] std::vector<Conflict> brought_to_platform(const Standing& added, StationId station,
                                                          Direction side) const;

  const Network& network_;
  const SeparationRules& rules_;
  IdVector<SegmentId, Runs> runs_;
  IdVector<StationId, Track> up_;
  IdVector<StationId, Track> down_;
  RouteBookings routes_;
};

/// A trip that names its trainset.
struct Worked {
  TripId id;
  const Trip* trip = nullptr;
};
/// What is wrong when one set works all of these, each checked against the one before.
std::vector<Conflict> trainset_conflicts(std::vector<Worked> worked, const Network& network);

/// By time, then trips.
void put_in_order(std::vector<Conflict>& found);

}  // namespace czt
