#pragma once
/// Fares of a plan as tables of a feed.

#include "czt/exchange/findings.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/model/plan.hpp"

namespace czt {

/// fare_attributes and fare_rules with the dearest single fare of the day; where it is less in some hours also
/// fare_products, fare_leg_rules, areas, stop_areas and timeframes.
std::vector<ScenarioFile> fares_of(const Plan& plan, const std::string& currency, Findings& findings);

}  // namespace czt
