#include "wishes.hpp"

#include <algorithm>

#include "czt/demand/mode_choice.hpp"

namespace czt {

Wishes::Wishes(const Plan& plan, const Plan& base)
    : plan_(plan), base_(base), places_(plan.input.places.size()), grid_(grid_of(plan.input.purposes)) {
  for (const Purpose& purpose : plan.input.purposes) {
    mass_.push_back({masses(purpose.profile_up, grid_), masses(purpose.profile_down, grid_)});
    scale_fares(purpose);
    find_stays(purpose);
  }
  const auto& places = plan.input.places;
  for (std::size_t pair = 0; pair < pairs(); ++pair)
    road_km_.push_back(czt::road_km(places[PlaceId{pair / places_}], places[PlaceId{pair % places_}]));
}

double Wishes::travellers_of(const Plan& plan, std::size_t p, std::size_t pair) const {
  const Purpose& purpose = plan.input.purposes[PurposeId{p}];
  const auto i = static_cast<Eigen::Index>(pair / places_);
  const auto j = static_cast<Eigen::Index>(pair % places_);
  return purpose.travellers(i, j) * purpose.height(i, j);
}

double Wishes::rail_share(std::size_t p, std::size_t pair) const {
  return plan_.input.purposes[PurposeId{p}].rail_share(static_cast<Eigen::Index>(pair / places_),
                                                       static_cast<Eigen::Index>(pair % places_));
}

void Wishes::scale_fares(const Purpose& purpose) {
  const ChoiceModel& model = *plan_.input.choice;
  double share = 0.0;
  double all = 0.0;
  for (Eigen::Index i = 0; i < purpose.travellers.rows(); ++i)
    for (Eigen::Index j = 0; j < purpose.travellers.cols(); ++j) {
      share += purpose.travellers(i, j) * purpose.rail_share(i, j);
      all += purpose.travellers(i, j);
    }
  share = all > 0.0 ? share / all : 0.0;
  double beside = 0.0;
  double rivals = 0.0;
  for (const Rival& rival : base_.input.rivals) {
    rivals += rival.share;
    if (rival.nest == Nest::rail) beside += rival.share;
  }
  beside = rivals > 0.0 ? (1.0 - share) * beside / rivals : 0.0;
  const double of_nest = share + beside > 0.0 ? share / (share + beside) : 1.0;
  per_yuan_.push_back(fare_coefficient(model.fare_elasticity, in_yuan(model.at_fare), share, of_nest, model.nest[0]));
  per_minute_.push_back(per_yuan_.back() * purpose.value_of_time / 60.0);
}

/// Legs wished before `turn` are the first of two, the others the second. Stays are normal about their mean: five of
/// them, a deviation apart, cut to the day.
void Wishes::find_stays(const Purpose& purpose) {
  stays_.emplace_back();
  if (!purpose.back) return;
  const LegBack& back = *purpose.back;
  constexpr std::array<double, 5> weights{0.06, 0.24, 0.40, 0.24, 0.06};
  for (int k = 0; k < 5; ++k) {
    Stay stay{weights[static_cast<std::size_t>(k)], {}};
    const std::int64_t length = std::max<std::int64_t>(0, in_milliseconds(back.after) + (k - 2) * in_milliseconds(back.spread));
    for (std::uint32_t q = 0; q < grid_.quarters; ++q) {
      const bool first = start_of_day + milliseconds(grid_.middle(q)) < back.turn;
      const std::int64_t away = (first ? length : -length) + Plan::quarter / 2;
      const std::int64_t quarter = q + (away - ((away % Plan::quarter + Plan::quarter) % Plan::quarter)) / Plan::quarter;
      const bool along = quarter >= 0 && quarter < grid_.quarters;
      const auto other = static_cast<std::uint32_t>(std::clamp<std::int64_t>(quarter, 0, grid_.quarters - 1));
      const bool goes_on = !stay.runs.empty() && stay.runs.back().along == along &&
                           other == stay.runs.back().other + (along ? q - stay.runs.back().first : 0);
      if (!goes_on) stay.runs.push_back({q, q, other, along});
      stay.runs.back().end = q + 1;
    }
    stays_.back().push_back(std::move(stay));
  }
}

}  // namespace czt
