// Trains that stand where the other direction does, because they have waited long outside for a track of their own.
//
// That there are points to get there and back, and that nobody is in the way over them, is the rule's word: neither the
// crossing of the other direction's way nor the longer way of those who wait is reckoned.

#include <algorithm>
#include <utility>

#include "day.hpp"

namespace czt {

/// The rule for the train at the station before which it waits; null without one.
const Plan::OtherTrack* Simulation::may_cross(std::uint32_t t) const {
  const std::uint32_t p = s_.trains[t].point;
  const auto row = std::partition_point(plan_.other_tracks.begin(), plan_.other_tracks.end(), [&](const Plan::OtherTrack& o) { return o.point < p; });
  return row != plan_.other_tracks.end() && row->point == p ? &*row : nullptr;
}

/// Of the trains outside that have waited long enough, and for which a track of the other direction is free, the one that
/// has waited longest. A free track goes first to those whose direction it is: while one of them waits none is free.
std::uint32_t Simulation::next_to_cross(std::uint32_t station, std::int32_t at) const {
  std::uint32_t best = none;
  for (const std::uint32_t side : {0u, 1u}) {
    const State::TrackGroup& other = s_.tracks[2 * station + 1 - side];
    const auto first = s_.track_free_at.begin() + other.first;
    if (*std::min_element(first, first + other.count) == State::occupied) continue;
    for (std::uint32_t t = s_.tracks[2 * station + side].first_waiting; t != none; t = s_.trains[t].next_waiting) {
      const Plan::OtherTrack* rule = may_cross(t);
      if (rule == nullptr || s_.trains[t].asked + rule->waits > at || stands_behind_another(t)) continue;
      if (best == none || std::pair(s_.trains[t].asked, t) < std::pair(s_.trains[best].asked, best)) best = t;
    }
  }
  return best;
}

bool Simulation::is_sought_in_vain(std::uint32_t t, std::int32_t at) const {
  return next_to_cross(point_of(s_.trains[t].point).station.value, at) == none;
}

void Simulation::cross_over(std::uint32_t station) {
  for (std::uint32_t t = next_to_cross(station, now_); t != none; t = next_to_cross(station, now_)) {
    const std::uint32_t p = s_.trains[t].point;
    State::TrackGroup& own = s_.tracks[2 * station + point_of(p).track_group];
    stop_waiting(t, own);
    const Plan::OtherTrack& rule = *may_cross(t);
    const std::int32_t free_at = claim_track(t, s_.tracks[2 * station + 1 - point_of(p).track_group]);
    world_.other_tracks.push_back({p, now_, rule.rule});
    // What was free when it might be used did not keep it waiting: a train on a track of its own direction did.
    const bool came_free = free_at > s_.trains[t].asked + rule.waits;
    const std::uint32_t track = s_.trains[t].track;
    schedule(take_track(t, free_at, came_free ? s_.track_left_by[track] : s_.track_taken_by[own.first]), EventKind::train_enters, t);
  }
}

}  // namespace czt
