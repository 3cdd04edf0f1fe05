#pragma once
/// An OD estimated from what was known before and what was counted on links. Cells are pairs of places in any order that
/// the caller likes; a count is of the people of some cells, each with the share of them that uses the link.

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

namespace czt {

struct LinkCount {
  struct Use {
    std::uint32_t cell = 0;
    double share = 1.0;   ///< (0, 1]
  };
  std::vector<Use> uses;  ///< each cell once
  double people = 0.0;    ///< counted, ≥ 0
};

struct EstimatedOd {
  Eigen::VectorXd travellers;
  double worst = 0.0;        ///< largest |estimated − counted| / max(counted, 1)
  std::uint32_t rounds = 0;  ///< of balancing
};

/// The OD of maximum entropy relative to the prior that gives the counts:
///   t_c = τ_c · Π_a exp(λ_a p_ac), Σ_c p_ac t_c = v_a
/// Van Zuylen & Willumsen (1980), Transportation Research B 14; balanced count by count, each λ_a by Newton's method
/// (where all shares are 1 one factor is enough). What is zero stays zero; no cell becomes negative. Counts that contradict
/// each other, or a count of people where the prior has none, are never met: `worst` then stays large.
EstimatedOd entropy_od(const Eigen::VectorXd& prior, std::span<const LinkCount> counts, double tolerance = 1e-12,
                       std::uint32_t most_rounds = 10'000);

/// Generalised least squares: minimises (t − τ)'W⁻¹(t − τ) + (v − Pt)'V⁻¹(v − Pt), W and V diagonal with these variances
/// (W > 0 where the prior may change, 0 where it may not; V ≥ 0, 0 for a count without error). Cascetta (1984),
/// Transportation Research B 18. One linear solution, which may be negative and need not meet the counts. Counts without
/// error must not repeat each other.
EstimatedOd least_squares_od(const Eigen::VectorXd& prior, const Eigen::VectorXd& prior_variance,
                             std::span<const LinkCount> counts, const Eigen::VectorXd& count_variance);

}  // namespace czt
