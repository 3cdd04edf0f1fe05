// What keeps a train from going on when it is ready: incidents, and the train before it on the segment.
// What is looked for at the present instant alone need not be put down in looked_ahead.

#include <algorithm>

#include "day.hpp"
#include "hindrances.hpp"

namespace czt {

/// When the segment ahead is not blocked for one that is ready to enter it. Each incident takes over where the one
/// before it ends; they are in order of their beginning.
template <class Found>
std::int32_t Simulation::unblocked(std::uint32_t p, std::int32_t ready, Found found) const {
  s_.looked_ahead = std::max(s_.looked_ahead, ready);
  if (plan_.blocks.empty()) return ready;
  for (const Plan::Hindrance& h : hindrances_at(plan_.blocks, point_of(p).segment)) {
    if (ready < h.from || ready >= h.until) continue;
    found(h, h.until - ready);
    ready = h.until;
  }
  return ready;
}

/// When the train may enter the segment ahead. One that stands while the segment is blocked waits for the incident,
/// and from its end for the trains that stood before it.
std::int32_t Simulation::enters_segment(std::uint32_t p) {
  const std::uint32_t segment = point_of(p).segment;
  const auto book = [&](const Plan::Hindrance& h, std::int32_t time) { held(p, time, Hold::Why::incident, h.incident); };
  const std::int32_t ready = unblocked(p, now_, book);
  const std::int32_t free_at = s_.segment_free_at[segment];
  if (free_at <= ready) return ready;
  world_.points.held[p] += free_at - ready;
  held(p, free_at - ready, Hold::Why::headway_ahead, s_.segment_last[segment].claimed);
  return unblocked(p, free_at, book);
}

/// The incident that holds the train at the point now; null where none does.
const Plan::Hindrance* Simulation::holds_train(std::uint32_t p) const {
  for (const Plan::Hindrance& h : hindrances_at(plan_.train_holds, p))
    if (now_ >= h.from && now_ < h.until) return &h;
  return nullptr;
}

/// The incident that blocks the segment ahead now; null where none does.
const Plan::Hindrance* Simulation::blocks_segment(std::uint32_t p) const {
  for (const Plan::Hindrance& h : hindrances_at(plan_.blocks, point_of(p).segment))
    if (now_ >= h.from && now_ < h.until) return &h;
  return nullptr;
}

/// Whether an incident holds the train at the point, now or when it could enter the segment; then it claims no place
/// in the order of the segment and asks again at the end.
bool Simulation::is_kept(std::uint32_t p) {
  const auto nothing = [](const Plan::Hindrance&, std::int32_t) {};
  const std::int32_t ready = unblocked(p, now_, nothing);
  const std::int32_t enters = unblocked(p, std::max(ready, s_.segment_free_at[point_of(p).segment]), nothing);
  for (const Plan::Hindrance& h : hindrances_at(plan_.train_holds, p)) {
    if (enters < h.from || now_ >= h.until) continue;
    held(p, h.until - now_, Hold::Why::incident, h.incident);
    schedule(h.until, EventKind::doors_close, point_of(p).trip);
    return true;
  }
  return false;
}

/// When it arrives at the next point under the lower speeds that hold now, where it enters the segment; without
/// them it runs for `runs` and arrives at `arrives`. Of several the slowest holds.
std::int32_t Simulation::slowed(std::uint32_t p, std::int32_t runs, std::int32_t arrives) {
  const Plan::Hindrance* slowest = nullptr;
  for (const Plan::Hindrance& h : hindrances_at(plan_.train_slows, p))
    if (now_ >= h.from && now_ < h.until && (slowest == nullptr || h.longer > slowest->longer)) slowest = &h;
  if (slowest == nullptr) return arrives;
  const std::int32_t slow = std::max(arrives, now_ + runs + slowest->longer);
  held(p + 1, slow - arrives, Hold::Why::slow, slowest->incident);
  return slow;
}

/// When a train that would come to the end of its segment now does: later where it has failed on its way, or where the
/// train before it has, which cannot be passed.
std::int32_t Simulation::stood_still(std::uint32_t t) {
  Train& train = s_.trains[t];
  const std::uint32_t next = train.point + 1;
  std::int32_t comes = now_;
  for (const Plan::Hindrance& h : hindrances_at(plan_.train_stands, train.point)) {
    if (h.from < train.looked_until || h.from >= comes) continue;
    held(next, h.until - h.from, Hold::Why::stands_still, h.incident);
    comes += h.until - h.from;
  }
  train.looked_until = comes;
  s_.looked_ahead = std::max(s_.looked_ahead, comes);
  if (train.follows == none) return comes;
  const SegmentId segment{point_of(train.point).segment};
  const std::int32_t clear = s_.reaches[train.follows] + ms(plan_.input.network.segments[segment].headway);
  if (clear <= comes) return comes;
  world_.points.held[next] += clear - comes;
  held(next, clear - comes, Hold::Why::headway_behind, point_of(train.follows).trip);
  return clear;
}

/// The incident by which the most doors of the train that calls now stay shut; null where none does.
const Plan::Hindrance* Simulation::failed_doors(std::uint32_t p) const {
  const Plan::Hindrance* most = nullptr;
  for (const Plan::Hindrance& h : hindrances_at(plan_.door_failures, p))
    if (now_ >= h.from && now_ < h.until && (most == nullptr || h.doors > most->doors)) most = &h;
  return most;
}

/// The incident by which the station is closed for the train that comes now; null where it is open.
const Plan::Hindrance* Simulation::closed(std::uint32_t p) const {
  for (const Plan::Hindrance& h : hindrances_at(plan_.closures, p))
    if (now_ >= h.from && now_ < h.until) return &h;
  return nullptr;
}

}  // namespace czt
