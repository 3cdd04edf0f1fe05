#include <fmt/format.h>

#include <array>
#include <optional>

#include "czt/core/csv.hpp"
#include "performed.hpp"
#include "scenario/quoted.hpp"

namespace czt {

namespace {

void stop_visits(const PerformedDay& day, const Sink& sink) {
  const std::string date = to_text(day.date);
  for_visits(day, [&](const StopVisit& v) {
    const auto at = [&](std::int64_t ms) { return date_time(day.date, ms); };
    sink(fmt::format("{},{},{},{},{},", date, v.number, v.sequence, v.scheduled, v.set));
    if (v.skipped) {
      sink(fmt::format(",{},{},{},,,,,,,,Skipped\n", v.station, at(v.booked_arrival), at(v.booked_departure)));
      return;
    }
    const std::int64_t dwell = v.first || v.last ? 0 : (v.departed - v.arrived) / 1000;
    sink(fmt::format("{},{},{},{},{},{},{},{},{},{},{},Scheduled\n", dwell, v.station, at(v.booked_arrival), at(v.booked_departure), at(v.arrived), at(v.departed), v.boarded, v.alighted,
                     v.load, at(v.arrived), at(v.departed)));
  });
}

void trips_performed(const PerformedDay& day, const Sink& sink) {
  const Plan& plan = day.plan;
  const std::string date = to_text(day.date);
  for (std::size_t t = 0; t < plan.input.trips.size(); ++t) {
    const Trip& trip = plan.input.trips[TripId{t}];
    const Plan::TripRow& row = plan.trips[TripId{t}];
    const std::string number = csv_field(trip.number);
    const std::string set = csv_field(plan.input.circulation.names[plan.input.circulation.trainset[TripId{t}]]);
    const auto name = [&](StationId id) { return csv_field(plan.input.network.stations[id].name); };
    const std::int32_t left = day.world.points.departed[row.first_point];
    const std::int32_t came = day.world.points.arrived[row.first_point + row.points - 1];
    const bool ran = left != PointColumns::not_yet;
    const auto at = [&](std::int32_t ms) { return ms == PointColumns::not_yet ? std::string() : date_time(day.date, ms); };
    sink(fmt::format("{},{},{},{},line,Rail,{},{},{},{},{},{},{},{},{},{}\n", date, number, set, number, trip.direction == Direction::up ? 1 : 0, set, name(trip.from()), name(trip.to()),
                     date_time(day.date, in_milliseconds(trip.departs())), date_time(day.date, in_milliseconds(trip.arrives())), at(left), ran ? at(came) : std::string(),
                     trip.empty ? "Deadhead" : "In service", ran ? "Scheduled" : "Canceled"));
  }
}

void passenger_events(const PerformedDay& day, const Sink& sink) {
  const std::string date = to_text(day.date);
  std::uint64_t id = 0;
  for_visits(day, [&](const StopVisit& v) {
    if (v.skipped) return;
    const auto event = [&](std::int64_t ms, const char* type, std::uint32_t count) {
      sink(fmt::format("{},{},{},{},{},{},{},{},{},{}\n", ++id, date, date_time(day.date, ms), v.number, v.sequence, v.scheduled, type, v.set, v.station, count));
    };
    if (!v.first) event(v.arrived, "Vehicle arrived at stop", 1);
    event(v.arrived, "Door opened", 1);
    if (v.alighted > 0) event(v.arrived, "Passenger alighted", v.alighted);
    if (v.boarded > 0) event(v.departed, "Passenger boarded", v.boarded);
    event(v.departed, "Door closed", 1);
    if (!v.last) event(v.departed, "Vehicle departed stop", 1);
  });
}

/// A ping where a train comes to a stand, and one where it leaves, towards its next call.
void vehicle_locations(const PerformedDay& day, const Sink& sink) {
  const std::string date = to_text(day.date);
  std::uint64_t id = 0;
  struct Ping {
    std::int64_t at, late;  ///< ms
  };
  std::optional<Ping> left;  // the departure before: its ping belongs to the next visit
  for_visits(day, [&](const StopVisit& v) {
    const auto write = [&](const Ping& ping, const char* status) {
      sink(fmt::format("{},{},{},{},{},{},{},{},{},{},In service,Scheduled\n", ++id, date, date_time(day.date, ping.at), v.number, v.sequence, v.scheduled, v.set, v.station, status, ping.late / 1000));
    };
    if (v.sequence == 1) left.reset();
    if (v.skipped) return;
    const Ping leaves{v.departed, v.departed - v.booked_departure}, comes{v.arrived, v.arrived - v.booked_arrival};
    if (left) write(*left, "In transit to");
    write(v.first ? leaves : comes, "Stopped at");
    left = leaves;
  });
}

/// Who came to a station and who left it, by quarters of an hour.
void station_activities(const PerformedDay& day, const Sink& sink) {
  constexpr std::int64_t quarter = 900'000;
  constexpr std::size_t quarters = 48 * 4;
  const Plan& plan = day.plan;
  struct Counts {
    std::array<std::uint32_t, quarters> entries{}, exits{}, tickets{};
  };
  std::vector<Counts> counts(plan.stations);
  const auto row = [&](std::int64_t ms) { return static_cast<std::size_t>(std::clamp<std::int64_t>(ms / quarter, 0, quarters - 1)); };
  const World& world = day.world;
  for (std::uint32_t r = 0; r < world.base_rows; ++r) ++counts[world.persons.journey[world.passengers.person[r]] / plan.stations].entries[row(world.passengers.came[r])];
  for_rides(day, [&](const RideMade& ride) {
    if (ride.first) ++counts[ride.from.value].tickets[row(ride.came)];
    if (ride.last) ++counts[ride.to.value].exits[row(world.points.arrived[ride.alight_point])];
  });
  const std::string date = to_text(day.date);
  for (std::size_t s = 0; s < counts.size(); ++s)
    for (std::size_t q = 0; q < quarters; ++q) {
      const Counts& c = counts[s];
      if (c.entries[q] == 0 && c.exits[q] == 0) continue;
      const auto begins = static_cast<std::int64_t>(q) * quarter;
      sink(fmt::format("{},{},{},{},{},{},{}\n", date, csv_field(plan.input.network.stations[StationId{s}].name), date_time(day.date, begins), date_time(day.date, begins + quarter),
                       c.entries[q], c.exits[q], c.tickets[q]));
    }
}

void fare_transactions(const PerformedDay& day, const Sink& sink) {
  const std::string date = to_text(day.date);
  for_rides(day, [&](const RideMade& ride) {
    if (!ride.first) return;
    sink(fmt::format("{},{},{},{},CNY,Enter,{},1,{},{},false\n", ride.rider, date, date_time(day.date, ride.came), to_text(ride.ticket.fare),
                     csv_field(day.plan.input.network.stations[ride.from].name), ride.purpose, csv_field(day.plan.input.fares.products()[ride.ticket.product].name)));
  });
}

constexpr DayTable of_tides[] = {
    {"stop_visits.csv",
     "service_date,trip_id_performed,trip_stop_sequence,scheduled_stop_sequence,vehicle_id,dwell,stop_id,schedule_arrival_time,schedule_departure_time,actual_arrival_time,"
     "actual_departure_time,boarding_1,alighting_1,departure_load,door_open,door_close,schedule_relationship",
     stop_visits},
    {"trips_performed.csv",
     "service_date,trip_id_performed,vehicle_id,trip_id_scheduled,route_id,route_type,direction_id,block_id,trip_start_stop_id,trip_end_stop_id,schedule_trip_start,schedule_trip_end,"
     "actual_trip_start,actual_trip_end,trip_type,schedule_relationship",
     trips_performed},
    {"passenger_events.csv",
     "passenger_event_id,service_date,event_timestamp,trip_id_performed,trip_stop_sequence,scheduled_stop_sequence,event_type,vehicle_id,stop_id,event_count", passenger_events},
    {"vehicle_locations.csv",
     "location_ping_id,service_date,event_timestamp,trip_id_performed,trip_stop_sequence,scheduled_stop_sequence,vehicle_id,stop_id,current_status,schedule_deviation,trip_type,"
     "schedule_relationship",
     vehicle_locations},
    {"station_activities.csv", "service_date,stop_id,time_period_start,time_period_end,total_entries,total_exits,number_of_transactions", station_activities},
    {"fare_transactions.csv", "transaction_id,service_date,event_timestamp,amount,currency_type,fare_action,stop_id,num_riders,rider_category,fare_product,fare_capped", fare_transactions},
};

}  // namespace

std::span<const DayTable> tides_tables() { return of_tides; }

std::string tides_datapackage(const PerformedDay& day) {
  constexpr const char* spec = "https://raw.githubusercontent.com/TIDES-transit/TIDES/v1.0/spec/";  // on main fields are renamed
  std::string text = "{\n  \"profile\": \"" + std::string(spec) + "tides-datapackage-profile.json\",\n  \"name\": \"czt-simulated-day\",\n  \"title\": " + in_quotes(day.scenario) +
                     ",\n  \"description\": \"One simulated day; nobody was counted.\",\n  \"czt\": {\"scenario\": " + in_quotes(day.scenario) +
                     fmt::format(", \"seed\": {}, \"replication\": {}", day.seed, day.replication) + "},\n  \"resources\": [";
  for (const DayTable& table : of_tides) {
    const std::string name(table.file.substr(0, table.file.size() - 4));
    text += fmt::format("{}\n    {{\"name\": \"{}\", \"path\": \"{}\", \"profile\": \"tabular-data-resource\", \"tides-table\": \"{}\", \"schema\": \"{}{}.schema.json\", \"encoding\": \"utf-8\", "
                        "\"sources\": [{{\"title\": \"czt\"}}]}}",
                        &table == &of_tides[0] ? "" : ",", name, table.file, name, spec, name);
  }
  return text + "\n  ]\n}\n";
}

}  // namespace czt
