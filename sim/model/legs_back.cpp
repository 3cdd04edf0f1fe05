#include "legs_back.hpp"

#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {

LegsBack::LegsBack(const PlanInput& tastes, const Wishes& wishes, const BaseService& base, std::size_t purpose)
    : wishes_(wishes),
      base_(base),
      purpose_(purpose),
      back_(*tastes.purposes[PurposeId{purpose}].back),
      per_log_(wishes.per_minute(purpose) / tastes.choice->station_scale),
      nest_(tastes.choice->nest[0]),
      quarters_(wishes.grid().quarters) {
  found_before_.resize(wishes.pairs() * quarters_);
  mean_before_.resize(found_before_.size());
  for (auto* row : {&found_, &mean_, &there_, &finite_, &ratio_, &log_ratio_}) row->resize(quarters_);
  for (std::size_t pair = 0; pair < wishes.pairs(); ++pair)
    find(base.log_worth(purpose, wishes.back(pair)), &found_before_[pair * quarters_], &mean_before_[pair * quarters_]);
}

void LegsBack::find(std::span<const double> log, double* __restrict found, double* __restrict mean) {
  for (std::size_t q = 0; q < quarters_; ++q) {
    there_[q] = std::isfinite(log[q]) ? 1.0 : 0.0;
    finite_[q] = std::isfinite(log[q]) ? log[q] : 0.0;
    found[q] = mean[q] = 0.0;
  }
  for (const Wishes::Stay& stay : wishes_.stays(purpose_))
    for (const Wishes::Stay::Run& run : stay.runs) {
      const double* there = &there_[run.other];
      const double* finite = &finite_[run.other];
      const std::uint32_t count = run.end - run.first;
      for (std::uint32_t k = 0; k < count; ++k) {
        found[run.first + k] += stay.weight * there[run.along ? k : 0];
        mean[run.first + k] += stay.weight * finite[run.along ? k : 0];
      }
    }
  for (std::size_t q = 0; q < quarters_; ++q) mean[q] = found[q] > 0.0 ? mean[q] / found[q] : 0.0;
}

void LegsBack::judge(std::size_t pair, std::span<const double> log, std::span<double> change) {
  const std::size_t other = wishes_.back(pair);
  const double* found_before = &found_before_[pair * quarters_];
  const double* mean_before = &mean_before_[pair * quarters_];
  const bool went = base_.goes(other);
  const double reference = base_.reference(purpose_, other);
  find(log, found_.data(), mean_.data());
  bool more_or_fewer = false;
  for (std::size_t q = 0; q < quarters_; ++q) {
    const double change_back =
        found_[q] > 0.0 ? per_log_ * (mean_[q] - (found_before[q] > 0.0 ? mean_before[q] : reference)) : 0.0;
    const double can = 1.0 - back_.same_day + back_.same_day * found_[q];
    const double could = 1.0 - back_.same_day + back_.same_day * (went ? found_before[q] : 1.0);
    change[q] = can > 0.0 ? 0.5 * (change[q] + change_back) : std::numeric_limits<double>::quiet_NaN();
    ratio_[q] = can > 0.0 && could > 0.0 && can != could ? can / could : 1.0;
    more_or_fewer = more_or_fewer || ratio_[q] != 1.0;
  }
  if (!more_or_fewer) return;
  maths::log_each(ratio_, log_ratio_.data());
  for (std::size_t q = 0; q < quarters_; ++q)
    if (ratio_[q] != 1.0) change[q] += nest_ * log_ratio_[q];
}

}  // namespace czt
