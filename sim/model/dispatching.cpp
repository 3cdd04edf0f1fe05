// What a dispatcher does about late trains: passes a call, waits for a connection.

#include <algorithm>

#include "day.hpp"

namespace czt {

/// Whether the train that comes to its call now passes it: the station is closed, or a rule says so of one so late.
bool Simulation::passes_call(std::uint32_t p) const {
  if (closed(p) != nullptr) return true;
  const auto skip = std::partition_point(plan_.skips.begin(), plan_.skips.end(), [&](const Plan::Skip& s) { return s.point < p; });
  return skip != plan_.skips.end() && skip->point == p && now_ > skip->later_than;
}

/// Those who want to get off at a call that is passed get off at the next, and look from there for their way.
void Simulation::carry_on(std::uint32_t p) {
  if (s_.riders[p] == none) return;
  std::uint32_t next = p + 1;
  while (!point_of(next).calls) ++next;
  move_riders(p, next);
}

/// Whoever was to get off at `from` gets off at `to`, a point of the same trip.
void Simulation::move_riders(std::uint32_t from, std::uint32_t to) {
  if (s_.riders[from] == none) return;
  std::uint32_t last = s_.riders[from];
  while (s_.batches[last].next != none) last = s_.batches[last].next;
  s_.batches[last].next = s_.riders[to];
  s_.riders[to] = s_.riders[from];
  s_.riders[from] = none;
}

/// When a train comes to the point, if it stays as late as it is now.
std::int32_t Simulation::expected(std::uint32_t p) const {
  if (world_.points.arrived[p] != PointColumns::not_yet) return world_.points.arrived[p];
  const std::uint32_t t = point_of(p).trip;
  const Train& train = s_.trains[t];
  const std::int32_t left = world_.points.departed[train.point];
  const std::int32_t leaves = left != PointColumns::not_yet                     ? left
                              : train.point == train.first      ? std::max(now_, train.ready_from)
                                                                                : now_;
  const Plan::Point& here = point_of(train.point);
  const std::int32_t booked = here.segment == Plan::Point::none ? here.arrival : here.departure;
  return point_of(p).arrival + std::max(0, leaves - booked);
}

/// A train that could leave waits until those whom late trains are expected to bring have walked over, if that is in
/// time; then it asks again.
bool Simulation::waits_for_connection(std::uint32_t t) {
  const Train& train = s_.trains[t];
  const std::uint32_t p = train.point;
  if (train.passes) return false;
  const std::int32_t transfer = ms(plan_.input.transfer);
  std::int32_t leaves = now_;
  std::uint32_t by = none;
  auto row = std::partition_point(plan_.connections.begin(), plan_.connections.end(),
                                  [&](const Plan::Connection& c) { return c.point < p; });
  for (; row != plan_.connections.end() && row->point == p; ++row) {
    if (!runs(row->awaited)) continue;
    const bool has_come = world_.points.arrived[row->awaited] != PointColumns::not_yet;
    const std::int32_t comes = (has_come ? expected(row->awaited) : std::max(now_, expected(row->awaited))) + transfer;
    if (comes <= leaves || comes > row->until) continue;
    leaves = comes;
    by = point_of(row->awaited).trip;
  }
  if (leaves == now_) return false;
  held(p, leaves - now_, Hold::Why::connection, by);
  schedule(leaves, EventKind::doors_close, t);
  return true;
}

}  // namespace czt
