// What becomes of a train's sets at the end of its trip, and the spare that stands in for a late one.

#include <algorithm>

#include "day.hpp"

namespace czt {

namespace {

// A dispatcher looks again as often, and for as long after the booked departure.
constexpr std::int32_t looks_again = 60'000;
constexpr std::int32_t gives_up_after = 3 * 3'600'000;

}  // namespace

/// Each trip that the sets work next is told when they have turned; it appears when all of its sets have come.
void Simulation::sets_turn(std::uint32_t t) {
  const std::uint32_t p = s_.trains[t].point;
  for (const Plan::Follower& next : plan_.followers[TripId{t}])
    set_comes(next.trip, world_.points.arrived[p] + next.turnaround, t, point_of(p).station);
}

/// A set of a trip is where that begins, brought by another.
void Simulation::set_comes(std::uint32_t t, std::int32_t turned, std::uint32_t by, StationId at) {
  Train& train = s_.trains[t];
  if (train.relieved != none) {
    const TrainsetId set{train.relieved};
    s_.spares.push_back({set, plan_.input.circulation.types[set], at, turned});
    return;
  }
  train.turned = turned;
  train.brought_by = by;
  if (turned > train.ready_from) {
    world_.points.held[train.point] += turned - train.ready_from;
    held(train.point, turned - train.ready_from, Hold::Why::turnaround, by);
    train.ready_from = turned;
  }
  if (--train.waits_for > 0) return;
  const std::int32_t booked = point_of(train.point).departure;
  schedule(std::max(now_, booked - ms(plan_.input.separation.opens_before)), EventKind::train_appears, t);
}

/// Spares stand off the platform tracks. Only trips of one set that wait for it, at booked times, may get one.
void Simulation::prepare_spares() {
  const Circulation& circulation = plan_.input.circulation;
  s_.spares.clear();
  s_.acting.clear();
  if (circulation.spares.empty()) return;
  for (const Circulation::Spare& spare : circulation.spares)
    s_.spares.push_back({spare.set, circulation.types[spare.set], spare.at, std::numeric_limits<std::int32_t>::min()});
  for (std::size_t set = 0; set < circulation.names.size(); ++set) s_.acting.push_back(TrainsetId{set});
  for (std::uint32_t t = 0; t < plan_.trips.size(); ++t) {
    const Plan::TripRow& trip = plan_.trips[TripId{t}];
    if (trip.waits_for != 1 || trip.when_ready || plan_.input.types[trip.type].units > 1) continue;
    const std::int32_t before = std::max(ms(plan_.input.separation.opens_before), turnaround_before(t));
    schedule(point_of(trip.first_point).departure - before, EventKind::spare_is_sought, t);
  }
}

/// Of the set that the trip waits for.
std::int32_t Simulation::turnaround_before(std::uint32_t t) const {
  for (const Plan::Follower& next : plan_.followers[TripId{plan_.trips[TripId{t}].previous}])
    if (next.trip == t) return next.turnaround;
  return 0;
}

/// Asked when the set must have come to be in time, and again until it has.
void Simulation::seek_spare(std::uint32_t t) {
  if (s_.trains[t].waits_for == 0 || !is_whole(t)) return;
  const std::int32_t booked = point_of(plan_.trips[TripId{t}].first_point).departure;
  if (expected_turned(t) - booked > ms(plan_.input.spare_when_late))
    if (const State::Spare* spare = standing_spare(t)) return stand_in(t, *spare);
  if (now_ < booked + gives_up_after) schedule(now_ + looks_again, EventKind::spare_is_sought, t);
}

/// When the set that the trip waits for will have turned, if the train that brings it stays as late as it is now.
std::int32_t Simulation::expected_turned(std::uint32_t t) const {
  const Plan::TripRow& brings = plan_.trips[TripId{plan_.trips[TripId{t}].previous}];
  return expected(brings.first_point + brings.points - 1) + turnaround_before(t);
}

/// The one that has stood there longest.
World::State::Spare* Simulation::standing_spare(std::uint32_t t) {
  const Plan::TripRow& trip = plan_.trips[TripId{t}];
  const StationId here = point_of(trip.first_point).station;
  State::Spare* found = nullptr;
  for (State::Spare& spare : s_.spares)
    if (spare.type == trip.type && spare.at == here && spare.ready_from <= now_ &&
        (found == nullptr || spare.ready_from < found->ready_from))
      found = &spare;
  return found;
}

void Simulation::stand_in(std::uint32_t t, const State::Spare& spare) {
  Train& train = s_.trains[t];
  const TrainsetId diagram = plan_.input.circulation.trainset[TripId{t}];
  TrainsetId& acting = s_.acting[diagram.value];
  world_.substitutions.push_back({t, now_, spare.set, acting, diagram});
  train.relieved = acting.value;
  train.waits_for = 0;
  acting = spare.set;
  s_.spares.erase(s_.spares.begin() + (&spare - s_.spares.data()));
  const std::int32_t opens = point_of(train.point).departure - ms(plan_.input.separation.opens_before);
  schedule(std::max(now_, opens), EventKind::train_appears, t);
}

}  // namespace czt
