#pragma once
/// Runs of trains with a traction model.

#include "czt/rolling_stock/run.hpp"

namespace czt {

bool starts_with(const SpeedSection& section, const TrainType& type, const Traction& traction);

/// As fastest_run.
Run drive(std::span<const SpeedSection> sections, const TrainType& type, const Traction& traction, Metres step);

}  // namespace czt
