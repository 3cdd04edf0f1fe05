#include "czt/experiment/selection.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "czt/core/maths.hpp"
#include "czt/experiment/statistics.hpp"

namespace czt {

namespace {

/// How far two sums may still be apart after r replications without anything being decided.
double continuation(double h_squared, double variance, double zone, std::uint32_t r) {
  return std::max(0.0, 0.5 * (h_squared * variance / zone - zone * r));
}

double variance_of(std::span<const double> values) {
  const double sd = estimate(values).sd;
  return sd * sd;
}

}  // namespace

double screening_eta(double beta, std::uint32_t first_stage) {
  assert(beta > 0.0 && beta < 0.5 && first_stage >= 2);
  return 0.5 * (maths::pow(2.0 * beta, -2.0 / (first_stage - 1.0)) - 1.0);
}

BestSelection::BestSelection(std::size_t alternatives, const SelectionRule& rule)
    : rule_(rule), all_(alternatives), variances_(alternatives * alternatives, 0.0) {
  assert(rule.indifference > 0.0 && rule.first_stage >= 2 && rule.better != Better::neither);
  const auto k = static_cast<double>(alternatives);
  const double alpha = rule.bound ? rule.alpha / 2 : rule.alpha;
  const auto h_squared = [&](double beta) {
    return 2.0 * screening_eta(beta, rule.first_stage) * (rule.first_stage - 1.0);
  };
  if (alternatives >= 2) h_squared_ = h_squared(alpha / (k - 1.0));
  if (rule.bound) h_squared_bound_ = h_squared(alpha / k);
  if (alternatives == 1 && !rule.bound) return;
  for (std::uint32_t i = 0; i < alternatives; ++i) wanted_.push_back(i);
}

void BestSelection::take(std::span<const double> values, std::span<const double> bounded) {
  assert(values.size() == wanted_.size());
  assert(!rule_.bound || bounded.size() == wanted_.size());
  ++done_;
  for (std::size_t n = 0; n < wanted_.size(); ++n) {
    Alternative& a = all_[wanted_[n]];
    a.values.push_back(rule_.better == Better::less ? -values[n] : values[n]);
    a.sum += a.values.back();
    if (rule_.bound) {
      a.bounded.push_back(bounded[n] - rule_.bound->limit);
      a.bounded_sum += a.bounded.back();
    }
    if (std::isnan(a.sum) || std::isnan(a.bounded_sum)) a.fate = Fate::failed;
  }
  std::erase_if(wanted_, [&](std::uint32_t i) { return all_[i].fate != Fate::in_play; });
  if (done_ < rule_.first_stage) return;
  if (done_ == rule_.first_stage) end_first_stage();
  judge_feasibility();
  judge_best();
  if (wanted_.size() == 1 && all_[wanted_.front()].feasible) wanted_.clear();
}

void BestSelection::end_first_stage() {
  std::vector<double> differences(rule_.first_stage);
  for (const std::uint32_t i : wanted_) {
    all_[i].feasible = !rule_.bound;
    if (rule_.bound) all_[i].bounded_variance = variance_of(all_[i].bounded);
    for (const std::uint32_t l : wanted_) {
      if (l <= i) continue;
      for (std::size_t r = 0; r < differences.size(); ++r)
        differences[r] = all_[i].values[r] - all_[l].values[r];
      variances_[i * all_.size() + l] = variances_[l * all_.size() + i] = variance_of(differences);
    }
  }
}

void BestSelection::judge_feasibility() {
  if (!rule_.bound) return;
  for (const std::uint32_t i : wanted_) {
    Alternative& a = all_[i];
    if (a.feasible) continue;
    const double room =
        continuation(h_squared_bound_, a.bounded_variance, rule_.bound->tolerance, done_);
    if (a.bounded_sum <= -room)
      a.feasible = true;
    else if (a.bounded_sum >= room)
      a.fate = Fate::infeasible;
  }
  std::erase_if(wanted_, [&](std::uint32_t i) { return all_[i].fate != Fate::in_play; });
}

bool BestSelection::beats(std::size_t l, std::size_t i) const {
  const double room =
      continuation(h_squared_, variances_[i * all_.size() + l], rule_.indifference, done_);
  if (room > 0.0) return all_[i].sum < all_[l].sum - room;
  return all_[i].sum < all_[l].sum || (all_[i].sum == all_[l].sum && l < i);
}

void BestSelection::judge_best() {
  for (const std::uint32_t i : wanted_)
    for (const std::uint32_t l : wanted_)
      if (l != i && all_[l].feasible && beats(l, i)) all_[i].fate = Fate::beaten;
  std::erase_if(wanted_, [&](std::uint32_t i) { return all_[i].fate != Fate::in_play; });
}

std::optional<std::uint32_t> BestSelection::best() const {
  if (!decided()) return std::nullopt;
  for (std::uint32_t i = 0; i < all_.size(); ++i)
    if (all_[i].fate == Fate::in_play) return i;
  return std::nullopt;
}

std::uint64_t BestSelection::total_replications() const {
  std::uint64_t total = 0;
  for (const Alternative& a : all_) total += a.values.size();
  return total;
}

}  // namespace czt
