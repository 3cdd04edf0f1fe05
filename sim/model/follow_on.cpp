#include "follow_on.hpp"

#include <algorithm>

namespace czt {

namespace {

/// Of each trip the trips before, one entry a set.
std::vector<std::vector<std::uint32_t>> trips_before(const PlanInput& in) {
  std::vector<std::vector<std::uint32_t>> before(in.trips.size());
  const auto add = [&](TripId trip, std::optional<TripId> previous) {
    if (previous) before[trip.value].push_back(previous->value);
  };
  for (std::size_t t = 0; t < in.trips.size() && t < in.circulation.previous.size(); ++t)
    add(TripId{t}, in.circulation.previous[TripId{t}]);
  for (const Circulation::Coupled& c : in.circulation.coupled) add(c.trip, c.previous);
  return before;
}

/// All sets of the first train go on as the second, and no others.
bool stay_together(std::ptrdiff_t sets, const TrainType& first, const TrainType& second) {
  return sets == first.units && sets == second.units;
}

}  // namespace

void lay_out_followers(Plan& plan) {
  const PlanInput& in = plan.input;
  const auto type_of = [&](std::uint32_t t) -> const TrainType& { return in.types[in.trips[TripId{t}].type]; };
  std::vector<std::vector<Plan::Follower>> followers(plan.trips.size());
  std::vector<std::vector<std::uint32_t>> before = trips_before(in);
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    std::vector<std::uint32_t> distinct = before[t];
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const std::uint32_t first : distinct) {
      const auto sets = std::count(before[t].begin(), before[t].end(), first);
      Duration least = least_turnaround(type_of(first), in.turnaround);
      if (!stay_together(sets, type_of(first), type_of(t))) least += in.coupling;
      followers[first].push_back({t, ms(least)});
    }
    Plan::TripRow& row = plan.trips[TripId{t}];
    row.waits_for = static_cast<std::uint32_t>(distinct.size());
    if (!distinct.empty()) row.previous = distinct.front();
    plan.sets_from.push_back(distinct);
  }
  for (const auto& row : followers) plan.followers.push_back(row);
}

}  // namespace czt
