#include "naive_routes.hpp"

#include <algorithm>
#include <compare>
#include <stdexcept>

namespace czt::twin {

namespace {

struct Cost {
  int trains = 0;
  Ms riding = 0;
  auto operator<=>(const Cost&) const = default;
};

/// Best ways from one station to all others: relaxing every direct ride as often as there are stations.
std::map<int, Cost> costs_from(int origin, int stations, const std::map<StationPair, Ms>& least) {
  std::map<int, Cost> cost{{origin, {0, 0}}};
  for (int round = 0; round < stations; ++round)
    for (const auto& [pair, riding] : least) {
      const auto known = cost.find(pair.first);
      if (known == cost.end()) continue;
      const Cost through{known->second.trains + 1, known->second.riding + riding};
      const auto old = cost.find(pair.second);
      if (old == cost.end() || through < old->second) cost[pair.second] = through;
    }
  return cost;
}

/// Of equally good ways the one whose last change is reached soonest, and so on back to the origin.
int first_change_of(int origin, int destination, const std::map<int, Cost>& cost,
                    const std::map<StationPair, Ms>& least) {
  int at = destination;
  while (true) {
    int before = -1;
    for (const auto& [station, reached] : cost) {
      const auto ride = least.find({station, at});
      if (ride == least.end()) continue;
      if (Cost{reached.trains + 1, reached.riding + ride->second} != cost.at(at)) continue;
      if (before < 0 || reached < cost.at(before)) before = station;
    }
    if (before == origin) return at;
    at = before;
  }
}

}  // namespace

bool takes(const Trip& trip, int stop, int station) {
  const auto here = static_cast<std::size_t>(stop);
  if (trip.empty || !calls(trip.stops[here]) || row(trip.stops[here].station) == station) return false;
  for (std::size_t k = here + 1; k < trip.stops.size(); ++k)
    if (calls(trip.stops[k]) && row(trip.stops[k].station) == station) return true;
  return false;
}

Routes find_routes(const PlanInput& input) {
  Routes routes;
  const int stations = static_cast<int>(input.network.stations.size());
  for (const Trip& trip : input.trips)
    for (std::size_t i = 0; i < trip.stops.size(); ++i)
      for (int to = 0; to < stations; ++to) {
        if (!takes(trip, static_cast<int>(i), to)) continue;
        std::size_t j = i + 1;
        while (!calls(trip.stops[j]) || row(trip.stops[j].station) != to) ++j;
        routes.rides[{row(trip.stops[i].station), to}].push_back(
            {ms(trip.stops[i].departure), ms(trip.stops[j].arrival)});
      }

  std::map<StationPair, Ms> least;
  for (const auto& [pair, rides] : routes.rides)
    for (const Ride& ride : rides) {
      const Ms time = ride.arrives - ride.departs;
      if (least.find(pair) == least.end() || time < least[pair]) least[pair] = time;
    }

  std::map<int, std::vector<StationPair>> by_trains;
  for (int o = 0; o < stations; ++o) {
    const std::map<int, Cost> cost = costs_from(o, stations, least);
    for (const auto& [d, best] : cost) {
      if (d == o) continue;
      routes.first_change[{o, d}] = first_change_of(o, d, cost, least);
      routes.riding[{o, d}] = best.riding + (best.trains - 1) * ms(input.transfer);
      by_trains[best.trains].push_back({o, d});
    }
  }

  // Journeys of one train first, then of two, and so on: each asks whether its first train leads on.
  for (const auto& [trains, pairs] : by_trains)
    for (const StationPair& pair : pairs) {
      const int change = routes.first_change[pair];
      std::vector<Ms> departures;
      for (const Ride& ride : routes.rides[{pair.first, change}]) {
        bool leads_on = change == pair.second;
        if (!leads_on)
          for (const Ms onward : routes.departures[{change, pair.second}]) {
            const Ms ready = ride.arrives + ms(input.transfer);
            leads_on = leads_on || (onward >= ready && onward <= ready + ms(input.patience));
          }
        if (leads_on && std::find(departures.begin(), departures.end(), ride.departs) == departures.end())
          departures.push_back(ride.departs);
      }
      std::sort(departures.begin(), departures.end());
      routes.departures[pair] = departures;
    }
  return routes;
}

const Segment& segment_between(const Network& network, StationId from, StationId to) {
  for (const Segment& segment : network.segments)
    if (segment.from == from && segment.to == to) return segment;
  throw std::logic_error("no such segment");
}

const Segment& first_segment(const Network& network, int from, int to) {
  // How many segments each station is away from `to`, by relaxing all of them again and again.
  const std::size_t n = network.stations.size();
  std::vector<std::size_t> away(n, n);
  away[static_cast<std::size_t>(to)] = 0;
  for (std::size_t round = 0; round < n; ++round)
    for (const Segment& segment : network.segments)
      away[segment.from.value] = std::min(away[segment.from.value], away[segment.to.value] + 1);
  for (const Segment& segment : network.segments)
    if (row(segment.from) == from && away[segment.to.value] + 1 == away[segment.from.value]) return segment;
  throw std::logic_error("no way");
}

}  // namespace czt::twin
