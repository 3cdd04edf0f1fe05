#include "energy_seen.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "observe/ratio.hpp"

namespace czt {

namespace {

/// kWh, each kind of type by its own means.
struct Sums {
  double car_metres = 0.0;  ///< of types without a traction model
  double drawn = 0.0;
  double returned = 0.0;
  bool by_traction = false;
};

/// Where between the fastest run and the booked one a train was: 0–1. Trains without booked times run as fast as may be.
double ease(std::uint32_t p, const Plan& plan, const World& world) {
  const Plan::Point& here = plan.points[PointId{p}];
  const Plan::Point& next = plan.points[PointId{p + 1}];
  const std::int32_t spare = next.arrival - here.departure - next.technical;
  if (spare <= 0 || plan.trips[TripId{here.trip}].when_ready) return 0.0;
  if (world.points.arrived[p + 1] == PointColumns::not_yet) return 1.0;
  const std::int32_t taken = world.points.arrived[p + 1] - world.points.departed[p] - next.technical;
  return std::clamp(static_cast<double>(taken) / spare, 0.0, 1.0);
}

double between(double fastest, double booked, double ease) { return fastest + ease * (booked - fastest); }

Sums sum_up(std::span<const std::uint32_t> points, const Plan& plan, const World& world) {
  Sums sums;
  for (const std::uint32_t p : points) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (point.segment == Plan::Point::none || world.points.departed[p] == PointColumns::not_yet) continue;
    const TrainType& type = plan.input.types[plan.trips[TripId{point.trip}].type];
    if (std::holds_alternative<Trapezoid>(type.motion)) {
      sums.car_metres += static_cast<double>(type.cars) * plan.input.network.segments[SegmentId{point.segment}].length.value;
      continue;
    }
    const Plan::Energy& energy = plan.energy[PointId{p}];
    const double at = ease(p, plan, world);
    sums.drawn += between(energy.drawn_fastest, energy.drawn_booked, at);
    sums.returned += between(energy.returned_fastest, energy.returned_booked, at);
    sums.by_traction = true;
  }
  return sums;
}

}  // namespace

EnergyMeasure energy_measure(std::string_view name) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(EnergyMeasure::none)> names{
      "energy", "energy_regenerated", "co2"};
  const auto at = std::find(names.begin(), names.end(), name);
  return EnergyMeasure{static_cast<unsigned char>(at - names.begin())};
}

double energy_of(EnergyMeasure measure, std::span<const std::uint32_t> points, const Plan& plan, const World& world) {
  const Sums sums = sum_up(points, plan, world);
  if (measure == EnergyMeasure::energy_regenerated) return plan.energy.empty() ? nothing : sums.returned;
  const auto& emissions = plan.input.emissions;
  if (!emissions && (measure == EnergyMeasure::co2 || sums.car_metres > 0.0 || !sums.by_traction)) return nothing;
  double kwh = emissions ? sums.car_metres / 1000.0 * emissions->energy : 0.0;
  if (sums.by_traction) kwh += measure == EnergyMeasure::co2 ? sums.drawn - sums.returned : sums.drawn;
  return measure == EnergyMeasure::co2 ? kwh * emissions->grid : kwh;
}

}  // namespace czt
