#include "czt/demand/pivot_row.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {

void PivotRow::set(std::size_t first, std::size_t count, const RailPivot& pivot) {
  rail_ = pivot.rail_;
  theta_ = pivot.theta_;
  const auto write = [&](std::vector<double>& row, double value) {
    if (row.size() < first + count) row.resize(first + count);
    std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(first), count, value);
  };
  write(beside_base_, pivot.beside_base_);
  write(beside_now_, pivot.beside_now_);
  write(road_base_, pivot.road_base_);
  write(road_inside_, pivot.road_inside_);
  write(road_now_, pivot.road_now_);
}

void PivotRow::ask(std::span<const double> change, std::span<const unsigned char> in_base, PivotAnswers& answers) {
  ask_shares(change, in_base, answers);
  add_logsums(in_base, answers);
}

void PivotRow::ask_shares(std::span<const double> change, std::span<const unsigned char> in_base, PivotAnswers& answers) {
  const std::size_t n = change.size();
  for (auto* row : {&rail_now_, &nest_base_, &inside_, &nest_, &scratch_}) row->resize(n);
  for (auto* row : {&answers.share, &answers.rail_nest, &answers.road_nest}) row->resize(n);

  // rail = P · exp(ΔV/θ)
  for (std::size_t i = 0; i < n; ++i) scratch_[i] = std::isnan(change[i]) ? 0.0 : change[i] / theta_;
  maths::exp_each(scratch_, rail_now_.data());
  for (std::size_t i = 0; i < n; ++i) {
    const bool taken = !std::isnan(change[i]);
    rail_now_[i] = taken ? rail_ * rail_now_[i] : 0.0;
    inside_[i] = rail_now_[i] + beside_now_[i];
    nest_base_[i] = taken || in_base[i] != 0 ? rail_ + beside_base_[i] : beside_base_[i];
    scratch_[i] = inside_[i] > 0.0 && nest_base_[i] > 0.0 ? inside_[i] / nest_base_[i] : 1.0;
  }
  // nest = base · (inside / base)^θ
  maths::log_each(scratch_, nest_.data());
  for (std::size_t i = 0; i < n; ++i) scratch_[i] = theta_ * nest_[i];
  maths::exp_each(scratch_, nest_.data());
  for (std::size_t i = 0; i < n; ++i) {
    nest_[i] = !(inside_[i] > 0.0) ? 0.0 : nest_base_[i] > 0.0 ? nest_base_[i] * nest_[i] : inside_[i];
    const double all = nest_[i] + road_now_[i];
    // Where nothing has changed not even rounding may.
    const bool unchanged = nest_[i] == rail_ + beside_base_[i] && road_now_[i] == road_base_[i] && rail_now_[i] == rail_;
    answers.rail_nest[i] = unchanged ? 1.0 : inside_[i] > 0.0 ? nest_[i] / all / inside_[i] : 0.0;
    answers.road_nest[i] = unchanged ? 1.0 : road_inside_[i] > 0.0 ? road_now_[i] / all / road_inside_[i] : 0.0;
    answers.share[i] = rail_now_[i] * answers.rail_nest[i];
  }
}

void PivotRow::add_logsums(std::span<const unsigned char> in_base, PivotAnswers& answers) {
  const std::size_t n = in_base.size();
  answers.logsum_change.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double all = nest_[i] + road_now_[i];
    const double base = (in_base[i] != 0 ? rail_ : 0.0) + beside_base_[i] + road_base_[i];
    scratch_[i] = all > 0.0 && base > 0.0 ? all / base : std::numeric_limits<double>::quiet_NaN();
  }
  maths::log_each(scratch_, answers.logsum_change.data());
}

}  // namespace czt
