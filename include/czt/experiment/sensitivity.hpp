#pragma once
/// Which parameters a response depends on. Both analyses know that a row of a stochastic model is a
/// mean over replications: every estimate here that is a quadratic form Q of the rows' means has
/// the part taken out that chance adds to it, whose unbiased estimate is
///
///     noise = Σ over replications k of Q(y_k − ȳ) / (n (n − 1)),
///
/// y_k the rows in replication k, ȳ their means over n replications. (E Q(ȳ) = Q(E ȳ) + tr(M Σ) / n
/// with M the form's matrix and Σ the covariance of the rows in one replication, of which the sum
/// over k, divided by n − 1, is the sample estimate.) It holds for independent rows, where for the
/// variance of the response it is the mean over rows of s² / n, as it does for rows that share their
/// people. One replication has no noise to be seen: nothing is taken out and `noise` is NaN.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "czt/experiment/design.hpp"

namespace czt {

/// What a design's rows gave: values[row · replications + k], NaN where it failed.
struct Responses {
  std::size_t replications = 1;
  std::vector<double> values;
  [[nodiscard]] std::size_t rows() const { return values.size() / replications; }
  [[nodiscard]] double at(std::size_t row, std::size_t k) const {
    return values[row * replications + k];
  }
};

/// Estimates may lie a little outside [0, 1]; the interval holds 95 % of the bootstrap samples.
struct SobolIndex {
  double value;
  double low;
  double high;
};
struct SobolIndices {
  std::vector<SobolIndex> first;  ///< by parameter: share of the variance that it explains alone
  std::vector<SobolIndex> total;  ///< share that is left when all others are known
  double variance;                ///< of the response over the design, without noise
  double noise;                   ///< what was taken out of that variance
  std::size_t blocks;             ///< used
  std::size_t dropped;            ///< blocks with a failed row
};

/// Of the rows of saltelli_points. With f_A, f_B, f_i the means of a block's rows A, B and A with
/// B's i-th coordinate, less the mean of all f_A and f_B, and N blocks:
///     V  = Σ (f_A² + f_B²) / (2N − 1)
///     S  = Σ f_B (f_i − f_A) / N / V          Saltelli et al. (2010), table 2, (b)
///     ST = Σ (f_A − f_i)² / (2N) / V          Jansen (1999), Comput. Phys. Commun. 117, eq. 8
/// Intervals: percentiles of the estimates over blocks drawn with replacement (Efron 1979; Archer,
/// Saltelli & Sobol' 1997), which takes the points for independent ones and is wider than what a
/// Sobol' net deserves. All NaN with fewer than two blocks or a variance that is not above 0.
SobolIndices sobol_indices(std::size_t parameters, const Responses& responses, std::uint64_t seed,
                           std::uint32_t resamples = 1000);

struct MorrisEffect {
  double mean;           ///< μ: mean of the effects, response per whole range of the parameter
  double mean_absolute;  ///< μ*: mean of their sizes (Campolongo et al. 2007); noise raises it
  double half_width;     ///< of μ*, t with trajectories − 1
  double sd;             ///< σ: of the effects, noise taken out; curvature or interaction
  double noise_sd;       ///< that chance gives one effect; a μ* below it says nothing. NaN: unknown
};
struct MorrisEffects {
  std::vector<MorrisEffect> of;  ///< by parameter
  std::size_t trajectories;      ///< used
  std::size_t dropped;           ///< with a failed row
};
/// Of the rows of morris_points: effect = (response after − before) / (coordinate after − before) of
/// the one that moved. Morris (1991), section 2. σ and half-width are NaN with one trajectory.
MorrisEffects morris_effects(const Points& design, const Responses& responses);

}  // namespace czt
