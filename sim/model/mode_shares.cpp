#include "mode_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"

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
      legs_back_(wishes_.purposes()),
      rivals_(plan, base_, wishes_),
      quarters_(wishes_.grid().quarters),
      rivals_of_(wishes_.purposes() * wishes_.pairs()),
      worth_(rivals_of_.size() * quarters_, 0.0),
      log_(worth_.size(), -std::numeric_limits<double>::infinity()) {
  side_by_side(wishes_.purposes(), [&](std::size_t p) {
    if (plan.input.purposes[PurposeId{p}].back) legs_back_[p].emplace(plan.input, wishes_, base_service_, p);
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair)
      if (concerns(p, pair)) rivals_of_[wishes_.row(p, pair)] = rivals_.day_of(p, pair);
  });
}

bool ModeShares::concerns(std::size_t p, std::size_t pair) const {
  return wishes_.travellers(p, pair) > 0.0 && wishes_.rail_share(p, pair) > 0.0 &&
         (ways_[pair].count > 0 || base_service_.goes(pair));
}

void ModeShares::note_worths(std::size_t p, const RailService& service) {
  for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
    if (ways_[pair].count == 0) continue;
    const std::span<double> worth(&worth_[wishes_.row(p, pair) * quarters_], quarters_);
    ways_[pair].worth(service, p, worth);
    maths::log_each(worth, &log_[wishes_.row(p, pair) * quarters_]);
  }
}

void ModeShares::answer(Row& row) {
  for (auto* numbers : {&row.people, &row.change}) numbers->resize(quarters_);
  row.in_base.resize(quarters_);
  const double travellers = wishes_.travellers(row.purpose, row.pair);
  const std::span<const double> mass = wishes_.mass(row.purpose, row.pair);
  for (std::size_t q = 0; q < quarters_; ++q) row.people[q] = travellers * mass[q];
  row.worth = {&worth_[wishes_.row(row.purpose, row.pair) * quarters_], quarters_};
  find_change(row);
  for (const auto& stretch : rivals_of(row)) row.pivots.set(stretch.first, stretch.end - stretch.first, stretch.now);
  row.pivots.ask(row.change, row.in_base, row.answers);
}

void ModeShares::beside_base_rivals(Row& row, PivotAnswers& answers) const {
  for (const auto& stretch : rivals_of(row))
    row.pivots.set(stretch.first, stretch.end - stretch.first, stretch.as_before ? *stretch.as_before : stretch.now);
  row.pivots.ask(row.change, row.in_base, answers);
}

void ModeShares::find_change(Row& row) {
  const double* now = &log_[wishes_.row(row.purpose, row.pair) * quarters_];
  const std::span<const double> before = base_service_.log_worth(row.purpose, row.pair);
  const double reference = base_service_.reference(row.purpose, row.pair);
  const double per_log = wishes_.per_minute(row.purpose) / model_.station_scale;
  for (std::size_t q = 0; q < quarters_; ++q) {
    row.in_base[q] = std::isfinite(before[q]) ? 1 : 0;
    row.change[q] = std::isfinite(now[q]) ? per_log * (now[q] - (row.in_base[q] != 0 ? before[q] : reference)) : nan;
  }
  if (!legs_back_[row.purpose]) return;
  const double* back = &log_[wishes_.row(row.purpose, wishes_.back(row.pair)) * quarters_];
  legs_back_[row.purpose]->judge(row.pair, {back, quarters_}, row.change);
}

bool ModeShares::as_before(const Row& row) const {
  return wishes_.travellers(row.purpose, row.pair) == wishes_.base_travellers(row.purpose, row.pair) &&
         std::all_of(row.change.begin(), row.change.end(), [](double c) { return c == 0.0 || std::isnan(c); });
}

std::vector<double> ModeShares::wanted(const RailService& service, double informed) {
  const std::size_t of_purpose = std::size_t{plan_.slots} * quarters_;
  std::vector<double> wanted(wishes_.purposes() * of_purpose, 0.0);
  std::vector<unsigned char> moved(wishes_.purposes(), 0);
  side_by_side(wishes_.purposes(), [&](std::size_t p) {
    std::vector<double> riders(quarters_);
    bool unmoved = true;
    for_each_row(p, service, [&](const Row& row) {
      unmoved = unmoved && as_before(row);
      const double base_share = wishes_.rail_share(p, row.pair);
      for (std::size_t q = 0; q < quarters_; ++q) {
        const double unaware = row.in_base[q] != 0 && !std::isnan(row.change[q]) ? base_share : 0.0;
        riders[q] = row.people[q] * (informed == 1.0 ? row.answers.share[q]
                                                     : informed * row.answers.share[q] + (1.0 - informed) * unaware);
      }
      ways_[row.pair].share_out(service, p, riders, row.worth, &wanted[p * of_purpose]);
    });
    moved[p] = unmoved ? 0 : 1;
  });
  unchanged_ = !rivals_.changed() && std::none_of(moved.begin(), moved.end(), [](unsigned char m) { return m != 0; });
  return wanted;
}

}  // namespace czt
