#pragma once
/// What became of a service that the program placed, train by train.

#include <string>
#include <vector>

#include "czt/report/json.hpp"
#include "czt/report/words.hpp"
#include "czt/scenario/compile.hpp"

namespace czt::app {

/// A heading, then a line a train: when it leaves and how far that is from what was asked.
std::vector<std::string> placed_lines(const PlacedService& placed, const PlanInput& in, Language language);
void write_placed(Json& json, const PlacedService& placed, const PlanInput& in);

}  // namespace czt::app
