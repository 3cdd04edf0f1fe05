#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "czt/experiment/design.hpp"
#include "czt/experiment/sensitivity.hpp"
#include "czt/experiment/statistics.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {

/// Levels instead of coordinates, (parameters + 1) rows.
using Trajectory = std::vector<std::uint32_t>;

Trajectory trajectory_of(const Draws& draws, std::size_t parameters, std::uint32_t levels,
                         std::uint32_t number) {
  std::vector<std::uint32_t> now(parameters);
  std::vector<std::uint32_t> then(parameters);
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::uint32_t p = 0; p < parameters; ++p) {
    const PhiloxBlock b = draws.block(Chance::design_order, number, p);
    now[p] = below(b[0], levels / 2);
    then[p] = now[p] + levels / 2;
    if (b[1] & 1u) std::swap(now[p], then[p]);
    order.emplace_back(std::uint64_t{b[2]} << 32 | b[3], p);
  }
  std::sort(order.begin(), order.end());
  Trajectory rows = now;
  for (const auto& [key, p] : order) {
    now[p] = then[p];
    rows.insert(rows.end(), now.begin(), now.end());
  }
  return rows;
}

/// Sum over the rows of both of their distances. Campolongo, Cariboni & Saltelli (2007), eq. 10, in
/// levels.
double distance(const Trajectory& a, const Trajectory& b, std::size_t parameters) {
  double sum = 0.0;
  for (std::size_t r = 0; r < a.size(); r += parameters)
    for (std::size_t s = 0; s < b.size(); s += parameters) {
      double square = 0.0;
      for (std::size_t p = 0; p < parameters; ++p) {
        const double apart = static_cast<double>(a[r + p]) - b[s + p];
        square += apart * apart;
      }
      sum += std::sqrt(square);
    }
  return sum;
}

/// The farthest pair, then whichever adds most to the sum of squared distances (eq. 11).
std::vector<std::size_t> far_apart(const std::vector<Trajectory>& all, std::size_t parameters,
                                   std::size_t wanted) {
  const std::size_t n = all.size();
  std::vector<double> squares(n * n, 0.0);
  std::size_t farthest = 1;  // pair (0, 1)
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) {
      const double d = distance(all[a], all[b], parameters);
      squares[a * n + b] = squares[b * n + a] = d * d;
      if (squares[a * n + b] > squares[farthest]) farthest = a * n + b;
    }
  std::vector<std::size_t> taken{farthest / n, farthest % n};
  std::vector<double> from_taken(n);
  for (std::size_t a = 0; a < n; ++a)
    from_taken[a] = squares[a * n + taken[0]] + squares[a * n + taken[1]];
  from_taken[taken[0]] = from_taken[taken[1]] = -1.0;
  while (taken.size() < wanted) {
    const auto next = static_cast<std::size_t>(
        std::max_element(from_taken.begin(), from_taken.end()) - from_taken.begin());
    taken.push_back(next);
    for (std::size_t a = 0; a < n; ++a)
      if (from_taken[a] >= 0.0) from_taken[a] += squares[a * n + next];
    from_taken[next] = -1.0;
  }
  taken.resize(wanted);
  return taken;
}

/// Effects of one trajectory, by parameter, in one column of responses.
void read_effects(const Points& design, std::size_t first_row, std::span<const double> responses,
                  std::span<double> effects) {
  for (std::size_t step = 0; step < design.parameters; ++step) {
    const auto before = design.row(first_row + step);
    const auto after = design.row(first_row + step + 1);
    for (std::size_t p = 0; p < design.parameters; ++p)
      if (before[p] != after[p])
        effects[p] = (responses[step + 1] - responses[step]) / (after[p] - before[p]);
  }
}

struct SumOfSquares {
  double mean = 0.0;
  double about_mean = 0.0;
  double about_zero = 0.0;
};
SumOfSquares squares_of(std::span<const double> values) {
  SumOfSquares s;
  for (const double v : values) s.mean += v;
  s.mean /= static_cast<double>(values.size());
  for (const double v : values) {
    s.about_mean += (v - s.mean) * (v - s.mean);
    s.about_zero += v * v;
  }
  return s;
}

/// means: an effect a trajectory; deviations[k]: the same of replication k, less the mean.
MorrisEffect effect_of(std::span<const double> means,
                       const std::vector<std::vector<double>>& deviations) {
  const auto r = static_cast<double>(means.size());
  const auto n = static_cast<double>(deviations.size());
  std::vector<double> sizes;
  for (const double e : means) sizes.push_back(std::fabs(e));
  const Estimate size = estimate(sizes);
  const SumOfSquares seen = squares_of(means);
  double noise_about_mean = 0.0;
  double noise_about_zero = 0.0;
  for (const std::vector<double>& column : deviations) {
    const SumOfSquares s = squares_of(column);
    noise_about_mean += s.about_mean / (n * (n - 1.0));
    noise_about_zero += s.about_zero / (n * (n - 1.0));
  }
  MorrisEffect effect{seen.mean, size.mean, size.half_width, undefined, undefined};
  if (r >= 2.0)
    effect.sd = std::sqrt(std::max(0.0, seen.about_mean - noise_about_mean) / (r - 1.0));
  if (n >= 2.0) effect.noise_sd = std::sqrt(noise_about_zero / r);
  return effect;
}

}  // namespace

Points morris_points(std::size_t parameters, std::uint32_t levels, std::uint32_t trajectories,
                     std::uint64_t seed, std::uint32_t candidates) {
  assert(levels >= 2 && levels % 2 == 0);
  const Draws draws(seed, 0);
  std::vector<Trajectory> all;
  for (std::uint32_t t = 0; t < std::max(trajectories, candidates); ++t)
    all.push_back(trajectory_of(draws, parameters, levels, t));
  std::vector<std::size_t> taken;
  if (candidates > trajectories && trajectories > 0)
    taken = far_apart(all, parameters, trajectories);
  else
    for (std::uint32_t t = 0; t < trajectories; ++t) taken.push_back(t);

  Points points(0, parameters);
  for (const std::size_t t : taken)
    for (const std::uint32_t level : all[t]) points.values.push_back(level / (levels - 1.0));
  return points;
}

MorrisEffects morris_effects(const Points& design, const Responses& responses) {
  const std::size_t parameters = design.parameters;
  const std::size_t length = parameters + 1;
  const std::size_t n = responses.replications;
  assert(design.rows() == responses.rows() && design.rows() % length == 0);

  // [parameter][trajectory], and [parameter][replication][trajectory] of what replications add.
  std::vector<std::vector<double>> means(parameters);
  std::vector<std::vector<std::vector<double>>> deviations(
      parameters, std::vector<std::vector<double>>(n >= 2 ? n : 0));
  MorrisEffects found{std::vector<MorrisEffect>(parameters), 0, 0};
  std::vector<double> column(length);
  std::vector<double> effects(parameters);
  for (std::size_t first = 0; first < design.rows(); first += length) {
    const auto values = std::span(responses.values).subspan(first * n, length * n);
    if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
      ++found.dropped;
      continue;
    }
    ++found.trajectories;
    std::vector<double> mean(length, 0.0);
    for (std::size_t row = 0; row < length; ++row) {
      for (std::size_t k = 0; k < n; ++k) mean[row] += values[row * n + k];
      mean[row] /= static_cast<double>(n);
    }
    read_effects(design, first, mean, effects);
    for (std::size_t p = 0; p < parameters; ++p) means[p].push_back(effects[p]);
    for (std::size_t k = 0; n >= 2 && k < n; ++k) {
      for (std::size_t row = 0; row < length; ++row) column[row] = values[row * n + k] - mean[row];
      read_effects(design, first, column, effects);
      for (std::size_t p = 0; p < parameters; ++p) deviations[p][k].push_back(effects[p]);
    }
  }
  for (std::size_t p = 0; p < parameters; ++p)
    found.of[p] = found.trajectories == 0
                      ? MorrisEffect{undefined, undefined, undefined, undefined, undefined}
                      : effect_of(means[p], deviations[p]);
  return found;
}

}  // namespace czt
