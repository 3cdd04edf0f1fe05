// A train's day: it appears, stands, asks for the segment ahead, runs, asks for a track, and ends.

#include <algorithm>
#include <utility>

#include "czt/core/distributions.hpp"
#include "czt/model/doors.hpp"
#include "day.hpp"
#include "hindrances.hpp"

namespace czt {

namespace {

/// Whose doors: one number per train number and station, the same in every scenario.
std::uint64_t exchange_identity(const Plan::TripRow& trip, StationId station) {
  return trip.identity + std::uint64_t{0x9e3779b97f4a7c15u} * (station.value + 1);
}

}  // namespace

void Simulation::prepare_trains() {
  const PlanInput& in = plan_.input;
  s_.trains.assign(plan_.trips.size(), {});
  s_.standing.resize(plan_.trips.size());
  for (auto& queue : s_.standing) queue.clear();
  s_.batches.clear();
  s_.riders.assign(plan_.points.size(), none);
  s_.reaches.assign(plan_.points.size(), PointColumns::not_yet);
  s_.segment_free_at.assign(in.network.segments.size(), std::numeric_limits<std::int32_t>::min());
  s_.segment_left_at.assign(in.network.segments.size(), std::numeric_limits<std::int32_t>::min());
  s_.segment_last_exit.assign(in.network.segments.size(), std::numeric_limits<std::int32_t>::min());
  s_.segment_last.assign(in.network.segments.size(), {});
  s_.tracks.assign(std::size_t{plan_.stations} * 2, {});
  s_.track_free_at.clear();
  for (std::uint32_t s = 0; s < plan_.stations; ++s) {
    const Station& station = in.network.stations[StationId{s}];
    for (std::uint32_t d = 0; d < 2; ++d) {
      const auto count = static_cast<std::uint32_t>(d == 0 ? station.tracks_up : station.tracks_down);
      s_.tracks[2 * s + d].first = static_cast<std::uint32_t>(s_.track_free_at.size());
      s_.tracks[2 * s + d].count = count;
      s_.track_free_at.insert(s_.track_free_at.end(), count, std::numeric_limits<std::int32_t>::min());
    }
  }
  s_.track_left_by.assign(s_.track_free_at.size(), none);
  s_.track_taken_by.assign(s_.track_free_at.size(), none);
  prepare_separation();
  for (std::uint32_t t = 0; t < plan_.trips.size(); ++t) {
    const Plan::TripRow& trip = plan_.trips[TripId{t}];
    Train& train = s_.trains[t];
    train.point = train.first = trip.first_point;
    train.end = trip.first_point + trip.points;
    const std::int32_t booked = point_of(trip.first_point).departure;
    const std::int32_t late = by_chance(in.disturbances.entry, Chance::entry_delay, t, 0);
    train.ready_from = booked + late;
    held(trip.first_point, late, Hold::Why::entry, none);
    train.waits_for = trip.waits_for;
    if (trip.waits_for == 0)
      schedule(booked - ms(in.separation.opens_before), EventKind::train_appears, t);
  }
  prepare_spares();
}

/// Of a trip, for the whole of it or at a station: by the station, since segments are numbered anew when one opens.
std::int32_t Simulation::by_chance(const DelayByChance& delay, Chance chance, std::uint32_t t, std::uint32_t station) const {
  if (!(delay.probability > 0.0)) return 0;
  const PhiloxBlock b = draws_.block(chance, plan_.trips[TripId{t}].identity, station);
  if (unit(b[0]) >= delay.probability) return 0;
  return ms(quantise(lognormal(in_seconds(delay.mean), delay.cv, b[1], b[2])));
}

void Simulation::handle(EventKind kind, std::uint32_t trip) {
  switch (kind) {
    case EventKind::train_leaves:
      if (!plan_.dispatched) train_leaves(trip);  // else only the dispatcher is woken
      break;
    case EventKind::doors_close: doors_close(trip); break;
    case EventKind::train_enters: train_enters(trip); break;
    case EventKind::train_arrives: train_arrives(trip); break;
    case EventKind::train_appears: train_appears(trip); break;
    case EventKind::train_clears: train_clears(trip); break;
    case EventKind::spare_is_sought: seek_spare(trip); break;
    case EventKind::track_is_sought: cross_over(point_of(s_.trains[trip].point).station.value); break;
  }
  if (!s_.ready.empty()) dispatch();
}

void Simulation::train_appears(std::uint32_t trip) {
  if (plan_.cancels.empty() || !is_cancelled(trip)) ask_for_track(trip);
}

void Simulation::train_arrives(std::uint32_t t) {
  Train& train = s_.trains[t];
  const std::int32_t comes = plan_.train_stands.empty() ? now_ : stood_still(t);
  if (comes > now_) {
    s_.reaches[train.point + 1] = comes;
    return schedule(comes, EventKind::train_arrives, t);
  }
  ++train.point;
  ask_for_track(t);
}

/// Takes the track that came free first, at once or when it may be entered again; else queues outside.
void Simulation::ask_for_track(std::uint32_t t) {
  Train& train = s_.trains[t];
  const Plan::Point& point = point_of(train.point);
  State::TrackGroup& group = s_.tracks[2 * point.station.value + point.track_group];
  train.asked = now_;
  train.next_waiting = none;
  if (plan_.dispatched && stands_behind_another(t)) return wait_outside(t, group);
  const auto first = s_.track_free_at.begin() + group.first;
  if (*std::min_element(first, first + group.count) == State::occupied && !keeps_track(t)) return wait_outside(t, group);
  const std::int32_t enters = take_track(t, claim_track(t, group));
  if (enters == now_) train_enters(t);
  else schedule(enters, EventKind::train_enters, t);
}

/// The track that is kept for the train, or the one that came free first; when that may be entered.
std::int32_t Simulation::claim_track(std::uint32_t t, const State::TrackGroup& group) {
  Train& train = s_.trains[t];
  if (keeps_track(t)) {
    train.track = train.track_ahead;
    s_.track_taken_by[train.track] = t;
    train.track_ahead = none;
    return train.track_ahead_free;
  }
  const auto first = s_.track_free_at.begin() + group.first;
  const auto best = std::min_element(first, first + group.count);
  const std::int32_t free_at = *best;
  train.track = static_cast<std::uint32_t>(best - s_.track_free_at.begin());
  *best = State::occupied;
  s_.track_taken_by[train.track] = t;
  return free_at;
}

/// When it may enter: the track is free and the train before has left the segment a headway ago.
std::int32_t Simulation::take_track(std::uint32_t t, std::int32_t free_at) {
  return take_track(t, free_at, s_.track_left_by[s_.trains[t].track]);
}

/// `after`: the trip to which the time is booked that it has waited for a track.
std::int32_t Simulation::take_track(std::uint32_t t, std::int32_t free_at, std::uint32_t after) {
  const std::uint32_t p = s_.trains[t].point;
  const std::int32_t free = std::max(now_, free_at);
  std::int32_t enters = free;
  held(p, free - s_.trains[t].asked, Hold::Why::platform, after);
  if (!is_first(p)) {
    const std::uint32_t behind = point_of(p - 1).segment;
    std::int32_t& last_exit = s_.segment_left_at[behind];
    std::uint32_t& last = s_.segment_last[behind].left;
    if (last_exit != std::numeric_limits<std::int32_t>::min())
      enters = std::max(enters, last_exit + ms(plan_.input.network.segments[SegmentId{behind}].headway));
    held(p, enters - free, Hold::Why::headway_behind, last);
    if (!plan_.crossings.empty()) enters = comes_in(t, p, enters);
    last_exit = enters;
    last = t;
  }
  return enters;
}

/// The track may be entered again after the re-occupation time; the first train waiting outside gets it.
void Simulation::release_track(std::uint32_t t) {
  const Train& train = s_.trains[t];
  const Plan::Point& point = point_of(train.point);
  const std::uint32_t station = point.station.value;
  State::TrackGroup& group = s_.tracks[2 * station + (train.track < s_.tracks[2 * station + 1].first ? 0 : 1)];
  const std::int32_t free_at = now_ + ms(plan_.input.separation.reoccupation);
  s_.track_left_by[train.track] = t;
  if (group.first_waiting == none || plan_.dispatched) {
    s_.track_free_at[train.track] = free_at;
    if (plan_.dispatched) call_in(station);
  } else {
    const std::uint32_t next = group.first_waiting;
    group.first_waiting = s_.trains[next].next_waiting;
    s_.trains[next].track = train.track;
    s_.track_taken_by[train.track] = next;
    schedule(take_track(next, free_at), EventKind::train_enters, next);
  }
  if (!plan_.other_tracks.empty()) cross_over(station);
}

void Simulation::train_enters(std::uint32_t t) {
  Train& train = s_.trains[t];
  const std::uint32_t p = train.point;
  const Plan::TripRow& trip = plan_.trips[TripId{t}];
  const Plan::Point& point = point_of(p);
  world_.points.arrived[p] = now_;
  if (plan_.dispatched) leave_single_track(p);
  world_.points.held[p] += now_ - train.asked;
  const bool turns = !plan_.turns.empty() && turns_short(p);
  train.passes = !turns && point.calls && p != train.first && passes_call(p);
  if (train.passes) {
    carry_on(p);
    return schedule(trip.when_ready ? now_ : std::max(now_, point.departure), EventKind::doors_close, t);
  }
  if (!point.calls) {
    // Only an end of the trip that is closed has anything to wait for here.
    const bool first = p == train.first;
    if (point.segment == none) return train_ends(t, 0);
    if (first) return schedule(std::max({now_, point.departure, train.ready_from}), EventKind::doors_close, t);
    return doors_close(t);
  }
  const Stop stop = exchange(t, p);
  if (p + 1 == train.end) return train_ends(t, stands(p, stop, now_) - now_);
  std::int32_t earliest = trip.when_ready ? now_ : point.departure;
  if (p == train.first) earliest = std::max(earliest, train.ready_from);
  schedule(stands(p, stop, earliest), EventKind::doors_close, t);
}

/// When the stop is over, with all that prolongs it; booked as far as it makes the train leave later.
std::int32_t Simulation::stands(std::uint32_t p, const Stop& stop, std::int32_t earliest) {
  std::int32_t ready = now_ + stop.needed;
  const auto prolong = [&](std::int32_t time, Hold::Why why, std::uint32_t by) {
    held(p, std::max(ready + time, earliest) - std::max(ready, earliest), why, by);
    ready += time;
  };
  if (stop.failure != nullptr) prolong(stop.longer, Hold::Why::incident, stop.failure->incident);
  for (const Plan::Hindrance& h : hindrances_at(plan_.longer_stops, p))
    if (now_ >= h.from && now_ < h.until) prolong(h.longer, Hold::Why::incident, h.incident);
  const Plan::Point& point = point_of(p);
  prolong(by_chance(plan_.input.disturbances.extension, Chance::dwell_extension, point.trip, point.station.value), Hold::Why::extension, none);
  return std::max(ready, earliest);
}

/// Alight, then board.
Simulation::Stop Simulation::exchange(std::uint32_t t, std::uint32_t p) {
  const PlanInput& in = plan_.input;
  const Plan::TripRow& trip = plan_.trips[TripId{t}];
  const Plan::TypeRow& type = plan_.types[trip.type];
  Train& train = s_.trains[t];
  const std::uint32_t alighted = alight(t, p);
  const std::uint32_t through = train.load;
  const std::uint32_t standing = train.standing;
  const std::uint32_t boarded = p + 1 < train.end ? board(t, p) : 0;
  world_.points.alighted[p] = alighted;
  world_.points.boarded[p] = boarded;

  Exchange x;
  x.boarders = boarded;
  x.alighters = alighted;
  x.through = through;
  x.standing = standing;
  x.seats = type.seats;
  x.door_width = type.door_width;
  x.standing_density = type.standing_area > 0.0 ? standing / type.standing_area : 0.0;
  go_to_doors(x, trip, p, type.doors);

  const Disturbances& d = in.disturbances;
  double noise = 1.0;
  double runner = 0.0;
  if (d.dwell_noise > 0.0 || d.late_runner > 0.0) {
    const PhiloxBlock b = draws_.block(Chance::dwell_noise, trip.identity, point_of(p).station.value);
    if (d.dwell_noise > 0.0 && boarded + alighted > 0) noise = dwell_noise_(b[0], b[1]);
    if (boarded > 0 && unit(b[2]) < d.late_runner)
      runner = in_seconds(d.late_runner_least) +
               unit(b[3]) * in_seconds(d.late_runner_most - d.late_runner_least);
  }
  Stop stop{least_stop(x, noise, runner), failed_doors(p)};
  world_.points.dwell_needed[p] = stop.needed;
  if (stop.failure != nullptr) {
    go_to_doors(x, trip, p, type.doors - std::min(stop.failure->doors, type.doors - 1));
    stop.longer = std::max(0, least_stop(x, noise, runner) - stop.needed);
  }
  return stop;
}

/// Fills in at which of the doors they get on and off.
void Simulation::go_to_doors(Exchange& x, const Plan::TripRow& trip, std::uint32_t p, std::uint32_t doors) {
  const PlanInput& in = plan_.input;
  x.doors = doors;
  if (!uses_doors(in.dwell)) return;
  const std::uint32_t most = std::max(x.boarders, x.alighters);
  if (s_.urn.size() < most) s_.urn.resize(most);
  const std::span on(s_.boarding_doors.data(), doors);
  const std::span off(s_.alighting_doors.data(), doors);
  const std::uint64_t identity = exchange_identity(trip, point_of(p).station);
  spread_over_doors(x.boarders, in.door_share, draws_, Chance::door_boarding, identity, on, s_.urn);
  spread_over_doors(x.alighters, in.door_share, draws_, Chance::door_alighting, identity, off, s_.urn);
  x.boarding = on;
  x.alighting = off;
}

std::int32_t Simulation::least_stop(const Exchange& x, double noise, double runner) const {
  const PlanInput& in = plan_.input;
  return ms(std::max(in.minimum_dwell, quantise(needed_dwell(in.dwell, x, noise) + runner)));
}

/// First come, first served: the first to be ready takes the segment, one headway after the train before.
void Simulation::doors_close(std::uint32_t t) {
  if (!plan_.connections.empty() && waits_for_connection(t)) return;
  if (plan_.dispatched) return stand_ready(t);
  const std::uint32_t p = s_.trains[t].point;
  const Plan::Point& point = point_of(p);
  const Segment& segment = plan_.input.network.segments[SegmentId{point.segment}];
  if (!plan_.train_holds.empty() && is_kept(p)) return;
  const std::int32_t enters = enters_segment(p);
  s_.segment_free_at[point.segment] = enters + ms(segment.headway);
  s_.segment_last[point.segment].claimed = t;
  if (enters > now_) schedule(enters, EventKind::train_leaves, t);
  else train_leaves(t);
}

void Simulation::train_leaves(std::uint32_t t) {
  Train& train = s_.trains[t];
  const std::uint32_t p = train.point;
  const Plan::TripRow& trip = plan_.trips[TripId{t}];
  const Plan::Point& point = point_of(p);
  if (point.calls && !train.passes) {
    world_.points.boarded[p] += board(t, p);  // those who came during the dwell
    count_left_behind(p);
  }
  world_.points.departed[p] = now_;
  world_.points.load[p] = train.load;
  world_.points.standing[p] = train.standing;
  release_track(t);

  const Plan::Point& next = point_of(p + 1);
  const std::int32_t headway = ms(plan_.input.network.segments[SegmentId{point.segment}].headway);
  const std::int32_t earliest = trip.when_ready ? now_ : next.arrival;
  const std::int32_t runs = next.technical + by_chance(plan_.input.disturbances.running, Chance::running_delay, t, point.station.value);
  std::int32_t arrives = std::max(now_ + runs, earliest);
  held(p + 1, arrives - std::max(now_ + next.technical, earliest), Hold::Why::running, none);
  if (!plan_.train_slows.empty()) arrives = slowed(p, runs, arrives);
  std::int32_t& last_exit = s_.segment_last_exit[point.segment];
  std::uint32_t& last = s_.segment_last[point.segment].entered;
  if (last_exit != std::numeric_limits<std::int32_t>::min() && arrives < last_exit + headway) {
    world_.points.held[p + 1] += last_exit + headway - arrives;
    held(p + 1, last_exit + headway - arrives, Hold::Why::headway_behind, last);
    arrives = last_exit + headway;
  }
  last_exit = arrives;
  last = t;
  train.looked_until = now_;
  train.follows = std::exchange(s_.segment_last[point.segment].reaches, p + 1);
  s_.reaches[p + 1] = arrives;
  schedule(arrives, EventKind::train_arrives, t);
}

void Simulation::train_ends(std::uint32_t t, std::int32_t needed) {
  const std::int32_t stands = std::max(needed, ms(plan_.input.separation.clears_after));
  schedule(now_ + stands, EventKind::train_clears, t);
}

void Simulation::train_clears(std::uint32_t t) {
  const Train& train = s_.trains[t];
  const std::uint32_t p = train.point;
  if (point_of(p).segment == none) world_.points.departed[p] = now_;
  world_.points.load[p] = 0;
  release_track(t);
  sets_turn(t);
}

}  // namespace czt
