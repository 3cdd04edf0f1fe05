#pragma once
/// Entrances and feeder buses as flat arrays of the Plan.

#include "czt/model/plan.hpp"

namespace czt {

/// After lay_out_trips.
void lay_out_stations(Plan& plan);

}  // namespace czt
