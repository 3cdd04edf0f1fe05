#pragma once
/// Who takes the railway, when and by which stations, on expected probabilities: the settled choice of a plan around
/// the level of service of its root base.

#include "czt/model/plan.hpp"

namespace czt {

/// Fills first_quarter, quarters, rail, departure_choices, settled, and the heights up to which people travel.
/// Needs choices with their journeys, and slots.
void settle_choices(Plan& plan);

}  // namespace czt
