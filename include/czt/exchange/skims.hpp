#pragma once
/// Skims: what a journey from station to station takes by the booked timetable, on the mean over those who would set out in
/// each hour.

#include "czt/model/plan.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

/// origin,destination,period_start,period_end,departures,wait,ride,changes,fare,generalised
///   of people who come evenly over the hour, every minute `step`, and take the way that arrives first: `departures` of
///   them that arrive at all, out of 60 / step; means in minutes, fare in yuan, of the single ticket.
///   wait at the first station; ride from its departure to the arrival, changes included; generalised: minutes, the weights
///   being those of the scenario's choice model (else waiting counts twice) and the fare at the mean value of time.
/// Pairs and hours in which nobody arrives have no row.
void write_skims_header(const Sink& sink);
void write_skims(const Plan& plan, const Sink& sink);

}  // namespace czt
