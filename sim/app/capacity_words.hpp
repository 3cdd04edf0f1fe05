#pragma once
/// The capacity that a timetable takes, for `czt check --capacity`.

#include <string>
#include <vector>

#include "czt/report/json.hpp"
#include "czt/report/words.hpp"
#include "czt/timetable/capacity.hpp"

namespace czt::app {

/// The bottleneck by name, then a row for each section, junction and platform.
std::vector<std::string> capacity_lines(const std::vector<SectionUse>& sections, const Network& network, Language language);
/// "capacity": [{"section", "kind", "trains", "day", "full_in_day", "peak_hour", "peak_trains", "peak", "full_in_peak",
/// "least_headway", "hours": [{"hour", "trains", "share", "least_headway"}, …]}, …], "bottleneck": its name or null.
void write_capacity(Json& json, const std::vector<SectionUse>& sections);

}  // namespace czt::app
