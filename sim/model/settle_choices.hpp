#pragma once
/// What people choose once they have learnt what crowding does to their journeys.

#include "czt/model/plan.hpp"

namespace czt {

/// Fills first_quarter, quarters, rail, departure_choices, settled, and the heights up to which people travel.
/// Needs choices with their journeys, and slots.
void settle_choices(Plan& plan);

/// Crowding as people expect it before they have seen this scenario: the base's where the trains are the same, else none.
std::vector<double> first_guess(const Plan& plan, const std::vector<double>& base_extra);

}  // namespace czt
