#pragma once
/// One morning under many futures: plans that differ in their incidents alone.

#include <string>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

/// The plan with these incidents instead of its own. People do not know of them beforehand: nothing else changes, and
/// nothing is compiled or settled again.
Plan with_incidents(const Plan& plan, std::string scenario, std::vector<Incident> incidents);

}  // namespace czt
