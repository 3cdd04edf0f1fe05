#include <algorithm>

#include "czt/core/text.hpp"
#include "czt/timetable/place.hpp"
#include "timetable_desk.hpp"

namespace czt {

namespace {

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
  back.running.clear();
  std::reverse(back.dwells.begin(), back.dwells.end());
  back.empty = empty;
  back.departures.assign(trains, start_of_day);
  std::reverse(back.calls.begin(), back.calls.end());
  std::vector<Pattern> ways{back};
  if (empty && back.calls.size() > 2) {
    ways.insert(ways.begin(), back);
    ways.front().calls = {back.calls.front(), back.calls.back()};
    ways.front().dwells.clear();
  }
  std::vector<std::vector<Trip>> by_train(trains);
  for (const Pattern& way : ways) {
    std::vector<Trip> trips = expand(way, desk.network, desk.types);
    for (std::size_t i = 0; i < trains; ++i) by_train[i].push_back(std::move(trips[i]));
  }
  return by_train;
}

}  // namespace

void add_placed(const std::string& name, Cursor service, const Desk& desk, const SeparationRules& rules,
                const Idle& idle, Trips& models, TimetableParts& parts) {
  constexpr Duration usual_stretch = minutes(5);
  Pattern pattern = pattern_of(name, service, desk);
  be_like(pattern, name, service, desk, models);
  if (pattern.calls.size() < 2) return;
  NewService wanted;
  wanted.there = trains_of(pattern, name, service, desk);
  if (wanted.there.empty()) return;
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
  add_trips(std::move(placement.trips), service.where(), parts);
  parts.placed.push_back({name, std::move(placement.trains)});
}

}  // namespace czt
