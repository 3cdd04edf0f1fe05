#pragma once
/// What goes with a day for SUMO in words.

#include <algorithm>
#include <string>

#include "sumo_day.hpp"

namespace czt {

/// ms: two seconds before it stands with open doors, since SUMO takes a step to find that it does.
inline std::int64_t train_enters(const SumoTrain& train) { return std::max<std::int64_t>(0, train.stops.front().arrived / 1000 - 2) * 1000; }

/// How to run it, what to compare, and what SUMO cannot do, with this day's counts.
std::string sumo_readme(const PerformedDay& day, const SumoDay& sumo);

}  // namespace czt
