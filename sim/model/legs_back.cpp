#include "legs_back.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

constexpr unsigned char unknown = 2;

/// Adds up what the quarters of the other leg hold, by quarter of the one leg.
void over_stays(std::span<const Wishes::Stay> stays, const double* __restrict other, double* __restrict sum, std::size_t quarters) {
  std::fill_n(sum, quarters, 0.0);
  for (const Wishes::Stay& stay : stays)
    for (const Wishes::Stay::Run& run : stay.runs) {
      const double* from = other + run.other;
      double* to = sum + run.first;
      const std::uint32_t count = run.end - run.first;
      if (run.along)
        for (std::uint32_t k = 0; k < count; ++k) to[k] += stay.weight * from[k];
      else
        for (std::uint32_t k = 0; k < count; ++k) to[k] += stay.weight * from[0];
    }
}

/// finite: room for the quarters.
void mean_of(std::span<const Wishes::Stay> stays, std::span<const double> log, const double* found, double* finite, double* mean) {
  for (std::size_t q = 0; q < log.size(); ++q) finite[q] = std::isfinite(log[q]) ? log[q] : 0.0;
  over_stays(stays, finite, mean, log.size());
  for (std::size_t q = 0; q < log.size(); ++q) mean[q] = found[q] > 0.0 ? mean[q] / found[q] : 0.0;
}

void found_of(std::span<const Wishes::Stay> stays, std::span<const double> log, double* there, double* found) {
  for (std::size_t q = 0; q < log.size(); ++q) there[q] = std::isfinite(log[q]) ? 1.0 : 0.0;
  over_stays(stays, there, found, log.size());
}

}  // namespace

LegsBack::Before LegsBack::in_base(const Wishes& wishes, const BaseService& base, std::size_t purpose) {
  const std::size_t quarters = wishes.grid().quarters;
  const std::span<const Wishes::Stay> stays = wishes.stays(purpose);
  Before before{std::vector<double>(wishes.pairs() * quarters), std::vector<double>(wishes.pairs() * quarters)};
  std::vector<double> room(quarters);
  for (std::size_t pair = 0; pair < wishes.pairs(); ++pair) {
    const std::span<const double> log = base.log_worth(purpose, wishes.back(pair));
    found_of(stays, log, room.data(), &before.found[pair * quarters]);
    mean_of(stays, log, &before.found[pair * quarters], room.data(), &before.mean[pair * quarters]);
  }
  return before;
}

LegsBack::LegsBack(const PlanInput& tastes, const Wishes& wishes, const BaseService& base, const Before& before,
                   std::size_t purpose)
    : wishes_(wishes),
      base_(base),
      before_(before),
      purpose_(purpose),
      back_(*tastes.purposes[PurposeId{purpose}].back),
      per_log_(wishes.per_minute(purpose) / tastes.choice->station_scale),
      nest_(tastes.choice->nest[0]),
      quarters_(wishes.grid().quarters) {
  for (auto* row : {&mean_, &finite_, &ratio_, &log_ratio_}) row->resize(quarters_);
}

std::span<const double> LegsBack::found_now(std::size_t pair, std::span<const double> log) {
  if (there_.empty()) {
    found_.resize(wishes_.pairs() * quarters_);
    there_.resize(found_.size(), unknown);
  }
  unsigned char* there = &there_[pair * quarters_];
  unsigned char other = 0;
  for (std::size_t q = 0; q < quarters_; ++q) {
    const unsigned char now = std::isfinite(log[q]) ? 1 : 0;
    other |= there[q] ^ now;
    there[q] = now;
  }
  double* found = &found_[pair * quarters_];
  if (other != 0) found_of(wishes_.stays(purpose_), log, finite_.data(), found);
  return {found, quarters_};
}

void LegsBack::judge(std::size_t pair, std::span<const double> log, std::span<double> change) {
  const std::size_t other = wishes_.back(pair);
  const double* found_before = &before_.found[pair * quarters_];
  const double* mean_before = &before_.mean[pair * quarters_];
  const bool went = base_.goes(other);
  const double reference = base_.reference(purpose_, other);
  const std::span<const double> found = found_now(pair, log);
  mean_of(wishes_.stays(purpose_), log, found.data(), finite_.data(), mean_.data());
  bool more_or_fewer = false;
  for (std::size_t q = 0; q < quarters_; ++q) {
    const double change_back =
        found[q] > 0.0 ? per_log_ * (mean_[q] - (found_before[q] > 0.0 ? mean_before[q] : reference)) : 0.0;
    const double can = 1.0 - back_.same_day + back_.same_day * found[q];
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
