// How people come to a station: on their own, when they want to be there, or when a feeder bus brings them. No events:
// buses meet nobody but their riders.

#include <algorithm>

#include "day.hpp"

namespace czt {

namespace {
SimTime moment(std::int32_t at) { return start_of_day + milliseconds(at); }
}  // namespace

/// Until here `came` is when somebody wants to be on the platform, hereafter when he is at the station's door: the
/// same thing at an open platform without feeders.
void Simulation::set_out() {
  world_.persons.bus.clear();
  run_buses();
  if (plan_.lead.empty() && plan_.buses.empty()) return;
  for (std::uint32_t person = 0; person < people_; ++person) {
    State::Coming& coming = s_.coming[person];
    // Who comes at the very moment of his wish has not aimed at a train.
    const bool aims = coming.came != world_.persons.wish[person];
    const std::uint32_t station = station_of(person);
    if (aims && !plan_.lead.empty()) coming.came -= plan_.lead[station];
    if (plan_.buses.empty()) continue;
    if (const std::uint32_t feeder = feeder_of(person, station); feeder != none) look_for_bus(person, feeder, aims);
  }
  ride_buses();
}

/// When each bus comes: late by its own draw, and not before the one ahead of it.
void Simulation::run_buses() {
  BusColumns& buses = world_.buses;
  buses.came.resize(plan_.buses.size());
  buses.riders.assign(plan_.buses.size(), 0);
  buses.left_behind.assign(plan_.buses.size(), 0);
  s_.bus_riders.clear();
  for (std::uint32_t f = 0; f < plan_.input.feeders.size(); ++f) {
    const Feeder& feeder = plan_.input.feeders[f];
    const LognormalSampler delay(in_seconds(feeder.delay_mean), feeder.delay_cv);
    const std::uint64_t identity = identity_of(feeder.name);
    for (std::uint32_t bus = plan_.first_bus[f]; bus < plan_.first_bus[f + 1]; ++bus) {
      std::int32_t comes = plan_.buses[bus].comes;
      if (feeder.delay_mean > Duration{}) {
        const PhiloxBlock b = draws_.block(Chance::bus_delay, identity, bus - plan_.first_bus[f]);
        comes += ms(quantise(delay(b[0], b[1])));
      }
      buses.came[bus] = bus > plan_.first_bus[f] ? std::max(comes, buses.came[bus - 1]) : comes;
    }
  }
  if (!plan_.buses.empty()) world_.persons.bus.assign(people_, PersonColumns::on_his_own);
}

/// The feeder by which somebody comes to the station, or none.
std::uint32_t Simulation::feeder_of(std::uint32_t person, std::uint32_t station) const {
  const auto streams = plan_.field.streams();
  const std::uint32_t stream = world_.persons.stream[person];
  if (stream >= streams.size()) return plan_.input.passengers[stream - streams.size()].feeder.value_or(none);
  const std::size_t row = streams[stream].from.value * std::size_t{plan_.stations} + station;
  const std::uint32_t end = plan_.feeder_rows[row + 1];
  if (plan_.feeder_rows[row] == end) return none;
  const std::uint32_t own = his_draw(Chance::feeder, person)[0];
  for (std::uint32_t k = plan_.feeder_rows[row]; k < end; ++k)
    if (own < plan_.feeder_choices[k].below) return plan_.feeder_choices[k].feeder;
  return none;
}

/// Who aims takes the last bus that has him at the door in time, by the timetable of the bus; others the first from
/// when they would come. Without one within reach people come by other means.
void Simulation::look_for_bus(std::uint32_t person, std::uint32_t f, bool aims) {
  const Feeder& feeder = plan_.input.feeders[f];
  const std::int32_t at_door = s_.coming[person].came;
  const auto bus = aims ? feeder.last_by(moment(at_door)) : feeder.first_from(moment(at_door));
  if (!bus) return;
  s_.bus_riders.push_back({plan_.first_bus[f] + static_cast<std::uint32_t>(*bus), FirstCome::key(at_door, person)});
}

/// Whom a full bus leaves behind is first in the queue for the next; whom the last leaves comes by other means, no
/// sooner than that bus.
void Simulation::ride_buses() {
  std::sort(s_.bus_riders.begin(), s_.bus_riders.end(), [](const State::BusRider& a, const State::BusRider& b) {
    return a.bus != b.bus ? a.bus < b.bus : a.place < b.place;
  });
  BusColumns& buses = world_.buses;
  for (const State::BusRider& rider : s_.bus_riders) {
    const std::uint32_t f = plan_.buses[rider.bus].feeder;
    const Feeder& feeder = plan_.input.feeders[f];
    const std::uint32_t end = plan_.first_bus[f + 1];
    std::uint32_t bus = rider.bus;
    while (bus < end && buses.riders[bus] >= feeder.capacity) ++buses.left_behind[bus++];
    const auto person = static_cast<std::uint32_t>(rider.place);
    s_.coming[person].came = buses.came[std::min(bus, end - 1)] + ms(feeder.walk);
    if (bus == end) continue;
    ++buses.riders[bus];
    world_.persons.bus[person] = bus;
  }
}

}  // namespace czt
