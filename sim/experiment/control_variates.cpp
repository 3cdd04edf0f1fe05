#include "czt/experiment/control_variates.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "czt/experiment/statistics.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// Less its mean, which is returned.
double centre(std::vector<double>& values) {
  double mean = 0.0;
  for (const double v : values) mean += v;
  mean /= static_cast<double>(values.size());
  for (double& v : values) v -= mean;
  return mean;
}

/// What is left of `of` when its share of `direction` is taken out; that share.
double take_out(std::vector<double>& of, const std::vector<double>& direction) {
  const double share = dot(of, direction) / dot(direction, direction);
  for (std::size_t k = 0; k < of.size(); ++k) of[k] -= share * direction[k];
  return share;
}

/// A control less what those before it say: then each has its own slope, and S is diagonal.
struct Axis {
  std::vector<double> values;
  double off;  ///< mean seen − mean known
};

}  // namespace

ControlledMean controlled_mean(std::span<const double> values, std::span<const Control> controls) {
  std::vector<double> y;
  std::vector<std::vector<double>> x(controls.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    bool defined = !std::isnan(values[k]);
    for (const Control& c : controls) defined = defined && !std::isnan(c.values[k]);
    if (!defined) continue;
    y.push_back(values[k]);
    for (std::size_t c = 0; c < controls.size(); ++c) x[c].push_back(controls[c].values[k]);
  }
  ControlledMean found{
      undefined, undefined, undefined, estimate(y).half_width, static_cast<std::uint32_t>(y.size()),
      0};
  if (y.empty()) return found;

  double mean = centre(y);
  const double all = dot(y, y);
  std::vector<Axis> axes;
  double distance = 0.0;  // (x̄ − μ)' S⁻¹ (x̄ − μ)
  for (std::size_t c = 0; c < controls.size(); ++c) {
    Axis d{std::move(x[c]), 0.0};
    d.off = centre(d.values) - controls[c].known_mean;
    const double size = dot(d.values, d.values);
    for (const Axis& before : axes)
      d.off -= take_out(d.values, before.values) * before.off;
    const double left = dot(d.values, d.values);
    if (!(left > 1e-12 * size)) continue;
    mean -= take_out(y, d.values) * d.off;
    distance += d.off * d.off / left;
    axes.push_back(std::move(d));
  }
  found.mean = mean;
  found.controls = static_cast<std::uint32_t>(axes.size());
  const double residual = dot(y, y);
  if (all > 0.0) found.r_squared = 1.0 - residual / all;
  const double n = found.n;
  const double df = n - found.controls - 1.0;
  if (df >= 1.0)
    found.half_width =
        t_quantile(0.5 + confidence / 2, df) * std::sqrt(residual / df * (1.0 / n + distance));
  return found;
}

}  // namespace czt
