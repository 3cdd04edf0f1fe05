#include "czt/demand/mode_choice.hpp"

#include <algorithm>
#include <limits>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

/// base · (now / base)^θ; a nest that was empty in the base is worth what is in it.
double worth(double base, double now, double theta) {
  if (!(now > 0.0)) return 0.0;
  if (!(base > 0.0)) return now;
  return base * maths::exp(theta * maths::log(now / base));
}

double log_ratio(double now, double base) {
  if (!(now > 0.0) || !(base > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return maths::log(now / base);
}

}  // namespace

double logsum(std::span<const double> utilities) {
  const double highest = *std::ranges::max_element(utilities);
  double sum = 0.0;
  for (const double v : utilities) sum += maths::exp(v - highest);
  return highest + maths::log(sum);
}

std::vector<double> logit(std::span<const double> utilities) {
  const double highest = *std::ranges::max_element(utilities);
  std::vector<double> shares;
  double sum = 0.0;
  for (const double v : utilities) {
    shares.push_back(maths::exp(v - highest));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

double fare_coefficient(double elasticity, double fare, double share, double share_of_nest, double dissimilarity) {
  const double slope = 1.0 / dissimilarity - (1.0 / dissimilarity - 1.0) * share_of_nest - share;
  return -elasticity / (fare * slope);
}

RailPivot::RailPivot(double rail_base, std::span<const Alternative> rivals,
                     const std::array<double, nest_count>& dissimilarity)
    : rail_(rail_base), theta_(dissimilarity[0]) {
  double all = 0.0;
  for (const Alternative& a : rivals)
    if (a.in_base) all += a.base;
  const double scale = all > 0.0 ? (1.0 - rail_base) / all : 1.0;
  if (!(all > 0.0)) road_base_ = road_inside_ = 1.0 - rail_base;
  for (const Alternative& a : rivals) {
    const double weight = a.base * scale;
    const double now = a.now ? weight * maths::exp(a.change / dissimilarity[static_cast<std::size_t>(a.nest)]) : 0.0;
    rivals_.push_back({a.in_base ? weight : 0.0, now, a.nest});
    (a.nest == Nest::rail ? beside_base_ : road_base_) += rivals_.back().base;
    (a.nest == Nest::rail ? beside_now_ : road_inside_) += now;
  }
  road_now_ = worth(road_base_, road_inside_, dissimilarity[1]);
  unchanged_ = {ask(std::nullopt, false).logsum_change, ask(0.0, true).logsum_change};
}

RailPivot::Answer RailPivot::ask(std::optional<double> change, bool in_base) const {
  const double rail = change ? rail_ * maths::exp(*change / theta_) : 0.0;
  const double inside = rail + beside_now_;
  // The nest's base includes rail's share whether it could be taken there or not: else a railway that is new would
  // be worth more than an old one that is as good.
  const double nest = change || in_base ? worth(rail_ + beside_base_, inside, theta_) : worth(beside_base_, inside, theta_);
  const double all = nest + road_now_;
  const double base = (in_base ? rail_ : 0.0) + beside_base_ + road_base_;
  Answer answer;
  answer.logsum_change = log_ratio(all, base);
  if (change && nest == rail_ + beside_base_ && road_now_ == road_base_ && rail == rail_) {
    answer.share = rail_;  // nothing has changed: not even rounding may
    return answer;
  }
  answer.rail_nest = inside > 0.0 ? nest / all / inside : 0.0;
  answer.road_nest = road_inside_ > 0.0 ? road_now_ / all / road_inside_ : 0.0;
  answer.share = rail * answer.rail_nest;
  return answer;
}

}  // namespace czt
