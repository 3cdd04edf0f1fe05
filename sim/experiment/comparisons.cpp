#include "czt/experiment/comparisons.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "experiment/undefined.hpp"

namespace czt {

namespace {

PairDifference undefined_pair(std::size_t base, std::size_t other, double mean) {
  return {base, other, mean, undefined, undefined};
}

/// standard_error is that of the mean of one alternative where n is the same for all.
PairDifference pair_of(std::size_t base, std::size_t other, double mean, double standard_error,
                       std::size_t k, double df, double q) {
  if (standard_error == 0.0) return {base, other, mean, 0.0, mean == 0.0 ? 1.0 : 0.0};
  return {base, other, mean, q * standard_error,
          1.0 - studentized_range_cdf(std::fabs(mean) / standard_error, k, df)};
}

std::vector<PairDifference> of_own_people(std::span<const std::vector<double>> alternatives) {
  const std::size_t k = alternatives.size();
  std::vector<Estimate> each;
  double squares = 0.0;
  double df = 0.0;
  for (const std::vector<double>& values : alternatives) {
    each.push_back(estimate(values));
    if (each.back().n < 2) continue;
    squares += each.back().sd * each.back().sd * (each.back().n - 1.0);
    df += each.back().n - 1.0;
  }
  const double q = df > 0.0 ? studentized_range_quantile(confidence, k, df) : undefined;
  std::vector<PairDifference> pairs;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = i + 1; j < k; ++j) {
      const double mean = each[j].mean - each[i].mean;
      if (!(df > 0.0) || each[i].n == 0 || each[j].n == 0) {
        pairs.push_back(undefined_pair(i, j, mean));
        continue;
      }
      const double se = std::sqrt(squares / df * 0.5 * (1.0 / each[i].n + 1.0 / each[j].n));
      pairs.push_back(pair_of(i, j, mean, se, k, df, q));
    }
  return pairs;
}

/// Replications that all alternatives have: [replication][alternative].
std::vector<std::vector<double>> complete(std::span<const std::vector<double>> alternatives) {
  std::size_t n = alternatives.front().size();
  for (const std::vector<double>& values : alternatives) n = std::min(n, values.size());
  std::vector<std::vector<double>> rows;
  for (std::size_t r = 0; r < n; ++r) {
    std::vector<double> row;
    for (const std::vector<double>& values : alternatives) row.push_back(values[r]);
    if (std::none_of(row.begin(), row.end(), [](double v) { return std::isnan(v); }))
      rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<PairDifference> of_same_people(std::span<const std::vector<double>> alternatives) {
  const std::size_t k = alternatives.size();
  const std::vector<std::vector<double>> rows = complete(alternatives);
  const auto n = static_cast<double>(rows.size());
  std::vector<double> mean(k, 0.0);
  for (const std::vector<double>& row : rows)
    for (std::size_t i = 0; i < k; ++i) mean[i] += row[i] / n;
  double squares = 0.0;
  for (const std::vector<double>& row : rows) {
    double level = 0.0;  // of the replication, against the means
    for (std::size_t i = 0; i < k; ++i) level += (row[i] - mean[i]) / static_cast<double>(k);
    for (std::size_t i = 0; i < k; ++i) {
      const double rest = row[i] - mean[i] - level;
      squares += rest * rest;
    }
  }
  const double df = (static_cast<double>(k) - 1.0) * (n - 1.0);
  const double q = n >= 2.0 ? studentized_range_quantile(confidence, k, df) : undefined;
  std::vector<PairDifference> pairs;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = i + 1; j < k; ++j) {
      const double difference = rows.empty() ? undefined : mean[j] - mean[i];
      pairs.push_back(n >= 2.0 ? pair_of(i, j, difference, std::sqrt(squares / df / n), k, df, q)
                               : undefined_pair(i, j, difference));
    }
  return pairs;
}

/// P(T > t).
double t_above(double t, double df) {
  const double both = t_two_sided(t, df);
  return t > 0.0 ? 0.5 * both : 1.0 - 0.5 * both;
}

}  // namespace

std::vector<PairDifference> tukey_pairs(std::span<const std::vector<double>> alternatives,
                                        People people) {
  if (alternatives.size() < 2) return {};
  return people == People::own ? of_own_people(alternatives) : of_same_people(alternatives);
}

Equivalence equivalence(const Difference& d, double margin, double alpha) {
  assert(margin >= 0.0 && alpha > 0.0 && alpha < 0.5);
  if (d.identical) return {0.0, 0.0, 0.0, true};
  if (d.n < 2 || std::isnan(d.mean)) return {1.0, undefined, undefined, false};
  if (d.standard_error == 0.0) {
    const bool inside = std::fabs(d.mean) < margin;
    return {inside ? 0.0 : 1.0, d.mean, d.mean, inside};
  }
  const double df = d.n - 1.0;
  const double half = t_quantile(1.0 - alpha, df) * d.standard_error;
  const double p = t_above((margin - std::fabs(d.mean)) / d.standard_error, df);
  return {p, d.mean - half, d.mean + half, p < alpha};
}

}  // namespace czt
