#pragma once
/// A written line made one that can run: stations in order along branches, kilometres, trains quick enough for the booked
/// times, no two trains on one track. What had to be changed for that is said.

#include <optional>
#include <string>
#include <vector>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/written_line.hpp"
#include "czt/network/network.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

struct SettledLine {
  Network network;                              ///< stations in branch order; tracks, headway and speed as they will be written
  std::vector<std::uint32_t> written;           ///< per station: its row in the written line
  IdVector<TrainTypeId, TrainType> types;       ///< the one that most trips have first; of one way to run, they differ in room
  std::vector<LineTrip> trips;                  ///< stations are rows of network.stations, vehicles of types
  Trips booked;                                 ///< the same, passes filled in
  SeparationRules separation;
  Duration turnaround = minutes(5);
  bool turnaround_known = false;                ///< from the sets' own turns, else assumed
  Duration headway{};
  std::size_t assumed_km = 0;                   ///< segments whose length is a guess from their time

  [[nodiscard]] static TrainTypeId type_of(const LineTrip& trip) { return TrainTypeId{trip.vehicle.value_or(0)}; }
};

/// None where the findings have an error: nothing is left that can run.
std::optional<SettledLine> settle(const WrittenLine& line, Findings& findings);

}  // namespace czt
