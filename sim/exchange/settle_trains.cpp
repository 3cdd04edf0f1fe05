#include "settle_trains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "unique_name.hpp"

namespace czt {

namespace {

constexpr double usual_full_at = 4.0;          // persons per m², where a scenario does not say
constexpr double usual_per_boarding = 1.15;    // s of one person through one door, where a scenario does not say
constexpr double most_per_metre = 20.0;        // persons; a train that were fuller is longer than is written

TrainType usual_type(VehicleKind kind) {
  TrainType type;
  type.jerk = MetresPerSecond3{0.6};
  const auto set = [&](const char* name, int cars, int doors, int seats, double standing, double length, double accelerate) {
    type.name = name;
    type.cars = cars;
    type.doors_per_side = doors;
    type.seats = seats;
    type.standing_area = SquareMetres{standing};
    type.length = metres(length);
    type.accelerate = MetresPerSecond2{accelerate};
    type.brake = MetresPerSecond2{accelerate};
  };
  switch (kind) {
    case VehicleKind::train: set("train", 4, 8, 230, 110, 100, 0.8); break;
    case VehicleKind::metro: set("metro train", 6, 24, 240, 260, 120, 1.0); break;
    case VehicleKind::tram: set("tram", 2, 6, 70, 50, 35, 1.1); break;
    case VehicleKind::bus: set("bus", 1, 2, 40, 8, 12, 1.1); break;
    case VehicleKind::ferry: set("ferry", 1, 2, 200, 100, 40, 0.4); break;
  }
  return type;
}

/// Cars and doors that are not written are as many as its length has of the usual ones.
TrainType type_of(const LineVehicle& vehicle, VehicleKind kind, std::set<std::string>& names) {
  TrainType type = usual_type(kind);
  const TrainType usual = type;
  type.name = unique_name(names, vehicle.name.empty() ? usual.name : vehicle.name);
  type.seats = vehicle.seats;
  type.standing_area = SquareMetres{vehicle.standing / usual_full_at};
  if (vehicle.length && vehicle.seats + vehicle.standing <= most_per_metre * *vehicle.length) type.length = metres(*vehicle.length);
  const double lengths = type.length.value / usual.length.value;
  type.cars = std::clamp(vehicle.cars.value_or(static_cast<int>(usual.cars * lengths + 0.5)), 1, 40);
  type.doors_per_side = std::clamp(static_cast<int>(usual.doors_per_side * lengths + 0.5), 1, 200);
  if (vehicle.boarding)
    type.doors_per_side = static_cast<int>(std::clamp(usual_per_boarding / *vehicle.boarding + 0.5, 1.0, 200.0));
  return type;
}

/// What trains differ in: of those that differ in their names alone there is one type.
auto room_of(const LineVehicle& vehicle) { return std::tuple(vehicle.seats, vehicle.standing, vehicle.length, vehicle.cars, vehicle.boarding); }

struct AlikeVehicles {
  std::vector<std::uint32_t> rows;
  std::size_t trips = 0;
};

/// With trips, those of most first.
std::vector<AlikeVehicles> alike(const std::vector<LineVehicle>& vehicles, const std::vector<std::size_t>& trips) {
  std::vector<AlikeVehicles> groups;
  for (std::uint32_t v = 0; v < vehicles.size(); ++v) {
    if (trips[v] == 0) continue;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const AlikeVehicles& g) { return room_of(vehicles[g.rows.front()]) == room_of(vehicles[v]); });
    if (group == groups.end()) group = groups.insert(groups.end(), AlikeVehicles{});
    group->rows.push_back(v);
    group->trips += trips[v];
  }
  std::stable_sort(groups.begin(), groups.end(), [](const AlikeVehicles& a, const AlikeVehicles& b) { return a.trips > b.trips; });
  return groups;
}

}  // namespace

void choose_types(const WrittenLine& line, SettledLine& settled, Findings& findings) {
  std::vector<std::size_t> trips(line.vehicles.size(), 0);
  std::size_t unsaid = 0;
  for (const LineTrip& trip : settled.trips)
    if (trip.vehicle)
      ++trips[*trip.vehicle];
    else
      ++unsaid;
  std::vector<std::uint32_t> row_of(trips.size(), 0);
  std::set<std::string> names;
  std::size_t merged = 0;
  for (const AlikeVehicles& group : alike(line.vehicles, trips)) {
    for (const std::uint32_t v : group.rows) row_of[v] = static_cast<std::uint32_t>(settled.types.size());
    merged += group.rows.size() - 1;
    settled.types.push_back(type_of(line.vehicles[group.rows.front()], line.vehicle, names));
  }
  for (LineTrip& trip : settled.trips) trip.vehicle = trip.vehicle ? row_of[*trip.vehicle] : 0;
  if (merged > 0) findings.take(fmt::format("{} types of vehicle as another that differs in its name alone", merged));
  if (settled.types.empty())
    settled.types.push_back(usual_type(line.vehicle));
  else if (unsaid > 0)
    findings.assume(fmt::format("{} trips whose train is not said run with {}", unsaid, settled.types[TrainTypeId{}].name));
}

}  // namespace czt
