#include "czt/experiment/sensitivity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>

#include "czt/experiment/statistics.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {

/// The quadratic forms, not yet divided by the variance.
struct Forms {
  double variance = 0.0;
  std::vector<double> first;
  std::vector<double> total;
  explicit Forms(std::size_t parameters) : first(parameters, 0.0), total(parameters, 0.0) {}
};

/// Rows of blocks without failures, in columns: the means, then what each replication adds to them.
struct Columns {
  std::size_t parameters = 0;
  std::size_t blocks = 0;
  std::size_t dropped = 0;
  std::vector<double> means;                    ///< block · (parameters + 2) + row in the block
  std::vector<std::vector<double>> deviations;  ///< likewise; none of one replication
};

Columns columns_of(std::size_t parameters, const Responses& responses) {
  const std::size_t length = parameters + 2;
  const std::size_t n = responses.replications;
  assert(responses.rows() % length == 0);
  Columns columns;
  columns.parameters = parameters;
  columns.deviations.resize(n >= 2 ? n : 0);
  for (std::size_t first = 0; first < responses.rows(); first += length) {
    const auto values = std::span(responses.values).subspan(first * n, length * n);
    if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
      ++columns.dropped;
      continue;
    }
    ++columns.blocks;
    for (std::size_t row = 0; row < length; ++row) {
      double sum = 0.0;
      for (std::size_t k = 0; k < n; ++k) sum += values[row * n + k];
      const double mean = sum / static_cast<double>(n);
      columns.means.push_back(mean);
      for (std::size_t k = 0; k < columns.deviations.size(); ++k)
        columns.deviations[k].push_back(values[row * n + k] - mean);
    }
  }
  return columns;
}

/// The forms of one column; block b counts times[b] times.
Forms forms_of(std::span<const double> column, std::size_t parameters,
               std::span<const std::uint32_t> times) {
  const std::size_t length = parameters + 2;
  double n = 0.0;
  double sum = 0.0;
  for (std::size_t b = 0; b < times.size(); ++b) {
    n += times[b];
    sum += times[b] * (column[b * length] + column[b * length + length - 1]);
  }
  const double mean = sum / (2.0 * n);
  Forms forms(parameters);
  for (std::size_t b = 0; b < times.size(); ++b) {
    if (times[b] == 0) continue;
    const double weight = times[b];
    const auto block = column.subspan(b * length, length);
    const double f_a = block.front() - mean;
    const double f_b = block.back() - mean;
    forms.variance += weight * (f_a * f_a + f_b * f_b);
    for (std::size_t p = 0; p < parameters; ++p) {
      const double moved = block[p + 1] - block.front();
      forms.first[p] += weight * f_b * moved;
      forms.total[p] += weight * moved * moved;
    }
  }
  forms.variance /= 2.0 * n - 1.0;
  for (std::size_t p = 0; p < parameters; ++p) {
    forms.first[p] /= n;
    forms.total[p] /= 2.0 * n;
  }
  return forms;
}

/// What chance adds to the forms of the means.
Forms noise_of(const Columns& columns, std::span<const std::uint32_t> times) {
  Forms noise(columns.parameters);
  const auto n = static_cast<double>(columns.deviations.size());
  for (const std::vector<double>& column : columns.deviations) {
    const Forms one = forms_of(column, columns.parameters, times);
    noise.variance += one.variance / (n * (n - 1.0));
    for (std::size_t p = 0; p < columns.parameters; ++p) {
      noise.first[p] += one.first[p] / (n * (n - 1.0));
      noise.total[p] += one.total[p] / (n * (n - 1.0));
    }
  }
  return noise;
}

/// Forms of the means less noise, as shares of the variance; NaN where there is none.
Forms shares_of(const Columns& columns, std::span<const std::uint32_t> times) {
  Forms forms = forms_of(columns.means, columns.parameters, times);
  const Forms noise = noise_of(columns, times);
  forms.variance -= noise.variance;
  const double by = forms.variance > 0.0 ? forms.variance : undefined;
  for (std::size_t p = 0; p < columns.parameters; ++p) {
    forms.first[p] = (forms.first[p] - noise.first[p]) / by;
    forms.total[p] = (forms.total[p] - noise.total[p]) / by;
  }
  return forms;
}

/// How often each block is in the bootstrap sample.
std::vector<std::uint32_t> resampled(const Draws& draws, std::uint32_t sample, std::size_t blocks) {
  std::vector<std::uint32_t> times(blocks, 0);
  const auto n = static_cast<std::uint32_t>(blocks);
  for (std::uint32_t b = 0; b < n; b += 4) {
    const PhiloxBlock words = draws.block(Chance::resample, sample, b / 4);
    for (std::uint32_t k = 0; k < 4 && b + k < n; ++k) ++times[below(words[k], n)];
  }
  return times;
}

SobolIndex with_interval(double value, std::span<const double> samples) {
  return {value, sample_quantile(samples, 0.5 - confidence / 2),
          sample_quantile(samples, 0.5 + confidence / 2)};
}

}  // namespace

SobolIndices sobol_indices(std::size_t parameters, const Responses& responses, std::uint64_t seed,
                           std::uint32_t resamples) {
  const Columns columns = columns_of(parameters, responses);
  const SobolIndex nothing{undefined, undefined, undefined};
  SobolIndices indices{std::vector(parameters, nothing),
                       std::vector(parameters, nothing),
                       undefined,
                       undefined,
                       columns.blocks,
                       columns.dropped};
  if (columns.blocks < 2) return indices;

  const std::vector<std::uint32_t> once(columns.blocks, 1);
  const Forms shares = shares_of(columns, once);
  indices.variance = shares.variance;
  if (!columns.deviations.empty()) indices.noise = noise_of(columns, once).variance;

  const Draws draws(seed, 0);
  std::vector<std::vector<double>> first(parameters);
  std::vector<std::vector<double>> total(parameters);
  for (std::uint32_t sample = 0; sample < resamples; ++sample) {
    const Forms drawn = shares_of(columns, resampled(draws, sample, columns.blocks));
    for (std::size_t p = 0; p < parameters; ++p) {
      first[p].push_back(drawn.first[p]);
      total[p].push_back(drawn.total[p]);
    }
  }
  for (std::size_t p = 0; p < parameters; ++p) {
    indices.first[p] = with_interval(shares.first[p], first[p]);
    indices.total[p] = with_interval(shares.total[p], total[p]);
  }
  return indices;
}

}  // namespace czt
