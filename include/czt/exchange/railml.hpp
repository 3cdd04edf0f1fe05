#pragma once
/// railML 2 timetables (railml.org): operation control points with names and kilometres, train parts with scheduled times, the
/// trains that join them, operating periods, blocks, formations. railML 3, whose timetable is another, is refused in words.

#include <optional>

#include "czt/core/date.hpp"
#include "czt/exchange/findings.hpp"
#include "czt/exchange/source_text.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

/// One day of it: `date`, none: a usual one of the busiest weekdays. Of several times of a call the scheduled ones are taken, else published, else
/// calculated ones. Commercial trains, where the file has any; else all; train parts that no train names are trains of their own,
/// where there are no trains. None where the findings have an error.
std::optional<WrittenLine> read_railml(const SourceText& source, std::optional<Date> date, Findings& findings);

}  // namespace czt
