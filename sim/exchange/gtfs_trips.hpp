#pragma once
/// Trips of the day out of stop times: blank times filled in, frequencies run through, platforms made stations.

#include <vector>

#include "gtfs_names.hpp"

namespace czt::gtfs {

struct DayTrips {
  std::vector<LineTrip> trips;
  /// Of one trip for each sequence of stations: its row in feed.trips and the distances as written, for kilometres.
  struct Way {
    std::uint32_t trip = 0;
    std::vector<std::uint32_t> stations;
    std::vector<float> distances;   ///< -1: blank
  };
  std::vector<Way> ways;
};

/// keep_ids: as GtfsAsked has it.
DayTrips make_trips(const Reading& reading, const Feed& feed, const Stations& stations, const std::vector<StopTimeRow>& rows);

/// Kilometres from call to call: by stop_times' distances, else along the shapes, else straight. Says which.
void measure_legs(const Reading& reading, const Feed& feed, const DayTrips& day, WrittenLine& line);

void read_fares(const Reading& reading, const Feed& feed, const Stations& stations, const DayTrips& day, Date date, WrittenLine& line);

}  // namespace czt::gtfs
