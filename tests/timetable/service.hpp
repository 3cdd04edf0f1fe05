#pragma once
/// Small services to test on. Every 3 km at 80 km/h with 0.8 m/s² each way take 162.7… s from stop to stop
/// (V18), so 163 s when booked to the second.

#include <string>
#include <string_view>
#include <vector>

#include "czt/timetable/circulation.hpp"
#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/pattern.hpp"
#include "network/lines.hpp"

namespace czt {

/// Stations A, B, C, … every 3 km at 80 km/h, headway 3 min, with so many tracks each way.
inline Drawing straight_line(int stations, int tracks = 2) {
  Drawing d;
  d.branches = {{"main", {}, {}}};
  for (int i = 0; i < stations; ++i) {
    Station s = station(std::string(1, static_cast<char>('A' + i)), 3.0 * i, 3 * i);
    s.tracks_up = s.tracks_down = tracks;
    d.add(0, s);
  }
  return d;
}

inline IdVector<TrainTypeId, TrainType> one_type() {
  TrainType type;
  type.name = "CJ6";
  IdVector<TrainTypeId, TrainType> types;
  types.push_back(type);
  return types;
}

inline SimTime at(std::string_view clock) { return *parse_clock(clock); }

inline Pattern calling_at(std::vector<StationId> calls, std::vector<SimTime> departures,
                          Duration dwell = seconds(60)) {
  Pattern p;
  p.name = "local";
  p.calls = std::move(calls);
  p.departures = std::move(departures);
  p.dwell = dwell;
  return p;
}

/// All stations of the path between two, ends included.
inline std::vector<StationId> all_stops(const Network& line, StationId from, StationId to) {
  std::vector<StationId> calls{from};
  for (const SegmentId id : line.path(from, to)) calls.push_back(line.segments[id].to);
  return calls;
}

inline Trips trips_of(std::vector<Trip> list) {
  Trips trips;
  for (Trip& trip : list) trips.push_back(std::move(trip));
  return trips;
}

inline void append(Trips& trips, const std::vector<Trip>& more) {
  for (const Trip& trip : more) trips.push_back(trip);
}

/// A trip from one station to the other without anything in between, for tests of circulation.
inline Trip hop(std::string number, std::size_t from, std::size_t to, SimTime leaves, Duration run,
                std::string trainset = "") {
  Trip trip;
  trip.number = std::move(number);
  trip.trainset = std::move(trainset);
  StopTime first;
  first.station = StationId{from};
  first.arrival = first.departure = leaves;
  StopTime last;
  last.station = StationId{to};
  last.arrival = last.departure = leaves + run;
  trip.stops = {first, last};
  return trip;
}

inline void delay(Trip& trip, Duration by) {
  for (StopTime& stop : trip.stops) {
    stop.arrival += by;
    stop.departure += by;
  }
}

}  // namespace czt
