#pragma once
/// Scenarios against the first of them, from their plans to what is printed: what compare and fork share.

#include <optional>
#include <span>

#include "loading.hpp"
#include "czt/experiment/replications.hpp"

namespace czt::app {

/// The exit code. `fork`: the later scenarios are futures of the first.
int compare_and_tell(std::span<const Loaded> scenarios, const Options& options, std::optional<Fork> fork = {});

}  // namespace czt::app
