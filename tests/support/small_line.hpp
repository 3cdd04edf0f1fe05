#pragma once
/// A straight line with stations 0, 1, 2 … for tests that look at one mechanism: "down" leads away from 0.

#include <string>
#include <utility>
#include <vector>

#include "czt/model/simulation.hpp"
#include "czt/timetable/pattern.hpp"

namespace czt::test {

struct SmallLine {
  PlanInput input;

  /// kilometres between neighbours
  explicit SmallLine(const std::vector<double>& hops) {
    IdVector<StationId, Station> stations;
    Branch main{"main", std::nullopt, {}};
    double km = 0.0;
    for (std::size_t s = 0; s <= hops.size(); ++s) {
      Station station;
      station.name = std::string(1, static_cast<char>('A' + s));
      station.at = kilometres(km);
      station.chainage_km = static_cast<std::int64_t>(km + 0.5);
      station.tracks_up = station.tracks_down = 8;
      main.stations.push_back(stations.push_back(station));
      if (s < hops.size()) km += hops[s];
    }
    Segment track;
    track.max_speed = kmh(160);
    track.headway = Duration{};
    input.network = build_network({main}, stations, track).value();
    TrainType type;
    type.name = "train";
    type.doors_per_side = 4;
    type.seats = 100;
    input.types.push_back(type);
    input.separation = {Duration{}, Duration{}, Duration{}};
    input.turnaround = Duration{};
    input.dwell = FixedDwell{0.0};
    input.minimum_dwell = Duration{};
    input.disturbances = {0.0, 0.0, Duration{}, Duration{}, {}, {}, {}};
    input.scenario = "small line";
  }

  TrainType& type() { return input.types[TrainTypeId{0}]; }

  /// All stations of the line, first to last; the trains leave at these times.
  void trains(const std::vector<SimTime>& departures, Duration dwell = Duration{}) {
    std::vector<StationId> calls;
    for (std::size_t s = 0; s < input.network.stations.size(); ++s) calls.push_back(StationId{s});
    trains_calling(calls, departures, dwell);
  }
  void trains_calling(const std::vector<StationId>& calls, const std::vector<SimTime>& departures,
                      Duration dwell = Duration{}) {
    Pattern pattern;
    pattern.name = "service " + std::to_string(input.trips.size());
    pattern.calls = calls;
    pattern.departures = departures;
    pattern.dwell = dwell;
    for (Trip& trip : expand(pattern, input.network, input.types)) input.trips.push_back(std::move(trip));
  }
  void every(SimTime first, Duration headway, int count, Duration dwell = Duration{}) {
    std::vector<SimTime> departures;
    for (int k = 0; k < count; ++k) departures.push_back(first + k * headway);
    trains(departures, dwell);
  }
  void people(std::size_t from, std::size_t to, SimTime first, std::uint32_t count,
              Duration every = Duration{}) {
    input.passengers.push_back({"group " + std::to_string(input.passengers.size()), StationId{from},
                                StationId{to}, first, count, every});
  }
  /// `per_day` would-be travellers from one station to another, wishing to travel evenly over [from, to).
  void travellers(std::size_t a, std::size_t b, double per_day, SimTime from, SimTime to,
                  double share = 1.0) {
    if (input.places.empty())
      for (std::size_t s = 0; s < input.network.stations.size(); ++s) {
        Place place;
        place.name = input.network.stations[StationId{s}].name;
        place.access.push_back({StationId{s}, Duration{}});
        input.places.push_back(place);
      }
    const auto n = static_cast<Eigen::Index>(input.places.size());
    Purpose purpose;
    purpose.name = "purpose " + std::to_string(input.purposes.size());
    purpose.travellers = OdMatrix::Zero(n, n);
    purpose.travellers(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = per_day;
    purpose.height = OdMatrix::Ones(n, n);
    purpose.rail_share = OdMatrix::Constant(n, n, share);
    const QuantileTable::Knot knots[] = {{static_cast<double>(in_milliseconds(from)), 1.0},
                                         {static_cast<double>(in_milliseconds(to)), 1.0}};
    purpose.profile_up = purpose.profile_down = QuantileTable(knots);
    input.purposes.push_back(std::move(purpose));
  }
  void fares(SingleFares singles) {
    FareTerms terms;
    terms.singles = std::move(singles);
    input.fares = FareBook(std::move(terms));
  }
  Plan plan() {
    input.circulation.previous.assign(input.trips.size(), std::nullopt);
    return compile_plan(input).value();
  }
};

/// ms from coming to the departure of the train boarded.
inline std::int32_t wait_of(const World& world, std::uint32_t row) {
  return world.points.departed[world.passengers.boarded[row]] - world.passengers.came[row];
}

}  // namespace czt::test
