#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "czt/core/maths.hpp"
#include "czt/exchange/matsim.hpp"
#include "exported.hpp"
#include "performed.hpp"
#include "xml_text.hpp"

namespace czt {

namespace {

constexpr const char* xml_version = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

std::string clock_of(std::int64_t s) { return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60); }
std::int64_t second_of(SimTime t) { return (in_milliseconds(t) + 500) / 1000; }

struct ScheduledStop {
  StationId station;
  std::int64_t arrival = 0, departure = 0;  ///< seconds from the route's departure
  friend auto operator<=>(const ScheduledStop&, const ScheduledStop&) = default;
};

/// Trips of a service with the same calls and type are departures of one route.
struct ScheduledRoute {
  TrainTypeId type;
  std::vector<ScheduledStop> stops;
  friend auto operator<=>(const ScheduledRoute&, const ScheduledRoute&) = default;
};

/// What the files have in common.
class MatsimNames {
 public:
  explicit MatsimNames(const PerformedDay& day) : day_(day), in_(day.plan.input) {
    PlainIds stop, link;
    for (const Station& station : in_.network.stations) {
      stops.push_back(stop(station.name));
      loops.push_back(link("stop_" + station.name));
    }
    for (const Segment& segment : in_.network.segments) links.push_back(link(in_.network.stations[segment.from].name + "-" + in_.network.stations[segment.to].name));
    PlainIds vehicle;
    vehicles.assign(in_.trips.size(), {});
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> known;
    for (std::size_t t = 0; t < in_.trips.size(); ++t) {
      const Trip& trip = in_.trips[TripId{t}];
      if (trip.empty) continue;
      const TrainsetId set = in_.circulation.trainset[TripId{t}];
      const auto [named, fresh] = known.try_emplace({set.value, trip.type.value});
      if (fresh) vehicle_types.emplace_back(named->second = vehicle(in_.circulation.names[set]), trip.type);
      vehicles[t] = named->second;
    }
    place_stations();
  }

  IdVector<StationId, std::string> stops, loops;
  IdVector<SegmentId, std::string> links;
  std::vector<std::string> vehicles;                              ///< by trip
  std::vector<std::pair<std::string, TrainTypeId>> vehicle_types;
  IdVector<StationId, std::pair<double, double>> at;              ///< m, east and north

 private:
  /// A degree of latitude is 111.2 km; the plane touches the earth at the first station.
  void place_stations() {
    constexpr double metres_per_degree = 111'195.0;
    std::optional<std::pair<double, double>> first;
    bool all = day_.written != nullptr;
    for (const Station& station : in_.network.stations) {
      const auto here = day_.written ? coordinates(*day_.written, station) : std::nullopt;
      all = all && here.has_value();
      if (here && !first) first = here;
    }
    const double shrink = first ? cos(first->first * 0.017453292519943295) : 1.0;
    for (const Station& station : in_.network.stations) {
      const Branch& branch = in_.network.branches[station.branch];
      std::pair<double, double> place{station.at.value + (branch.joins ? in_.network.stations[*branch.joins].at.value : 0.0), -3000.0 * station.branch};
      if (all)
        if (const auto here = coordinates(*day_.written, station)) place = {(here->second - first->second) * shrink * metres_per_degree, (here->first - first->first) * metres_per_degree};
      at.push_back(place);
    }
  }

  const PerformedDay& day_;
  const PlanInput& in_;
};

void write_nodes_and_links(const PerformedDay& day, const Sink& sink) {
  const MatsimNames names(day);
  const Network& network = day.plan.input.network;
  sink("<!DOCTYPE network SYSTEM \"http://www.matsim.org/files/dtd/network_v2.dtd\">\n<network>\n  <nodes>\n");
  for (std::size_t s = 0; s < network.stations.size(); ++s)
    sink(fmt::format("    <node id=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\"/>\n", names.stops[StationId{s}], names.at[StationId{s}].first, names.at[StationId{s}].second));
  sink("  </nodes>\n  <links>\n");
  const auto link = [&](const std::string& id, StationId from, StationId to, double length, double speed) {
    sink(fmt::format("    <link id=\"{}\" from=\"{}\" to=\"{}\" length=\"{:.2f}\" freespeed=\"{:.3f}\" capacity=\"9999.0\" permlanes=\"1.0\" oneway=\"1\" modes=\"rail\"/>\n", id, names.stops[from],
                     names.stops[to], length, speed));
  };
  // A train stands on a link of its station that leads nowhere else: MATSim's stops lie on links, at their ends.
  for (std::size_t s = 0; s < network.stations.size(); ++s) link(names.loops[StationId{s}], StationId{s}, StationId{s}, 1.0, 100.0);
  for (std::size_t s = 0; s < network.segments.size(); ++s) {
    const Segment& segment = network.segments[SegmentId{s}];
    link(names.links[SegmentId{s}], segment.from, segment.to, segment.length.value, segment.max_speed.value);
  }
  sink("  </links>\n</network>\n");
}

ScheduledRoute route_of(const Trip& trip) {
  ScheduledRoute route{trip.type, {}};
  for (const StopTime& stop : trip.stops)
    if (stop.calls && !stop.closed) route.stops.push_back({stop.station, second_of(stop.arrival), second_of(stop.departure)});
  if (route.stops.empty()) return route;
  const std::int64_t start = route.stops.front().departure;
  for (ScheduledStop& stop : route.stops) {
    stop.arrival -= start;
    stop.departure -= start;
  }
  route.stops.front().arrival = 0;
  route.stops.back().departure = route.stops.back().arrival;
  return route;
}

std::int64_t start_of(const Trip& trip) {
  for (const StopTime& stop : trip.stops)
    if (stop.calls && !stop.closed) return second_of(stop.departure);
  return 0;
}

void write_route(const PerformedDay& day, const MatsimNames& names, const std::string& id, const ScheduledRoute& route, const std::vector<std::size_t>& trips, const Sink& sink) {
  const PlanInput& in = day.plan.input;
  sink(fmt::format("    <transitRoute id=\"{}\">\n      <transportMode>rail</transportMode>\n      <routeProfile>\n", xml_text(id)));
  for (const ScheduledStop& stop : route.stops) {
    sink(fmt::format("        <stop refId=\"{}\"", names.stops[stop.station]));
    if (&stop != &route.stops.front()) sink(" arrivalOffset=\"" + clock_of(stop.arrival) + "\"");
    if (&stop != &route.stops.back()) sink(" departureOffset=\"" + clock_of(stop.departure) + "\"");
    sink(" awaitDeparture=\"true\"/>\n");
  }
  sink("      </routeProfile>\n      <route>\n");
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    if (i > 0)
      for (const SegmentId segment : in.network.path(route.stops[i - 1].station, route.stops[i].station)) sink("        <link refId=\"" + names.links[segment] + "\"/>\n");
    sink("        <link refId=\"" + names.loops[route.stops[i].station] + "\"/>\n");
  }
  sink("      </route>\n      <departures>\n");
  for (const std::size_t t : trips) {
    const Trip& trip = in.trips[TripId{t}];
    sink(fmt::format("        <departure id=\"{}\" departureTime=\"{}\" vehicleRefId=\"{}\"/>\n", xml_text(trip.number), clock_of(start_of(trip)), names.vehicles[t]));
  }
  sink("      </departures>\n    </transitRoute>\n");
}

void write_schedule(const PerformedDay& day, const Sink& sink) {
  const MatsimNames names(day);
  const PlanInput& in = day.plan.input;
  sink("<!DOCTYPE transitSchedule SYSTEM \"http://www.matsim.org/files/dtd/transitSchedule_v2.dtd\">\n<transitSchedule>\n  <transitStops>\n");
  for (std::size_t s = 0; s < in.network.stations.size(); ++s)
    sink(fmt::format("    <stopFacility id=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" linkRefId=\"{}\" name=\"{}\" isBlocking=\"false\"/>\n", names.stops[StationId{s}], names.at[StationId{s}].first,
                     names.at[StationId{s}].second, names.loops[StationId{s}], xml_text(in.network.stations[StationId{s}].name)));
  sink("  </transitStops>\n");
  std::map<std::string, std::map<ScheduledRoute, std::vector<std::size_t>>> lines;
  for (std::size_t t = 0; t < in.trips.size(); ++t) {
    const Trip& trip = in.trips[TripId{t}];
    if (trip.empty) continue;
    ScheduledRoute route = route_of(trip);
    if (route.stops.size() >= 2) lines[trip.service.empty() ? "line" : trip.service][std::move(route)].push_back(t);
  }
  for (const auto& [service, routes] : lines) {
    sink("  <transitLine id=\"" + xml_text(service) + "\">\n");
    std::size_t number = 0;
    for (const auto& [route, trips] : routes) write_route(day, names, fmt::format("{} {}", service, ++number), route, trips, sink);
    sink("  </transitLine>\n");
  }
  sink("</transitSchedule>\n");
}

void write_vehicles(const PerformedDay& day, const Sink& sink) {
  const MatsimNames names(day);
  const PlanInput& in = day.plan.input;
  sink("<vehicleDefinitions xmlns=\"http://www.matsim.org/files/dtd\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
       "xsi:schemaLocation=\"http://www.matsim.org/files/dtd http://www.matsim.org/files/dtd/vehicleDefinitions_v2.0.xsd\">\n");
  for (const TrainType& type : in.types)
    sink(fmt::format("  <vehicleType id=\"{}\">\n    <capacity seats=\"{}\" standingRoomInPersons=\"{}\"/>\n    <length meter=\"{:.2f}\"/>\n    <width meter=\"3.0\"/>\n"
                     "    <maximumVelocity meterPerSecond=\"{:.3f}\"/>\n    <passengerCarEquivalents pce=\"1.0\"/>\n    <networkMode networkMode=\"rail\"/>\n  </vehicleType>\n",
                     xml_text(type.name), type.seats, type.capacity(in.full_at) - type.seats, type.length.value, type.max_speed.value));
  for (const auto& [id, type] : names.vehicle_types) sink(fmt::format("  <vehicle id=\"{}\" type=\"{}\"/>\n", id, xml_text(in.types[type].name)));
  sink("</vehicleDefinitions>\n");
}

/// Whoever rode sets out from his station when he came to its platform; MATSim finds him a way.
void write_population(const PerformedDay& day, const Sink& sink) {
  const MatsimNames names(day);
  const PassengerColumns& rows = day.world.passengers;
  const std::vector<std::uint32_t> changes = changes_of(day.world);
  sink("<!DOCTYPE population SYSTEM \"http://www.matsim.org/files/dtd/population_v6.dtd\">\n<population>\n");
  for (std::uint32_t row = 0; row < day.world.base_rows; ++row) {
    const RiddenStages stages = ridden_stages(day.world, changes, row);
    if (!stages.made) continue;
    const std::uint32_t person = rows.person[row], journey = day.world.persons.journey[person];
    const StationId from{journey / day.plan.stations}, to{journey % day.plan.stations};
    const auto [x, y] = names.at[from];
    const auto [u, v] = names.at[to];
    sink(fmt::format("  <person id=\"{}\"><plan selected=\"yes\"><activity type=\"origin\" x=\"{:.2f}\" y=\"{:.2f}\" end_time=\"{}\"/><leg mode=\"pt\"/><activity type=\"destination\" x=\"{:.2f}\" y=\"{:.2f}\"/></plan></person>\n",
                     xml_text(traveller_name(day.plan, day.world.persons.stream[person], day.world.persons.number[person])), x, y, clock_of(std::max(0, rows.came[row]) / 1000), u, v));
  }
  sink("</population>\n");
}

constexpr DayTable of_matsim[] = {
    {"network.xml", xml_version, write_nodes_and_links},
    {"transitSchedule.xml", xml_version, write_schedule},
    {"transitVehicles.xml", xml_version, write_vehicles},
    {"population.xml", xml_version, write_population},
};

}  // namespace

std::span<const DayTable> matsim_files() { return of_matsim; }

}  // namespace czt
