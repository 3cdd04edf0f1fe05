#pragma once
/// Alternatives weighed by two measures: which of them no other beats in both.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "czt/experiment/statistics.hpp"
#include "czt/observe/measures.hpp"

namespace czt {

struct WeighedMeasure {
  std::vector<std::vector<double>> values;  ///< [alternative][replication], the same people in each
  Better better = Better::more;             ///< more or less
};

struct ParetoStanding {
  Estimate one;
  Estimate other;
  bool on_front;  ///< by the means: none is at least as good in both and better in one
  /// The first that certainly is: of the paired differences in both measures no interval reaches
  /// beyond 0 on the worse side, and one lies wholly on the better side.
  std::optional<std::size_t> surely_beaten_by;
};

/// One standing an alternative. Intervals are t intervals of paired differences at 1 − 5 % / (k (k
/// − 1)) each (Bonferroni over two measures and k (k − 1) / 2 pairs): with probability ≥ 95 % no
/// alternative that belongs to the front is said to be surely beaten. So the front lies between
/// those on it by their means and those not surely beaten. A measure that no replication defines
/// puts its alternative neither on the front nor among the beaten.
std::vector<ParetoStanding> pareto_standings(const WeighedMeasure& one,
                                             const WeighedMeasure& other);

}  // namespace czt
