#include "naive_day.hpp"

#include <algorithm>

#include "naive_dwell.hpp"
#include "naive_people.hpp"
#include "naive_railway.hpp"
#include "naive_stations.hpp"

namespace czt::twin {

Railway::Railway(const PlanInput& input, std::uint64_t seed, std::uint32_t replication)
    : in_(input), draws_(seed, replication), routes_(find_routes(input)) {}

Day Railway::live() {
  day_.persons = who_comes(in_, routes_, draws_, day_.no_service);
  reach_platforms(in_, draws_, day_.persons);
  open_stations();
  order_trains();
  while (!agenda_.empty()) {
    const Event event = *agenda_.begin();
    agenda_.erase(agenda_.begin());
    day_.events.push_back(event);
    now_ = event.at;
    happen(event);
    dispatch();
  }
  close();
  return std::move(day_);
}

void Railway::happen(const Event& event) {
  switch (event.what) {
    case Happening::leaves:
      if (!dispatched()) leave(event.trip);
      break;
    case Happening::doors_close: close_doors(event.trip); break;
    case Happening::enters: enter(event.trip); break;
    case Happening::arrives:
      if (const Ms comes = stood_still(event.trip); comes > now_) {
        train(event.trip).reaches[train(event.trip).stop + 1] = comes;
        plan(comes, Happening::arrives, event.trip);
        break;
      }
      ++train(event.trip).stop;
      train(event.trip).stands = train(event.trip).left = false;
      ask_for_track(event.trip);
      break;
    case Happening::appears: ask_for_track(event.trip); break;
    case Happening::clears: clear(event.trip); break;
    case Happening::spare_sought: seek_spare(event.trip); break;
  }
}

const Segment& Railway::segment_after(int t, int k) const {
  const auto& stops = trip(t).stops;
  const auto here = static_cast<std::size_t>(k);
  return segment_between(in_.network, stops[here].station, stops[here + 1].station);
}

/// The tracks it uses at its k-th station.
Railway::Tracks& Railway::tracks_at(int t, int k) {
  const Segment& by = segment_after(t, is_last(t, k) ? k - 1 : k);
  const int station = row(trip(t).stops[static_cast<std::size_t>(k)].station);
  return tracks_[{station, by.direction == Direction::down ? 1 : 0}];
}

void Railway::open_stations() {
  const std::size_t n = in_.network.stations.size();
  waiting_.resize(n);
  singles_.resize(in_.network.single_tracks.size());
  for (std::size_t s = 0; s < n; ++s) {
    const Station& station = in_.network.stations[StationId{s}];
    tracks_[{static_cast<int>(s), 0}].free_from.assign(static_cast<std::size_t>(station.tracks_up), long_ago);
    tracks_[{static_cast<int>(s), 1}].free_from.assign(static_cast<std::size_t>(station.tracks_down), long_ago);
  }
  for (std::size_t p = 0; p < day_.persons.size(); ++p)
    wait_at(day_.persons[p].from, static_cast<int>(p), 0, day_.persons[p].gets_off);
}

void Railway::order_trains() {
  trains_.resize(in_.trips.size());
  couple_trips();
  for (int t = 0; t < trips(); ++t) {
    train(t).first_point = static_cast<int>(day_.points.size());
    for (int k = 0; k < static_cast<int>(trip(t).stops.size()); ++k) {
      day_.points.emplace_back();
      day_.points.back().trip = t;
      day_.points.back().stop = k;
    }
    const Ms booked = in_ms(trip(t).departs());
    train(t).may_leave = booked + by_chance(in_.disturbances.entry, Chance::entry_delay, t, 0);
    if (train(t).sets.empty()) plan(booked - in_ms(in_.separation.opens_before), Happening::appears, t);
  }
  park_spares();
}

void Railway::ask_for_track(int t) {
  Tracks& here = tracks(t);
  train(t).asked = now_;
  const bool has_track = has_kept_track(t) || !here.free_from.empty();
  if (!has_track || (dispatched() && is_behind_another(t))) {
    here.outside.push_back(t);
    return;
  }
  const Ms enters = reserve_entry(t, claim_track(t));
  if (enters == now_) enter(t);
  else plan(enters, Happening::enters, t);
}

/// The track that is kept for it, else the one that was left first; from when that may be entered.
Ms Railway::claim_track(int t) {
  std::vector<Ms>& free = tracks(t).free_from;
  Ms from = 0;
  if (has_kept_track(t)) {
    from = *train(t).kept;
    train(t).kept.reset();
  } else {
    const auto first = std::min_element(free.begin(), free.end());
    from = *first;
    free.erase(first);
  }
  return from;
}

/// When it enters a track that is free from then on: a headway after the train before left the segment as well, and
/// when the junction is clear.
Ms Railway::reserve_entry(int t, Ms track_free) {
  Ms enters = std::max(now_, track_free);
  if (at_first(t)) return enters;
  const Segment& behind = segment_after(t, train(t).stop - 1);
  enters = std::max(enters, line(behind).last_left + in_ms(behind.headway));
  const Ms clear = clear_of_junctions(behind, true, enters);
  day_.waited_at_junction = day_.waited_at_junction || clear > enters;
  enters = clear;
  passages_.push_back({ends(behind), true, enters});
  line(behind).last_left = enters;
  return enters;
}

void Railway::give_back_track(int t) {
  Tracks& here = tracks(t);
  const Ms free_from = now_ + in_ms(in_.separation.reoccupation);
  if (dispatched() || here.outside.empty()) {
    here.free_from.push_back(free_from);
    if (dispatched()) call_in(row(stop(t).station));
    return;
  }
  const int next = here.outside.front();
  plan(reserve_entry(next, free_from), Happening::enters, next);
  here.outside.erase(here.outside.begin());
}

void Railway::enter(int t) {
  point(t).arrived = now_;
  train(t).stands = true;
  point(t).held += now_ - train(t).asked;
  point(t).waited_outside = now_ > train(t).asked;
  if (const auto single = comes_off(t, train(t).stop)) {
    const int side = segment_after(t, train(t).stop - 1).direction == Direction::down ? 1 : 0;
    --singles_[*single].on[side];
    singles_[*single].came_off[side] = now_;
  }
  train(t).passes = passes(t);
  if (train(t).passes) {
    day_.passed = true;
    carry_on(t);
    return plan(trip(t).when_ready ? now_ : std::max(now_, in_ms(stop(t).departure)), Happening::doors_close, t);
  }
  Ms needed = 0;
  if (calls(stop(t))) needed = prolonged(t, exchange(t));
  if (at_last(t)) {
    plan(now_ + std::max(needed, in_ms(in_.separation.clears_after)), Happening::clears, t);
    return;
  }
  Ms leaves = now_ + needed;
  if (at_first(t)) leaves = std::max({leaves, in_ms(stop(t).departure), train(t).may_leave});
  if (!calls(stop(t)) && !at_first(t)) return close_doors(t);  // a pass
  if (!trip(t).when_ready) leaves = std::max(leaves, in_ms(stop(t).departure));
  plan(leaves, Happening::doors_close, t);
}

void Railway::close_doors(int t) {
  if (waits_for_connection(t)) return;
  if (dispatched()) return get_ready(t);
  Line& ahead = line(way(t));
  const Ms ready = unblocked(way(t), now_);
  day_.hindered = day_.hindered || ready > now_;
  if (const Incident* incident = holding(t, unblocked(way(t), std::max(ready, ahead.free_from))))
    return plan(in_ms(incident->until), Happening::doors_close, t);
  Ms enters = ready;
  if (ahead.free_from > ready) {
    point(t).held += ahead.free_from - ready;
    enters = unblocked(way(t), ahead.free_from);
  }
  ahead.free_from = enters + in_ms(way(t).headway);
  if (enters > now_) plan(enters, Happening::leaves, t);
  else leave(t);
}

void Railway::leave(int t) {
  Point& here = point(t);
  if (calls(stop(t)) && !train(t).passes) {
    here.boarded += board(t);
    leave_behind(t);
  }
  here.departed = now_;
  train(t).left = true;
  here.load = static_cast<int>(train(t).aboard.size());
  for (const Rider& rider : train(t).aboard) here.standing += rider.stands;
  give_back_track(t);

  const StopTime& next = trip(t).stops[static_cast<std::size_t>(train(t).stop + 1)];
  const Ms by_luck = by_chance(in_.disturbances.running, Chance::running_delay, t, static_cast<std::uint32_t>(stop(t).station.value));
  day_.slower_by_chance = day_.slower_by_chance || by_luck > 0;
  const Ms runs = in_ms(next.technical) + by_luck;
  Ms arrives = now_ + runs;
  if (!trip(t).when_ready) arrives = std::max(arrives, in_ms(next.arrival));
  arrives = slowed(t, runs, arrives);
  const Ms free = line(way(t)).last_end + in_ms(way(t).headway);
  if (free > arrives) {
    day_.points[static_cast<std::size_t>(number_of_point(t) + 1)].held += free - arrives;
    arrives = free;
  }
  line(way(t)).last_end = arrives;
  train(t).looked_until = now_;
  train(t).follows = line(way(t)).last_on;
  line(way(t)).last_on = std::pair(t, train(t).stop + 1);
  train(t).reaches[train(t).stop + 1] = arrives;
  plan(arrives, Happening::arrives, t);
}

void Railway::clear(int t) {
  point(t).departed = now_;
  give_back_track(t);
  turn_sets(t);
}

/// Who has not been taken has given up if his patience ended before the last event.
void Railway::close() {
  for (Person& person : day_.persons) {
    Stage& last = person.stages.back();
    if (last.boarded == Stage::never && last.came + in_ms(in_.patience) < now_) last.boarded = Stage::gave_up;
  }
}

Day live_through(const PlanInput& input, std::uint64_t seed, std::uint32_t replication) {
  return Railway(input, seed, replication).live();
}

}  // namespace czt::twin
