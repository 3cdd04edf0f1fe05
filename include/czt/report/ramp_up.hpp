#pragma once
/// The path from an opening day on, for people and programs.

#include <span>
#include <string>
#include <string_view>

#include "czt/model/ramp_up.hpp"
#include "czt/report/words.hpp"

namespace czt {

/// Every day of the first week, then ever fewer, the last always; with a bar of journeys.
std::string ramp_up_text(std::string_view scenario, std::span<const RampUpDay> path, Language language);
/// {"czt", "command": "run", "scenario", "ramp_up": [{day, informed, journeys, gap}…]}, every day.
std::string ramp_up_json(std::string_view scenario, std::span<const RampUpDay> path, std::string_view version);

}  // namespace czt
