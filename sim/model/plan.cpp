#include "czt/model/plan.hpp"

#include "czt/timetable/single_line.hpp"
#include "dispatching.hpp"
#include "energy.hpp"
#include "incidents.hpp"
#include "journey_choice.hpp"
#include "route_plan.hpp"
#include "service_graph.hpp"
#include "stations.hpp"

namespace czt {

namespace {

Diagnostics problems_of(const PlanInput& in) {
  Diagnostics wrong;
  const auto report = [&](std::string path, std::string message) {
    Diagnostic d;
    d.path = std::move(path);
    d.message = std::move(message);
    wrong.push_back(std::move(d));
  };
  if (in.network.stations.size() < 2)
    report("stations", "a line needs at least two stations");
  for (const Trip& trip : in.trips) {
    if (trip.stops.size() < 2) {
      report("timetable." + trip.number, "a trip needs at least two stops");
      continue;
    }
    const std::size_t before = wrong.size();
    for (std::size_t k = 1; k < trip.stops.size(); ++k)
      if (!in.network.between(trip.stops[k - 1].station, trip.stops[k].station))
        report("timetable." + trip.number,
               "no track joins " + in.network.stations[trip.stops[k - 1].station].name + " and " +
                   in.network.stations[trip.stops[k].station].name);
    if (wrong.size() > before) continue;
    if (const auto at = ends_within_single_track(trip, in.network))
      report("timetable." + trip.number, in.network.stations[*at].name + " lies within single track: no train could pass "
                                                                         "one that begins or ends there");
  }
  for (const TrainType& type : in.types)
    if (type.doors_per_side > 255)
      report("train_types." + type.name + ".doors_per_side", "at most 255 doors a side");
  return wrong;
}

}  // namespace

Result<Plan> compile_plan(PlanInput input) {
  if (Diagnostics wrong = problems_of(input); !wrong.empty()) return wrong;
  Plan plan;
  plan.input = std::move(input);
  lay_out_trips(plan);
  lay_out_energy(plan);
  lay_out_routes(plan);
  lay_out_incidents(plan);
  lay_out_dispatching(plan);
  lay_out_lanes(plan);
  lay_out_stations(plan);
  prepare_arrivals(plan);
  prepare_choices(plan);
  return plan;
}

double expected_drawn(const Plan& plan) {
  double sum = 0.0;
  for (const Plan::DrawnStream& drawn : plan.drawn_streams) sum += drawn.below * plan.field.streams()[drawn.row].mean;
  return sum;
}

}  // namespace czt
