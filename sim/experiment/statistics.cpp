#include "czt/experiment/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "experiment/undefined.hpp"

namespace czt {

namespace {

/// Without promotion to long double, whose last bits differ between machines.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using StudentsT = boost::math::students_t_distribution<double, Policy>;

struct Moments {
  double mean = undefined;
  double variance = undefined;  ///< with n − 1
  std::uint32_t n = 0;
};

/// Two passes in the order given; values that are NaN are left out.
Moments moments(std::span<const double> values) {
  Moments m;
  double sum = 0.0;
  for (const double v : values)
    if (!std::isnan(v)) {
      sum += v;
      ++m.n;
    }
  if (m.n == 0) return m;
  m.mean = sum / m.n;
  if (m.n < 2) return m;
  double squares = 0.0;
  bool constant = true;
  double first = undefined;
  for (const double v : values)
    if (!std::isnan(v)) {
      squares += (v - m.mean) * (v - m.mean);
      if (std::isnan(first)) first = v;
      constant = constant && v == first;
    }
  m.variance = constant ? 0.0 : squares / (m.n - 1);
  if (constant) m.mean = first;  // not the rounding of n·v / n
  return m;
}

}  // namespace

double t_quantile(double p, double df) { return boost::math::quantile(StudentsT(df), p); }

double t_two_sided(double t, double df) {
  if (std::isinf(t)) return 0.0;
  return 2.0 * boost::math::cdf(boost::math::complement(StudentsT(df), std::fabs(t)));
}

double sample_quantile(std::span<const double> values, double p) {
  std::vector<double> sorted;
  for (const double v : values)
    if (!std::isnan(v)) sorted.push_back(v);
  if (sorted.empty()) return undefined;
  std::sort(sorted.begin(), sorted.end());
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(std::floor(at));
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

Estimate estimate(std::span<const double> values) {
  const Moments m = moments(values);
  Estimate e{
      m.mean, undefined, undefined, sample_quantile(values, 0.05), sample_quantile(values, 0.95),
      m.n};
  if (m.n < 2) return e;
  e.sd = std::sqrt(m.variance);
  e.half_width =
      t_quantile(0.5 + confidence / 2, m.n - 1.0) * e.sd / std::sqrt(static_cast<double>(m.n));
  return e;
}

Difference paired_difference(std::span<const double> base, std::span<const double> other) {
  const std::size_t pairs = std::min(base.size(), other.size());
  std::vector<double> a(pairs, undefined);
  std::vector<double> b(pairs, undefined);
  std::vector<double> differences(pairs, undefined);
  bool identical = pairs > 0 && base.size() == other.size();
  for (std::size_t k = 0; k < pairs; ++k) {
    const bool defined = !std::isnan(base[k]) && !std::isnan(other[k]);
    identical =
        identical && (defined ? base[k] == other[k] : std::isnan(base[k]) && std::isnan(other[k]));
    if (!defined) continue;
    a[k] = base[k];
    b[k] = other[k];
    differences[k] = other[k] - base[k];
  }
  const Moments m = moments(differences);
  Difference d{m.mean, undefined, undefined, undefined, m.n, identical};
  if (m.n < 2) return d;
  d.standard_error = std::sqrt(m.variance) / std::sqrt(static_cast<double>(m.n));
  d.half_width = t_quantile(0.5 + confidence / 2, m.n - 1.0) * d.standard_error;
  if (m.variance > 0.0) d.variance_ratio = (moments(a).variance + moments(b).variance) / m.variance;
  return d;
}

}  // namespace czt
