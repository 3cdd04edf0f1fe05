#include "czt/model/simulation.hpp"

#include <algorithm>
#include <limits>

#include "day.hpp"

namespace czt {

Simulation::Simulation(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world,
                       Observer* observer)
    : plan_(plan),
      world_(world),
      s_((world.state_ ? void() : world.state_.reset(new World::State), *world.state_)),
      draws_(seed, replication),
      observer_(observer),
      dwell_noise_(1.0, plan.input.disturbances.dwell_noise),
      patience_(static_cast<std::int32_t>(in_milliseconds(plan.input.patience))),
      least_wait_(static_cast<std::int32_t>(
          in_milliseconds(plan.input.arrival.earliest + plan.input.arrival.gate_closes))) {}

void Simulation::begin() {
  world_.counts = {};
  world_.onward.clear();
  world_.holds.clear();
  world_.substitutions.clear();
  world_.cancellations.clear();
  world_.other_tracks.clear();
  const std::size_t points = plan_.points.size();
  world_.points.arrived.assign(points, PointColumns::not_yet);
  world_.points.departed.assign(points, PointColumns::not_yet);
  for (auto* column : {&world_.points.boarded, &world_.points.alighted, &world_.points.left_behind,
                       &world_.points.load, &world_.points.standing})
    column->assign(points, 0);
  world_.points.dwell_needed.assign(points, 0);
  world_.points.held.assign(points, 0);
  std::uint32_t most_doors = 1;
  for (const Plan::TypeRow& type : plan_.types) most_doors = std::max(most_doors, type.doors);
  s_.boarding_doors.resize(most_doors);
  s_.alighting_doors.resize(most_doors);
  s_.events.clear();
  s_.looked_ahead = std::numeric_limits<std::int32_t>::min();

  draw_people();
  prepare_trains();
}

void Simulation::live() {
  while (!s_.events.empty()) one_event();
  finish();
}

void Simulation::live_until(std::int32_t instant) {
  while (!s_.events.empty() && ms(s_.events.next().time) < instant) one_event();
  s_.now = now_;
  // Room to work in while people are drawn; the rest of the day does not need it.
  s_.coming.clear();
  s_.by_low_digit.clear();
  s_.bus_riders.clear();
}

void Simulation::one_event() {
  const auto event = s_.events.pop();
  if (event.kind == EventKind::track_is_sought && is_sought_in_vain(event.subject, ms(event.time))) return;  // nothing happens
  now_ = ms(event.time);
  handle(event.kind, event.subject);
  ++world_.counts.events;
  if (observer_) observer_->after_event(event.time, event.kind, TripId{event.subject}, world_);
}

/// Whoever still waits when no train comes any more has given up if his patience is over, else is stranded.
void Simulation::finish() {
  PassengerColumns& rows = world_.passengers;
  DayCounts& counts = world_.counts;
  counts.came = world_.base_rows;
  for (std::size_t row = 0; row < rows.boarded.size(); ++row) {
    std::uint32_t& boarded = rows.boarded[row];
    if (boarded == PassengerColumns::never && rows.came[row] + patience_ < now_) boarded = PassengerColumns::gave_up;
    if (boarded == PassengerColumns::never) ++counts.stranded;
    else if (boarded >= PassengerColumns::gave_up) ++counts.gave_up;
    if (boarded == PassengerColumns::went_to_rival) ++counts.to_rivals;
  }
  counts.delivered = counts.came - counts.stranded - counts.gave_up;
}

void simulate(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world,
              Observer* observer) {
  Simulation day(plan, seed, replication, world, observer);
  day.begin();
  day.live();
}

void simulate_until(const Plan& plan, std::uint64_t seed, std::uint32_t replication, SimTime until, World& world,
                    Observer* observer) {
  Simulation day(plan, seed, replication, world, observer);
  day.begin();
  day.live_until(ms(until));
}

void go_on(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world, Observer* observer) {
  Simulation day(plan, seed, replication, world, observer);
  day.take_up();
  day.live();
}

}  // namespace czt
