#pragma once
/// All pairs of several alternatives at once (Tukey), and differences shown to be too small to
/// matter (two one-sided tests). Verdicts on a few measures are in verdict.hpp.

#include <cstddef>
#include <span>
#include <vector>

#include "czt/experiment/statistics.hpp"

namespace czt {

/// P(Q ≤ q) of the studentized range: the range of k independent standard normals over an
/// independent root mean square of df more. k ≥ 2, df > 0 or infinite. With W the distribution of
/// the range and s the root mean square,
///     P = ∫ density(s) W(q s) ds,   W(w) = k ∫ φ(z) (Φ(z) − Φ(z − w))^(k−1) dz
/// (Pearson & Hartley 1942; Copenhaver & Holland 1988, eq. 1.1), both by the trapezoidal rule, the
/// outer one in log s: for such integrands its error falls exponentially with 1/step. The error
/// seen against Student's t (k = 2, q = √2 t) is below 1e-10.
double studentized_range_cdf(double q, std::size_t k, double df);
/// 0 < p < 1, at most 1e12; by bisection and secants, to 1e-10 relatively.
double studentized_range_quantile(double p, std::size_t k, double df);

enum class People : unsigned char {
  own,   ///< replications of different alternatives have nothing to do with each other
  same,  ///< replication k of all of them has the same people
};

struct PairDifference {
  std::size_t base;
  std::size_t other;
  double mean;        ///< other − base
  double half_width;  ///< of 95 % for all pairs together
  double p;           ///< adjusted: the smallest family error at which the pair differs
};
/// Every pair of alternatives, base before other. alternatives[i] holds i's replications.
/// own people: Tukey (1953) and Kramer (1956): half-width = q/√2 · √(s² (1/n_i + 1/n_j)), s² pooled
///   within the alternatives with Σ(n − 1) degrees of freedom; values that are NaN are left out.
/// same people: two-way layout without interaction, s² that of alternatives × replications with
///   (k − 1)(n − 1) degrees of freedom, half-width = q · √(s² / n); replications that one of them
///   lacks are left out. It takes all differences between two alternatives to have one variance;
///   where they have not, Holm over paired intervals (verdict.hpp) is the safe choice.
/// NaN where there are not enough replications; nothing of fewer than two alternatives.
std::vector<PairDifference> tukey_pairs(std::span<const std::vector<double>> alternatives,
                                        People people);

struct Equivalence {
  double p;    ///< of the worse one of the two one-sided tests
  double low;  ///< interval of 1 − 2 alpha, inside the margin exactly when p < alpha
  double high;
  bool equivalent;  ///< p < alpha: the difference is inside ± margin
};
/// Two one-sided t tests, Schuirmann (1987), J. Pharmacokinet. Biopharm. 15, of |difference| ≥
/// margin. Identical samples are equivalent inside any margin above 0, and with a margin of 0.
Equivalence equivalence(const Difference& difference, double margin, double alpha = 1 - confidence);

}  // namespace czt
