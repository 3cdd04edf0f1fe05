#pragma once
/// What run and compare do once the numbers are there.

#include <span>

#include "czt/experiment/summary.hpp"
#include "measuring.hpp"

namespace czt::app {

/// Fewer than two replications before an interruption are no result: throws.
void require_result(const Measured& measured);
/// Writes -o and --csv, says on stderr which thresholds hold; returns the exit code.
int finish(std::span<const Loaded> scenarios, std::span<const Summary> summaries,
           const Measured& measured, const Wanted& wanted, const std::string& json,
           const Options& options);

}  // namespace czt::app
