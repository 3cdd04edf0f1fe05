#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "support/small_line.hpp"

namespace czt::test {

/// A small random line: stations, stop patterns, capacities, delays, transfers; every other one with entrances and a
/// feeder bus. All from one seed.
inline SmallLine random_line(std::uint64_t seed) {
  const Draws draws(seed, 0);
  std::uint32_t index = 0;
  const auto pick = [&](std::uint32_t n) { return below(draws.block(Chance::input_range, 99, index++)[0], n); };
  const std::uint32_t stations = 3 + pick(6);
  std::vector<double> hops;
  for (std::uint32_t s = 1; s < stations; ++s) hops.push_back(1.0 + pick(100) / 10.0);
  SmallLine line(hops);
  for (Station& station : line.input.network.stations) {
    station.tracks_up = 1 + static_cast<int>(pick(2));
    station.tracks_down = 1 + static_cast<int>(pick(2));
  }
  for (Segment& segment : line.input.network.segments) {
    segment.headway = seconds(60 + pick(200));
    segment.margin = 0.01 * pick(20);
  }
  line.input.separation = {seconds(pick(90)), minutes(pick(5)), minutes(pick(4))};
  line.type().seats = static_cast<int>(5 + pick(25));
  line.type().standing_area = SquareMetres{1.0 * pick(8)};
  line.input.patience = minutes(10 + pick(60));
  line.input.transfer = minutes(pick(5));
  line.input.dwell = CriticalDoorDwell{};
  line.input.minimum_dwell = seconds(20);
  line.input.disturbances = Disturbances{};
  line.input.disturbances.entry.probability = 0.3;
  const std::uint32_t services = 2 + pick(4);
  for (std::uint32_t s = 0; s < services; ++s) {
    const std::uint32_t from = pick(stations - 1);
    const std::uint32_t to = from + 1 + pick(stations - from - 1);
    std::vector<StationId> calls{StationId{from}};
    for (std::uint32_t k = from + 1; k < to; ++k)
      if (pick(3) > 0) calls.push_back(StationId{k});
    calls.push_back(StationId{to});
    if (pick(2) == 1) std::reverse(calls.begin(), calls.end());
    std::vector<SimTime> departures;
    const std::uint32_t trains = 2 + pick(8);
    SimTime at = clock_time(6) + minutes(pick(30));
    for (std::uint32_t t = 0; t < trains; ++t) {
      departures.push_back(at);
      at += minutes(2 + pick(20));
    }
    line.trains_calling(calls, departures, seconds(30 + pick(60)));
  }
  for (std::uint32_t g = 0; g < 25; ++g) {
    const std::uint32_t a = pick(stations);
    const std::uint32_t b = pick(stations);
    if (a == b) continue;
    line.people(a, b, clock_time(5, 50) + minutes(pick(150)), 1 + pick(30), seconds(pick(30)));
  }
  for (std::uint32_t p = 0; p < 3; ++p) {
    const std::uint32_t a = pick(stations);
    const std::uint32_t b = (a + 1 + pick(stations - 1)) % stations;
    line.travellers(a, b, 50 + pick(500), clock_time(6), clock_time(9));
  }
  if (seed % 2 == 1) return line;
  // Every other line has entrances at some stations, and a feeder bus.
  line.input.entrances.resize(stations);
  for (std::uint32_t s = 0; s < stations; ++s) {
    if (pick(3) == 0) continue;
    Entrance entrance;
    entrance.tickets = {{"machine", 0.4, 1 + pick(3), ServiceTime(seconds(pick(60)), 0.5)},
                        {"phone", 0.3, 0, ServiceTime(seconds(pick(30)), 0.5)}};
    if (pick(2) == 1) entrance.security = Entrance::Security{1 + pick(2), ServiceTime(milliseconds(2500), 0.0)};
    entrance.gates = Entrance::Gates{1 + pick(3), ServiceTime(seconds(4), 0.5), 0.05, seconds(25)};
    entrance.walk = seconds(pick(180));
    if (pick(4) > 0) entrance.closes = seconds(pick(300));
    line.input.entrances[StationId{s}] = std::move(entrance);
  }
  Feeder feeder;
  feeder.name = "bus";
  feeder.station = StationId{pick(stations)};
  feeder.places = {{PlaceId{feeder.station.value}, 0.5}};
  for (std::uint32_t k = 0; k < 10; ++k) feeder.comes.push_back(clock_time(6) + k * minutes(15));
  feeder.walk = minutes(pick(4));
  feeder.capacity = 5 + pick(20);
  feeder.delay_mean = minutes(pick(3));
  line.input.feeders.push_back(feeder);
  for (PassengerGroup& group : line.input.passengers)
    if (group.from == feeder.station) group.feeder = 0;
  return line;
}

/// The same with whatever may go wrong by chance or by an incident, and with rules for late trains.
inline SmallLine disturbed_line(std::uint64_t seed) {
  SmallLine line = random_line(seed);
  PlanInput& in = line.input;
  const Draws draws(seed, 1);
  std::uint32_t index = 0;
  const auto pick = [&](std::uint32_t n) { return below(draws.block(Chance::input_range, 96, index++)[0], n); };
  in.disturbances.running.probability = 0.1 * pick(4);
  in.disturbances.extension.probability = 0.1 * pick(4);
  const auto trips = static_cast<std::uint32_t>(in.trips.size());
  const auto stations = static_cast<std::uint32_t>(in.network.stations.size());
  for (std::uint32_t k = 0; k < 8; ++k) {
    Incident incident;
    incident.name = "incident " + std::to_string(k);
    constexpr std::uint32_t effects = 7;
    incident.effect = static_cast<Incident::Effect>(pick(effects));
    incident.from = clock_time(6) + minutes(pick(90));
    incident.until = incident.from + minutes(1 + pick(25));
    incident.segments = {SegmentId{pick(static_cast<std::uint32_t>(in.network.segments.size()))}};
    incident.speed = kmh(20.0 + pick(100));
    incident.doors = 1 + pick(3);
    incident.longer = minutes(1 + pick(5));
    const bool closes = incident.effect == Incident::Effect::closed_station;
    if (!closes) incident.train = pick(trips);
    if (closes || (pick(2) == 0 && incident.effect != Incident::Effect::train_failure)) incident.station = pick(stations);
    in.incidents.push_back(incident);
  }
  for (std::uint32_t k = 0; k < 6; ++k) {
    DispatchingRule rule;
    rule.name = "rule " + std::to_string(k);
    rule.action = pick(3) == 0 ? DispatchingRule::Action::skip : DispatchingRule::Action::hold;
    const std::uint32_t half = trips / 2;
    for (std::uint32_t t = 0; t < trips; ++t) ((t < half) == (k % 2 == 0) ? rule.trains : rule.awaited).push_back(t);
    rule.station = pick(stations);
    rule.limit = minutes(1 + pick(12));
    in.dispatching.push_back(std::move(rule));
  }
  return line;
}

}  // namespace czt::test
