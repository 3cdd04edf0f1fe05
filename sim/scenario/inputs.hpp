#pragma once
/// Assumed inputs with a range: found in a tree, and set to other values.

#include <string>
#include <string_view>
#include <vector>

#include "czt/scenario/scenario.hpp"
#include "scenario/changes.hpp"

namespace czt {

/// The Chinese that a scenario gives for a name or a reason of its own (`zh`); empty where it has none.
std::string chinese_in(const Value& tree, std::string_view english);
std::vector<AssumedInput> assumed_inputs(const Value& tree);
/// --set changes.<change>.<path>=2.5: another amount for a times or plus that is already in the
/// tree.
void vary_operation(Value& tree, const Setting& setting, Diagnostics& wrong);

}  // namespace czt
