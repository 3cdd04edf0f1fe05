#pragma once
/// The tables of a report as one workbook for spreadsheets.

#include <string>

#include "czt/report/page.hpp"

namespace czt {

/// The bytes of an .xlsx: a sheet of all measures with their differences, one of each figure's numbers, one of the assumed inputs.
/// Numbers are numbers, text is text (never a formula), the same bytes for the same page. Throws std::runtime_error where it
/// cannot be made.
std::string workbook(const ReportPage& page);

}  // namespace czt
