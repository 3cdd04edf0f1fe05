#include <algorithm>

#include "czt/core/text.hpp"
#include "timetable_desk.hpp"

namespace czt {

void add_trips(std::vector<Trip> trips, const SourcePlace& where, TimetableParts& parts) {
  for (Trip& trip : trips) {
    parts.trips.push_back(std::move(trip));
    parts.written.push_back(where);
  }
}

namespace {

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
          add_trips({std::move(trip)}, parts.written[TripId{row}], kept);
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
      add_trips({std::move(trip)}, parts.written[TripId{row}], kept);
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
    add_trips(trains_of(pattern, name, service, desk), service.where(), parts);
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
