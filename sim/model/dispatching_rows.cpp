#include <algorithm>
#include <tuple>

#include "dispatching.hpp"

namespace czt {

namespace {

bool is_at(const DispatchingRule& rule, const Plan::Point& point) {
  return rule.station == DispatchingRule::none || point.station.value == rule.station;
}

/// A train's call there; null where it does not call.
const std::uint32_t* call_at(const Plan& plan, const DispatchingRule& rule, std::uint32_t t, std::uint32_t& found) {
  const Plan::TripRow& trip = plan.trips[TripId{t}];
  for (found = trip.first_point; found < trip.first_point + trip.points; ++found)
    if (plan.points[PointId{found}].calls && is_at(rule, plan.points[PointId{found}])) return &found;
  return nullptr;
}

/// Each train of `awaited` is waited for by the first of `trains` that its people reach when both are on time, if that
/// leaves before their patience ends.
void lay_out_hold(const DispatchingRule& rule, Plan& plan) {
  for (const std::uint32_t brings : rule.awaited) {
    std::uint32_t awaited = 0, call = 0, best = DispatchingRule::none;
    if (call_at(plan, rule, brings, awaited) == nullptr || awaited == plan.trips[TripId{brings}].first_point) continue;
    const std::int32_t ready = plan.points[PointId{awaited}].arrival + ms(plan.input.transfer);
    for (const std::uint32_t t : rule.trains) {
      if (t == brings || plan.trips[TripId{t}].when_ready || call_at(plan, rule, t, call) == nullptr) continue;
      const Plan::Point& point = plan.points[PointId{call}];
      if (point.segment == Plan::Point::none || point.departure < ready) continue;
      if (best == DispatchingRule::none || point.departure < plan.points[PointId{best}].departure) best = call;
    }
    if (best == DispatchingRule::none) continue;
    const std::int32_t departure = plan.points[PointId{best}].departure;
    if (departure <= ready + ms(plan.input.patience)) plan.connections.push_back({best, awaited, departure + ms(rule.limit)});
  }
}

void lay_out_skip(const DispatchingRule& rule, Plan& plan) {
  for (const std::uint32_t t : rule.trains) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    if (trip.when_ready) continue;
    std::uint32_t last = trip.first_point + trip.points - 1;
    while (last > trip.first_point && plan.points[PointId{last}].calls == 0) --last;
    for (std::uint32_t p = trip.first_point + 1; p < last; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      if (point.calls && is_at(rule, point)) plan.skips.push_back({p, point.arrival + ms(rule.limit)});
    }
  }
}

}  // namespace

void lay_out_dispatching(Plan& plan) {
  for (const DispatchingRule& rule : plan.input.dispatching) {
    switch (rule.action) {
      case DispatchingRule::Action::hold: lay_out_hold(rule, plan); break;
      case DispatchingRule::Action::skip: lay_out_skip(rule, plan); break;
    }
  }
  // Of several rules for one call the one that acts first comes first, and it alone is looked at.
  std::sort(plan.connections.begin(), plan.connections.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.awaited, a.until) < std::tie(b.point, b.awaited, b.until);
  });
  std::sort(plan.skips.begin(), plan.skips.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.later_than) < std::tie(b.point, b.later_than);
  });
}

}  // namespace czt
