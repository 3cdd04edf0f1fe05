#pragma once
/// Random lines with single track, sidings, junctions, priorities and incidents, all from one seed.

#include <string>
#include <vector>

#include "czt/network/conflicting_routes.hpp"
#include "czt/timetable/single_line.hpp"
#include "support/small_line.hpp"

namespace czt::test {

class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : draws_(seed, 0) {}
  std::uint32_t operator()(std::uint32_t n) { return below(draws_.block(Chance::input_range, 7, index_++)[0], n); }

 private:
  Draws draws_;
  std::uint32_t index_ = 0;
};

/// A main line, every other one with a branch.
inline Network random_network(Chooser& pick) {
  IdVector<StationId, Station> stations;
  std::vector<Branch> branches{{"main", std::nullopt, {}}};
  const auto add = [&](std::uint32_t branch, std::uint32_t count) {
    double km = 0.0;
    for (std::uint32_t s = 0; s < count; ++s) {
      Station station;
      station.name = std::string(1, static_cast<char>('A' + stations.size()));
      if (s > 0 || branch > 0) km += 1.0 + pick(80) / 10.0;
      station.at = kilometres(km);
      station.tracks_up = 1 + static_cast<int>(pick(2));
      station.tracks_down = 1 + static_cast<int>(pick(2));
      branches[branch].stations.push_back(stations.push_back(station));
    }
  };
  add(0, 3 + pick(5));
  if (pick(2) == 1) {
    branches.push_back({"branch", StationId{pick(static_cast<std::uint32_t>(stations.size()))}, {}});
    add(1, 1 + pick(3));
  }
  Segment track;
  track.max_speed = kmh(120);
  track.headway = seconds(30 + pick(150));
  return build_network(branches, stations, track).value();
}

/// Single track over a random part of each branch; trains pass at most of its stations.
inline void lay_random_single_track(Network& network, Chooser& pick) {
  for (std::size_t b = 0; b < network.branches.size(); ++b) {
    std::vector<StationId> stations = network.branches[b].stations;
    if (b > 0) stations.insert(stations.begin(), *network.branches[b].joins);
    const std::uint32_t from = pick(2) == 0 ? 0 : pick(static_cast<std::uint32_t>(stations.size()) - 1);
    const std::uint32_t to = from + 1 + pick(static_cast<std::uint32_t>(stations.size()) - from - 1);
    std::vector<StationId> passing;
    for (std::uint32_t s = from + 1; s < to; ++s)
      if (pick(3) > 0) passing.push_back(stations[s]);
    const Duration meeting = seconds(pick(90));
    if (!lay_single_track(network, stations[from], stations[to], passing, meeting)) continue;
    // A branch joins where trains were not to pass: then they pass everywhere.
    lay_single_track(network, stations[from], stations[to], {stations.begin() + from + 1, stations.begin() + to}, meeting);
  }
}

inline Plan random_single_line(std::uint64_t seed) {
  Chooser pick(seed);
  SmallLine line({1.0});
  line.input.network = random_network(pick);
  Network& network = line.input.network;
  lay_random_single_track(network, pick);
  if (network.branches.size() > 1 && pick(2) == 1) {
    const StationId at = *network.branches[1].joins;
    std::vector<StationId> arms;
    for (const Segment& segment : network.segments)
      if (segment.from == at && segment.direction == Direction::down) arms.push_back(segment.to);
    if (arms.size() == 2) lay_junction(network, "junction", at, arms, arms[pick(2)], seconds(60 + pick(120)));
  }
  line.input.separation = {seconds(pick(90)), minutes(pick(4)), minutes(pick(4))};
  line.input.separation.priority = static_cast<Priority>(pick(3));
  line.input.dwell = FixedDwell{20.0};
  line.input.disturbances.entry.probability = 0.5;
  line.input.disturbances.entry.mean = minutes(1 + pick(15));
  line.input.disturbances.entry.cv = 1.0;
  const auto stations = static_cast<std::uint32_t>(network.stations.size());
  for (std::uint32_t service = 0; service < 12; ++service) {
    std::vector<StationId> calls{StationId{pick(stations)}};
    const StationId to{pick(stations)};
    if (calls.front() == to) continue;
    for (const SegmentId id : network.path(calls.front(), to))
      if (network.segments[id].to == to || pick(2) == 1) calls.push_back(network.segments[id].to);
    std::vector<SimTime> departures;
    SimTime at = clock_time(6) + minutes(pick(40));
    for (std::uint32_t t = 2 + pick(5); t-- > 0; at += minutes(1 + pick(20))) departures.push_back(at);
    Pattern pattern;
    pattern.name = "service " + std::to_string(service);
    pattern.calls = calls;
    pattern.departures = departures;
    pattern.dwell = seconds(30);
    pattern.importance = static_cast<int>(pick(3));
    pattern.when_ready = pick(5) == 0;
    for (Trip& trip : expand(pattern, network, line.input.types))
      if (!ends_within_single_track(trip, network)) line.input.trips.push_back(std::move(trip));
  }
  if (pick(3) == 0) {
    Incident blocked;
    blocked.name = "blocked";
    blocked.from = clock_time(6, 30);
    blocked.until = clock_time(6, 30) + minutes(1 + pick(40));
    blocked.segments = {SegmentId{pick(static_cast<std::uint32_t>(network.segments.size()))}};
    line.input.incidents.push_back(blocked);
  }
  if (pick(3) == 0 && !line.input.trips.empty()) {
    Incident held;
    held.name = "held";
    held.effect = Incident::Effect::train_held;
    held.from = clock_time(6) + minutes(pick(60));
    held.until = held.from + minutes(1 + pick(40));
    held.train = pick(static_cast<std::uint32_t>(line.input.trips.size()));
    line.input.incidents.push_back(held);
  }
  return line.plan();
}

}  // namespace czt::test
