#pragma once
/// A day to be played again on a page.

#include <string>

#include "czt/observe/day_replay.hpp"

namespace czt {

/// {"stations": [{"name", "zh", "km", "branch"}], "branches": [[station …] …], "trains": [{"number", "up", "empty", "seats",
/// "capacity", "stops": [[station, calls, arrived, departed, boarded, alighted, load] …]}], "waiting": [[seconds since the last
/// step, change …] …] per station, "panels": [{"svg", "from", "to", "left", "right", "top", "bottom", "stations", "y"}] of the
/// train graph}. Times are seconds of the service day, null for what did not happen; load is after departure.
std::string replay_json(const DayReplay& replay);

}  // namespace czt
