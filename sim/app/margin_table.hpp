#pragma once
/// What the timetable leaves over, segment by segment.

#include <string>

#include "czt/model/plan.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

/// Per segment that trains in service with booked times run over: how many, and their mean technical and booked running
/// times with what is between. Empty without such trains.
std::string margin_table(const PlanInput& in, Language language);

}  // namespace czt::app
