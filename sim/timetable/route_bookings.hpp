#pragma once
/// Who is booked over which junction and on which single track, and when.

#include <vector>

#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/single_line.hpp"

namespace czt {

class RouteBookings {
 public:
  explicit RouteBookings(const Network& network);
  void book(TripId id, const Trip& trip);

  void add_conflicts(std::vector<Conflict>& found) const;
  /// Those with this train, which is not booked.
  void add_conflicts_of(TripId id, const Trip& trip, std::vector<Conflict>& found) const;
  /// Whether a train over the segment then would keep clear of all others on single track and at junctions.
  [[nodiscard]] bool run_is_free(SegmentId segment, SimTime enters, SimTime leaves) const;

 private:
  /// A train over a junction: by which segment, and when.
  struct Passage {
    TripId trip;
    SegmentId segment;
    SimTime at;
  };
  struct OnTrack {
    TripId trip;
    StationId enters_at;
    Direction direction;
    SimTime enters;
    SimTime leaves;
  };
  template <class Each>
  void for_passages(const Trip& trip, const Each& each) const;
  template <class Each>
  void for_runs(const Trip& trip, const Each& each) const;
  [[nodiscard]] std::optional<Conflict> at_junction(std::size_t row, const Passage& a, const Passage& b) const;
  [[nodiscard]] std::optional<Conflict> on_track(std::size_t row, const OnTrack& a, const OnTrack& b) const;

  const Network& network_;
  std::vector<std::vector<Passage>> passages_;  ///< per junction
  std::vector<std::vector<OnTrack>> on_track_;  ///< per single track
};

}  // namespace czt
