#include <fmt/format.h>

#include <map>

#include "czt/core/csv.hpp"
#include "performed.hpp"

namespace czt {

namespace {

/// Every point of every train, passes too: what a train graph is drawn from.
void train_graph(const PerformedDay& day, const Sink& sink) {
  const Plan& plan = day.plan;
  const PlanInput& in = plan.input;
  for (std::size_t t = 0; t < in.trips.size(); ++t) {
    const Trip& trip = in.trips[TripId{t}];
    const std::uint32_t first = plan.trips[TripId{t}].first_point;
    double km = 0.0;
    for (std::uint32_t i = 0; i < trip.stops.size(); ++i) {
      const StopTime& stop = trip.stops[i];
      if (i > 0) km += in_km(in.network.distance(trip.stops[i - 1].station, stop.station));
      const std::int32_t arrived = day.world.points.arrived[first + i];
      const std::int32_t departed = day.world.points.departed[first + i];
      const auto time = [](std::int32_t ms) { return ms == PointColumns::not_yet ? std::string() : service_time(ms); };
      sink(fmt::format("{},{},{},{},{:.3f},{},{},{},{},{},{},{}\n", csv_field(trip.number), csv_field(trip.service), i + 1, csv_field(in.network.stations[stop.station].name), km,
                       to_text(trip.direction), stop.calls && !stop.closed ? 1 : 0, service_time(in_milliseconds(stop.arrival)), service_time(in_milliseconds(stop.departure)), time(arrived),
                       time(departed), day.world.points.load[first + i]));
    }
  }
}

void od_assigned(const PerformedDay& day, const Sink& sink) {
  for (const auto& [cell, count] : journeys_made(day))
    sink(fmt::format("{},{},{:02}:00,{:02}:00,{}\n", csv_field(day.plan.input.network.stations[StationId{cell[0]}].name), csv_field(day.plan.input.network.stations[StationId{cell[1]}].name),
                     cell[2], cell[2] + 1, count));
}

constexpr DayTable of_assignment[] = {
    {"train_graph.csv", "train,service,sequence,station,km,direction,calls,booked_arrival,booked_departure,arrived,departed,load", train_graph},
    {"od_assigned.csv", "origin,destination,period_start,period_end,passengers", od_assigned},
};

}  // namespace

JourneysMade journeys_made(const PerformedDay& day) {
  JourneysMade journeys;
  for_rides(day, [&](const RideMade& ride) {
    if (ride.first) ++journeys[{ride.from.value, ride.to.value, static_cast<std::uint32_t>(std::clamp<std::int64_t>(ride.came / 3'600'000, 0, 47))}];
  });
  return journeys;
}

std::span<const DayTable> assignment_tables() { return of_assignment; }

}  // namespace czt
