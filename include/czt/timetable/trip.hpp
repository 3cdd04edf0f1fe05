#pragma once
/// A trip is a row of the timetable: where one train calls or passes, and when it is booked to.

#include <string>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/time.hpp"
#include "czt/network/network.hpp"

namespace czt {

/// Booked times at one station of a trip's path. Passing: arrival == departure and calls is false.
struct StopTime {
  StationId station;
  SimTime arrival{};
  SimTime departure{};
  bool calls = true;
  bool closed = false;      ///< booked to call at a station that is closed: passed at its booked arrival, all other
                            ///< times kept. A trip's ends still call: the train stands, nobody enters or leaves
  Duration technical{};     ///< least running time from the previous point; zero at the first
};

struct Trip {
  std::string number;       ///< S7808; unique in a timetable
  std::string service;      ///< the pattern or file it came from
  TrainTypeId type;
  Direction direction = Direction::up;
  std::vector<StopTime> stops;  ///< every station of the path, calls and passes; first and last call
  bool empty = false;       ///< runs without passengers
  bool when_ready = false;  ///< `departs: when_ready`: no booked times hold it
  std::string trainset;     ///< given by the timetable, else assigned by `circulate`
  int importance = 0;       ///< under Priority::importance the higher goes first

  [[nodiscard]] SimTime departs() const { return stops.front().departure; }
  [[nodiscard]] SimTime arrives() const { return stops.back().arrival; }
  [[nodiscard]] StationId from() const { return stops.front().station; }
  [[nodiscard]] StationId to() const { return stops.back().station; }
};

/// Whose tracks the train uses at its stop-th station: the direction of the segment it leaves by, at the last
/// station of the one it comes by.
Direction platform_direction(const Trip& trip, std::size_t stop, const Network& network);

using Trips = IdVector<TripId, Trip>;

}  // namespace czt
