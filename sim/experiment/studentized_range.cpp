#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"
#include "czt/experiment/comparisons.hpp"
#include "experiment/normal_tails.hpp"

namespace czt {

namespace {

constexpr double inverse_root_two_pi = 0.39894228040143267794;

double to_the(double x, std::size_t n) {
  double power = 1.0;
  for (; n > 0; n >>= 1, x *= x)
    if (n & 1u) power *= x;
  return power;
}

/// Nodes of the inner integral: z from −9 to 9, beyond which φ is below 1e-18.
struct Nodes {
  static constexpr int each_side = 72;
  static constexpr double step = 9.0 / each_side;
  static constexpr std::size_t count = 2 * each_side + 1;
  std::array<double, count> z;
  std::array<double, count> density;
  std::array<double, count> below_z;
  Nodes() {
    for (std::size_t k = 0; k < count; ++k) {
      z[k] = step * (static_cast<double>(k) - each_side);
      density[k] = inverse_root_two_pi * maths::exp(-0.5 * z[k] * z[k]);
      below_z[k] = below(z[k]);
    }
  }
};

/// W: P(range of k standard normals ≤ w).
double range_cdf(double w, std::size_t k) {
  static const Nodes nodes;
  double sum = 0.0;
  for (std::size_t n = 0; n < Nodes::count; ++n)
    sum += nodes.density[n] * to_the(nodes.below_z[n] - below(nodes.z[n] - w), k - 1);
  return std::fmin(1.0, static_cast<double>(k) * Nodes::step * sum);
}

}  // namespace

double studentized_range_cdf(double q, std::size_t k, double df) {
  assert(k >= 2 && df > 0.0);
  if (!(q > 0.0)) return 0.0;
  if (std::isinf(df)) return range_cdf(q, k);
  // The density of t = log s is proportional to exp(df (t − e^(2t) / 2)), highest at t = 0, where
  // its curvature is that of a normal with deviation 1/√(2 df). It is divided by its own sum, so
  // that no gamma function is needed.
  const double step = std::fmin(0.5 / std::sqrt(2.0 * df), 0.16);
  double weights = 0.0;
  double sum = 0.0;
  const auto add = [&](double t) {
    const double s = maths::exp(t);
    const double weight = maths::exp(df * (t - 0.5 * (s * s - 1.0)));
    weights += weight;
    sum += weight * range_cdf(q * s, k);
    return weight;
  };
  add(0.0);
  for (int n = 1; add(n * step) > 1e-17; ++n) {
  }
  for (int n = 1; add(-n * step) > 1e-17; ++n) {
  }
  return sum / weights;
}

double studentized_range_quantile(double p, std::size_t k, double df) {
  assert(p > 0.0 && p < 1.0);
  double low = 0.0;
  double high = 4.0;
  while (high < 1e12 && studentized_range_cdf(high, k, df) < p) {
    low = high;
    high *= 2.0;
  }
  double at_low = studentized_range_cdf(low, k, df) - p;
  double at_high = studentized_range_cdf(high, k, df) - p;
  // Secants that halve the value of an end that stays (Illinois; Dowell & Jarratt 1971).
  int stays = 0;
  for (int turn = 0; turn < 200 && high - low > 1e-11 * high; ++turn) {
    const double middle =
        turn % 8 == 7 ? 0.5 * (low + high) : (low * at_high - high * at_low) / (at_high - at_low);
    const double at = studentized_range_cdf(middle, k, df) - p;
    if (at == 0.0) return middle;
    if (at < 0.0) {
      low = middle;
      at_low = at;
      if (stays == 1) at_high *= 0.5;
      stays = 1;
    } else {
      high = middle;
      at_high = at;
      if (stays == -1) at_low *= 0.5;
      stays = -1;
    }
  }
  return 0.5 * (low + high);
}

}  // namespace czt
