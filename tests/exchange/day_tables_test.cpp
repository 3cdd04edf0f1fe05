/// TIDES and GTFS-ride tables of a day, against the published lists of fields, and against the day.

#include "czt/exchange/day_tables.hpp"

#include <regex>
#include <set>

#include "czt/core/csv.hpp"
#include "czt/exchange/skims.hpp"
#include "czt/model/simulation.hpp"
#include "feed.hpp"

using namespace czt;

namespace {

/// A field as the standard has it: what its cells may be. Values are listed where the standard lists them.
struct Field {
  std::string name;
  std::string kind;  ///< string, integer, number, date, datetime, boolean; of GTFS-ride also ymd and clock
  bool required = false;
  std::set<std::string> values{};
};
using Table = std::vector<Field>;

const std::set<std::string> relationships{"Scheduled", "Skipped", "Added", "Missing"};
const std::set<std::string> trip_types{"In service", "Deadhead", "Layover", "Pullout", "Pullin", "Extra Pullout", "Extra Pullin", "Deadhead To Layover", "Deadhead From Layover", "Other not in service"};

const std::set<std::string> door_statuses{"Doors did not open", "Front door opened and back doors remain closed", "Back doors opened and front door remained closed", "All doors opened", "Other configuration"};

/// TIDES 1.0 (23 December 2025), its page of table schemas as of 10 August 2026; every field that it knows, in its order.
const std::map<std::string, Table> tides{
    {"stop_visits.csv",
     {{"service_date", "date", true}, {"trip_id_performed", "string", true}, {"trip_stop_sequence", "integer", true}, {"scheduled_stop_sequence", "integer"}, {"pattern_id", "string"},
      {"vehicle_id", "string"}, {"dwell", "integer"}, {"stop_id", "string"}, {"timepoint", "boolean"}, {"schedule_arrival_time", "datetime"}, {"schedule_departure_time", "datetime"},
      {"actual_arrival_time", "datetime"}, {"actual_departure_time", "datetime"}, {"distance", "integer"}, {"boarding_1", "integer"}, {"alighting_1", "integer"}, {"boarding_2", "integer"},
      {"alighting_2", "integer"}, {"departure_load", "integer"}, {"door_open", "datetime"}, {"door_close", "datetime"}, {"door_status", "string", false, door_statuses}, {"ramp_deployed_time", "number"},
      {"ramp_failure", "boolean"}, {"kneel_deployed_time", "number"}, {"lift_deployed_time", "number"}, {"bike_rack_deployed", "boolean"}, {"bike_load", "integer"}, {"revenue", "number"},
      {"number_of_transactions", "integer"}, {"schedule_relationship", "string", false, relationships}}},
    {"trips_performed.csv",
     {{"service_date", "date", true}, {"trip_id_performed", "string", true}, {"vehicle_id", "string", true}, {"trip_id_scheduled", "string"}, {"route_id", "string"},
      {"route_type", "string", false, {"Tram / Streetcar / Light rail", "Subway / Metro", "Rail", "Bus", "Ferry", "Suburban Railway", "Regional Rail Service"}}, {"ntd_mode", "string"}, {"route_type_agency", "string"}, {"shape_id", "string"}, {"pattern_id", "string"},
      {"direction_id", "integer", false, {"0", "1"}}, {"operator_id", "string"}, {"block_id", "string"}, {"trip_start_stop_id", "string"}, {"trip_end_stop_id", "string"},
      {"schedule_trip_start", "datetime"}, {"schedule_trip_end", "datetime"}, {"actual_trip_start", "datetime"}, {"actual_trip_end", "datetime"}, {"trip_type", "string", false, trip_types},
      {"schedule_relationship", "string", false, {"Scheduled", "Added", "Unscheduled", "Canceled", "Duplicated"}}}},
    {"passenger_events.csv",
     {{"passenger_event_id", "string", true}, {"service_date", "date", true}, {"event_timestamp", "datetime", true}, {"location_ping_id", "string"}, {"trip_id_performed", "string"},
      {"trip_id_scheduled", "string"}, {"trip_stop_sequence", "integer", true}, {"scheduled_stop_sequence", "integer"},
      {"event_type", "string", true,
       {"Vehicle arrived at stop", "Vehicle departed stop", "Door opened", "Door closed", "Passenger boarded", "Passenger alighted", "Kneel was engaged", "Kneel was disengaged", "Ramp was deployed",
        "Ramp was raised", "Ramp deployment failed", "Lift was deployed", "Lift was raised", "Individual bike boarded", "Individual bike alighted", "Bike rack deployed"}},
      {"vehicle_id", "string", true}, {"device_id", "string"}, {"train_car_id", "string"}, {"stop_id", "string"}, {"pattern_id", "string"}, {"event_count", "integer"}}},
    {"vehicle_locations.csv",
     {{"location_ping_id", "string", true}, {"service_date", "date"}, {"event_timestamp", "datetime", true}, {"trip_id_performed", "string"}, {"trip_id_scheduled", "string"},
      {"trip_stop_sequence", "integer"}, {"scheduled_stop_sequence", "integer"}, {"vehicle_id", "string", true}, {"device_id", "string"}, {"pattern_id", "string"}, {"stop_id", "string"},
      {"current_status", "string", false, {"Incoming at", "Stopped at", "In transit to"}}, {"latitude", "number"}, {"longitude", "number"}, {"gps_quality", "string", false, {"Excellent", "Good", "Poor"}}, {"heading", "number"},
      {"speed", "number"}, {"odometer", "number"}, {"schedule_deviation", "integer"}, {"headway_deviation", "integer"}, {"trip_type", "string", false, trip_types},
      {"schedule_relationship", "string", false, relationships}}},
    {"station_activities.csv",
     {{"service_date", "date", true}, {"stop_id", "string", true}, {"time_period_start", "datetime", true}, {"time_period_end", "datetime", true}, {"time_period_category", "string"},
      {"total_entries", "integer"}, {"total_exits", "integer"}, {"number_of_transactions", "integer"}, {"bike_entries", "integer"}, {"bike_exits", "integer"}, {"ramp_entries", "integer"},
      {"ramp_exits", "integer"}}},
    {"fare_transactions.csv",
     {{"transaction_id", "string", true}, {"service_date", "date", true}, {"event_timestamp", "datetime", true}, {"location_ping_id", "string"}, {"amount", "number", true}, {"currency_type", "string"},
      {"fare_action", "string", true, {"Unknown action type", "Purchase", "Enter", "Exit", "Transfer entrance", "Transfer exit", "Add", "New", "Capture", "Extend", "Combine", "Void", "Activate", "Adjust", "Other"}}, {"trip_id_performed", "string"}, {"trip_id_scheduled", "string"}, {"pattern_id", "string"},
      {"trip_stop_sequence", "integer"}, {"scheduled_stop_sequence", "integer"}, {"vehicle_id", "string"}, {"device_id", "string"}, {"fare_id", "string"}, {"stop_id", "string"},
      {"num_riders", "integer"}, {"fare_media_id", "string"}, {"rider_category", "string"}, {"fare_product", "string"}, {"fare_period", "string"}, {"fare_capped", "boolean", true},
      {"token_id", "string"}, {"balance", "number"}}},
};

/// GTFS-ride, github.com/ODOT-PTS/GTFS-ride, spec/en/reference.md as of 1 January 2018; every field that it knows, in its order.
const std::map<std::string, Table> ride{
    {"board_alight.txt",
     {{"trip_id", "string", true}, {"stop_id", "string", true}, {"stop_sequence", "integer", true}, {"record_use", "integer", true, {"0", "1"}},
      {"schedule_relationship", "integer", false, {"0", "1", "2", "3", "4", "5", "6", "7", "8"}}, {"boardings", "integer"}, {"alightings", "integer"}, {"current_load", "integer"}, {"load_count", "integer"},
      {"load_type", "integer", false, {"0", "1"}}, {"rack_down", "integer", false, {"0", "1"}}, {"bike_boardings", "integer"}, {"bike_alightings", "integer"}, {"ramp_used", "integer"}, {"ramp_boardings", "integer"},
      {"ramp_alightings", "integer"}, {"service_date", "ymd"}, {"service_arrival_time", "clock"}, {"service_departure_time", "clock"}, {"source", "integer", false, {"0", "1", "2", "3", "4"}}}},
    {"trip_capacity.txt",
     {{"agency_id", "string"}, {"trip_id", "string"}, {"service_date", "ymd"}, {"vehicle_description", "string"}, {"seated_capacity", "integer"}, {"standing_capacity", "integer"},
      {"wheelchair_capacity", "integer"}, {"bike_capacity", "integer"}}},
    {"rider_trip.txt",
     {{"rider_id", "string", true}, {"agency_id", "string"}, {"trip_id", "string"}, {"boarding_stop_id", "string"}, {"boarding_stop_sequence", "integer"}, {"alighting_stop_id", "string"},
      {"alighting_stop_sequence", "integer"}, {"service_date", "ymd"}, {"boarding_time", "clock"}, {"alighting_time", "clock"}, {"rider_type", "integer"}, {"rider_type_description", "string"},
      {"fare_paid", "number"}, {"transaction_type", "integer"}, {"fare_media", "integer"}, {"accompanying_device", "integer"}, {"transfer_status", "integer", false, {"0", "1"}}}},
    {"ridership.txt",
     {{"total_boardings", "integer", true}, {"total_alightings", "integer", true}, {"avg_boardings", "number"}, {"avg_alightings", "number"}, {"stdev_boardings", "number"},
      {"stdev_alightings", "number"}, {"ridership_start_date", "ymd", true}, {"ridership_end_date", "ymd", true}, {"ridership_start_time", "clock"}, {"ridership_end_time", "clock"},
      {"service_id", "string"}, {"monday", "integer", false, {"0", "1"}}, {"tuesday", "integer", false, {"0", "1"}}, {"wednesday", "integer", false, {"0", "1"}},
      {"thursday", "integer", false, {"0", "1"}}, {"friday", "integer", false, {"0", "1"}}, {"saturday", "integer", false, {"0", "1"}}, {"sunday", "integer", false, {"0", "1"}}, {"agency_id", "string"}, {"route_id", "string"}, {"direction_id", "integer"}, {"trip_id", "string"}, {"stop_id", "string"}}},
    {"ride_feed_info.txt",
     {{"ride_files", "integer", true, {"0", "1", "2", "3", "4", "5", "6"}}, {"ride_start_date", "ymd"}, {"ride_end_date", "ymd"}, {"gtfs_feed_date", "ymd"}, {"default_currency_type", "string"}, {"ride_feed_version", "string"}}},
};

bool fits(const Field& field, const std::string& cell) {
  if (cell.empty()) return !field.required;
  if (!field.values.empty()) return field.values.count(cell) > 0;
  static const std::map<std::string, std::regex> forms{{"integer", std::regex("-?[0-9]+")},
                                                       {"number", std::regex("-?[0-9]+(\\.[0-9]+)?")},
                                                       {"date", std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")},
                                                       {"datetime", std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]")},
                                                       {"boolean", std::regex("true|false")},
                                                       {"ymd", std::regex("[0-9]{8}")},
                                                       {"clock", std::regex("[0-4][0-9]:[0-5][0-9]:[0-5][0-9]")},
                                                       {"string", std::regex(".+")}};
  return std::regex_match(cell, forms.at(field.kind));
}

/// A train before and one after midnight, two people on the first, one of whom changes to the second, one on the second alone.
constexpr const char* small_day = R"(
scenario: small
stations: {A: {km: 0, chainage_km: 0}, B: {km: 6, chainage_km: 6}, C: {km: 12, chainage_km: 12}}
branches: {main: {stations: [A, B, C]}}
train_types: {t: {cars: 2, doors_per_side: 4, seats: 100, standing_area: 50 m2}}
formation: {default: t}
timetable:
  one: {from: A, to: B, first: "24:50", trains: 1, every: 60 min, numbers: {first: D1}}
  two: {from: B, to: C, first: "25:10", trains: 1, every: 60 min, numbers: {first: D3}}
passengers:
  through: {from: A, to: C, at: "24:40", count: 1}
  short: {from: A, to: B, at: "24:41", count: 1}
  later: {from: B, to: C, at: "25:05", count: 1}
fares: {kind: flat, flat: 2.50 yuan}
disturbances: {scale: 0}
)";

struct SmallDay {
  Compiled compiled;
  World world;
  SmallDay() : compiled(*compile(*parse_scenario(small_day))) { simulate(compiled.plan, 1, 0, world); }
  [[nodiscard]] PerformedDay performed() const { return {compiled.plan, world, "small", Date(2026, 5, 25), 1, 0}; }
};

CsvTable written(const DayTable& table, const PerformedDay& day) {
  std::string text = std::string(table.header) + "\n";
  table.write(day, [&](std::string_view piece) { text += piece; });
  const Result<CsvTable> parsed = parse_csv(text, std::string(table.file));
  if (!parsed) FAIL(errors_text(parsed.error()) + text);
  return *parsed;
}

const DayTable& named(std::span<const DayTable> tables, std::string_view file) {
  return *std::find_if(tables.begin(), tables.end(), [&](const DayTable& t) { return t.file == file; });
}

/// The columns of all rows, joined.
std::string columns(const CsvTable& table, const std::vector<std::string>& names) {
  std::string text;
  for (const CsvTable::Row& row : table.rows) {
    for (const std::string& name : names) text += (&name == &names.front() ? "" : " ") + row.fields[*table.column(name)];
    text += "\n";
  }
  return text;
}

void check_fields(std::span<const DayTable> tables, const std::map<std::string, Table>& standard, const PerformedDay& day) {
  CHECK(tables.size() == standard.size());
  for (const DayTable& table : tables) {
    INFO(table.file);
    REQUIRE(standard.count(std::string(table.file)) == 1);
    const Table& fields = standard.at(std::string(table.file));
    const CsvTable rows = written(table, day);
    CHECK(!rows.rows.empty());
    std::size_t last = 0;
    for (std::size_t c = 0; c < rows.header.size(); ++c) {
      INFO(rows.header[c]);
      const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == rows.header[c]; });
      REQUIRE(field != fields.end());
      const auto at = static_cast<std::size_t>(field - fields.begin());
      CHECK((c == 0 || at > last));  // in the standard's order
      last = at;
      for (const CsvTable::Row& row : rows.rows) {
        INFO(row.fields[c]);
        CHECK(fits(*field, row.fields[c]));
      }
    }
    for (const Field& field : fields)
      if (field.required) CHECK(rows.column(field.name));
  }
}

}  // namespace

TEST_CASE("TIDES tables have the fields and the values that the standard knows", "[exchange][tides]") {
  const SmallDay day;
  check_fields(tides_tables(), tides, day.performed());
}

TEST_CASE("GTFS-ride tables have the fields and the values that the standard knows", "[exchange][ride]") {
  const SmallDay day;
  check_fields(gtfs_ride_tables(), ride, day.performed());
}

TEST_CASE("a feed of one day names no later end of it, which GTFS-ride would want later than its begin", "[exchange][ride]") {
  const SmallDay day;
  const CsvTable info = written(named(gtfs_ride_tables(), "ride_feed_info.txt"), day.performed());
  CHECK(columns(info, {"ride_files", "ride_start_date"}) == "6 20260525\n");
  CHECK(!info.column("ride_end_date"));
}

TEST_CASE("25:10 of a service day is 01:10 of the next date, and the service date stays", "[exchange][tides]") {
  const SmallDay day;
  const CsvTable trips = written(named(tides_tables(), "trips_performed.csv"), day.performed());
  CHECK(columns(trips, {"service_date", "trip_id_performed", "schedule_trip_start"}) == "2026-05-25 D1 2026-05-26T00:50:00\n2026-05-25 D3 2026-05-26T01:10:00\n");
  const CsvTable boards = written(named(gtfs_ride_tables(), "board_alight.txt"), day.performed());
  CHECK(boards.rows[2].fields[*boards.column("service_departure_time")] == "25:10:00");
  CHECK(boards.rows[2].fields[*boards.column("service_date")] == "20260525");
}

TEST_CASE("who boards and alights is in every table the same", "[exchange][tides]") {
  const SmallDay day;
  const PerformedDay performed = day.performed();
  const CsvTable visits = written(named(tides_tables(), "stop_visits.csv"), performed);
  CHECK(columns(visits, {"trip_id_performed", "trip_stop_sequence", "stop_id", "boarding_1", "alighting_1", "departure_load"}) ==
        "D1 1 A 2 0 2\nD1 2 B 0 2 0\nD3 1 B 2 0 2\nD3 2 C 0 2 0\n");
  const CsvTable boards = written(named(gtfs_ride_tables(), "board_alight.txt"), performed);
  CHECK(columns(boards, {"trip_id", "stop_id", "boardings", "alightings", "load_count"}) == "D1 A 2 0 2\nD1 B 0 2 0\nD3 B 2 0 2\nD3 C 0 2 0\n");
  const CsvTable riders = written(named(gtfs_ride_tables(), "rider_trip.txt"), performed);
  std::set<std::string> stages;
  for (const CsvTable::Row& row : riders.rows)
    stages.insert(row.fields[*riders.column("rider_id")] + " " + row.fields[*riders.column("trip_id")] + " " + row.fields[*riders.column("fare_paid")] + " " + row.fields[*riders.column("transfer_status")]);
  CHECK(stages == std::set<std::string>{"through:0 D1 2.50 0", "through:0/2 D3 0.00 1", "short:0 D1 2.50 0", "later:0 D3 2.50 0"});
  const CsvTable fares = written(named(tides_tables(), "fare_transactions.csv"), performed);
  CHECK(fares.rows.size() == 3);
  const CsvTable totals = written(named(gtfs_ride_tables(), "ridership.txt"), performed);
  CHECK(totals.rows.back().fields[0] == "4");
  CHECK(totals.rows.back().fields[1] == "4");
  const CsvTable stations = written(named(tides_tables(), "station_activities.csv"), performed);
  CHECK(columns(stations, {"stop_id", "time_period_start", "total_entries", "total_exits"}).find("A 2026-05-26T00:30:00 2 0\n") == 0);
  const CsvTable od = written(named(assignment_tables(), "od_assigned.csv"), performed);
  CHECK(columns(od, {"origin", "destination", "period_start", "passengers"}) == "A B 24:00 1\nA C 24:00 1\nB C 25:00 1\n");
}

TEST_CASE("the package names its tables and says which day it is", "[exchange][tides]") {
  const SmallDay day;
  const std::string text = tides_datapackage(day.performed());
  for (const DayTable& table : tides_tables()) CHECK(text.find("\"path\": \"" + std::string(table.file) + "\"") != std::string::npos);
  CHECK(text.find("\"seed\": 1, \"replication\": 0") != std::string::npos);
  // Of the version whose fields the tables have, which "main" leaves behind.
  CHECK(text.find("/TIDES/v1.0/spec/stop_visits.schema.json\"") != std::string::npos);
  CHECK(text.find("/main/") == std::string::npos);
}

TEST_CASE("skims: who comes evenly over an hour waits, rides and pays so much", "[exchange][skims]") {
  const SmallDay day;
  std::string text;
  write_skims_header([&](std::string_view piece) { text += piece; });
  write_skims(day.compiled.plan, [&](std::string_view piece) { text += piece; });
  const CsvTable skims = *parse_csv(text, "skims");
  // From A in the hour from 24:00 people come every 5 min; the 11 until 24:50 get the train: mean wait 25 min.
  const Trip& train = day.compiled.plan.input.trips[TripId{0u}];
  const double ride = in_minutes(train.arrives() - train.departs());
  const CsvTable::Row& first = skims.rows.front();
  CHECK(first.fields[0] + first.fields[1] + first.fields[2] + " " + first.fields[4] + " " + first.fields[5] == "AB24:00 11 25.00");
  CHECK(std::stod(first.fields[6]) == Approx(ride).margin(0.006));
  CHECK(first.fields[8] == "2.50");
  // generalised: 2 · 25 + ride + 2.5 yuan at 20 yuan an hour.
  CHECK(std::stod(first.fields[9]) == Approx(50.0 + ride + 7.5).margin(0.011));
  const CsvTable::Row& through = skims.rows[1];
  CHECK(through.fields[1] + " " + through.fields[7] == "C 1.00");
}
