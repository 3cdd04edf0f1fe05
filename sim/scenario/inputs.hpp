#pragma once
/// Assumed inputs with a range: found in a tree, and set to other values.

#include <vector>

#include "czt/scenario/scenario.hpp"
#include "scenario/changes.hpp"

namespace czt {

std::vector<AssumedInput> assumed_inputs(const Value& tree);
/// --set changes.<change>.<path>=2.5: another amount for a times or plus that is already in the
/// tree.
void vary_operation(Value& tree, const Setting& setting, Diagnostics& wrong);

}  // namespace czt
