// Who goes first: trains that are ready stand in line, and a dispatcher lets them go one by one.
//
// Each looks at what it needs: the segment a headway after the train before it, the junction, the single track ahead
// and a track at its end. It goes when it has all of them at once, and takes them all at once. One further back in the
// line may go before it only where it takes nothing of what the one before it will have in a time that is known, or as
// soon as the single track is empty.
//
// No deadlock. A train enters single track only with a platform track kept for it at the end, unless no train goes on
// from these tracks to single track; then whoever stands there leaves them in a time that does not depend on others.
// So a train on single track always reaches its end, and single track always comes empty. Say nothing moved any more.
// Then all single track is empty, and no train that is ready has a track at its end; the tracks there are full of trains
// that are ready and wait in the same way. On a network without circles these waits lead up to the main line or down
// from it, never back, so the last of them waits for nobody, and goes. One without a track at the end claims nothing
// (`claims`), so those behind it are not kept by it: the argument holds for any order of the line.

#include <algorithm>

#include "day.hpp"

namespace czt {

void Simulation::prepare_separation() {
  s_.ready.clear();
  s_.single_tracks.assign(plan_.input.network.single_tracks.size(), {});
  if (plan_.crossings.empty()) return;
  s_.junction_passages.resize(2 * plan_.input.network.segments.size());
  for (auto& passages : s_.junction_passages) passages.clear();
}

std::int64_t Simulation::rank_of(std::uint32_t t, std::int32_t booked) const {
  switch (plan_.input.separation.priority) {
    case Priority::first_come: break;
    case Priority::timetable_order: return plan_.trips[TripId{t}].when_ready ? now_ : booked;
    case Priority::importance: return -plan_.input.trips[TripId{t}].importance;
  }
  return 0;
}

void Simulation::stand_ready(std::uint32_t t) {
  State::Ready ready;
  ready.trip = t;
  ready.rank = rank_of(t, point_of(s_.trains[t].point).departure);
  ready.since = ready.wakes = now_;
  const auto later = std::upper_bound(s_.ready.begin(), s_.ready.end(), ready,
                                      [](const State::Ready& a, const State::Ready& b) { return a.rank < b.rank; });
  s_.ready.insert(later, ready);
}

/// Lets go whoever may; those who will at a known time wake the dispatcher then.
void Simulation::dispatch() {
  for (std::size_t row = 0; row < s_.ready.size();) {
    book_waiting(s_.ready[row]);
    if (steps_aside(row)) continue;
    look_ahead(row);
    if (s_.ready[row].may_go > now_) {
      ++row;
      continue;
    }
    let_go(row);
    row = 0;
  }
  for (State::Ready& ready : s_.ready) {
    if (ready.may_go == State::occupied || ready.may_go == ready.wakes) continue;
    ready.wakes = ready.may_go;
    schedule(ready.may_go, EventKind::train_leaves, ready.trip);
  }
}

/// The time since the last look belongs to what the train waited for then.
void Simulation::book_waiting(State::Ready& ready) {
  const std::int32_t time = now_ - ready.since;
  const std::uint32_t p = s_.trains[ready.trip].point;
  held(p, time, ready.why, ready.by);
  if (ready.why != Hold::Why::incident) world_.points.held[p] += time;
  ready.since = now_;
}

/// A train that an incident holds leaves the line and asks again at the end.
bool Simulation::steps_aside(std::size_t row) {
  const std::uint32_t t = s_.ready[row].trip;
  const Plan::Hindrance* incident = holds_train(s_.trains[t].point);
  if (incident == nullptr) return false;
  held(s_.trains[t].point, incident->until - now_, Hold::Why::incident, incident->incident);
  schedule(incident->until, EventKind::doors_close, t);
  s_.ready.erase(s_.ready.begin() + static_cast<std::ptrdiff_t>(row));
  return true;
}

void Simulation::wait_for(State::Ready& ready, std::int32_t until, Hold::Why why, std::uint32_t by) const {
  if (until <= ready.may_go) return;
  ready.may_go = until;
  ready.why = why;
  ready.by = by;
}

void Simulation::look_ahead(std::size_t row) {
  State::Ready& ready = s_.ready[row];
  const std::uint32_t p = s_.trains[ready.trip].point;
  const std::uint32_t segment = point_of(p).segment;
  ready.may_go = now_;
  ready.claims = true;
  if (const Plan::Hindrance* incident = blocks_segment(p)) {
    ready.claims = false;
    return wait_for(ready, incident->until, Hold::Why::incident, incident->incident);
  }
  wait_for(ready, s_.segment_free_at[segment], Hold::Why::headway_ahead, s_.segment_last[segment].claimed);
  const State::JunctionPassage clear = clear_of_junction(2 * segment, now_);
  wait_for(ready, clear.at, Hold::Why::junction_ahead, clear.trip);
  look_at_single_track(ready);
  for (std::size_t before = 0; before < row && ready.may_go <= now_; ++before)
    if (const State::Ready& first = s_.ready[before]; first.claims && in_its_way(first, ready))
      wait_for(ready, State::occupied,
               single_track_entered(p) == State::none ? Hold::Why::headway_ahead : Hold::Why::single_track, first.trip);
}

/// Whether what `first` is to have would be taken from it by the one after it in the line, were that to go now.
bool Simulation::in_its_way(const State::Ready& first, const State::Ready& second) const {
  const std::uint32_t p = s_.trains[first.trip].point;
  const std::uint32_t q = s_.trains[second.trip].point;
  const std::uint32_t ahead = point_of(p).segment;
  if (ahead == point_of(q).segment) return true;
  if (const std::uint32_t track = single_track_entered(p); track != State::none && track == single_track_entered(q)) return true;
  if (first.may_go == State::occupied) return false;
  for (const Plan::Crossing& crossing : plan_.crossings)
    if (crossing.way == 2 * ahead && crossing.other == 2 * point_of(q).segment && first.may_go < now_ + crossing.occupation)
      return true;
  return false;
}

void Simulation::let_go(std::size_t row) {
  const std::uint32_t t = s_.ready[row].trip;
  s_.ready.erase(s_.ready.begin() + static_cast<std::ptrdiff_t>(row));
  const std::uint32_t segment = point_of(s_.trains[t].point).segment;
  s_.segment_free_at[segment] = now_ + ms(plan_.input.network.segments[SegmentId{segment}].headway);
  s_.segment_last[segment].claimed = t;
  pass_junction(2 * segment, now_, t);
  enter_single_track(t);
  train_leaves(t);
}

std::uint32_t Simulation::came_by(std::uint32_t t) const {
  const std::uint32_t p = s_.trains[t].point;
  return p == s_.trains[t].first ? State::none : point_of(p - 1).segment;
}

/// Whether another train waits outside the station on the same segment, and has longer: it cannot be passed there.
bool Simulation::stands_behind_another(std::uint32_t t) const {
  const std::uint32_t segment = came_by(t);
  if (segment == State::none) return false;
  const std::uint32_t station = point_of(s_.trains[t].point).station.value;
  for (const std::uint32_t side : {0u, 1u})
    for (std::uint32_t u = s_.tracks[2 * station + side].first_waiting; u != State::none; u = s_.trains[u].next_waiting)
      if (u != t && came_by(u) == segment && std::pair(s_.trains[u].asked, u) < std::pair(s_.trains[t].asked, t)) return true;
  return false;
}

/// Of the trains that wait outside for these tracks and could come in now, the first by rank, then by when it came.
std::uint32_t Simulation::next_called_in(const State::TrackGroup& group) const {
  const auto first = s_.track_free_at.begin() + group.first;
  const bool is_free = *std::min_element(first, first + group.count) != State::occupied;
  std::uint32_t best = State::none;
  std::int64_t least = 0;
  for (std::uint32_t t = group.first_waiting; t != State::none; t = s_.trains[t].next_waiting) {
    if (!(is_free || keeps_track(t)) || stands_behind_another(t)) continue;
    const Plan::Point& point = point_of(s_.trains[t].point);
    const std::int64_t rank = rank_of(t, came_by(t) == State::none ? point.departure : point.arrival);
    if (best != State::none && rank >= least) continue;
    best = t;
    least = rank;
  }
  return best;
}

void Simulation::wait_outside(std::uint32_t t, State::TrackGroup& group) {
  if (group.first_waiting == State::none) group.first_waiting = t;
  else s_.trains[group.last_waiting].next_waiting = t;
  group.last_waiting = t;
  if (plan_.other_tracks.empty()) return;
  if (const Plan::OtherTrack* other = may_cross(t)) schedule(now_ + other->waits, EventKind::track_is_sought, t);
}

void Simulation::stop_waiting(std::uint32_t t, State::TrackGroup& group) {
  std::uint32_t before = State::none;
  for (std::uint32_t u = group.first_waiting; u != t; u = s_.trains[u].next_waiting) before = u;
  const std::uint32_t after = s_.trains[t].next_waiting;
  if (before == State::none) group.first_waiting = after;
  else s_.trains[before].next_waiting = after;
  if (group.last_waiting == t) group.last_waiting = before;
}

/// Whoever waits outside and may have a track gets it; then perhaps one behind it on the segment.
void Simulation::call_in(std::uint32_t station) {
  for (std::uint32_t side = 0; side < 2;) {
    State::TrackGroup& group = s_.tracks[2 * station + side];
    const std::uint32_t t = next_called_in(group);
    if (t == State::none) {
      ++side;
      continue;
    }
    stop_waiting(t, group);
    schedule(take_track(t, claim_track(t, group)), EventKind::train_enters, t);
    side = 0;
  }
}

}  // namespace czt
