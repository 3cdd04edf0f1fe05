#include <algorithm>
#include <fstream>
#include <sstream>

#include "compile_line.hpp"
#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/timetable/place.hpp"

namespace czt {

namespace {

/// What compiling services needs to know and where it puts what is wrong.
struct Desk {
  const Network& network;
  IdVector<TrainTypeId, TrainType>& types;
  TrainTypeId default_type;
  Duration turnaround;
  Diagnostics& wrong;
};

void add(std::vector<Trip> trips, const SourcePlace& where, TimetableParts& parts) {
  for (Trip& trip : trips) {
    parts.trips.push_back(std::move(trip));
    parts.written.push_back(where);
  }
}

/// The stations of the path from → to, both included.
std::vector<StationId> path_stations(const Network& network, StationId from, StationId to) {
  std::vector<StationId> stations{from};
  for (const SegmentId id : network.path(from, to)) stations.push_back(network.segments[id].to);
  return stations;
}

/// `stops: all` means every open station of the path; a list means exactly these, whether open or not.
std::vector<StationId> calls_of(const std::string& name, Cursor service, const Desk& desk) {
  const StationId from = *desk.network.find(service.text("from"));
  const StationId to = *desk.network.find(service.text("to"));
  if (from == to) {
    desk.wrong.push_back(problem(service.where("to"), "timetable." + name + ".to",
                                 "a service runs between two different stations"));
    return {};
  }
  const std::vector<StationId> path = path_stations(desk.network, from, to);
  std::vector<StationId> listed;
  for (const std::string& station : service.names("stops")) listed.push_back(*desk.network.find(station));
  std::vector<StationId> skipped;
  for (const std::string& station : service.names("skip")) skipped.push_back(*desk.network.find(station));
  const auto refuse_strangers = [&](const std::vector<StationId>& stations, const char* key) {
    for (const StationId id : stations)
      if (std::find(path.begin(), path.end(), id) == path.end())
        desk.wrong.push_back(problem(service.where(key), "timetable." + name + "." + key,
                                     "'" + desk.network.stations[id].name + "' is not on the way from " +
                                         desk.network.stations[from].name + " to " +
                                         desk.network.stations[to].name));
  };
  refuse_strangers(listed, "stops");
  refuse_strangers(skipped, "skip");

  std::vector<StationId> calls;
  for (const StationId id : path) {
    const bool end = id == from || id == to;
    const bool named = std::find(listed.begin(), listed.end(), id) != listed.end();
    const bool skip = std::find(skipped.begin(), skipped.end(), id) != skipped.end();
    if (end || (!skip && (listed.empty() ? desk.network.stations[id].open : named))) calls.push_back(id);
  }
  return calls;
}

std::vector<SimTime> departures(const std::string& name, Cursor service, const Desk& desk) {
  if (service.has("departs") && service.text("departs") != "when_ready") return service.clocks("departs");
  const auto clock = [&](const char* key) {
    return service.has(key) ? std::optional<SimTime>(service.clock(key)) : std::nullopt;
  };
  if (!service.has("first")) {
    desk.wrong.push_back(problem(service.where(), "timetable." + name,
                                 "when do these trains leave? Say `first` with `every` and `last` or "
                                 "`trains`, or list them in `departs`"));
    return {};
  }
  const auto every = service.has("every") ? std::optional<Duration>(service.duration("every")) : std::nullopt;
  const auto trains = service.has("trains") ? std::optional<int>(static_cast<int>(service.whole("trains")))
                                            : std::nullopt;
  if (!every && !trains && !service.has("last")) return {service.clock("first")};
  Result<std::vector<SimTime>> times = departures_of(service.clock("first"), clock("last"), every, trains);
  if (!times) {
    for (Diagnostic d : times.error()) {
      d.where = service.where("first");
      d.path = "timetable." + name;
      desk.wrong.push_back(std::move(d));
    }
    return {};
  }
  return std::move(times).value();
}

Pattern pattern_of(const std::string& name, Cursor service, const Desk& desk) {
  Pattern pattern;
  pattern.name = name;
  pattern.type = coupled(desk.types, service.has("type") ? train_type_named(desk.types, service.text("type")) : desk.default_type,
                         static_cast<int>(service.whole("units")));
  pattern.dwell = service.duration("dwell");
  pattern.empty = service.flag("empty");
  pattern.trainset = service.text("trainset");
  pattern.importance = static_cast<int>(service.whole("importance"));
  pattern.when_ready = service.has("departs") && service.text("departs") == "when_ready";
  if (service.has("numbers")) {
    const Cursor numbers = service["numbers"];
    pattern.numbers = Numbers{numbers.text("first"), static_cast<int>(numbers.whole("step"))};
  }
  pattern.departures = departures(name, service, desk);
  return pattern;
}

/// Gives the pattern the calls of the trip or service that `like` names, cut to from … to, and its type and dwell
/// where the service has none of its own.
void be_like(Pattern& pattern, const std::string& name, Cursor service, const Desk& desk, const Trips& trips) {
  const std::string like = service.text("like");
  const Trip* model = nullptr;
  for (const Trip& trip : trips)
    if (trip.number == like || (model == nullptr && trip.service == like)) model = &trip;
  if (model == nullptr) {
    desk.wrong.push_back(problem(service.where("like"), "timetable." + name + ".like",
                                 "no trip or service is called '" + escape_control(like) + "'"));
    return;
  }
  const StationId from = service.has("from") ? *desk.network.find(service.text("from")) : model->from();
  const StationId to = service.has("to") ? *desk.network.find(service.text("to")) : model->to();
  if (!service.has("type")) pattern.type = trainset_type(desk.types, model->type);
  const int units = service.has("units") ? static_cast<int>(service.whole("units")) : desk.types[model->type].units;
  pattern.type = coupled(desk.types, trainset_type(desk.types, pattern.type), units);
  bool inside = false;
  bool dwell_known = service.has("dwell");
  for (const StopTime& stop : model->stops) {
    if (stop.station == from) inside = true;
    if (!inside) continue;
    const bool end = stop.station == from || stop.station == to;
    if (stop.calls || end) pattern.calls.push_back(stop.station);
    if (stop.station == to) return;
    if (stop.calls && !end && !dwell_known) {
      pattern.dwell = stop.departure - stop.arrival;
      dwell_known = true;
    }
  }
  pattern.calls.clear();
  desk.wrong.push_back(problem(service.where("like"), "timetable." + name + ".like",
                               "'" + like + "' does not run from " + desk.network.stations[from].name +
                                   " to " + desk.network.stations[to].name));
}

/// Each train's ways back to where it came from, as if they left at 00:00: as a service with the calls of the way
/// there; empty without a stop, or else standing where the way there calls, to keep pace with the trains before it.
std::vector<std::vector<Trip>> ways_back(std::size_t trains, const Pattern& there, bool empty, const Desk& desk) {
  Pattern back = there;
  back.name = there.name + " back";
  back.numbers.reset();
  back.empty = empty;
  back.departures.assign(trains, start_of_day);
  std::reverse(back.calls.begin(), back.calls.end());
  std::vector<Pattern> ways{back};
  if (empty && back.calls.size() > 2) {
    ways.insert(ways.begin(), back);
    ways.front().calls = {back.calls.front(), back.calls.back()};
  }
  std::vector<std::vector<Trip>> by_train(trains);
  for (const Pattern& way : ways) {
    std::vector<Trip> trips = expand(way, desk.network, desk.types);
    for (std::size_t i = 0; i < trains; ++i) by_train[i].push_back(std::move(trips[i]));
  }
  return by_train;
}

/// A service with `like`, put where its trains keep clear of the others.
void add_placed(const std::string& name, Cursor service, const Desk& desk, const SeparationRules& rules,
                const Idle& idle, Trips& models, TimetableParts& parts) {
  constexpr Duration usual_stretch = minutes(5);
  Pattern pattern = pattern_of(name, service, desk);
  be_like(pattern, name, service, desk, models);
  if (pattern.calls.size() < 2) return;
  NewService wanted;
  wanted.there = expand(pattern, desk.network, desk.types);
  if (idle.services.contains(name)) {
    for (Trip& trip : wanted.there) models.push_back(std::move(trip));
    return;
  }
  if (service.has("back"))
    wanted.back = ways_back(wanted.there.size(), pattern, service.text("back") == "empty", desk);
  wanted.turnaround = least_turnaround(desk.types[pattern.type], desk.turnaround);
  if (service.has("may_shift")) wanted.may_shift = service.duration("may_shift");
  wanted.may_stretch = service.has("may_stretch") ? service.duration("may_stretch")
                                                  : std::min(wanted.may_shift, usual_stretch);
  wanted.may_wait = service.duration("may_wait");
  Placement placement = place(parts.trips, std::move(wanted), desk.network, rules);
  for (const Trip& trip : placement.trips) models.push_back(trip);
  add(std::move(placement.trips), service.where(), parts);
  parts.placed.push_back({name, std::move(placement.trains)});
}

std::optional<std::string> read_file(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return in ? std::optional(text.str()) : std::nullopt;
}

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

void add_csv_trips(const std::filesystem::path& file, SourcePlace where, const Desk& desk, TimetableParts& parts) {
  const auto text = read_file(file);
  if (!text) {
    desk.wrong.push_back(problem(std::move(where), "timetable.file", "cannot read '" + file.string() + "'"));
    return;
  }
  const Result<CsvTable> table = parse_csv(*text, file.string());
  if (!table) {
    desk.wrong.insert(desk.wrong.end(), table.error().begin(), table.error().end());
    return;
  }
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
    add({std::move(trip).value()}, {table->file, row.line, 1}, parts);
  }
}

/// timetable.trips.S7808: type, importance, cancelled, shift.
void apply_overrides(Cursor overrides, const Desk& desk, TimetableParts& parts) {
  Trips& trips = parts.trips;
  for (const auto& [number, item] : overrides.items()) {
    const auto found = std::find_if(trips.begin(), trips.end(),
                                    [&, n = number](const Trip& trip) { return trip.number == n; });
    if (found == trips.end()) {
      std::vector<std::string> numbers;
      for (const Trip& trip : trips) numbers.push_back(trip.number);
      Diagnostic d = problem(item.where(), "timetable." + number,
                             "no service and no trip is called '" + escape_control(number) + "'");
      if (const auto close = nearest(number, numbers)) d.hint = "did you mean '" + *close + "'?";
      desk.wrong.push_back(std::move(d));
      continue;
    }
    if (item.has("type") || item.has("units")) {
      const TrainTypeId unit = item.has("type") ? train_type_named(desk.types, item.text("type"))
                                                : trainset_type(desk.types, found->type);
      found->type = coupled(desk.types, unit, item.has("units") ? static_cast<int>(item.whole("units"))
                                                                : desk.types[found->type].units);
      set_technical_times(*found, desk.network, desk.types[found->type]);
    }
    if (item.has("importance")) found->importance = static_cast<int>(item.whole("importance"));
    if (item.has("shift"))
      for (StopTime& stop : found->stops) {
        stop.arrival += item.duration("shift");
        stop.departure += item.duration("shift");
      }
    if (item.flag("cancelled")) {
      TimetableParts kept;
      for (std::size_t row = 0; row < trips.size(); ++row)
        if (Trip& trip = trips[TripId{row}]; trip.number != number)
          add({std::move(trip)}, parts.written[TripId{row}], kept);
      trips = std::move(kept.trips);
      parts.written = std::move(kept.written);
    }
  }
}

/// Takes out what does not run on this day.
void leave_out(const Idle& idle, TimetableParts& parts) {
  TimetableParts kept;
  for (std::size_t row = 0; row < parts.trips.size(); ++row)
    if (Trip& trip = parts.trips[TripId{row}]; !idle.services.contains(trip.service) && !idle.trips.contains(trip.number))
      add({std::move(trip)}, parts.written[TripId{row}], kept);
    else
      parts.idle.insert(trip.number);
  parts.trips = std::move(kept.trips);
  parts.written = std::move(kept.written);
}

void refuse_repeated_numbers(const TimetableParts& parts, Diagnostics& wrong) {
  std::map<std::string, TripId> seen;
  for (std::size_t row = 0; row < parts.trips.size(); ++row) {
    const Trip& trip = parts.trips[TripId{row}];
    const auto [first, fresh] = seen.try_emplace(trip.number, TripId{row});
    if (fresh) continue;
    wrong.push_back(problem_of_two(parts.written[TripId{row}], "timetable." + trip.service,
                                   "train number " + escape_control(trip.number) + " is already used by '" +
                                       parts.trips[first->second].service + "'",
                                   parts.written[first->second], "first used here"));
  }
}

void note_closed_calls(const Trips& trips, const Network& network, Cursor stations, Diagnostics& notes) {
  std::map<std::string, int> passed;
  for (const Trip& trip : trips)
    for (const StopTime& stop : trip.stops)
      if (stop.closed) ++passed[network.stations[stop.station].name];
  for (const auto& [station, count] : passed) {
    Diagnostic d = problem(stations[station].where("open"), "stations." + station + ".open",
                           std::to_string(count) + " booked calls are passed: the station is closed");
    d.severity = Severity::note;
    notes.push_back(std::move(d));
  }
}

}  // namespace

TimetableParts compile_timetable(Cursor tree, const Network& network,
                                 IdVector<TrainTypeId, TrainType>& types,
                                 const SeparationRules& rules, const Idle& idle, Diagnostics& wrong) {
  TimetableParts parts;
  const Cursor timetable = tree["timetable"];
  const Desk desk{network, types,
                  tree["formation"].has("default") ? train_type_named(types, tree["formation"].text("default"))
                                                   : TrainTypeId{},
                  tree["turnaround"].duration("minimum"), wrong};
  if (types.empty()) {
    if (timetable.present())
      wrong.push_back(problem(timetable.where(), "train_types", "the timetable has trains, but no train type is given"));
    return parts;
  }
  std::vector<std::pair<std::string, Cursor>> to_place;
  for (const auto& [name, service] : timetable.items()) {
    if (name == "file" || name == "trips") continue;
    if (service.has("like")) {
      to_place.emplace_back(name, service);
      continue;
    }
    if (!service.has("from") || !service.has("to")) {
      wrong.push_back(problem(service.where(), "timetable." + name, "a service needs `from` and `to`"));
      continue;
    }
    Pattern pattern = pattern_of(name, service, desk);
    pattern.calls = calls_of(name, service, desk);
    if (pattern.calls.size() < 2) continue;
    add(expand(pattern, network, types), service.where(), parts);
  }
  if (timetable.has("file"))
    add_csv_trips(timetable.file("file"), timetable.where("file"), desk, parts);
  apply_overrides(timetable["trips"], desk, parts);

  Trips models = parts.trips;  // what `like` may name, whether it runs on this day or not
  leave_out(idle, parts);
  for (const auto& [name, service] : to_place) add_placed(name, service, desk, rules, idle, models, parts);
  refuse_repeated_numbers(parts, wrong);
  note_closed_calls(parts.trips, network, tree["stations"], parts.notes);
  return parts;
}

}  // namespace czt
