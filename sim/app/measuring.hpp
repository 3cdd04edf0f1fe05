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
  std::vector<std::optional<Winners>> winners;  ///< per scenario, against the first; none where the people are others
  int stopped = 0;      ///< exit code of the signal that ended it early, or 0
  bool precise = true;  ///< false: --at-most came before the precision
};

/// Samples of the assumed inputs where --ranges does not say.
inline constexpr std::uint32_t default_samples = 20;

/// The option, else the scenario's own, else 1 and 20.
std::uint64_t seed_of(const Scenario& scenario, const Options& options);
std::uint32_t replications_of(const Scenario& scenario, const Options& options);
/// Refuses what would not fit, with the numbers, before anything is simulated. `cells`: values of
/// one replication of everything.
void check_limits(std::span<const Loaded> scenarios, std::size_t cells, std::uint32_t replications,
                  unsigned threads);

/// `fork`: the later scenarios are futures of the first.
Measured measure(std::span<const Loaded> scenarios, const Wanted& wanted, const Options& options,
                 ProgressMeter& progress, std::optional<Fork> fork = {});

}  // namespace czt::app
