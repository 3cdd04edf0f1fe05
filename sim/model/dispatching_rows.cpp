#include <algorithm>
#include <tuple>

#include "dispatching.hpp"

#include <optional>
#include <string>
#include <utility>

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

/// The only trip that the sets of this one work next, all of them and no others.
std::optional<std::uint32_t> next_of(const Plan& plan, std::uint32_t t) {
  const auto units = [&](std::uint32_t of) { return plan.input.types[plan.trips[TripId{of}].type].units; };
  const auto followers = plan.followers[TripId{t}];
  if (followers.size() != 1) return std::nullopt;
  const std::uint32_t next = followers[0].trip;
  if (plan.sets_from[TripId{next}].size() != 1 || units(t) != units(next)) return std::nullopt;
  if (plan.trips[TripId{t}].when_ready || plan.trips[TripId{next}].when_ready) return std::nullopt;
  return next;
}

/// The trip with which the sets of this one come back to where it begins; none where sets are joined or parted before,
/// between or after.
std::optional<std::uint32_t> way_back(const Plan& plan, std::uint32_t t) {
  const auto back = next_of(plan, t);
  if (!back) return std::nullopt;
  const auto before = plan.sets_from[TripId{t}];
  if (before.size() > 1 || (before.size() == 1 && !next_of(plan, before[0]))) return std::nullopt;
  if (!plan.followers[TripId{*back}].empty() && !next_of(plan, *back)) return std::nullopt;
  const Plan::TripRow& trip = plan.trips[TripId{*back}];
  const Plan::Point& ends = plan.points[PointId{trip.first_point + trip.points - 1}];
  if (ends.station != plan.points[PointId{plan.trips[TripId{t}].first_point}].station) return std::nullopt;
  return back;
}

void note(const DispatchingRule& rule, std::size_t without, std::size_t of, const std::string& what, Plan& plan) {
  if (without == 0) return;
  Diagnostic d;
  d.severity = Severity::note;
  d.path = "dispatching." + rule.name;
  d.message = std::to_string(without) + " of " + std::to_string(of) + " trains are never " + what;
  plan.notes.push_back(std::move(d));
}

void lay_out_cancel(const DispatchingRule& rule, std::uint32_t row, Plan& plan) {
  std::size_t without = 0;
  for (const std::uint32_t t : rule.trains) {
    const auto back = way_back(plan, t);
    if (!back) {
      ++without;
      continue;
    }
    const std::int32_t departure = plan.points[PointId{plan.trips[TripId{t}].first_point}].departure;
    plan.cancels.push_back({t, departure + ms(rule.limit), *back, row});
  }
  note(rule, without, rule.trains.size(), "cancelled: their trainsets do not come back with the next train", plan);
}

/// A call of the trip there, neither its first point nor its last.
std::optional<std::uint32_t> call_between(const Plan& plan, std::uint32_t station, std::uint32_t t) {
  const Plan::TripRow& trip = plan.trips[TripId{t}];
  for (std::uint32_t p = trip.first_point + 1; p + 1 < trip.first_point + trip.points; ++p)
    if (plan.points[PointId{p}].calls && plan.points[PointId{p}].station.value == station) return p;
  return std::nullopt;
}

void lay_out_turn_short(const DispatchingRule& rule, std::uint32_t row, Plan& plan) {
  std::size_t without = 0;
  for (const std::uint32_t t : rule.trains) {
    const auto here = call_between(plan, rule.station, t);
    const auto next = next_of(plan, t);
    const auto onward = here && next ? call_between(plan, rule.station, *next) : std::nullopt;
    if (onward) plan.turns.push_back({*here, plan.points[PointId{*here}].arrival + ms(rule.limit), *onward, row});
    else ++without;
  }
  note(rule, without, rule.trains.size(), "turned short: they or the next trains of their trainsets do not call there between their ends", plan);
}

/// Not where a track is kept for trains on single track: that these tracks come free does not depend on the other direction.
void lay_out_re_platform(const DispatchingRule& rule, std::uint32_t row, Plan& plan) {
  if (plan.track_needed_before[2 * rule.station] != 0 || plan.track_needed_before[2 * rule.station + 1] != 0)
    return note(rule, rule.trains.size(), rule.trains.size(), "let onto other tracks: tracks are kept there for trains on single track", plan);
  for (const std::uint32_t t : rule.trains) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p)
      if (plan.points[PointId{p}].station.value == rule.station) plan.other_tracks.push_back({p, ms(rule.limit), row});
  }
}

}  // namespace

void lay_out_dispatching(Plan& plan) {
  for (std::uint32_t row = 0; row < plan.input.dispatching.size(); ++row) {
    const DispatchingRule& rule = plan.input.dispatching[row];
    switch (rule.action) {
      case DispatchingRule::Action::hold: lay_out_hold(rule, plan); break;
      case DispatchingRule::Action::skip: lay_out_skip(rule, plan); break;
      case DispatchingRule::Action::cancel: lay_out_cancel(rule, row, plan); break;
      case DispatchingRule::Action::turn_short: lay_out_turn_short(rule, row, plan); break;
      case DispatchingRule::Action::re_platform: lay_out_re_platform(rule, row, plan); break;
    }
  }
  // Of several rules for one call the one that acts first comes first, and it alone is looked at.
  std::sort(plan.connections.begin(), plan.connections.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.awaited, a.until) < std::tie(b.point, b.awaited, b.until);
  });
  std::sort(plan.skips.begin(), plan.skips.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.later_than) < std::tie(b.point, b.later_than);
  });
  std::sort(plan.cancels.begin(), plan.cancels.end(), [](const auto& a, const auto& b) {
    return std::tie(a.trip, a.later_than, a.rule) < std::tie(b.trip, b.later_than, b.rule);
  });
  std::sort(plan.turns.begin(), plan.turns.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.later_than, a.rule) < std::tie(b.point, b.later_than, b.rule);
  });
  std::sort(plan.other_tracks.begin(), plan.other_tracks.end(), [](const auto& a, const auto& b) {
    return std::tie(a.point, a.waits, a.rule) < std::tie(b.point, b.waits, b.rule);
  });
}

}  // namespace czt
