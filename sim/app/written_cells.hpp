#pragma once
/// Measures that a file beside a scenario names, looked for in a plan.

#include <optional>

#include "czt/observe/measures.hpp"
#include "czt/scenario/written_cell.hpp"

namespace czt::app {

/// None where the plan has no such thing: said at its place in the file.
std::optional<Cell> cell_in(const Plan& plan, const WrittenCell& written, Diagnostics& wrong);

}  // namespace czt::app
