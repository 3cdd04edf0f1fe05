#include <algorithm>
#include <cassert>

#include "czt/timetable/conflicts.hpp"

namespace czt {
namespace {

constexpr Duration step = seconds(30);

/// 0, −30 s, +30 s, −60 s, … as far as ±may_shift: the order in which a planner would try.
std::vector<Duration> shifts(Duration may_shift) {
  std::vector<Duration> all{Duration{}};
  for (Duration shift = step; shift <= may_shift; shift += step) {
    all.push_back(-shift);
    all.push_back(shift);
  }
  return all;
}

void shift_by(Trip& trip, Duration shift) {
  for (StopTime& stop : trip.stops) {
    stop.arrival += shift;
    stop.departure += shift;
  }
}

bool before_the_day(const std::vector<Trip>& trips, Duration shift) {
  return std::any_of(trips.begin(), trips.end(), [&](const Trip& trip) {
    return !trip.stops.empty() && trip.departs() + shift < start_of_day;
  });
}

std::vector<Trip> shifted(std::vector<Trip> trips, Duration shift) {
  for (Trip& trip : trips) shift_by(trip, shift);
  return trips;
}

/// Conflicts that are not there without the added trips. Not only those that name one: a third train on
/// two tracks is in the way of two others.
std::vector<Conflict> new_conflicts(const std::vector<Conflict>& before,
                                    const std::vector<Conflict>& after) {
  std::vector<Conflict> added;
  for (const Conflict& c : after)
    if (std::find(before.begin(), before.end(), c) == before.end()) added.push_back(c);
  return added;
}

Duration total_shortage(const std::vector<Conflict>& found) {
  Duration sum{};
  for (const Conflict& c : found) sum += c.short_by;
  return sum;
}

}  // namespace

Placement place(const Trips& trips, std::vector<Trip> added, Duration may_shift,
                const Network& network, const SeparationRules& rules) {
  assert(may_shift >= Duration{});
  const std::vector<Conflict> before = conflicts(trips, network, rules);
  Placement best;
  for (const Duration shift : shifts(may_shift)) {
    if (shift != Duration{} && before_the_day(added, shift)) continue;
    Placement tried{shift, shifted(added, shift), {}};
    Trips all = trips;
    for (const Trip& trip : tried.trips) all.push_back(trip);
    tried.remaining = new_conflicts(before, conflicts(all, network, rules));
    if (tried.remaining.empty()) return tried;
    if (shift == Duration{} || total_shortage(tried.remaining) < total_shortage(best.remaining))
      best = std::move(tried);
  }
  return best;
}

}  // namespace czt
