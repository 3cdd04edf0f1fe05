#include "mode_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"
#include "czt/model/kept_pivot.hpp"

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
      concerned_(concerned_rows()),
      pivot_(pivot_of(settled_base)),
      legs_back_(wishes_.purposes()),
      quarters_(wishes_.grid().quarters),
      worths_(wishes_.purposes()) {
  for (std::size_t p = 0; p < wishes_.purposes(); ++p)
    if (plan.input.purposes[PurposeId{p}].back) legs_back_[p].emplace(plan.input, wishes_, pivot_->base, pivot_->legs_before[p], p);
}

std::vector<unsigned char> ModeShares::concerned_rows() const {
  std::vector<unsigned char> joined_before(wishes_.pairs(), 0);
  if (&base_ != &plan_) {
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair)
      joined_before[pair] = base_.choices[pair].by_rail() ? 1 : 0;
  }
  std::vector<unsigned char> concerned;
  for (std::size_t p = 0; p < wishes_.purposes(); ++p)
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair)
      concerned.push_back(wishes_.travellers(p, pair) > 0.0 && wishes_.rail_share(p, pair) > 0.0 &&
                                  (ways_[pair].count > 0 || joined_before[pair] != 0)
                              ? 1
                              : 0);
  return concerned;
}

std::shared_ptr<const Pivot> ModeShares::pivot_of(const std::vector<double>* settled_base) const {
  const auto made = [&](const std::vector<double>* known) { return std::make_shared<const Pivot>(plan_, wishes_, concerned_, known); };
  const std::shared_ptr<KeptPivot>& kept = plan_.input.kept_pivot;
  if (!kept || !plan_.input.base) return made(settled_base);
  PivotInput from{plan_.input.base, {}, plan_.input.purposes, model_, plan_.input.arrival, plan_.input.rivals, {}, concerned_};
  for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
    from.road_km.push_back(wishes_.road_km(pair));
    from.down.push_back(plan_.choices[pair].down);
  }
  if (const auto last = kept->last(); last && last->from == from) return last->pivot;
  const std::shared_ptr<const Pivot> pivot = made(settled_base);
  if (settled_base == nullptr) kept->keep(std::make_shared<const MadePivot>(std::move(from), pivot));
  return pivot;
}

void ModeShares::note_worths(std::size_t p, const RailService& service) {
  Worth& now = worths_[p];
  if (now.worth.empty()) {
    now.worth.resize(wishes_.pairs() * quarters_, 0.0);
    now.log.resize(now.worth.size(), -std::numeric_limits<double>::infinity());
  }
  for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
    if (ways_[pair].count == 0) continue;
    const std::span<double> worth(&now.worth[pair * quarters_], quarters_);
    ways_[pair].worth(service, p, worth);
    maths::log_each(worth, &now.log[pair * quarters_]);
  }
}

void ModeShares::answer(Row& row) {
  for (auto* numbers : {&row.people, &row.change}) numbers->resize(quarters_);
  row.in_base.resize(quarters_);
  const double travellers = wishes_.travellers(row.purpose, row.pair);
  const std::span<const double> mass = wishes_.mass(row.purpose, row.pair);
  for (std::size_t q = 0; q < quarters_; ++q) row.people[q] = travellers * mass[q];
  row.worth = {&worths_[row.purpose].worth[row.pair * quarters_], quarters_};
  find_change(row);
  for (const auto& stretch : rivals_of(row)) row.pivots.set(stretch.first, stretch.end - stretch.first, stretch.now);
  row.pivots.ask_shares(row.change, row.in_base, row.answers);
}

void ModeShares::beside_base_rivals(Row& row, PivotAnswers& answers) const {
  for (const auto& stretch : rivals_of(row))
    row.pivots.set(stretch.first, stretch.end - stretch.first, stretch.as_before ? *stretch.as_before : stretch.now);
  row.pivots.ask(row.change, row.in_base, answers);
}

void ModeShares::find_change(Row& row) {
  const double* now = &worths_[row.purpose].log[row.pair * quarters_];
  const std::span<const double> before = pivot_->base.log_worth(row.purpose, row.pair);
  const double reference = pivot_->base.reference(row.purpose, row.pair);
  const double per_log = wishes_.per_minute(row.purpose) / model_.station_scale;
  for (std::size_t q = 0; q < quarters_; ++q) {
    row.in_base[q] = std::isfinite(before[q]) ? 1 : 0;
    row.change[q] = std::isfinite(now[q]) ? per_log * (now[q] - (row.in_base[q] != 0 ? before[q] : reference)) : nan;
  }
  if (!legs_back_[row.purpose]) return;
  const double* back = &worths_[row.purpose].log[wishes_.back(row.pair) * quarters_];
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
  unchanged_ = !rivals_changed() && std::none_of(moved.begin(), moved.end(), [](unsigned char m) { return m != 0; });
  return wanted;
}

}  // namespace czt
