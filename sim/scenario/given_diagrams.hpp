#pragma once
/// Written diagrams against the timetable: every trip worked as often as its train has sets, places and times following.

#include "compile_line.hpp"
#include "read_diagrams.hpp"

namespace czt {

/// Names the trainsets of the trips after their diagrams, and appends the empty moves that the diagrams need to
/// input.trips (their places to `timetable.written`). Errors name the row of the file, and the other one.
void give_diagrams(const std::vector<WrittenDiagram>& diagrams, Cursor circulation, TimetableParts& timetable,
                   PlanInput& input, Diagnostics& wrong);

/// The station of a depot: of this name, or as circulation.depots says; none where it is not known.
std::optional<StationId> depot_station(const std::string& depot, Cursor circulation, const Network& network);

}  // namespace czt
