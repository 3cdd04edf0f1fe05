#pragma once
/// Dispatching rules as flat arrays of the Plan: which trains wait for which, and which calls may be passed.

#include "czt/model/plan.hpp"

namespace czt {

/// After lay_out_trips.
void lay_out_dispatching(Plan& plan);

}  // namespace czt
