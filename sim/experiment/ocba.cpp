#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "czt/experiment/selection.hpp"

namespace czt {

namespace {

/// Whole numbers in these proportions: rounded down, the rest to the largest remainders.
std::vector<std::uint32_t> in_proportion(std::span<const double> weights, std::uint32_t total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::uint32_t> shares;
  std::vector<double> rest;
  std::uint32_t given = 0;
  for (const double w : weights) {
    const double exact = total * (w / sum);
    shares.push_back(static_cast<std::uint32_t>(exact));
    rest.push_back(exact - shares.back());
    given += shares.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
  for (std::size_t k = 0; given < total; ++given, ++k) ++shares[order[k % order.size()]];
  return shares;
}

}  // namespace

std::vector<std::uint32_t> ocba_shares(std::span<const double> means, std::span<const double> sds,
                                       Better better, double least_difference,
                                       std::uint32_t total) {
  assert(!means.empty() && means.size() == sds.size() && least_difference > 0.0);
  const auto best = static_cast<std::size_t>((better == Better::less
                                                  ? std::min_element(means.begin(), means.end())
                                                  : std::max_element(means.begin(), means.end())) -
                                             means.begin());
  std::vector<double> weights(means.size(), 0.0);
  double squares = 0.0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (i == best) continue;
    const double distance = std::max(std::fabs(means[i] - means[best]), least_difference);
    const double ratio = sds[i] / distance;
    weights[i] = ratio * ratio;
    const double weight_per_sd = ratio / distance;
    squares += weight_per_sd * weight_per_sd;
  }
  weights[best] = sds[best] * std::sqrt(squares);
  if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0.0)
    weights.assign(means.size(), 1.0);
  return in_proportion(weights, total);
}

}  // namespace czt
