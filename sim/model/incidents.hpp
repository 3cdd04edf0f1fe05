#pragma once
/// Incidents as flat arrays of the Plan: which segments and points they touch.

#include "czt/model/plan.hpp"

namespace czt {

/// Instead of those that the plan has. After lay_out_trips.
void lay_out_incidents(Plan& plan);

}  // namespace czt
