#pragma once
/// Runs at constant acceleration and braking.

#include "czt/rolling_stock/run.hpp"

namespace czt {

/// As passing_times, whatever the type's motion says.
std::vector<double> trapezoid_times(std::span<const SpeedSection> sections, const TrainType& type);

}  // namespace czt
