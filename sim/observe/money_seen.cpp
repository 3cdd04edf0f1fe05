#include "money_seen.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "observe/ratio.hpp"

namespace czt {

MoneyMeasure money_measure(std::string_view name) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(MoneyMeasure::none)> names{
      "operating_cost", "subsidy", "subsidy_per_boarding", "cost_per_boarding",
      "break_even_fare_factor"};
  const auto at = std::find(names.begin(), names.end(), name);
  return MoneyMeasure{static_cast<unsigned char>(at - names.begin())};
}

bool MoneySeen::needs_revenue(MoneyMeasure measure) {
  return measure == MoneyMeasure::subsidy || measure == MoneyMeasure::subsidy_per_boarding ||
         measure == MoneyMeasure::break_even_fare_factor;
}

MoneySeen::MoneySeen(const Plan& plan) : plan_(&plan) {
  const Window window(plan);
  for (const Plan::TripRow& trip : plan.trips)
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      const bool ends = point.segment == Plan::Point::none;
      if (!window.holds(ends ? point.arrival : point.departure)) continue;
      if (!ends)
        runs_.push_back({p, plan.input.network.segments[SegmentId{point.segment}].length.value});
      if (point.calls && !trip.empty) stops_.push_back(p);
    }
}

double MoneySeen::cost_yuan(const World& world) const {
  if (!plan_->input.costs) return nothing;
  const Costs& costs = *plan_->input.costs;
  double metres_run = 0.0;
  for (const Run& run : runs_)
    if (world.points.departed[run.point] != PointColumns::not_yet) metres_run += run.metres;
  std::int64_t stops = 0;
  for (const std::uint32_t p : stops_) stops += world.points.arrived[p] != PointColumns::not_yet;
  const auto sets = static_cast<std::int64_t>(plan_->input.circulation.sets());
  // To the metre, then exactly: a millionth of a yuan per kilometre is 10^-7 fen per metre.
  Money cost = part_of(Money{costs.per_train_km.millionths}, std::llround(metres_run), 10'000'000);
  cost += stops * costs.per_stop + sets * costs.per_trainset_day;
  return in_yuan(cost);
}

double MoneySeen::boardings(const World& world) const {
  std::uint64_t people = 0;
  for (const Run& run : runs_) people += world.points.boarded[run.point];
  return static_cast<double>(people);
}

double MoneySeen::read(MoneyMeasure measure, double revenue, const World& world) const {
  switch (measure) {
    case MoneyMeasure::operating_cost:
      return cost_yuan(world);
    case MoneyMeasure::subsidy:
      return cost_yuan(world) - revenue;
    case MoneyMeasure::subsidy_per_boarding:
      return ratio(cost_yuan(world) - revenue, boardings(world));
    case MoneyMeasure::cost_per_boarding:
      return ratio(cost_yuan(world), boardings(world));
    case MoneyMeasure::break_even_fare_factor:
      return ratio(cost_yuan(world), revenue);
    case MoneyMeasure::none:
      break;
  }
  return nothing;
}

}  // namespace czt
