#include "stations.hpp"

#include <algorithm>
#include <limits>

#include "czt/core/draws.hpp"

namespace czt {

namespace {

/// Who aims at a train reckons with the time of the entrance without queues, and with its closing where that comes
/// before the time at which he wants to be on the platform.
std::int32_t lead_of(const Entrance& entrance, const ArrivalModel& arrival) {
  const Duration least = arrival.earliest + arrival.gate_closes;
  const Duration closing = entrance.closes.value_or(Duration{}) - entrance.walk - least;
  return ms(entrance.nominal() + std::max(Duration{}, closing));
}

void lay_out_entrances(Plan& plan) {
  const PlanInput& in = plan.input;
  const auto& entrances = in.entrances;
  if (std::none_of(entrances.begin(), entrances.end(), [](const auto& e) { return e.has_value(); })) return;
  plan.lead.assign(plan.stations, 0);
  for (std::uint32_t s = 0; s < plan.stations; ++s)
    if (const auto& entrance = entrances[StationId{s}]) plan.lead[s] = lead_of(*entrance, in.arrival);
  for (const Plan::Point& point : plan.points) {
    const auto& entrance = entrances[point.station];
    const bool closes = entrance && entrance->closes && !plan.trips[TripId{point.trip}].when_ready;
    plan.last_on_platform.push_back(closes ? point.departure - ms(*entrance->closes) + ms(entrance->walk)
                                           : std::numeric_limits<std::int32_t>::max());
  }
}

void lay_out_buses(Plan& plan) {
  const PlanInput& in = plan.input;
  if (in.feeders.empty()) return;
  for (std::uint32_t f = 0; f < in.feeders.size(); ++f) {
    plan.first_bus.push_back(static_cast<std::uint32_t>(plan.buses.size()));
    for (const SimTime comes : in.feeders[f].comes) plan.buses.push_back({ms(comes), f});
  }
  plan.first_bus.push_back(static_cast<std::uint32_t>(plan.buses.size()));

  for (std::size_t place = 0; place < in.places.size(); ++place)
    for (std::uint32_t station = 0; station < plan.stations; ++station) {
      plan.feeder_rows.push_back(static_cast<std::uint32_t>(plan.feeder_choices.size()));
      double share = 0.0;
      for (std::uint32_t f = 0; f < in.feeders.size(); ++f)
        for (const Feeder::Share& from : in.feeders[f].places) {
          if (in.feeders[f].station.value != station || from.place.value != place || from.share <= 0.0) continue;
          share += from.share;
          plan.feeder_choices.push_back({f, static_cast<std::uint64_t>(std::min(share, 1.0) * 0x1p32 + 0.5)});
        }
    }
  plan.feeder_rows.push_back(static_cast<std::uint32_t>(plan.feeder_choices.size()));
}

}  // namespace

void lay_out_stations(Plan& plan) {
  lay_out_entrances(plan);
  lay_out_buses(plan);
  for (const PassengerGroup& group : plan.input.passengers) plan.group_identity.push_back(identity_of(group.name));
}

}  // namespace czt
