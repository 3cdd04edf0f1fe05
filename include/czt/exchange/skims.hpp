#pragma once
/// Skims: what a journey from station to station takes by the booked timetable, on the mean over those who would set out in
/// each hour.

#include <functional>

#include "czt/model/plan.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

/// One pair of stations in one hour.
struct Skim {
  StationId from, to;
  int hour = 0;          ///< from hour:00
  int departures = 0;    ///< who arrive at all, of those who set out
  double wait = 0.0;     ///< min
  double ride = 0.0;     ///< min
  double changes = 0.0;
  double fare = 0.0;     ///< yuan
  double generalised = 0.0;  ///< min
};
/// By origin, hour, destination. What the numbers mean is said below.
void for_skims(const Plan& plan, const std::function<void(const Skim&)>& each);

/// origin,destination,period_start,period_end,departures,wait,ride,changes,fare,generalised
///   of people who come evenly over the hour, every minute `step`, and take the way that arrives first: `departures` of
///   them that arrive at all, out of 60 / step; means in minutes, fare in yuan, of the single ticket.
///   wait at the first station; ride from its departure to the arrival, changes included; generalised: minutes, the weights
///   being those of the scenario's choice model (else waiting counts twice) and the fare at the mean value of time.
/// Pairs and hours in which nobody arrives have no row.
void write_skims_header(const Sink& sink);
void write_skims(const Plan& plan, const Sink& sink);

}  // namespace czt
