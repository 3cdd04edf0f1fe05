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
  /// How the base serves the other leg, for each pair of places of the one leg and quarter-hour of it.
  struct Before {
    std::vector<double> found;   ///< share of the people who find a train for it
    std::vector<double> mean;    ///< of the logarithm of what the railway is worth to these
  };
  static Before in_base(const Wishes& wishes, const BaseService& base, std::size_t purpose);

  /// For a purpose that has a leg back. All but `tastes` must outlive this.
  LegsBack(const PlanInput& tastes, const Wishes& wishes, const BaseService& base, const Before& before, std::size_t purpose);

  /// A mode is judged by the mean of both legs. Of those who must be back the same day only so many set out as find a
  /// train for the other leg; of these the base's share already allows for its own. log: by quarter, of what the railway
  /// is worth now on the way back; change: by quarter, of rail's utility on the one leg, NaN where it cannot be taken.
  void judge(std::size_t pair, std::span<const double> log, std::span<double> change);

 private:
  std::span<const double> found_now(std::size_t pair, std::span<const double> log);

  const Wishes& wishes_;
  const BaseService& base_;
  const Before& before_;
  std::size_t purpose_;
  LegBack back_;
  double per_log_;                     ///< utility of rail per logarithm of its worth
  double nest_;
  std::size_t quarters_;
  /// As Before::found, for the trains that were there when the pair was last judged: crowding takes none away. Empty
  /// before anybody asks.
  std::vector<double> found_;
  std::vector<unsigned char> there_;   ///< pair of the other leg · quarters + quarter: a train leads there; `unknown`
  std::vector<double> mean_, finite_, ratio_, log_ratio_;
};

}  // namespace czt
