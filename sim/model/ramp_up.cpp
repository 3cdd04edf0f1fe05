#include "czt/model/ramp_up.hpp"

#include "crowding.hpp"
#include "mode_shares.hpp"
#include "settle_choices.hpp"

namespace czt {

std::vector<RampUpDay> ramp_up(const Plan& plan, std::uint32_t days) {
  std::vector<RampUpDay> path;
  if (!plan.input.choice || plan.settled.purposes.empty()) return path;
  const ChoiceModel& model = *plan.input.choice;
  ModeShares shares(plan, &plan.settled.base_extra);
  RailService service(plan, plan.input, shares.wishes().grid());
  ExpectedLoads loads(plan);
  std::vector<double> expected = first_guess(plan, plan.settled.base_extra);
  double informed = 0.0;
  for (std::uint32_t day = 0; day < days; ++day) {
    service.feel(expected);
    const std::vector<double> wanted = shares.wanted(service, informed);
    double journeys = 0.0;
    for (const double riders : wanted) journeys += riders;
    const Answer found = crowding_answer(service, plan, model, wanted, expected, loads);
    path.push_back({informed, journeys, found.gap});
    for (std::size_t cell = 0; cell < expected.size(); ++cell)
      expected[cell] += model.learning_rate * (found.target[cell] - expected[cell]);
    informed += model.learning_rate * (1.0 - informed);
  }
  return path;
}

}  // namespace czt
