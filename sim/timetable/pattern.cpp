#include "czt/timetable/pattern.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "running.hpp"

namespace czt {
namespace {

std::vector<StopTime> rows_of(const Pattern& pattern) {
  std::vector<StopTime> rows;
  rows.reserve(pattern.calls.size());
  for (const StationId station : pattern.calls) rows.push_back({.station = station});
  return rows;
}

/// Technical time × (1 + margin), each segment's part with its own margin, up to the next `round_to`.
Duration booked_leg(const std::vector<StopTime>& stops, std::size_t first, std::size_t last,
                    const Network& network, Duration round_to) {
  double milliseconds_with_margin = 0.0;
  for (std::size_t point = first + 1; point <= last; ++point) {
    const SegmentId segment = *network.between(stops[point - 1].station, stops[point].station);
    milliseconds_with_margin += static_cast<double>(stops[point].technical.count()) *
                                (1.0 + network.segments[segment].margin);
  }
  // 100 s × 1.1 is a little more than 110 s in binary; that is no reason to book another second.
  constexpr double rounding = 1e-6;  // ms
  const auto least = static_cast<std::int64_t>(std::ceil(milliseconds_with_margin - rounding));
  const std::int64_t step = round_to.count();
  return Duration{(least + step - 1) / step * step};
}

/// The pattern's train as if it left at 00:00.
Trip at_midnight(const Pattern& pattern, const Network& network, const TrainType& type,
                 Duration round_to) {
  Trip trip;
  trip.service = pattern.name;
  trip.type = pattern.type;
  trip.empty = pattern.empty;
  trip.when_ready = pattern.when_ready;
  trip.trainset = pattern.trainset;
  trip.importance = pattern.importance;
  BookedWay way = along(rows_of(pattern), network);
  trip.stops = std::move(way.stops);
  trip.direction = direction_of(trip.stops, network);
  KnownLegs known;
  set_technical_times(trip, network, type, known);
  for (std::size_t row = 1; row < way.rows.size(); ++row) {
    const std::size_t from = way.rows[row - 1];
    const std::size_t to = way.rows[row];
    StopTime& call = trip.stops[to];
    call.arrival = trip.stops[from].departure +
                   (pattern.running.empty() ? booked_leg(trip.stops, from, to, network, round_to) : pattern.running[row - 1]);
    if (row + 1 == way.rows.size()) call.departure = call.arrival;
    else call.departure = call.arrival + (pattern.dwells.empty() ? pattern.dwell : pattern.dwells[row - 1]);
    book_passes(trip.stops, from, to);
  }
  pass_closed_stations(trip, network);
  set_technical_times(trip, network, type, known);
  return trip;
}

Trip leaving_at(Trip trip, SimTime departure) {
  for (StopTime& stop : trip.stops) {
    stop.arrival += departure - start_of_day;
    stop.departure += departure - start_of_day;
  }
  return trip;
}

}  // namespace

std::optional<LegTooFast> leg_too_fast(const Trip& trip) {
  std::size_t from = 0;
  for (std::size_t to = 1; to < trip.stops.size(); ++to) {
    if (!trip.stops[to].calls && !trip.stops[to].closed) continue;
    const LegTooFast leg{trip.stops[from].station, trip.stops[to].station, trip.stops[to].arrival - trip.stops[from].departure,
                         technical_between(trip.stops, from, to)};
    if (leg.booked < leg.needed) return leg;
    from = to;
  }
  return std::nullopt;
}

std::vector<Trip> expand(const Pattern& pattern, const Network& network,
                         const IdVector<TrainTypeId, TrainType>& types, Duration round_to) {
  assert(pattern.calls.size() >= 2 && round_to > Duration{});
  assert(pattern.running.empty() || pattern.running.size() + 1 == pattern.calls.size());
  assert(pattern.dwells.empty() || pattern.dwells.size() + 2 == pattern.calls.size());
  const Trip model = at_midnight(pattern, network, types[pattern.type], round_to);
  std::vector<Trip> trips;
  trips.reserve(pattern.departures.size());
  for (std::size_t i = 0; i < pattern.departures.size(); ++i) {
    trips.push_back(leaving_at(model, pattern.departures[i]));
    trips.back().number = pattern.numbers ? nth_number(*pattern.numbers, i)
                                          : fmt::format("{} {}", pattern.name, i + 1);
  }
  return trips;
}

}  // namespace czt
