#pragma once
/// What the tidy tables have in common.

#include <string>

#include "czt/core/csv.hpp"
#include "czt/report/report.hpp"

namespace czt {

/// Shortest form that reads back the same; empty for what is not defined.
std::string field(double value);
/// measure,scope,id,unit
std::string cell_fields(const Cell& cell);

}  // namespace czt
