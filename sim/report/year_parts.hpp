#pragma once
/// What the reports of a year have in common.

#include <string_view>

#include "czt/experiment/year.hpp"

namespace czt {

/// Column of a line's measure in the means of the days; the summary must have it.
std::size_t line_column(const YearSummary& year, std::string_view measure);
inline std::size_t journeys_column(const YearSummary& year) { return line_column(year, "journeys"); }
/// sum, ratio, weighted, highest, mean
std::string_view word_of(OverDays over);

}  // namespace czt
