#pragma once
/// A simulated day as the tables that agencies' tools read: TIDES (tides-transit.org, 1.0) and GTFS-ride (ODOT, 2018). Each
/// table is written row by row from the plan and the world; nothing is gathered first. Ids are those of `gtfs_of`.

#include <span>
#include <string>
#include <string_view>

#include "czt/core/date.hpp"
#include "czt/observe/tables.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// What one replication was, for its tables.
struct PerformedDay {
  const Plan& plan;
  const World& world;
  std::string scenario;
  Date date;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  const Scenario* written = nullptr;  ///< for what is written beside the plan: coordinates; none: there are none
};

struct DayTable {
  std::string_view file;     ///< "stop_visits.csv"
  std::string_view header;   ///< fields, joined by commas
  void (*write)(const PerformedDay& day, const Sink& sink);  ///< the rows
};

/// stop_visits, trips_performed, passenger_events, vehicle_locations, station_activities, fare_transactions. Times are dates
/// and times of the clock: 25:10 of a service day is 01:10 of the next date. A vehicle is the trainset of the plan.
std::span<const DayTable> tides_tables();
/// datapackage.json beside them; TIDES has no replications: the package's own fields say which this is.
std::string tides_datapackage(const PerformedDay& day);

/// board_alight, trip_capacity, rider_trip, ridership, ride_feed_info; times of the service day, past 24:00 too.
std::span<const DayTable> gtfs_ride_tables();

/// Beside the standards: train_graph (one row per point of a train), od_assigned (journeys made from station to station, by
/// hour of coming).
std::span<const DayTable> assignment_tables();

}  // namespace czt
