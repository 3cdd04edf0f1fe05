#include "energy.hpp"

#include <map>
#include <tuple>

#include "czt/timetable/leg.hpp"

namespace czt {

namespace {

using Energies = std::vector<Plan::Energy>;  ///< per section of a leg

double drawn_kwh(const SectionWork& work, const Traction& traction) {
  return work.traction / traction.efficiency / 3.6e6;
}
double returned_kwh(const SectionWork& work, const Traction& traction) {
  return work.braking * traction.regeneration / 3.6e6;
}

Energies energies_of(const std::vector<SpeedSection>& sections, const TrainType& type, const Traction& traction,
                     Duration booked) {
  const Run fastest = fastest_run(sections, type);
  const Run in_time = run_within(sections, type, in_seconds(booked));
  Energies energies;
  for (std::size_t i = 0; i < sections.size(); ++i)
    energies.push_back({drawn_kwh(fastest.work[i], traction), drawn_kwh(in_time.work[i], traction),
                        returned_kwh(fastest.work[i], traction), returned_kwh(in_time.work[i], traction)});
  return energies;
}

}  // namespace

void lay_out_energy(Plan& plan) {
  const PlanInput& in = plan.input;
  plan.energy.clear();
  bool any = false;
  for (const TrainType& type : in.types) any = any || std::holds_alternative<Traction>(type.motion);
  if (!any || in.for_choice_only) return;
  plan.energy.resize(plan.points.size());
  std::map<std::tuple<TrainTypeId, Duration, std::vector<StationId>>, Energies> known;
  for (std::size_t t = 0; t < in.trips.size(); ++t) {
    const Trip& trip = in.trips[TripId{t}];
    const TrainType& type = in.types[trip.type];
    const Traction* traction = std::get_if<Traction>(&type.motion);
    if (traction == nullptr) continue;
    std::size_t first = 0;
    for (std::size_t k = 1; k < trip.stops.size(); ++k) {
      if (!trip.stops[k].calls) continue;
      const Duration booked = trip.stops[k].arrival - trip.stops[first].departure;
      const auto [leg, fresh] =
          known.try_emplace({trip.type, booked, way_of_leg(trip.stops, first, k)});
      if (fresh) leg->second = energies_of(sections_of_leg(trip.stops, first, k, in.network), type, *traction, booked);
      for (std::size_t i = first; i < k; ++i)
        plan.energy[PointId{plan.trips[TripId{t}].first_point + i}] = leg->second[i - first];
      first = k;
    }
  }
}

}  // namespace czt
