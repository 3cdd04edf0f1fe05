#pragma once
/// Means and intervals of independent replications, differences of paired ones. Everything is
/// summed in the order of the replications. NaN stands for "not defined" (a mean of nobody, an
/// interval of one).

#include <cstdint>
#include <span>

namespace czt {

inline constexpr double confidence = 0.95;

/// Quantile of Student's t, 0 < p < 1, df > 0.
double t_quantile(double p, double df);
/// P(|T| ≥ |t|).
double t_two_sided(double t, double df);

/// Quantile with linear interpolation between order statistics (Hyndman & Fan 1996, type 7). NaN
/// for none.
double sample_quantile(std::span<const double> values, double p);

struct Estimate {
  double mean;
  double sd;          ///< with n − 1; NaN for n < 2
  double half_width;  ///< t(n−1) · sd / sqrt(n)
  double p05;         ///< of the replications
  double p95;
  std::uint32_t n;  ///< replications in which the measure was defined
};
Estimate estimate(std::span<const double> values);

/// other − base with the same people: only replications in which both are defined.
struct Difference {
  double mean;
  double half_width;
  double standard_error;
  double
      variance_ratio;  ///< (var base + var other) / var of differences; NaN where the latter is 0
  std::uint32_t n;
  bool identical;  ///< every pair equal, and defined in the same replications
};
Difference paired_difference(std::span<const double> base, std::span<const double> other);

}  // namespace czt
