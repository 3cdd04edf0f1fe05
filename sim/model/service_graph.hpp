#pragma once
/// Which trains take people where: lanes, services, and routes with transfers over the timetable's graph.

#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

/// Fills plan.points, trips, types from plan.input.
void lay_out_trips(Plan& plan);
/// Fills plan.lanes, services, first_lane, least_ride and departures (times and lanes); journeys that no chain of
/// trains serves get none.
void lay_out_lanes(Plan& plan);

}  // namespace czt
