#include "mode_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
}  // namespace

ModeShares::ModeShares(const Plan& plan, const std::vector<double>* settled_base)
    : plan_(plan),
      base_(plan.input.base ? *plan.input.base : plan),
      model_(*plan.input.choice),
      wishes_(plan, base_),
      ways_(station_ways(plan, model_)),
      base_service_(base_, plan.input, wishes_, settled_base),
      rivals_(plan, base_, wishes_),
      quarters_(wishes_.grid().quarters) {
  for (std::size_t p = 0; p < wishes_.purposes(); ++p)
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
      rivals_of_.emplace_back();
      if (concerns(p, pair)) rivals_of_.back() = rivals_.day_of(p, pair);
    }
}

bool ModeShares::concerns(std::size_t p, std::size_t pair) const {
  return wishes_.travellers(p, pair) > 0.0 && wishes_.rail_share(p, pair) > 0.0 &&
         (ways_[pair].count > 0 || base_service_.goes(pair));
}

void ModeShares::note_worths(const RailService& service) {
  worth_.assign(rivals_of_.size() * quarters_, 0.0);
  log_.assign(worth_.size(), -std::numeric_limits<double>::infinity());
  for (std::size_t p = 0; p < wishes_.purposes(); ++p)
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
      if (ways_[pair].count == 0) continue;
      const std::span<double> worth(&worth_[wishes_.row(p, pair) * quarters_], quarters_);
      ways_[pair].worth(service, p, worth);
      maths::log_each(worth, &log_[wishes_.row(p, pair) * quarters_]);
    }
}

void ModeShares::for_each_row(const RailService& service, const std::function<void(const Row&)>& visit) {
  note_worths(service);
  Row row;
  row.people.resize(quarters_);
  row.change.resize(quarters_);
  row.in_base.resize(quarters_);
  for (row.purpose = 0; row.purpose < wishes_.purposes(); ++row.purpose)
    for (row.pair = 0; row.pair < wishes_.pairs(); ++row.pair) {
      if (!concerns(row.purpose, row.pair)) continue;
      const double travellers = wishes_.travellers(row.purpose, row.pair);
      const std::span<const double> mass = wishes_.mass(row.purpose, row.pair);
      for (std::size_t q = 0; q < quarters_; ++q) row.people[q] = travellers * mass[q];
      row.worth = {&worth_[wishes_.row(row.purpose, row.pair) * quarters_], quarters_};
      find_change(row);
      for (const auto& stretch : rivals_of(row)) pivots_.set(stretch.first, stretch.end - stretch.first, stretch.now);
      pivots_.ask(row.change, row.in_base, row.answers);
      visit(row);
    }
}

void ModeShares::beside_base_rivals(const Row& row, PivotAnswers& answers) {
  for (const auto& stretch : rivals_of(row))
    pivots_.set(stretch.first, stretch.end - stretch.first, stretch.as_before ? *stretch.as_before : stretch.now);
  pivots_.ask(row.change, row.in_base, answers);
}

void ModeShares::find_change(Row& row) const {
  const double* now = &log_[wishes_.row(row.purpose, row.pair) * quarters_];
  const std::span<const double> before = base_service_.log_worth(row.purpose, row.pair);
  const double reference = base_service_.reference(row.purpose, row.pair);
  const double per_log = wishes_.per_minute(row.purpose) / model_.station_scale;
  for (std::size_t q = 0; q < quarters_; ++q) {
    row.in_base[q] = std::isfinite(before[q]) ? 1 : 0;
    row.change[q] = std::isfinite(now[q]) ? per_log * (now[q] - (row.in_base[q] != 0 ? before[q] : reference)) : nan;
  }
  if (const auto& back = plan_.input.purposes[PurposeId{row.purpose}].back) add_leg_back(row, *back);
}

/// A mode is judged by the mean of both legs. Of those who must be back the same day only so many set out as find a
/// train for the other leg; of these the base's share already allows for its own.
void ModeShares::add_leg_back(Row& row, const LegBack& back) const {
  const std::size_t other = wishes_.back(row.pair);
  const double* now = &log_[wishes_.row(row.purpose, other) * quarters_];
  const std::span<const double> before = base_service_.log_worth(row.purpose, other);
  const double reference = base_service_.reference(row.purpose, other);
  const double per_log = wishes_.per_minute(row.purpose) / model_.station_scale;
  for (std::uint32_t q = 0; q < quarters_; ++q) {
    if (std::isnan(row.change[q])) continue;
    double found = 0.0, found_before = 0.0, sum = 0.0, sum_before = 0.0;
    for (const Wishes::Partner& partner : wishes_.partners(row.purpose, q)) {
      if (std::isfinite(now[partner.quarter])) {
        found += partner.weight;
        sum += partner.weight * now[partner.quarter];
      }
      if (std::isfinite(before[partner.quarter])) {
        found_before += partner.weight;
        sum_before += partner.weight * before[partner.quarter];
      }
    }
    double change_back = 0.0;
    if (found > 0.0) change_back = per_log * (sum / found - (found_before > 0.0 ? sum_before / found_before : reference));
    const double can = 1.0 - back.same_day + back.same_day * found;
    const double could = 1.0 - back.same_day + back.same_day * (base_service_.goes(other) ? found_before : 1.0);
    if (!(can > 0.0)) row.change[q] = nan;
    else row.change[q] = 0.5 * (row.change[q] + change_back);
    if (can > 0.0 && could > 0.0 && can != could) row.change[q] += model_.nest[0] * maths::log(can / could);
  }
}

std::vector<double> ModeShares::wanted(const RailService& service, double informed) {
  const std::size_t of_purpose = std::size_t{plan_.slots} * quarters_;
  std::vector<double> wanted(wishes_.purposes() * of_purpose, 0.0);
  std::vector<double> riders(quarters_);
  unchanged_ = !rivals_.changed();
  for_each_row(service, [&](const Row& row) {
    unchanged_ = unchanged_ &&
                 wishes_.travellers(row.purpose, row.pair) == wishes_.base_travellers(row.purpose, row.pair) &&
                 std::all_of(row.change.begin(), row.change.end(), [](double c) { return c == 0.0 || std::isnan(c); });
    const double base_share = wishes_.rail_share(row.purpose, row.pair);
    for (std::size_t q = 0; q < quarters_; ++q) {
      const double unaware = row.in_base[q] != 0 && !std::isnan(row.change[q]) ? base_share : 0.0;
      riders[q] = row.people[q] * (informed == 1.0 ? row.answers.share[q]
                                                   : informed * row.answers.share[q] + (1.0 - informed) * unaware);
    }
    ways_[row.pair].share_out(service, row.purpose, riders, row.worth, &wanted[row.purpose * of_purpose]);
  });
  return wanted;
}

}  // namespace czt
