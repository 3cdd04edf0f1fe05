#include "czt/model/day_plan.hpp"

#include <algorithm>
#include <cassert>

#include "journey_choice.hpp"

namespace czt {

namespace {

bool are_all_one(std::span<const double> factors) {
  return std::all_of(factors.begin(), factors.end(), [](double f) { return f == 1.0; });
}

void scale_settled(Settled::Purpose& settled, double factor) {
  for (double& people : settled.base) people *= factor;
  for (double& people : settled.now) people *= factor;
  for (double& km : settled.base_km) km *= factor;
  for (double& km : settled.now_km) km *= factor;
  settled.travellers *= factor;
  settled.surplus *= factor;
  settled.rule_of_half *= factor;
}

}  // namespace

void turn_to_day(Plan& plan, const Plan& ordinary, std::span<const double> factors) {
  assert(factors.size() == ordinary.input.purposes.size());
  const std::size_t pairs = plan.input.places.size() * plan.input.places.size();
  plan.expected_travellers = 0.0;
  plan.settled.purposes = ordinary.settled.purposes;
  for (std::size_t p = 0; p < factors.size(); ++p) {
    const double factor = factors[p];
    Purpose& purpose = plan.input.purposes[PurposeId{p}];
    purpose.height = factor * ordinary.input.purposes[PurposeId{p}].height;
    plan.expected_travellers += purpose.travellers.cwiseProduct(purpose.height).sum();
    for (std::size_t od = p * pairs; od < (p + 1) * pairs; ++od) {
      plan.choices[od].height = factor * ordinary.choices[od].height;
      plan.choices[od].travels = factor * ordinary.choices[od].travels;
    }
    if (!plan.settled.purposes.empty()) scale_settled(plan.settled.purposes[p], factor);
  }
  if (are_all_one(factors)) plan.expected_travellers = ordinary.expected_travellers;  // to the last bit
  draw_up_to_heights(plan);
}

Plan for_day(const Plan& ordinary, std::span<const double> factors) {
  Plan plan = ordinary;
  if (!are_all_one(factors)) turn_to_day(plan, ordinary, factors);
  return plan;
}

}  // namespace czt
