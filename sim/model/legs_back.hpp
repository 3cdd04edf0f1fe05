#pragma once
/// The other leg of a purpose's journeys: how well the railway serves it, now and in the root base, and what that is to
/// those who choose for both legs.

#include <span>
#include <vector>

#include "base_service.hpp"
#include "czt/model/plan.hpp"
#include "wishes.hpp"

namespace czt {

class LegsBack {
 public:
  /// For a purpose that has a leg back.
  LegsBack(const PlanInput& tastes, const Wishes& wishes, const BaseService& base, std::size_t purpose);

  /// A mode is judged by the mean of both legs. Of those who must be back the same day only so many set out as find a
  /// train for the other leg; of these the base's share already allows for its own. log: by quarter, of what the railway
  /// is worth now on the way back; change: by quarter, of rail's utility on the one leg, NaN where it cannot be taken.
  void judge(std::size_t pair, std::span<const double> log, std::span<double> change);

 private:
  /// Per quarter of the one leg: share of the people who find a train for the other, and the mean of its logarithm.
  void find(std::span<const double> log, double* found, double* mean);

  const Wishes& wishes_;
  const BaseService& base_;
  std::size_t purpose_;
  const LegBack& back_;
  double per_log_;                     ///< utility of rail per logarithm of its worth
  double nest_;
  std::size_t quarters_;
  std::vector<double> found_before_;   ///< pair of the one leg · quarters + quarter
  std::vector<double> mean_before_;
  std::vector<double> found_, mean_, there_, finite_, ratio_, log_ratio_;
};

}  // namespace czt
