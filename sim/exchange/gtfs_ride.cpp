#include <fmt/format.h>

#include "czt/core/csv.hpp"
#include "performed.hpp"

namespace czt {

namespace {

constexpr int model_estimation = 3;  ///< `source`

/// Load as a percentage of what the train takes, as the standard has it.
void board_alight(const PerformedDay& day, const Sink& sink) {
  const std::string date = basic_date(day.date);
  for_visits(day, [&](const StopVisit& v) {
    if (v.skipped) {
      const std::uint32_t first = day.plan.trips[TripId{day.plan.points[PointId{v.point}].trip}].first_point;
      const bool whole = day.world.points.departed[first] == PointColumns::not_yet;
      sink(fmt::format("{},{},{},1,{},,,,,,{},,,{}\n", v.number, v.station, v.scheduled, whole ? 1 : 3, date, model_estimation));
      return;
    }
    const int capacity = day.plan.input.types[v.trip.type].capacity(day.plan.input.full_at);
    sink(fmt::format("{},{},{},0,0,{},{},{},{},1,{},{},{},{}\n", v.number, v.station, v.scheduled, v.boarded, v.alighted, capacity > 0 ? v.load * 100 / static_cast<unsigned>(capacity) : 0, v.load, date,
                     service_time(v.arrived), service_time(v.departed), model_estimation));
  });
}

void trip_capacity(const PerformedDay& day, const Sink& sink) {
  const PlanInput& in = day.plan.input;
  for (const Trip& trip : in.trips) {
    if (trip.empty) continue;
    const TrainType& type = in.types[trip.type];
    sink(fmt::format("{},{},{},{},{}\n", csv_field(trip.number), basic_date(day.date), csv_field(type.name), type.seats, type.capacity(in.full_at) - type.seats));
  }
}

void rider_trip(const PerformedDay& day, const Sink& sink) {
  const Plan& plan = day.plan;
  const auto station = [&](std::uint32_t point) { return csv_field(plan.input.network.stations[plan.points[PointId{point}].station].name); };
  std::uint32_t stage = 0;
  for_rides(day, [&](const RideMade& ride) {
    stage = ride.first ? 1 : stage + 1;
    const std::string rider = ride.first ? ride.rider : fmt::format("{}/{}", ride.rider, stage);  // unique in the file
    sink(fmt::format("{},{},{},{},{},{},{},{},{},0,{},{},{}\n", rider, csv_field(trip_of(plan, ride.board_point).number), station(ride.board_point),
                     scheduled_sequence(plan, ride.board_point), station(ride.alight_point), scheduled_sequence(plan, ride.alight_point), basic_date(day.date),
                     service_time(day.world.points.departed[ride.board_point]), service_time(day.world.points.arrived[ride.alight_point]), ride.purpose,
                     ride.first ? to_text(ride.ticket.fare) : "0.00", ride.first ? 0 : 1));
  });
}

/// Of each station and hour, then of the line.
void ridership(const PerformedDay& day, const Sink& sink) {
  const Plan& plan = day.plan;
  std::vector<std::array<std::array<std::uint64_t, 2>, 48>> counts(plan.stations);
  std::uint64_t boarded = 0;
  std::uint64_t alighted = 0;
  for_visits(day, [&](const StopVisit& v) {
    if (v.skipped) return;
    boarded += v.boarded;
    alighted += v.alighted;
    const auto hour = [](std::int64_t ms) { return static_cast<std::size_t>(std::clamp<std::int64_t>(ms / 3'600'000, 0, 47)); };
    auto& here = counts[plan.points[PointId{v.point}].station.value];
    here[hour(v.departed)][0] += v.boarded;
    here[hour(v.arrived)][1] += v.alighted;
  });
  const std::string date = basic_date(day.date);
  for (std::size_t s = 0; s < counts.size(); ++s)
    for (std::size_t h = 0; h < 48; ++h)
      if (counts[s][h][0] + counts[s][h][1] > 0)
        sink(fmt::format("{},{},{},{},{:02}:00:00,{:02}:59:59,{}\n", counts[s][h][0], counts[s][h][1], date, date, h, h, csv_field(plan.input.network.stations[StationId{s}].name)));
  sink(fmt::format("{},{},{},{},,,\n", boarded, alighted, date, date));
}

/// The standard wants ride_end_date, where there is one, later than ride_start_date: of one day there is none.
void ride_feed_info(const PerformedDay& day, const Sink& sink) {
  sink(fmt::format("6,{},CNY,czt seed {} replication {}\n", basic_date(day.date), day.seed, day.replication));
}

constexpr DayTable of_gtfs_ride[] = {
    {"board_alight.txt",
     "trip_id,stop_id,stop_sequence,record_use,schedule_relationship,boardings,alightings,current_load,load_count,load_type,service_date,service_arrival_time,service_departure_time,source",
     board_alight},
    {"trip_capacity.txt", "trip_id,service_date,vehicle_description,seated_capacity,standing_capacity", trip_capacity},
    {"rider_trip.txt",
     "rider_id,trip_id,boarding_stop_id,boarding_stop_sequence,alighting_stop_id,alighting_stop_sequence,service_date,boarding_time,alighting_time,rider_type,rider_type_description,"
     "fare_paid,transfer_status",
     rider_trip},
    {"ridership.txt", "total_boardings,total_alightings,ridership_start_date,ridership_end_date,ridership_start_time,ridership_end_time,stop_id", ridership},
    {"ride_feed_info.txt", "ride_files,ride_start_date,default_currency_type,ride_feed_version", ride_feed_info},
};

}  // namespace

std::span<const DayTable> gtfs_ride_tables() { return of_gtfs_ride; }

}  // namespace czt
