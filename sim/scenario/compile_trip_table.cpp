#include <algorithm>
#include <optional>

#include "czt/core/text.hpp"
#include "read_table.hpp"
#include "timetable_desk.hpp"

namespace czt {

namespace {

struct CsvTrip {
  std::string number;
  std::string type;
  std::string units;
  std::string service;
  std::string trainset;
  int line = 0;
  std::vector<StopTime> calls;
  std::vector<int> lines;  ///< of the calls
  bool again = false;      ///< its number was there before: reported, and left out
};

/// The rows of explicit stop times, one trip's together.
std::vector<CsvTrip> trips_of_table(const CsvTable& table, const Desk& desk) {
  std::vector<CsvTrip> trips;
  const auto report = [&](int line, std::string message) {
    desk.wrong.push_back(problem({table.file, line, 1}, "timetable.file", std::move(message)));
  };
  for (const char* needed : {"trip", "station", "arrival", "departure"})
    if (!table.column(needed)) report(1, std::string("no column '") + needed + "'");
  if (!desk.wrong.empty()) return trips;
  std::map<std::string, int> seen;
  const auto field = [&](const CsvTable::Row& row, const char* name) {
    const auto column = table.column(name);
    return column ? row.fields[*column] : std::string();
  };
  std::vector<std::string> names;
  for (const Station& s : desk.network.stations) names.push_back(s.name);

  for (const CsvTable::Row& row : table.rows) {
    const std::string number = field(row, "trip");
    if (trips.empty() || trips.back().number != number) {
      const auto [first, fresh] = seen.try_emplace(number, row.line);
      if (!fresh)
        desk.wrong.push_back(problem_of_two(
            {table.file, row.line, 1}, "timetable.file",
            "trip '" + escape_control(number) + "' was already there; its rows must stand together",
            {table.file, first->second, 1}, "first used here"));
      trips.push_back({number, field(row, "type"), field(row, "units"), field(row, "service"), field(row, "trainset"), row.line, {}, {}, !fresh});
    }
    const auto station = desk.network.find(field(row, "station"));
    if (!station) {
      const auto close = nearest(field(row, "station"), names);
      report(row.line, "no station '" + escape_control(field(row, "station")) + "'" +
                           (close ? " (did you mean '" + *close + "'?)" : ""));
      continue;
    }
    const std::string arrival = field(row, "arrival");
    const std::string departure = field(row, "departure");
    const auto arrives = parse_clock(arrival.empty() ? departure : arrival);
    const auto departs = parse_clock(departure.empty() ? arrival : departure);
    if (!arrives || !departs) {
      report(row.line, "'" + escape_control(arrives ? departure : arrival) +
                           "' is no time of day, such as 07:05 or 25:10:30");
      continue;
    }
    StopTime stop;
    stop.station = *station;
    stop.arrival = *arrives;
    stop.departure = *departs;
    trips.back().calls.push_back(stop);
    trips.back().lines.push_back(row.line);
  }
  return trips;
}

/// 1 where nothing is written.
std::optional<int> units_in(const std::string& text) {
  if (text.empty()) return 1;
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '4') return text[0] - '0';
  return std::nullopt;
}

}  // namespace

void add_csv_trips(const std::filesystem::path& file, SourcePlace where, const Desk& desk, TimetableParts& parts) {
  const std::optional<CsvTable> table = read_table(file, where, "timetable.file", desk.wrong);
  if (!table) return;
  KnownLegs known;
  for (CsvTrip& row : trips_of_table(*table, desk)) {
    if (row.again) continue;
    TrainTypeId type = desk.default_type;
    if (!row.type.empty()) {
      type = train_type_named(desk.types, row.type);
      if (desk.types.empty() || desk.types[type].name != row.type) {
        desk.wrong.push_back(problem({table->file, row.line, 1}, "timetable.file",
                                     "no train type '" + escape_control(row.type) + "'"));
        continue;
      }
    }
    if (const auto units = units_in(row.units)) {
      type = coupled(desk.types, type, *units);
    } else {
      desk.wrong.push_back(problem({table->file, row.line, 1}, "timetable.file",
                                   "'" + escape_control(row.units) + "' is no number of trainsets in a train, 1 to 4"));
      continue;
    }
    const auto line_of = [&](int call) {
      const auto at = static_cast<std::size_t>(call) - 1;
      return SourcePlace{table->file, at < row.lines.size() ? row.lines[at] : row.line, 1};
    };
    Result<Trip> trip = trip_from_calls(row.number, std::move(row.calls), type, desk.network, desk.types,
                                        known);
    if (!trip) {
      for (Diagnostic d : trip.error()) {
        const SourcePlace other = d.also.line > 0 ? line_of(d.also.line) : SourcePlace{};
        desk.wrong.push_back(problem_of_two(line_of(d.where.line), "timetable.file", std::move(d.message), other,
                                            "the other row"));
      }
      continue;
    }
    trip->service = row.service.empty() ? "timetable" : row.service;
    trip->trainset = row.trainset;
    for (StopTime& stop : trip->stops)
      if (stop.calls && !desk.network.stations[stop.station].open) stop.closed = true;
    add_trips({std::move(trip).value()}, {table->file, row.line, 1}, parts);
  }
}

}  // namespace czt
