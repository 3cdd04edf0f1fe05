#pragma once
/// Junctions, single track and priority, laid out for the dispatcher.

#include "czt/model/plan.hpp"

namespace czt {

/// Fills `dispatched`, `crossings` and `track_needed_before`; after the trips.
void lay_out_routes(Plan& plan);

}  // namespace czt
