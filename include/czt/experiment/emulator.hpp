#pragma once
/// A stand-in for the simulator: a Gaussian process through what a design's rows gave, that answers
/// at once for any other point and says how sure it is.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "czt/experiment/design.hpp"
#include "czt/experiment/sensitivity.hpp"

namespace czt {

/// f(u) = level + a stationary process with variance v and correlation Matérn 5/2,
///     R = (1 + √5 r + 5/3 r²) exp(−√5 r),   r² = Σ over parameters of (Δu / length)²
/// (Matérn 1960; Rasmussen & Williams 2006, "Gaussian Processes for Machine Learning", eq. 4.17),
/// seen with the noise of replications: K = v R + diagonal(noise) + 1e-8 v (Ankenman, Nelson &
/// Staum 2010, "Stochastic kriging", Operations Research 58). level = 1'K⁻¹y / 1'K⁻¹1.
///
/// Lengths (0.05 to 20 ranges of a parameter) and v maximise the likelihood (Rasmussen & Williams,
/// eq. 5.8) by steps along one parameter at a time that are halved where none helps (Hooke & Jeeves
/// 1961, without pattern moves), from two starts: a good maximum, not surely the highest. It costs
/// some 25 · (parameters + 1) times rows³ / 6 steps; made for up to a few hundred rows.
///
/// Noise of a row: the variance over its n replications of what it differs from the mean of all
/// rows in each, divided by n. A variance from few replications is itself unsure, and rows that
/// look quiet by chance would be trusted too much (of 95 % intervals with n = 5 only 87 % held), so
/// that the mean noise of all rows counts in each for four degrees of freedom beside its own n − 1.
/// What the replications of all rows have in common (the same people) blurs the level, not the
/// shape, and is added to `Prediction::sd` alone. With one replication a noise that is the same for
/// all rows is estimated with the lengths.
class Emulator {
 public:
  struct Prediction {
    double mean;
    double sd;  ///< of the mean response at the point, not of one replication there
  };
  /// Of one row, by all others with the lengths and v of all. Dubrule (1983), "Cross validation of
  /// kriging in a unique neighborhood", Mathematical Geology 15: with Q = K⁻¹ − K⁻¹11'K⁻¹ / 1'K⁻¹1,
  /// error = (Q y)_i / Q_ii, sd = 1 / √Q_ii.
  struct LeftOut {
    double error;  ///< seen − predicted
    double sd;     ///< of that error, the row's noise included
  };

  /// From the rows without failures, of which there must be at least parameters + 2 (else nothing).
  static std::optional<Emulator> fit(const Points& design, const Responses& responses);

  [[nodiscard]] Prediction at(std::span<const double> point) const;

  [[nodiscard]] const std::vector<LeftOut>& left_out() const { return left_out_; }
  /// Root mean square of the errors left out, in the response's unit.
  [[nodiscard]] double cross_validated_error() const;
  /// 1 − Σ error² / Σ (y − ȳ)²: 1 for a perfect emulator, 0 or less for one no better than the
  /// mean.
  [[nodiscard]] double cross_validated_share() const;

  [[nodiscard]] const std::vector<double>& lengths() const { return lengths_; }  ///< by parameter
  [[nodiscard]] double variance() const { return variance_; }                    ///< v
  [[nodiscard]] std::size_t rows() const { return design_.rows(); }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  Points design_;
  std::vector<double> seen_;   ///< means of rows
  std::vector<double> noise_;  ///< of those means
  double shared_noise_ = 0.0;  ///< of all of them together
  std::size_t dropped_ = 0;
  std::vector<double> lengths_;
  double variance_ = 0.0;
  double level_ = 0.0;
  std::vector<double> factor_;        ///< Cholesky factor of K, row by row
  std::vector<double> weights_;       ///< K⁻¹ (y − level)
  std::vector<double> inverse_ones_;  ///< K⁻¹ 1
  double ones_ = 0.0;                 ///< 1'K⁻¹1
  std::vector<LeftOut> left_out_;

  void condition();
};

}  // namespace czt
