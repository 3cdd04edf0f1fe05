#pragma once

#include <functional>
#include <span>

#include "czt/core/distributions.hpp"
#include "czt/experiment/sensitivity.hpp"

namespace czt::test {

using ResponseFunction = std::function<double(std::span<const double>)>;

/// What a design's rows give in n replications: f(u) + shared · Z of the replication + own · Z of row and replication.
inline Responses noisy(const Points& points, const ResponseFunction& f, std::size_t n, double shared, double own,
                       std::uint64_t seed, std::uint32_t trial = 0) {
  const Draws draws(seed, trial);
  Responses responses;
  responses.replications = n;
  for (std::size_t r = 0; r < points.rows(); ++r)
    for (std::uint32_t k = 0; k < n; ++k) {
      const PhiloxBlock of_all = draws.block(Chance::dwell_noise, 0, k);
      const PhiloxBlock of_row = draws.block(Chance::dwell_noise, r + 1, k);
      responses.values.push_back(f(points.row(r)) + shared * normal(of_all[0], of_all[1]) +
                                 own * normal(of_row[0], of_row[1]));
    }
  return responses;
}

}  // namespace czt::test
