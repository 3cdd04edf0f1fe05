#pragma once
/// A mean made surer by what is known: where a replication had more people than were to be
/// expected, part of what it measured is due to that, and can be taken off.

#include <cstdint>
#include <span>

namespace czt {

/// Something measured in each replication whose mean is known beforehand (total arrivals).
struct Control {
  std::span<const double> values;  ///< as many as of the measure; NaN leaves the replication out
  double known_mean;
};

/// With y regressed on the controls x by least squares, slopes b, S the sums of squares and
/// products of the controls about their means, m controls with independent values and n
/// replications:
///     mean       = ȳ − b'(x̄ − μ)
///     half-width = t(n − m − 1) · σ · √(1/n + (x̄ − μ)' S⁻¹ (x̄ − μ)),  σ² = residuals² / (n − m −
///     1)
/// Lavenberg & Welch (1981), "A perspective on the use of control variables", Management Science
/// 27, section 3. Exact where y and x are jointly normal. The variance falls to 1 − R², times (n −
/// 2) / (n − m − 2) for slopes that had to be estimated. A control that is constant, or that the
/// ones before it determine, is not used.
struct ControlledMean {
  double mean;
  double half_width;  ///< NaN when n < m + 2
  double r_squared;   ///< share of the variance that the controls explain
  double uncontrolled_half_width;
  std::uint32_t n;
  std::uint32_t controls;  ///< used: m
};
ControlledMean controlled_mean(std::span<const double> values, std::span<const Control> controls);

}  // namespace czt
