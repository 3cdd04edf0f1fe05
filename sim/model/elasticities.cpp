#include "czt/model/elasticities.hpp"

#include "czt/core/maths.hpp"
#include "mode_shares.hpp"

namespace czt {

namespace {

/// Expected rail riders a day, induced ones not among them, if all fares, waits or rides were `scales` times theirs.
double journeys(const Plan& plan, ModeShares& shares, const Scales& scales) {
  RailService service(plan, plan.input, shares.wishes().grid(), scales);
  service.feel(plan.settled.extra);
  double riders = 0.0;
  for (std::size_t p = 0; p < shares.wishes().purposes(); ++p)
    shares.for_each_row(p, service, [&](const ModeShares::Row& row) {
      for (std::size_t q = 0; q < row.people.size(); ++q) riders += row.people[q] * row.answers.share[q];
    });
  return riders;
}

}  // namespace

std::optional<Elasticities> elasticities(const Plan& plan) {
  if (!plan.input.choice || plan.settled.purposes.empty()) return std::nullopt;
  ModeShares shares(plan, &plan.settled.base_extra);
  const auto one = [&](double Scales::*what) {
    const auto with = [&](double factor) {
      Scales scales;
      scales.*what = factor;
      return journeys(plan, shares, scales);
    };
    // Slope of log journeys over log factor, between the two.
    const auto between = [&](double low, double high) {
      return maths::log(with(high) / with(low)) / maths::log(high / low);
    };
    return Elasticity{between(0.999, 1.001), between(0.9, 1.1)};
  };
  return Elasticities{one(&Scales::fare), one(&Scales::wait), one(&Scales::ride)};
}

}  // namespace czt
