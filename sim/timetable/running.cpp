#include "running.hpp"

#include <algorithm>
#include <cassert>

#include "czt/timetable/pattern.hpp"

namespace czt {
namespace {

const Segment& segment_to(const std::vector<StopTime>& stops, std::size_t point,
                          const Network& network) {
  const auto id = network.between(stops[point - 1].station, stops[point].station);
  assert(id);
  return network.segments[*id];
}

/// Quantises the sums, not the parts, so that the parts add up to the leg's time to the millisecond.
void set_leg(std::vector<StopTime>& stops, std::size_t first, const std::vector<double>& passing) {
  Duration before{};
  for (std::size_t i = 0; i < passing.size(); ++i) {
    const Duration now = quantise(passing[i]);
    stops[first + 1 + i].technical = now - before;
    before = now;
  }
}

/// a · b / c to the nearest whole number, for 0 ≤ a, b < 2^31 (24 days in milliseconds), c > 0.
std::int64_t share(std::int64_t a, std::int64_t b, std::int64_t c) { return (a * b + c / 2) / c; }

}  // namespace

BookedWay along(const std::vector<StopTime>& rows, const Network& network) {
  BookedWay way;
  for (const StopTime& row : rows) {
    if (!way.stops.empty()) {
      const auto path = network.path(way.stops.back().station, row.station);
      assert(!path.empty());
      for (const SegmentId id : path.first(path.size() - 1)) {
        StopTime pass;
        pass.station = network.segments[id].to;
        pass.calls = false;
        way.stops.push_back(pass);
      }
    }
    way.rows.push_back(way.stops.size());
    way.stops.push_back(row);
  }
  return way;
}

Direction direction_of(const std::vector<StopTime>& stops, const Network& network) {
  constexpr StationId main_start{};
  const StationId origin =
      network.branches.empty() ? main_start : network.branches.front().stations.front();
  return network.distance(origin, stops.back().station) <=
                 network.distance(origin, stops.front().station)
             ? Direction::up
             : Direction::down;
}

Direction platform_direction(const Trip& trip, std::size_t stop, const Network& network) {
  return segment_to(trip.stops, std::min(stop + 1, trip.stops.size() - 1), network).direction;
}

Duration technical_between(const std::vector<StopTime>& stops, std::size_t first,
                           std::size_t last) {
  Duration sum{};
  for (std::size_t point = first + 1; point <= last; ++point) sum += stops[point].technical;
  return sum;
}

void book_passes(std::vector<StopTime>& stops, std::size_t first, std::size_t last) {
  const Duration booked = stops[last].arrival - stops[first].departure;
  const Duration technical = technical_between(stops, first, last);
  Duration run{};
  for (std::size_t point = first + 1; point < last; ++point) {
    run += stops[point].technical;
    const Duration after{share(booked.count(), run.count(), technical.count())};
    stops[point].arrival = stops[point].departure = stops[first].departure + after;
  }
}

void pass_closed_stations(Trip& trip, const Network& network) {
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    StopTime& stop = trip.stops[i];
    if (!stop.calls || network.stations[stop.station].open) continue;
    stop.closed = true;
    if (i == 0 || i + 1 == trip.stops.size()) continue;
    stop.calls = false;
    stop.departure = stop.arrival;
  }
}

void set_technical_times(Trip& trip, const Network& network, const TrainType& type, KnownLegs& known) {
  if (trip.stops.empty()) return;
  trip.stops.front().technical = Duration{};
  std::size_t first = 0;
  for (std::size_t point = 1; point < trip.stops.size(); ++point) {
    if (!trip.stops[point].calls) continue;
    set_leg(trip.stops, first, known.times(trip.stops, first, point, network, trip.type, type));
    first = point;
  }
}

void set_technical_times(Trip& trip, const Network& network, const TrainType& type) {
  KnownLegs known;
  set_technical_times(trip, network, type, known);
}

}  // namespace czt
