#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "timetable_desk.hpp"

namespace czt {

namespace {

/// The stations of the path from → to, both included.
std::vector<StationId> path_stations(const Network& network, StationId from, StationId to) {
  std::vector<StationId> stations{from};
  for (const SegmentId id : network.path(from, to)) stations.push_back(network.segments[id].to);
  return stations;
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

}  // namespace

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

Pattern pattern_of(const std::string& name, Cursor service, const Desk& desk) {
  Pattern pattern;
  pattern.name = name;
  pattern.type = coupled(desk.types, service.has("type") ? train_type_named(desk.types, service.text("type")) : desk.default_type,
                         static_cast<int>(service.whole("units")));
  pattern.dwell = service.duration("dwell");
  pattern.running = service.durations("running");
  pattern.dwells = service.durations("dwells");
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

std::vector<Trip> trains_of(const Pattern& pattern, const std::string& name, Cursor service, const Desk& desk) {
  const auto refuse = [&](const char* key, std::string why) {
    desk.wrong.push_back(problem(service.where(key), "timetable." + name + "." + key, std::move(why)));
    return std::vector<Trip>{};
  };
  const auto fits = [&](const std::vector<Duration>& written, std::size_t wanted) { return written.empty() || written.size() == wanted; };
  const std::size_t legs = pattern.calls.size() - 1;
  if (!fits(pattern.running, legs))
    return refuse("running", fmt::format("{} running times for {} leg{} from stop to stop", pattern.running.size(), legs, legs == 1 ? "" : "s"));
  if (!fits(pattern.dwells, legs - 1))
    return refuse("dwells", fmt::format("{} dwells for {} station{} between", pattern.dwells.size(), legs - 1, legs == 2 ? "" : "s"));
  std::vector<Trip> trains = expand(pattern, desk.network, desk.types);
  const auto leg = pattern.running.empty() || trains.empty() ? std::nullopt : leg_too_fast(trains.front());
  if (!leg) return trains;
  return refuse("running", fmt::format("{} to {} is booked in {:g} s; {} needs {:.1f} s: {:.1f} s too fast",
                                       desk.network.stations[leg->from].name, desk.network.stations[leg->to].name, in_seconds(leg->booked),
                                       desk.types[pattern.type].name, in_seconds(leg->needed), in_seconds(leg->needed - leg->booked)));
}

}  // namespace czt
