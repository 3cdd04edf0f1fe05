#pragma once
/// A day's facts as the tables of others want them.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "czt/exchange/day_tables.hpp"

namespace czt {

/// "2026-05-26T01:10:00" for 25:10 of 2026-05-25; milliseconds are cut off.
std::string date_time(Date service_date, std::int64_t ms);
/// "25:10:00".
std::string service_time(std::int64_t ms);
/// "20260525".
std::string basic_date(Date date);

/// One stop of a train for passengers.
struct StopVisit {
  const Trip& trip;
  std::string number;          ///< of the trip, as a field
  std::string set;             ///< that the plan has it worked by, as a field
  std::string station;         ///< as a field
  std::uint32_t point = 0;
  int sequence = 0;            ///< among the trip's visits, from 1
  int scheduled = 0;           ///< as gtfs_of numbers stops
  bool first = false;
  bool last = false;
  bool skipped = false;        ///< no train came
  std::int64_t booked_arrival = 0, booked_departure = 0;  ///< ms of the service day
  std::int64_t arrived = 0, departed = 0;
  std::uint32_t boarded = 0, alighted = 0, load = 0;
};

/// Every visit of trips with passengers, trip by trip.
void for_visits(const PerformedDay& day, const std::function<void(const StopVisit&)>& each);

/// A stage of a journey: one ride on one train.
struct RideMade {
  std::string rider;           ///< as a field
  std::string purpose;         ///< as a field; empty for explicit passengers
  std::uint32_t board_point = 0, alight_point = 0;
  StationId from, to;          ///< of the whole journey
  std::int64_t came = 0;       ///< on the platform of the whole journey's first train
  std::int64_t ready = 0;      ///< on that of this stage's
  bool first = false;          ///< stage of the journey
  bool last = false;
  Ticket ticket{};             ///< of the journey
};
/// Rows of the passenger columns that somebody rode, one stage after another, of the journey that begins with `row`;
/// `changes`: row → the row of the next stage, none. `made`: he got to its end.
struct RiddenStages {
  std::vector<std::uint32_t> rows;
  bool made = true;
};
RiddenStages ridden_stages(const World& world, const std::vector<std::uint32_t>& changes, std::uint32_t row);
std::vector<std::uint32_t> changes_of(const World& world);

/// Stages of journeys that were made, journey by journey.
void for_rides(const PerformedDay& day, const std::function<void(const RideMade&)>& each);

/// Origin, destination and hour of coming → journeys made.
using JourneysMade = std::map<std::array<std::uint32_t, 3>, std::uint32_t>;
JourneysMade journeys_made(const PerformedDay& day);

/// Place of a point among the stops of its trip, from 1: what gtfs_of writes as stop_sequence.
int scheduled_sequence(const Plan& plan, std::uint32_t point);
const Trip& trip_of(const Plan& plan, std::uint32_t point);

}  // namespace czt
