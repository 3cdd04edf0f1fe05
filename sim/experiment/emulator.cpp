#include "czt/experiment/emulator.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "cholesky.hpp"
#include "czt/core/maths.hpp"

namespace czt {

namespace {

constexpr double root_five = 2.23606797749978969641;
constexpr double common_df = 4.0;  ///< what the mean noise of all rows counts for in each
constexpr double jitter = 1e-8;    ///< of v, so that rows that lie together can be told apart

double matern(double square) {
  const double r = root_five * std::sqrt(square);
  return (1.0 + r + r * r / 3.0) * maths::exp(-r);
}

double squared_distance(std::span<const double> a, std::span<const double> b,
                        std::span<const double> lengths) {
  double sum = 0.0;
  for (std::size_t p = 0; p < a.size(); ++p) {
    const double apart = (a[p] - b[p]) / lengths[p];
    sum += apart * apart;
  }
  return sum;
}

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double mean_square_about(std::span<const double> values, double centre) {
  double sum = 0.0;
  for (const double v : values) sum += (v - centre) * (v - centre);
  return sum / static_cast<double>(values.size());
}

/// The lower half of K.
std::vector<double> covariance(const Points& design, std::span<const double> lengths,
                               double variance, std::span<const double> noise) {
  const std::size_t n = design.rows();
  std::vector<double> k(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      k[i * n + j] = variance * matern(squared_distance(design.row(i), design.row(j), lengths));
    k[i * n + i] = variance * (1.0 + jitter) + noise[i];
  }
  return k;
}

/// Logarithms of the lengths, of v, and of the noise where it is unknown, with y in units of its
/// own deviation.
using Settings = std::vector<double>;

struct Likelihood {
  const Points& design;
  std::vector<double> seen;   ///< less their mean, with deviation 1
  std::vector<double> noise;  ///< in the same unit; empty: a setting

  [[nodiscard]] double operator()(const Settings& settings) const {
    std::vector<double> natural;
    for (const double s : settings) natural.push_back(maths::exp(s));
    const std::size_t parameters = design.parameters;
    const std::size_t n = design.rows();
    const std::vector<double> all(noise.empty() ? n : 0, noise.empty() ? natural.back() : 0.0);
    std::vector<double> factor = covariance(design, std::span(natural).first(parameters),
                                            natural[parameters], noise.empty() ? all : noise);
    if (!factorise(factor, n)) return -std::numeric_limits<double>::infinity();
    double log_determinant = 0.0;
    for (std::size_t i = 0; i < n; ++i) log_determinant += 2.0 * maths::log(factor[i * n + i]);
    const std::vector<double> y = solve_lower(factor, seen);
    const std::vector<double> ones = solve_lower(factor, std::vector<double>(n, 1.0));
    const double level = dot(ones, y) / dot(ones, ones);
    return -0.5 * (dot(y, y) - level * dot(ones, y) + log_determinant);
  }
};

struct Bounds {
  double low;
  double high;
};

struct Found {
  Settings settings;
  double likelihood;
};

/// Steps along one setting at a time, halved where none helps.
Found climb(const Likelihood& likelihood, Settings settings, std::span<const Bounds> bounds) {
  double best = likelihood(settings);
  for (double step = 1.0; step > 0.02; step *= 0.5) {
    bool helped = true;
    for (int sweep = 0; helped && sweep < 20; ++sweep) {
      helped = false;
      for (std::size_t s = 0; s < settings.size(); ++s)
        for (const double sign : {1.0, -1.0}) {
          Settings tried = settings;
          tried[s] = std::clamp(tried[s] + sign * step, bounds[s].low, bounds[s].high);
          if (tried[s] == settings[s]) continue;
          const double at = likelihood(tried);
          if (!(at > best)) continue;
          best = at;
          settings = std::move(tried);
          helped = true;
          break;
        }
    }
  }
  return {settings, best};
}

/// Lengths, v and (where unknown) noise in units of y's deviation.
Settings most_likely(const Likelihood& likelihood) {
  std::vector<Bounds> bounds(likelihood.design.parameters, {maths::log(0.05), maths::log(20.0)});
  bounds.push_back({maths::log(1e-3), maths::log(1e3)});
  if (likelihood.noise.empty()) bounds.push_back({maths::log(1e-8), maths::log(1.0)});
  Found best{{}, -std::numeric_limits<double>::infinity()};
  for (const double length : {0.4, 2.0}) {
    Settings start(likelihood.design.parameters, maths::log(length));
    start.push_back(0.0);
    if (likelihood.noise.empty()) start.push_back(maths::log(1e-2));
    Found found = climb(likelihood, std::move(start), bounds);
    if (best.settings.empty() || found.likelihood > best.likelihood) best = std::move(found);
  }
  for (double& s : best.settings) s = maths::exp(s);
  return best.settings;
}

/// The rows that did not fail.
struct Answered {
  Points design;
  std::vector<double> means;
  std::vector<double> noise;  ///< own; empty of one replication
  double shared_noise = 0.0;
  std::size_t dropped = 0;
};

Answered rows_of(const Points& design, const Responses& responses) {
  const std::size_t n = responses.replications;
  Answered rows{Points(0, design.parameters), {}, {}, 0.0, 0};
  std::vector<std::span<const double>> values;
  for (std::size_t r = 0; r < design.rows(); ++r) {
    const auto of_row = std::span(responses.values).subspan(r * n, n);
    if (std::any_of(of_row.begin(), of_row.end(), [](double v) { return std::isnan(v); })) {
      ++rows.dropped;
      continue;
    }
    values.push_back(of_row);
    const auto point = design.row(r);
    rows.design.values.insert(rows.design.values.end(), point.begin(), point.end());
    rows.means.push_back(mean_of(of_row));
  }
  if (n < 2 || values.empty()) return rows;

  const auto count = static_cast<double>(values.size());
  const auto replications = static_cast<double>(n);
  std::vector<double> level(n, 0.0);  // of a replication, over the rows
  for (const auto of_row : values)
    for (std::size_t k = 0; k < n; ++k) level[k] += of_row[k] / count;
  const double mean = mean_of(level);
  for (std::size_t r = 0; r < values.size(); ++r) {
    double squares = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      const double own = (values[r][k] - rows.means[r]) - (level[k] - mean);
      squares += own * own;
    }
    rows.noise.push_back(squares / (replications - 1.0) / replications);
  }
  const double common = mean_of(rows.noise);
  for (double& own : rows.noise)
    own = (own * (replications - 1.0) + common * common_df) / (replications - 1.0 + common_df);
  // What is left of the levels' variance when the rows' own noise is taken out.
  const double of_levels = mean_square_about(level, mean) / (replications - 1.0);
  rows.shared_noise = std::max(0.0, of_levels - mean_of(rows.noise) / count);
  return rows;
}

}  // namespace

std::optional<Emulator> Emulator::fit(const Points& design, const Responses& responses) {
  assert(design.rows() == responses.rows());
  Answered rows = rows_of(design, responses);
  if (rows.design.rows() < design.parameters + 2) return std::nullopt;

  Emulator e;
  e.design_ = std::move(rows.design);
  e.seen_ = std::move(rows.means);
  e.noise_ = std::move(rows.noise);
  e.shared_noise_ = rows.shared_noise;
  e.dropped_ = rows.dropped;
  const double mean = mean_of(e.seen_);
  const double square = mean_square_about(e.seen_, mean);
  const double scale = square > 0.0 ? square : 1.0;  // nothing changes: a flat process of any size

  Likelihood likelihood{e.design_, e.seen_, e.noise_};
  for (double& y : likelihood.seen) y = (y - mean) / std::sqrt(scale);
  for (double& v : likelihood.noise) v /= scale;
  const Settings settings = most_likely(likelihood);
  e.lengths_.assign(settings.begin(),
                    settings.begin() + static_cast<std::ptrdiff_t>(design.parameters));
  e.variance_ = settings[design.parameters] * scale;
  if (e.noise_.empty()) e.noise_.assign(e.seen_.size(), settings.back() * scale);
  e.condition();
  return e;
}

void Emulator::condition() {
  const std::size_t n = rows();
  factor_ = covariance(design_, lengths_, variance_, noise_);
  const bool positive = factorise(factor_, n);
  assert(positive);
  static_cast<void>(positive);
  inverse_ones_ = solve(factor_, std::vector<double>(n, 1.0));
  ones_ = std::accumulate(inverse_ones_.begin(), inverse_ones_.end(), 0.0);
  level_ = dot(inverse_ones_, seen_) / ones_;
  std::vector<double> rest = seen_;
  for (double& y : rest) y -= level_;
  weights_ = solve(factor_, std::move(rest));

  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> unit_vector(n, 0.0);
    unit_vector[i] = 1.0;
    const std::vector<double> column = solve_lower(factor_, std::move(unit_vector));
    const double q = dot(column, column) - inverse_ones_[i] * inverse_ones_[i] / ones_;
    left_out_.push_back({weights_[i] / q, 1.0 / std::sqrt(q)});  // Q y = K⁻¹ (y − level)
  }
}

Emulator::Prediction Emulator::at(std::span<const double> point) const {
  assert(point.size() == design_.parameters);
  std::vector<double> k;
  for (std::size_t i = 0; i < rows(); ++i)
    k.push_back(variance_ * matern(squared_distance(point, design_.row(i), lengths_)));
  const double mean = level_ + dot(k, weights_);
  const double unexplained = 1.0 - dot(k, inverse_ones_);
  const std::vector<double> z = solve_lower(factor_, std::move(k));
  const double square = variance_ - dot(z, z) + unexplained * unexplained / ones_;
  return {mean, std::sqrt(std::max(0.0, square) + shared_noise_)};
}

double Emulator::cross_validated_error() const {
  double sum = 0.0;
  for (const LeftOut& l : left_out_) sum += l.error * l.error;
  return std::sqrt(sum / static_cast<double>(left_out_.size()));
}

double Emulator::cross_validated_share() const {
  const double error = cross_validated_error();
  return 1.0 - error * error / mean_square_about(seen_, mean_of(seen_));
}

}  // namespace czt
