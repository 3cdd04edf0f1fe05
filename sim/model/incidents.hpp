#pragma once
/// Incidents as flat arrays of the Plan: which segments and points they touch.

#include "czt/model/plan.hpp"

namespace czt {

/// After lay_out_trips.
void lay_out_incidents(Plan& plan);

}  // namespace czt
