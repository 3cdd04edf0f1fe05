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

/// The date asked for if anything runs then, else the busiest weekday; `running`: date → trains. None, with an error that
/// names the nearest dates, where nothing runs.
std::optional<Date> chosen_date(const std::map<Date, std::size_t>& running, std::optional<Date> asked, const CellPlace& where, Findings& findings);

}  // namespace czt
