#include "czt/core/distributions.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {
namespace {

/// Layers of equal area under exp(−x), widest first: layer 0 holds the tail. right[i] is the right
/// edge of layer i, top[i] the density at right[i + 1].
struct Layers {
  static constexpr double tail_from = 7.69711747013104972;
  static constexpr double area = 0.0039496598225815571993;
  std::array<double, 257> right;
  std::array<double, 257> density;

  Layers() {
    right[0] = area / maths::exp(-tail_from);
    right[1] = tail_from;
    for (std::size_t i = 2; i < 256; ++i) {
      right[i] = -maths::log(area / right[i - 1] + maths::exp(-right[i - 1]));
    }
    right[256] = 0.0;
    for (std::size_t i = 0; i < 257; ++i) density[i] = maths::exp(-right[i]);
  }
};
const Layers layers;

/// Where in [0, length] a density going linearly from `from` to `to` has passed `area`.
double place_of_area(double from, double to, double length, double area) {
  const double slope = (to - from) / length;
  const double root = std::sqrt(std::max(0.0, from * from + 2.0 * slope * area));
  return area <= 0.0 ? 0.0 : std::min(length, 2.0 * area / (from + root));
}

std::int32_t nearest_int(double x) {
  assert(std::fabs(x) < 2147483647.0);
  return static_cast<std::int32_t>(std::round(x));
}

}  // namespace

double exponential(const Draws& draws, Chance chance, std::uint64_t identity, std::uint32_t index) {
  assert(index < (1u << 24));
  for (std::uint32_t attempt = 0;; ++attempt) {
    // The upper eight bits of the index count the attempts; one in a hundred needs a second.
    const PhiloxBlock w = draws.block(chance, identity, index | attempt << 24);
    const std::size_t layer = w[1] & 255;  // `unit` does not use the low 12 bits of its second word
    const double x = unit(w[0], w[1]) * layers.right[layer];
    if (x < layers.right[layer + 1]) return x;
    const double u = unit(w[2], w[3]);
    if (layer == 0) return Layers::tail_from - maths::log(u);
    const double low = layers.density[layer];
    if (low + u * (layers.density[layer + 1] - low) < maths::exp(-x)) return x;
  }
}

double normal(std::uint32_t high, std::uint32_t low) {
  return maths::normal_quantile(unit(high, low));
}

LognormalSampler::LognormalSampler(double mean, double cv) : mean_(mean) {
  assert(mean >= 0.0 && cv >= 0.0);
  const double variance = maths::log(1.0 + cv * cv);
  sigma_ = std::sqrt(variance);
  half_variance_ = 0.5 * variance;
}

double LognormalSampler::operator()(std::uint32_t high, std::uint32_t low) const {
  return mean_ * maths::exp(sigma_ * normal(high, low) - half_variance_);
}

double lognormal(double mean, double cv, std::uint32_t high, std::uint32_t low) {
  return LognormalSampler(mean, cv)(high, low);
}

AliasTable::AliasTable(std::span<const double> weights) {
  double sum = 0.0;
  for (const double w : weights) {
    assert(w >= 0.0);
    sum += w;
  }
  assert(sum > 0.0 && sum < std::numeric_limits<double>::infinity());

  // Vose (1991): rows that hold less than their share are filled up by those that hold more.
  const auto n = static_cast<std::uint32_t>(weights.size());
  std::vector<double> share(n);
  std::vector<std::uint32_t> poor;
  std::vector<std::uint32_t> rich;
  for (std::uint32_t i = 0; i < n; ++i) {
    share[i] = weights[i] / sum * n;
    (share[i] < 1.0 ? poor : rich).push_back(i);
  }
  rows_.resize(n);
  while (!poor.empty() && !rich.empty()) {
    const std::uint32_t i = poor.back();
    const std::uint32_t giver = rich.back();
    poor.pop_back();
    rows_[i] = {static_cast<std::uint32_t>(std::min(share[i] * 0x1p32, 4294967295.0)), i, giver};
    share[giver] -= 1.0 - share[i];
    if (share[giver] < 1.0) {
      rich.pop_back();
      poor.push_back(giver);
    }
  }
  // What is left over holds its full share but for rounding.
  for (const std::uint32_t i : rich) rows_[i] = {0xffffffffu, i, i};
  for (const std::uint32_t i : poor) rows_[i] = {0xffffffffu, i, i};
}

QuantileTable::QuantileTable(std::span<const Knot> knots) {
  std::vector<double> mass_before(knots.size(), 0.0);
  for (std::size_t i = 1; i < knots.size(); ++i) {
    assert(knots[i].x >= knots[i - 1].x && knots[i].density >= 0.0);
    const double width = knots[i].x - knots[i - 1].x;
    mass_before[i] = mass_before[i - 1] + 0.5 * (knots[i].density + knots[i - 1].density) * width;
  }
  const double total = mass_before.back();
  assert(total > 0.0);

  constexpr int steps = 1 << bits;
  quantiles_.reserve(steps + 1);
  std::size_t piece = 0;  // from knots[piece] to knots[piece + 1]
  for (int step = 0; step <= steps; ++step) {
    const double wanted = total * step / steps;
    // Pieces without mass are passed over, except that the last quantile ends where the mass ends.
    while (piece + 2 < knots.size() &&
           (step == steps ? mass_before[piece + 1] < total : mass_before[piece + 1] <= wanted)) {
      ++piece;
    }
    const Knot& a = knots[piece];
    const Knot& b = knots[piece + 1];
    const double within =
        place_of_area(a.density, b.density, b.x - a.x, wanted - mass_before[piece]);
    quantiles_.push_back(nearest_int(a.x + within));
  }
}

double QuantileTable::share_below(std::int32_t x) const {
  constexpr double steps = 1 << bits;
  const auto after = std::lower_bound(quantiles_.begin(), quantiles_.end(), x);
  if (after == quantiles_.begin()) return 0.0;
  if (after == quantiles_.end()) return 1.0;
  const double low = *(after - 1);
  return (static_cast<double>(after - quantiles_.begin() - 1) + (x - low) / (*after - low)) / steps;
}

QuantileTable lognormal_quantiles(double mean, double cv) {
  assert(mean >= 0.0 && mean <= 2e6 && cv >= 0.0 && cv <= 3.0);
  constexpr std::size_t steps = 1u << QuantileTable::bits;
  const double variance = maths::log(1.0 + cv * cv);
  const double sigma = std::sqrt(variance);
  std::vector<std::int32_t> quantiles(steps + 1);
  double sum = 0.0;
  for (std::size_t k = 1; k < steps; ++k) {
    const double z = maths::normal_quantile(static_cast<double>(k) / steps);
    quantiles[k] = nearest_int(mean * maths::exp(sigma * z - 0.5 * variance));
    sum += quantiles[k];
  }
  quantiles[0] = std::max(0, 2 * quantiles[1] - quantiles[2]);
  // A table read linearly has the mean (q0/2 + q1 + … + q_last/2) / steps.
  quantiles[steps] = std::max(quantiles[steps - 1], nearest_int(2.0 * (steps * mean - sum) - quantiles[0]));
  return QuantileTable(std::move(quantiles));
}

QuantileTable beta_quantiles(double a, double b) {
  assert(a >= 0.5 && b >= 0.5);
  // With x = sin²θ the density is proportional to sin^(2a−1)θ · cos^(2b−1)θ on [0, π/2]: bounded.
  constexpr std::size_t panels = 8192;
  constexpr double half_pi = 0x1.921fb54442d18p+0;
  constexpr double h = half_pi / panels;
  // sin and its logarithm at half panels; cos is sin read from the other end.
  constexpr std::size_t last = 2 * panels;
  std::vector<double> sine(last + 1);
  std::vector<double> log_sine(last + 1);
  for (std::size_t i = 0; i <= last; ++i) {
    sine[i] = maths::sin(0.5 * h * static_cast<double>(i));
    log_sine[i] = maths::log(sine[i]);
  }
  const auto times = [](double power, double log) { return power == 0.0 ? 0.0 : power * log; };

  std::vector<double> x(panels + 1);
  std::vector<double> density(last + 1);
  for (std::size_t i = 0; i <= last; ++i) {
    density[i] = times(2.0 * a - 1.0, log_sine[i]) + times(2.0 * b - 1.0, log_sine[last - i]);
    if (i % 2 == 0) x[i / 2] = sine[i] * sine[i];
  }
  const double highest = *std::ranges::max_element(density);
  for (double& d : density) d = maths::exp(d - highest);

  // Simpson's rule gives each panel's mass and, with sin²θ beside it, each panel's share of the
  // mean.
  std::vector<double> mass_before(panels + 1, 0.0);
  for (std::size_t i = 0; i < panels; ++i) {
    mass_before[i + 1] =
        mass_before[i] + (density[2 * i] + 4.0 * density[2 * i + 1] + density[2 * i + 2]);
  }
  const double total = mass_before[panels];

  constexpr int steps = 1 << QuantileTable::bits;
  std::vector<double> quantiles(steps + 1);
  std::size_t panel = 0;
  for (int step = 0; step <= steps; ++step) {
    const double wanted = total * step / steps;
    while (panel + 1 < panels && mass_before[panel + 1] < wanted) ++panel;
    const double mass = mass_before[panel + 1] - mass_before[panel];
    const double part =
        mass > 0.0 ? std::clamp((wanted - mass_before[panel]) / mass, 0.0, 1.0) : 0.0;
    const double s = maths::sin(h * (static_cast<double>(panel) + part));
    quantiles[static_cast<std::size_t>(step)] = s * s;
  }
  quantiles.front() = 0.0;
  quantiles.back() = 1.0;

  // A table read linearly would spread the outermost step evenly out to 0 and 1, which for a narrow
  // density is far away. Instead the two end points are put where these steps keep their true mean.
  const auto mean_between = [&](double from, double to) {
    double mass = 0.0;
    double moment = 0.0;
    for (std::size_t i = 0; i < panels; ++i) {
      const double begin = std::max(mass_before[i], total * from);
      const double end = std::min(mass_before[i + 1], total * to);
      if (end <= begin) continue;
      const double panel_mass = mass_before[i + 1] - mass_before[i];
      const double middle = (0.5 * (begin + end) - mass_before[i]) / panel_mass;
      mass += end - begin;
      moment += (end - begin) * (x[i] + (x[i + 1] - x[i]) * middle);
    }
    return moment / mass;
  };
  quantiles[0] = std::max(0.0, 2.0 * mean_between(0.0, 1.0 / steps) - quantiles[1]);
  quantiles[steps] =
      std::min(1.0, 2.0 * mean_between(1.0 - 1.0 / steps, 1.0) - quantiles[steps - 1]);

  std::vector<std::int32_t> table;
  table.reserve(steps + 1);
  for (const double q : quantiles) table.push_back(nearest_int(q * 0x1p20));
  return QuantileTable(std::move(table));
}

}  // namespace czt
