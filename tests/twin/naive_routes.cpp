#include "naive_routes.hpp"

#include <algorithm>
#include <compare>
#include <optional>
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

/// All ways to one station, found by asking again and again, each time with the ways known before as the way on
/// from a change, until nothing is new: one more train each time.
class WaysTo {
 public:
  WaysTo(const PlanInput& input, int destination) : in_(input), destination_(destination) {}

  std::map<int, std::vector<Way>> all() {
    while (true) {
      std::map<int, std::vector<Way>> next;
      for (const Trip& trip : in_.trips)
        if (!trip.empty)
          for (std::size_t i = 0; i < trip.stops.size(); ++i)
            if (calls(trip.stops[i]))
              if (auto way = aboard(trip, i)) {
                way->departs = in_ms(trip.stops[i].departure);
                next[row(trip.stops[i].station)].push_back(*way);
              }
      for (auto& [station, ways] : next) ways = worth_taking(ways);
      if (next == known_) return known_;
      known_ = next;
    }
  }

 private:
  static bool better(const Way& a, const Way& b) {
    return a.reaches != b.reaches ? a.reaches < b.reaches : a.trains < b.trains;
  }

  /// The best for somebody on board who does not get off at stop i: at the next call, or later.
  std::optional<Way> aboard(const Trip& trip, std::size_t i) {
    std::size_t next = i + 1;
    while (next < trip.stops.size() && !calls(trip.stops[next])) ++next;
    if (next == trip.stops.size()) return std::nullopt;
    const int here = row(trip.stops[next].station);
    std::optional<Way> off = getting_off(here, in_ms(trip.stops[next].arrival));
    std::optional<Way> stays = aboard(trip, next);
    if (stays && stays->off == here) stays.reset();
    if (!stays) return off;
    return off && better(*off, *stays) ? off : stays;
  }

  std::optional<Way> getting_off(int here, Ms at) {
    if (here == destination_) return Way{0, at, 1, here};
    const Ms ready = at + in_ms(in_.transfer);
    const auto onward = known_.find(here);
    if (onward == known_.end()) return std::nullopt;
    for (const Way& way : onward->second)
      if (way.departs >= ready) {
        if (way.departs > ready + in_ms(in_.patience)) return std::nullopt;
        return Way{0, way.reaches + in_ms(in_.transfer_penalty), way.trains + 1, here};
      }
    return std::nullopt;
  }

  /// One way a departure, by departure, without those that a later one overtakes.
  static std::vector<Way> worth_taking(const std::vector<Way>& all) {
    std::map<Ms, Way> best;
    for (const Way& way : all) {
      const auto known = best.find(way.departs);
      if (known == best.end() || better(way, known->second) ||
          (!better(known->second, way) && way.off < known->second.off))
        best[way.departs] = way;
    }
    std::vector<Way> kept;
    for (const auto& [departs, way] : best) {
      bool overtaken = false;
      for (const auto& [later, other] : best) overtaken = overtaken || (later > departs && other.reaches <= way.reaches);
      if (!overtaken) kept.push_back(way);
    }
    return kept;
  }

  const PlanInput& in_;
  int destination_;
  std::map<int, std::vector<Way>> known_;
};

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
            {in_ms(trip.stops[i].departure), in_ms(trip.stops[j].arrival)});
      }

  std::map<StationPair, Ms> least;
  for (const auto& [pair, rides] : routes.rides)
    for (const Ride& ride : rides) {
      const Ms time = ride.arrives - ride.departs;
      if (least.find(pair) == least.end() || time < least[pair]) least[pair] = time;
    }

  for (int o = 0; o < stations; ++o) {
    const std::map<int, Cost> cost = costs_from(o, stations, least);
    for (const auto& [d, best] : cost)
      if (d != o) routes.first_change[{o, d}] = first_change_of(o, d, cost, least);
  }

  for (int d = 0; d < stations; ++d)
    for (auto& [o, ways] : WaysTo(input, d).all())
      if (o != d && !ways.empty()) routes.ways[{o, d}] = ways;
  return routes;
}

int gets_off(const PlanInput& input, const Routes& routes, StationPair journey, Ms ready) {
  const auto ways = routes.ways.find(journey);
  if (ways != routes.ways.end())
    for (const Way& way : ways->second)
      if (way.departs >= ready) {
        if (way.departs <= ready + in_ms(input.patience)) return way.off;
        break;
      }
  return routes.first_change.at(journey);
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
