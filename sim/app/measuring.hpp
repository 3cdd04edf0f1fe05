#pragma once
/// Replications of one or more scenarios with the same people, as many as asked for or as the
/// precision needs.

#include <cstdint>
#include <span>
#include <vector>

#include "console.hpp"
#include "loading.hpp"
#include "wanted.hpp"

namespace czt::app {

struct Measured {
  std::uint64_t seed = 1;
  std::vector<Outcomes> outcomes;  ///< per scenario, equally many replications
  std::vector<Outcomes>
      sampled;          ///< per scenario, with samples of the assumed inputs; empty ones for none
  int stopped = 0;      ///< exit code of the signal that ended it early, or 0
  bool precise = true;  ///< false: --at-most came before the precision
};

Measured measure(std::span<const Loaded> scenarios, const Wanted& wanted, const Options& options,
                 ProgressMeter& progress);

}  // namespace czt::app
