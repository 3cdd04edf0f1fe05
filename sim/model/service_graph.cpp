#include "service_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace czt {

namespace {

std::uint64_t identity_of(const std::string& number) {
  std::uint64_t h = 0xcbf29ce484222325u;  // FNV-1a, then a finaliser so that near numbers fall far apart
  for (const char c : number) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  return h;
}

std::int32_t ms(SimTime t) { return static_cast<std::int32_t>(in_milliseconds(t)); }
std::int32_t ms(Duration d) { return static_cast<std::int32_t>(in_milliseconds(d)); }

constexpr std::uint32_t none = Plan::Point::none;

/// Where a person from `o` to `d` gets off first: fewest transfers, then least booked riding time.
/// Row o · n + d; none where no chain of trains leads.
std::vector<std::uint32_t> first_hops(std::uint32_t n, const std::vector<std::int64_t>& ride) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, std::int64_t>>;
  constexpr std::int64_t per_train = std::int64_t{1} << 40;  // one more train outweighs any riding time
  Graph graph(n);
  for (std::uint32_t a = 0; a < n; ++a)
    for (std::uint32_t b = 0; b < n; ++b)
      if (ride[a * n + b] >= 0) boost::add_edge(a, b, per_train + ride[a * n + b], graph);

  std::vector<std::uint32_t> hop(std::size_t{n} * n, none);
  std::vector<std::size_t> before(n);
  std::vector<std::int64_t> cost(n);
  for (std::uint32_t o = 0; o < n; ++o) {
    boost::dijkstra_shortest_paths(graph, o,
                                   boost::predecessor_map(before.data()).distance_map(cost.data()));
    for (std::uint32_t d = 0; d < n; ++d) {
      if (d == o || before[d] == d) continue;
      std::size_t at = d;
      while (before[at] != o) at = before[at];
      hop[o * n + d] = static_cast<std::uint32_t>(at);
    }
  }
  return hop;
}

struct DirectTrain {
  std::int32_t departs;
  std::int32_t arrives;
};

}  // namespace

void lay_out_trips(Plan& plan) {
  const PlanInput& in = plan.input;
  plan.stations = static_cast<std::uint32_t>(in.network.stations.size());
  for (const TrainType& type : in.types) {
    Plan::TypeRow row;
    row.seats = static_cast<std::uint32_t>(type.seats);
    row.capacity = static_cast<std::uint32_t>(type.capacity(in.full_at));
    row.doors = static_cast<std::uint32_t>(type.doors_per_side);
    row.standing_area = type.standing_area.value;
    row.door_width = type.door_width.value;
    plan.types.push_back(row);
  }
  for (std::size_t t = 0; t < in.trips.size(); ++t) {
    const Trip& trip = in.trips[TripId{t}];
    Plan::TripRow row;
    row.first_point = static_cast<std::uint32_t>(plan.points.size());
    row.points = static_cast<std::uint32_t>(trip.stops.size());
    row.type = trip.type;
    row.identity = identity_of(trip.number);
    row.empty = trip.empty;
    row.when_ready = trip.when_ready;
    if (t < in.circulation.previous.size() && in.circulation.previous[TripId{t}])
      row.previous = in.circulation.previous[TripId{t}]->value;
    for (std::size_t k = 0; k < trip.stops.size(); ++k) {
      const StopTime& stop = trip.stops[k];
      Plan::Point point;
      point.station = stop.station;
      point.trip = static_cast<std::uint32_t>(t);
      point.arrival = ms(stop.arrival);
      point.departure = ms(stop.departure);
      point.technical = ms(stop.technical);
      point.calls = stop.calls && !stop.closed;
      if (k + 1 < trip.stops.size()) {
        const auto segment = in.network.between(stop.station, trip.stops[k + 1].station);
        point.segment = segment ? segment->value : none;
      }
      const std::uint32_t leaves_by =
          point.segment != none ? point.segment
                                : in.network.between(trip.stops[k - 1].station, stop.station)->value;
      point.track_group =
          in.network.segments[SegmentId{leaves_by}].direction == Direction::down ? 1 : 0;
      plan.points.push_back(point);
    }
    plan.trips.push_back(row);
  }
  for (std::size_t t = 0; t < plan.trips.size(); ++t)
    if (const std::uint32_t before = plan.trips[TripId{t}].previous; before != none)
      plan.trips[TripId{before}].next = static_cast<std::uint32_t>(t);
}

namespace {

/// Every ordered pair of calls of every train with passengers, told to `visit(from point, to point)`.
/// A station that a trip calls at twice is left at its first call after boarding.
template <class Visit>
void for_each_ride(const Plan& plan, Visit visit) {
  for (const Plan::TripRow& trip : plan.trips) {
    if (trip.empty) continue;
    for (std::uint32_t i = trip.first_point; i < trip.first_point + trip.points; ++i) {
      if (!plan.points[PointId{i}].calls) continue;
      for (std::uint32_t j = i + 1; j < trip.first_point + trip.points; ++j) {
        const Plan::Point& to = plan.points[PointId{j}];
        if (!to.calls || to.station == plan.points[PointId{i}].station) continue;
        bool seen = false;
        for (std::uint32_t k = i + 1; k < j && !seen; ++k)
          seen = plan.points[PointId{k}].calls && plan.points[PointId{k}].station == to.station;
        if (!seen) visit(i, j);
      }
    }
  }
}

/// Least booked ride per station pair, −1 without a direct train.
std::vector<std::int64_t> least_rides(const Plan& plan) {
  const std::uint32_t n = plan.stations;
  std::vector<std::int64_t> ride(std::size_t{n} * n, -1);
  for_each_ride(plan, [&](std::uint32_t i, std::uint32_t j) {
    const Plan::Point& a = plan.points[PointId{i}];
    const Plan::Point& b = plan.points[PointId{j}];
    std::int64_t& least = ride[a.station.value * n + b.station.value];
    const std::int64_t time = b.arrival - a.departure;
    if (least < 0 || time < least) least = time;
  });
  return ride;
}

/// Departures of each journey's first train that lead on: at a transfer, an onward departure must follow
/// within patience. Journeys are done direct ones first, then by number of trains.
Jagged<JourneyId, std::int32_t> departures_towards(const Plan& plan,
                                                   const std::vector<std::uint32_t>& hop) {
  const std::uint32_t n = plan.stations;
  std::vector<std::vector<DirectTrain>> direct(std::size_t{n} * n);
  for_each_ride(plan, [&](std::uint32_t i, std::uint32_t j) {
    const Plan::Point& a = plan.points[PointId{i}];
    const Plan::Point& b = plan.points[PointId{j}];
    direct[a.station.value * n + b.station.value].push_back({a.departure, b.arrival});
  });
  const std::int32_t transfer = ms(plan.input.transfer);
  const std::int64_t patience = in_milliseconds(plan.input.patience);
  std::vector<std::vector<std::int32_t>> departures(std::size_t{n} * n);
  std::vector<std::uint8_t> done(std::size_t{n} * n, 0);
  const auto settle = [&](auto&& self, std::uint32_t o, std::uint32_t d) -> void {
    const std::size_t journey = std::size_t{o} * n + d;
    if (done[journey]) return;
    done[journey] = 1;
    const std::uint32_t x = hop[journey];
    if (x == none) return;
    if (x != d) self(self, x, d);
    for (const DirectTrain& train : direct[std::size_t{o} * n + x]) {
      if (x != d) {
        const auto& onward = departures[std::size_t{x} * n + d];
        const std::int32_t ready = train.arrives + transfer;
        const auto next = std::lower_bound(onward.begin(), onward.end(), ready);
        if (next == onward.end() || *next - ready > patience) continue;
      }
      departures[journey].push_back(train.departs);
    }
    std::sort(departures[journey].begin(), departures[journey].end());
    departures[journey].erase(std::unique(departures[journey].begin(), departures[journey].end()),
                              departures[journey].end());
  };
  Jagged<JourneyId, std::int32_t> result;
  for (std::uint32_t o = 0; o < n; ++o) {
    for (std::uint32_t d = 0; d < n; ++d) {
      if (o != d) settle(settle, o, d);
      result.push_back(departures[std::size_t{o} * n + d]);
    }
  }
  return result;
}

}  // namespace

void lay_out_lanes(Plan& plan) {
  const std::uint32_t n = plan.stations;
  const std::vector<std::int64_t> ride = least_rides(plan);
  const std::vector<std::uint32_t> hop = first_hops(n, ride);
  plan.departures = departures_towards(plan, hop);

  std::vector<std::uint32_t> lane_of(std::size_t{n} * n, none);
  for (std::uint32_t a = 0; a < n; ++a)
    for (std::uint32_t b = 0; b < n; ++b)
      if (ride[std::size_t{a} * n + b] >= 0)
        lane_of[std::size_t{a} * n + b] =
            plan.lanes.push_back({StationId{a}, StationId{b}, false}).value;

  plan.first_lane.assign(std::size_t{n} * n, none);
  for (std::uint32_t o = 0; o < n; ++o) {
    for (std::uint32_t d = 0; d < n; ++d) {
      const std::size_t journey = std::size_t{o} * n + d;
      if (hop[journey] == none || plan.departures[JourneyId{journey}].empty()) continue;
      const std::uint32_t lane = lane_of[std::size_t{o} * n + hop[journey]];
      plan.first_lane[journey] = lane;
      if (hop[journey] != d) plan.lanes[LaneId{lane}].transfers = true;
    }
  }

  plan.least_ride.assign(std::size_t{n} * n, -1);
  const std::int64_t walk = in_milliseconds(plan.input.transfer);
  for (std::uint32_t o = 0; o < n; ++o) {
    for (std::uint32_t d = 0; d < n; ++d) {
      if (plan.first_lane[std::size_t{o} * n + d] == none) continue;
      std::int64_t time = 0;
      for (std::uint32_t at = o; at != d; at = hop[std::size_t{at} * n + d])
        time += ride[std::size_t{at} * n + hop[std::size_t{at} * n + d]] + (at == o ? 0 : walk);
      plan.least_ride[std::size_t{o} * n + d] = static_cast<std::int32_t>(time);
    }
  }

  std::vector<std::vector<Plan::Service>> services(plan.points.size());
  for_each_ride(plan, [&](std::uint32_t i, std::uint32_t j) {
    const Plan::Point& a = plan.points[PointId{i}];
    const Plan::Point& b = plan.points[PointId{j}];
    services[i].push_back({LaneId{lane_of[a.station.value * n + b.station.value]}, j});
  });
  for (const auto& row : services) plan.services.push_back(row);
}

}  // namespace czt
