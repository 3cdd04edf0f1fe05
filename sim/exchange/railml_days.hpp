#pragma once
/// The days on which parts of railML trains run.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "czt/core/date.hpp"
#include "xml_file.hpp"

namespace czt {

using Dates = std::set<Date>;

/// operatingPeriod id → its dates: the bit mask from the period's first date; without one the days of the week of its
/// operatingDays, or every day; then what specialServices take away and add. At most some years of each.
std::map<std::string, Dates> operating_periods(const XmlFile& file, pugi::xml_node timetable, Findings& findings);

}  // namespace czt
