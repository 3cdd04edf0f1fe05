#pragma once
/// Expected loads of the day's trains and what they add to people's rides.

#include <span>
#include <vector>

#include "czt/demand/learning.hpp"
#include "czt/model/plan.hpp"
#include "rail_service.hpp"

namespace czt {

class ExpectedLoads {
 public:
  explicit ExpectedLoads(const Plan& plan);

  /// Minutes that crowding and being left behind add to each cell of departures, when `flow` people a day take it.
  /// Riding minutes are felt as 1 + density · d, for who stands `standing` more; standing are those beyond the seats,
  /// each as likely. Where more want to ride than fit, the share left behind waits one more headway.
  std::vector<double> extra_minutes(std::vector<double> flow, const Crowding& crowding, double wait_weight);

 private:
  const Plan& plan_;
  std::vector<std::uint32_t> by_departure_;  ///< cells that are ways
  std::vector<double> load_;                 ///< per point: expected people on board after it
  std::vector<double> felt_;                 ///< per point: extra minutes from its trip's start until here
};

/// What crowding adds to each cell of departures when `wanted` (purpose, slot, quarter) people a day ride, who reckon
/// with `extra`, and how far `extra` is from it.
Answer crowding_answer(const RailService& service, const Plan& plan, const ChoiceModel& model, std::span<const double> wanted,
                       std::span<const double> extra, ExpectedLoads& loads);

}  // namespace czt
