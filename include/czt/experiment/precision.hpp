#pragma once
/// Replications until a measure is known well enough. Batches depend on what was measured and on
/// nothing else, so the number of replications is the same for any number of threads.

#include <cstdint>
#include <functional>
#include <optional>

#include "czt/observe/measures.hpp"

namespace czt {

struct Precision {
  Cell cell;
  std::optional<double>
      relative;  ///< half-width ≤ relative / (1 + relative) · |mean| (Law 2015, section 9.4)
  std::optional<double> absolute;  ///< half-width ≤ absolute
};

inline constexpr std::uint32_t at_least_for_precision = 20;

/// Replications to do next when `done` of them gave `half_width` about `mean`; 0 when that is
/// precise enough. Never more than would make `at_most`.
std::uint32_t next_batch(const Precision& precision, std::uint32_t done, double mean,
                         double half_width, std::uint32_t at_most);

}  // namespace czt
