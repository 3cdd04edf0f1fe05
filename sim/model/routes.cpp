// Conflicting routes over a junction, and single track.

#include <algorithm>
#include <span>

#include "day.hpp"

namespace czt {

namespace {

std::span<const Plan::Crossing> crossings_of(const Plan& plan, std::uint32_t way) {
  const auto below = [](const Plan::Crossing& c, std::uint32_t w) { return c.way < w; };
  const auto first = std::lower_bound(plan.crossings.begin(), plan.crossings.end(), way, below);
  const auto end = std::lower_bound(first, plan.crossings.end(), way + 1, below);
  return {first, end};
}

}  // namespace

/// The first time from `from` on that is an occupation away from all trains over conflicting ways, and the last train
/// that it had to wait for.
World::State::JunctionPassage Simulation::clear_of_junction(std::uint32_t way, std::int32_t from) const {
  State::JunctionPassage clear{from, State::none};
  const auto crossings = crossings_of(plan_, way);
  for (bool moved = true; moved;) {
    moved = false;
    for (const Plan::Crossing& crossing : crossings)
      for (const State::JunctionPassage& passage : s_.junction_passages[crossing.other])
        if (clear.at < passage.at + crossing.occupation && clear.at > passage.at - crossing.occupation) {
          clear = {passage.at + crossing.occupation, passage.trip};
          moved = true;
        }
  }
  return clear;
}

void Simulation::pass_junction(std::uint32_t way, std::int32_t at, std::uint32_t trip) {
  const auto crossings = crossings_of(plan_, way);
  if (crossings.empty()) return;
  auto& passages = s_.junction_passages[way];
  std::int32_t longest = 0;
  for (const Plan::Crossing& crossing : crossings) longest = std::max(longest, crossing.occupation);
  const std::int32_t recent = now_ - longest;
  std::erase_if(passages, [&](const State::JunctionPassage& passage) { return passage.at < recent; });
  passages.push_back({at, trip});
}

/// When a train that may come in from `from` on has the junction before the station; it is booked for it.
std::int32_t Simulation::comes_in(std::uint32_t t, std::uint32_t p, std::int32_t from) {
  const std::uint32_t way = 2 * point_of(p - 1).segment + 1;
  const State::JunctionPassage clear = clear_of_junction(way, from);
  held(p, clear.at - from, Hold::Why::junction_behind, clear.trip);
  pass_junction(way, clear.at, t);
  return clear.at;
}

std::uint32_t Simulation::single_track_entered(std::uint32_t p) const {
  const auto& segments = plan_.input.network.segments;
  const auto single = segments[SegmentId{point_of(p).segment}].single;
  if (!single) return State::none;
  const bool is_on_it = !is_first(p) &&
                        segments[SegmentId{point_of(p - 1).segment}].single == single;
  return is_on_it ? State::none : static_cast<std::uint32_t>(*single);
}

std::uint32_t Simulation::single_track_left(std::uint32_t p) const {
  const auto& segments = plan_.input.network.segments;
  if (is_first(p)) return State::none;
  const auto single = segments[SegmentId{point_of(p - 1).segment}].single;
  if (!single) return State::none;
  const std::uint32_t ahead = point_of(p).segment;
  return ahead != State::none && segments[SegmentId{ahead}].single == single ? State::none
                                                                           : static_cast<std::uint32_t>(*single);
}

/// The point where a train leaves the single track that it enters by leaving `p`.
std::uint32_t Simulation::end_of_single_track(std::uint32_t p) const {
  ++p;
  while (single_track_left(p) == State::none) ++p;
  return p;
}

/// When the track there that comes free first may be entered; null where all are taken.
const std::int32_t* Simulation::free_track_ahead(std::uint32_t end) const {
  const State::TrackGroup& group = s_.tracks[2 * point_of(end).station.value + point_of(end).track_group];
  const std::int32_t* first = s_.track_free_at.data() + group.first;
  const std::int32_t* best = std::min_element(first, first + group.count);
  return *best == State::occupied ? nullptr : best;
}

void Simulation::look_at_single_track(State::Ready& ready) const {
  const std::uint32_t p = s_.trains[ready.trip].point;
  const std::uint32_t row = single_track_entered(p);
  if (row == State::none) return;
  const State::OnSingleTrack& track = s_.single_tracks[row];
  const auto& segment = plan_.input.network.segments[SegmentId{point_of(p).segment}];
  const auto other_way = static_cast<std::size_t>(opposite(segment.direction));
  const std::uint32_t end = end_of_single_track(p);
  const bool needs_track = plan_.track_needed_before[2 * point_of(end).station.value + point_of(end).track_group] != 0;
  if (needs_track && free_track_ahead(end) == nullptr) {
    ready.claims = false;
    return wait_for(ready, State::occupied, Hold::Why::single_track, State::none);
  }
  const std::uint32_t last = track.last[other_way];
  if (track.trains[other_way] > 0) return wait_for(ready, State::occupied, Hold::Why::single_track, last);
  if (last == State::none) return;
  wait_for(ready, track.left_at[other_way] + ms(plan_.input.network.single_tracks[row].meeting), Hold::Why::single_track, last);
}

void Simulation::enter_single_track(std::uint32_t t) {
  Train& train = s_.trains[t];
  const std::uint32_t row = single_track_entered(train.point);
  if (row == State::none) return;
  const auto way = static_cast<std::size_t>(plan_.input.network.segments[SegmentId{point_of(train.point).segment}].direction);
  ++s_.single_tracks[row].trains[way];
  s_.single_tracks[row].last[way] = t;
  const std::uint32_t end = end_of_single_track(train.point);
  if (plan_.track_needed_before[2 * point_of(end).station.value + point_of(end).track_group] == 0) return;
  train.track_ahead = static_cast<std::uint32_t>(free_track_ahead(end) - s_.track_free_at.data());
  train.track_ahead_free = s_.track_free_at[train.track_ahead];
  s_.track_free_at[train.track_ahead] = State::occupied;
}

void Simulation::leave_single_track(std::uint32_t p) {
  const std::uint32_t row = single_track_left(p);
  if (row == State::none) return;
  const auto way = static_cast<std::size_t>(plan_.input.network.segments[SegmentId{point_of(p - 1).segment}].direction);
  --s_.single_tracks[row].trains[way];
  s_.single_tracks[row].left_at[way] = now_;
}

/// Whether the train stands before the track that is kept for it.
bool Simulation::keeps_track(std::uint32_t t) const {
  return s_.trains[t].track_ahead != State::none && single_track_left(s_.trains[t].point) != State::none;
}

}  // namespace czt
