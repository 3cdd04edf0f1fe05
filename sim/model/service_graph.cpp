#include "service_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "czt/core/draws.hpp"
#include "follow_on.hpp"
#include "ways.hpp"

namespace czt {

namespace {

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

  std::vector<std::uint32_t> hop(std::size_t{n} * n, Plan::Point::none);
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
        point.segment = segment ? segment->value : Plan::Point::none;
      }
      const std::uint32_t leaves_by =
          point.segment != Plan::Point::none ? point.segment
                                : in.network.between(trip.stops[k - 1].station, stop.station)->value;
      point.track_group =
          in.network.segments[SegmentId{leaves_by}].direction == Direction::down ? 1 : 0;
      plan.points.push_back(point);
    }
    plan.trips.push_back(row);
  }
  lay_out_followers(plan);
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

void lay_out_legs(Plan& plan, const std::vector<std::vector<Way>>& ways) {
  const std::uint32_t n = plan.stations;
  for (std::size_t journey = 0; journey < ways.size(); ++journey) {
    const std::size_t to = journey % n;
    for (const Way& way : ways[journey]) {
      Plan::Leg leg{static_cast<std::int32_t>(way.reaches - way.departs), way.board, way.alight, Plan::Point::none};
      if (way.off != to) {
        const std::size_t on = std::size_t{way.off} * n + to;
        const auto found = std::lower_bound(ways[on].begin(), ways[on].end(), way.onward,
                                            [](const Way& w, std::int32_t at) { return w.departs < at; });
        leg.onward = plan.departures.first_cell(JourneyId{on}) + static_cast<std::uint32_t>(found - ways[on].begin());
      }
      plan.legs.push_back(leg);
    }
    plan.legs.push_back({});
  }
}

}  // namespace

void lay_out_lanes(Plan& plan) {
  const std::uint32_t n = plan.stations;
  const std::vector<std::int64_t> ride = least_rides(plan);
  const std::vector<std::uint32_t> hop = first_hops(n, ride);

  std::vector<std::uint32_t> lane_of(std::size_t{n} * n, Plan::Point::none);
  for (std::uint32_t a = 0; a < n; ++a)
    for (std::uint32_t b = 0; b < n; ++b)
      if (ride[std::size_t{a} * n + b] >= 0)
        lane_of[std::size_t{a} * n + b] =
            plan.lanes.push_back({StationId{a}, StationId{b}, false}).value;

  plan.first_lane.assign(std::size_t{n} * n, Plan::Point::none);
  plan.least_ride.assign(std::size_t{n} * n, -1);
  const std::vector<std::vector<Way>> ways = ways_of_the_day(plan);
  std::vector<Plan::Departure> row;
  for (std::size_t journey = 0; journey < ways.size(); ++journey) {
    const std::size_t from = journey / n * n;
    const auto to = static_cast<std::uint32_t>(journey % n);
    const auto lane_to = [&](std::uint32_t off) {
      const std::uint32_t lane = lane_of[from + off];
      if (off != to) plan.lanes[LaneId{lane}].transfers = true;
      return lane;
    };
    if (hop[journey] != Plan::Point::none) plan.first_lane[journey] = lane_to(hop[journey]);
    row.clear();
    std::int64_t least = -1;
    for (const Way& way : ways[journey]) {
      row.push_back({way.departs, 0, 0, lane_to(way.off)});
      const std::int64_t time = way.reaches - way.departs;
      if (least < 0 || time < least) least = time;
    }
    plan.least_ride[journey] = static_cast<std::int32_t>(least);
    row.push_back({});
    row.back().at = Plan::Departure::sentinel;
    plan.departures.push_back(row);
  }

  lay_out_legs(plan, ways);

  std::vector<std::vector<Plan::Service>> services(plan.points.size());
  for_each_ride(plan, [&](std::uint32_t i, std::uint32_t j) {
    const Plan::Point& a = plan.points[PointId{i}];
    const Plan::Point& b = plan.points[PointId{j}];
    services[i].push_back({LaneId{lane_of[a.station.value * n + b.station.value]}, j});
  });
  for (const auto& row_of_point : services) plan.services.push_back(row_of_point);
}

}  // namespace czt
