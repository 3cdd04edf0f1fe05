// Late trains that do not run, or not all of their way.

#include <algorithm>

#include "day.hpp"

namespace czt {

/// Whether it is to run all of its trip.
bool Simulation::is_whole(std::uint32_t t) const {
  const Plan::TripRow& trip = plan_.trips[TripId{t}];
  return s_.trains[t].first == trip.first_point && s_.trains[t].end == trip.first_point + trip.points;
}

/// Whether it waits for the set that the plan says, to run all of its trip.
bool Simulation::waits_for_its_own(std::uint32_t t) const {
  return is_whole(t) && s_.trains[t].waits_for == 1 && s_.trains[t].relieved == none;
}

/// Asked when its set has come and its doors would open. With it goes the train that was to come back, so that the set is
/// where the one after that begins.
bool Simulation::is_cancelled(std::uint32_t t) {
  const Train& train = s_.trains[t];
  const auto row = std::partition_point(plan_.cancels.begin(), plan_.cancels.end(), [&](const Plan::Cancel& c) { return c.trip < t; });
  if (row == plan_.cancels.end() || row->trip != t || train.ready_from <= row->later_than) return false;
  if (!is_whole(t) || train.relieved != none || !waits_for_its_own(row->back)) return false;
  cancel(t, t, row->rule);
  cancel(row->back, t, row->rule);
  const std::int32_t ready = train.brought_by == none ? train.ready_from : train.turned;
  const std::uint32_t by = train.brought_by == none ? t : train.brought_by;
  for (const Plan::Follower& next : plan_.followers[TripId{row->back}]) set_comes(next.trip, ready, by, point_of(train.point).station);
  return true;
}

void Simulation::cancel(std::uint32_t t, std::uint32_t by, std::uint32_t rule) {
  Train& train = s_.trains[t];
  world_.cancellations.push_back({t, train.first, train.end, now_, by, rule});
  world_.points.held[train.first] = 0;  // nobody is held any more
  train.end = train.first;
  train.waits_for = 0;
}

/// Whether the train that comes to its call now ends there, by a rule: only where its set is to come back through the
/// station, and would start late from the end of the trip.
bool Simulation::turns_short(std::uint32_t p) {
  const auto row = std::partition_point(plan_.turns.begin(), plan_.turns.end(), [&](const Plan::Turn& turn) { return turn.point < p; });
  if (row == plan_.turns.end() || row->point != p || now_ <= row->later_than || closed(p) != nullptr) return false;
  const std::uint32_t t = point_of(p).trip;
  const std::uint32_t next = point_of(row->onward).trip;
  Train& train = s_.trains[t];
  Train& follower = s_.trains[next];
  if (is_first(p) || !waits_for_its_own(next)) return false;
  const std::int32_t at_the_end = point_of(train.end - 1).arrival + now_ - point_of(p).arrival;
  if (at_the_end + turnaround_before(next) <= point_of(follower.first).departure) return false;

  world_.cancellations.push_back({t, p + 1, train.end, now_, t, row->rule});
  world_.cancellations.push_back({next, follower.first, row->onward, now_, t, row->rule});
  all_get_off(p, train.end);
  train.end = p + 1;
  follower.ready_from += point_of(row->onward).departure - point_of(follower.first).departure;
  follower.first = follower.point = row->onward;
  return true;
}

/// Those who want to get off at later points, up to `end`, do so here.
void Simulation::all_get_off(std::uint32_t p, std::uint32_t end) {
  for (std::uint32_t q = p + 1; q < end; ++q) move_riders(q, p);
}

}  // namespace czt
