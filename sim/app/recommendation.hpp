#pragma once
/// What a study with a goal came to, in words and as a table.

#include <string>

#include "studying.hpp"

namespace czt::app {

/// The point, its measure, and the probability that it is not the best: what is promised and under which condition.
std::string recommendation_text(const Recommendation& recommendation, const LoadedStudy& study);
/// row, fate, replications, mean, half_width, and the parameters.
std::string fates_csv(const Recommendation& recommendation, const LoadedStudy& study);

}  // namespace czt::app
