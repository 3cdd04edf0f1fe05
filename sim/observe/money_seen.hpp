#pragma once
/// What the day cost: the whole line's, from the trains that ran, with the fares paid and the people who boarded. Whole
/// fen; a cost by the kilometre is rounded once a day.

#include <cstdint>
#include <string_view>
#include <vector>

#include "selection.hpp"

namespace czt {

enum class MoneyMeasure : unsigned char {
  operating_cost,
  subsidy,
  subsidy_per_boarding,
  cost_per_boarding,
  break_even_fare_factor,
  none
};
/// none: not a measure of money.
MoneyMeasure money_measure(std::string_view name);

class MoneySeen {
 public:
  explicit MoneySeen(const Plan& plan);
  /// `revenue` in yuan. NaN where the scenario has no costs, or a ratio has nothing below it.
  [[nodiscard]] double read(MoneyMeasure measure, double revenue, const World& world) const;
  /// Whether the measure needs the revenue.
  static bool needs_revenue(MoneyMeasure measure);

 private:
  [[nodiscard]] double cost_yuan(const World& world) const;
  [[nodiscard]] double boardings(const World& world) const;

  struct Run {  ///< a segment booked to be entered within the window
    std::uint32_t point = 0;
    double metres = 0.0;
  };
  const Plan* plan_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> stops_;  ///< points where trains in service call
};

}  // namespace czt
