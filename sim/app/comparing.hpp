#pragma once
/// Scenarios against the first of them, from their plans to what is printed: what compare and fork share.

#include <optional>
#include <span>
#include <vector>

#include "loading.hpp"
#include "measuring.hpp"
#include "wanted.hpp"
#include "czt/experiment/replications.hpp"
#include "czt/experiment/summary.hpp"

namespace czt::app {

/// The first alone, the others against it.
std::vector<Summary> summarise_all(std::span<const Loaded> scenarios, const Measured& measured, const Wanted& what);

/// The exit code. `fork`: the later scenarios are futures of the first.
int compare_and_tell(std::span<const Loaded> scenarios, const Options& options, std::optional<Fork> fork = {});

}  // namespace czt::app
