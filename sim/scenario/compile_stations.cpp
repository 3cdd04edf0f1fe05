#include <algorithm>

#include "compile_line.hpp"
#include "czt/core/text.hpp"

namespace czt {

namespace {

/// A part of one station's entrance, and the same part of the entrance of all stations: what is not written in the
/// first holds from the second, or its default.
struct Part {
  Cursor own;
  Cursor all;

  [[nodiscard]] bool present() const { return own.present() || all.present(); }
  [[nodiscard]] bool has(std::string_view key) const { return own.has(key) || all.has(key); }
  [[nodiscard]] Part operator[](std::string_view name) const { return {own[name], all[name]}; }
  [[nodiscard]] const Cursor& with(std::string_view key) const { return own.has(key) ? own : all; }
  [[nodiscard]] Duration duration(std::string_view key) const { return with(key).duration(key); }
  [[nodiscard]] double number(std::string_view key) const { return with(key).number(key); }
  [[nodiscard]] std::uint32_t whole(std::string_view key) const {
    return static_cast<std::uint32_t>(with(key).whole(key));
  }
};

/// Most stations share theirs, and a table of quantiles is dear to make.
class ServiceTimes {
 public:
  const ServiceTime& of(const Part& stage) {
    const std::pair written(stage.duration("time"), stage.number("cv"));
    const auto known = times_.find(written);
    if (known != times_.end()) return known->second;
    return times_.emplace(written, ServiceTime(written.first, written.second)).first->second;
  }

 private:
  std::map<std::pair<Duration, double>, ServiceTime> times_;
};

void report(Diagnostic d, Diagnostics& wrong) {
  const auto same = [&](const Diagnostic& other) { return other.where == d.where && other.message == d.message; };
  if (std::none_of(wrong.begin(), wrong.end(), same)) wrong.push_back(std::move(d));  // all stations share one
}

std::vector<Entrance::Channel> compile_tickets(const Part& tickets, ServiceTimes& times, Diagnostics& wrong) {
  std::vector<std::string> names;
  for (const auto& cursor : {tickets.all, tickets.own})
    for (const auto& item : cursor.items())
      if (std::find(names.begin(), names.end(), item.first) == names.end()) names.push_back(item.first);
  std::vector<Entrance::Channel> channels;
  double sum = 0.0;
  for (const std::string& name : names) {
    const Part part = tickets[name];
    const Cursor& written = part.own.present() ? part.own : part.all;
    if (!part.has("share")) {
      report(problem(written.where(), written.path(), "what share of people get their ticket so? Say `share`"), wrong);
      continue;
    }
    channels.push_back({name, part.number("share"), part.whole("count"), times.of(part)});
    sum += channels.back().share;
  }
  const Cursor& written = tickets.own.present() ? tickets.own : tickets.all;
  if (sum > 1.0 + 1e-9)
    report(problem(written.where(), written.path(), "the shares of all ways to get a ticket add up to more than 100 %"), wrong);
  return channels;
}

Entrance compile_entrance(const Part& part, ServiceTimes& times, Diagnostics& wrong) {
  Entrance entrance;
  entrance.walk = part.duration("walk");
  if (part.with("open").flag("open")) return entrance;
  entrance.closes = part.duration("closes");
  if (part["tickets"].present()) entrance.tickets = compile_tickets(part["tickets"], times, wrong);
  if (const Part security = part["security"]; security.present())
    entrance.security = Entrance::Security{security.whole("lanes"), times.of(security)};
  if (const Part gates = part["gates"]; gates.present())
    entrance.gates = Entrance::Gates{gates.whole("count"), times.of(gates), gates.number("manual"),
                                     gates.duration("manual_time")};
  return entrance;
}

void compile_entrances(Cursor tree, PlanInput& input, Diagnostics& wrong) {
  const Cursor all = tree["entrance"];
  ServiceTimes times;
  for (const auto& [name, item] : tree["stations"].items()) {
    const Part part{item["entrance"], all};
    if (!part.present()) continue;
    input.entrances.resize(input.network.stations.size());
    input.entrances[*input.network.find(name)] = compile_entrance(part, times, wrong);
  }
}

/// When its buses come to the station.
std::vector<SimTime> bus_times(const std::string& name, Cursor item, Diagnostics& wrong) {
  std::vector<SimTime> times = item.clocks("departures");
  const bool listed = item.has("departures");
  for (const char* key : {"first", "last", "every"}) {
    if (listed && item.has(key))
      wrong.push_back(item.wrong(key, std::string("'") + key + "' stands beside a list of departures"));
    if (!listed && !item.has(key)) {
      wrong.push_back(problem(item.where(), "feeders." + name,
                              "when do its buses leave? List them in `departures`, or say `first`, `last` and `every`"));
      return {};
    }
  }
  if (!listed) {
    if (item.clock("last") < item.clock("first")) {
      wrong.push_back(item.wrong("last", "the last bus leaves before the first"));
      return {};
    }
    const Duration every = item.duration("every");
    for (SimTime at = item.clock("first"); at <= item.clock("last"); at += every) times.push_back(at);
  }
  const Duration ride = item.duration("ride");
  for (SimTime& at : times) at += ride;
  return times;
}

Feeder compile_feeder(const std::string& name, Cursor item, double scale, const PlanInput& input, Diagnostics& notes,
                      Diagnostics& wrong) {
  Feeder feeder;
  feeder.name = name;
  feeder.name_zh = item.text("zh");
  feeder.station = *input.network.find(item.text("station"));
  for (const auto& [place, share] : item["places"].items())
    if (const auto id = place_named(input.places, place)) feeder.places.push_back({*id, share.number()});
  feeder.comes = bus_times(name, item, wrong);
  feeder.walk = item.duration("walk");
  feeder.within = item.duration("within");
  feeder.capacity = static_cast<std::uint32_t>(item.whole("capacity"));
  feeder.delay_mean = quantise(scale * in_seconds(item.duration("delay_mean")));
  feeder.delay_cv = item.number("delay_cv");
  const Station& station = input.network.stations[feeder.station];
  if (!station.open)
    notes.push_back(problem(item.where("station"), "feeders." + name,
                            station.name + " is closed: nobody comes by its buses"));
  return feeder;
}

/// People of one place and station come by one feeder each.
void check_shares(Cursor feeders, const PlanInput& input, Diagnostics& wrong) {
  for (std::size_t last = 0; last < input.feeders.size(); ++last)
    for (const Feeder::Share& of : input.feeders[last].places) {
      double sum = 0.0;
      for (std::size_t f = 0; f <= last; ++f)
        for (const Feeder::Share& other : input.feeders[f].places)
          if (input.feeders[f].station == input.feeders[last].station && other.place == of.place) sum += other.share;
      if (sum <= 1.0 + 1e-9) continue;
      const Cursor places = feeders[input.feeders[last].name]["places"];
      const Place& place = input.places[of.place];
      wrong.push_back(problem(places.where(), places.path(),
                              "the feeders' shares of the people of " + place.name + " who start at " +
                                  input.network.stations[input.feeders[last].station].name + " add up to more than 100 %"));
    }
}

/// passengers.*.feeder
void assign_groups(Cursor passengers, PlanInput& input, Diagnostics& wrong) {
  for (PassengerGroup& group : input.passengers) {
    const Cursor item = passengers[group.name];
    if (!item.has("feeder")) continue;
    const std::string name = item.text("feeder");
    std::vector<std::string> names;
    for (std::uint32_t f = 0; f < input.feeders.size(); ++f) {
      const Feeder& feeder = input.feeders[f];
      names.push_back(feeder.name);
      if (feeder.name == name || (!feeder.name_zh.empty() && feeder.name_zh == name)) group.feeder = f;
    }
    if (!group.feeder) {
      const auto close = nearest(name, names);
      wrong.push_back(item.wrong("feeder", "no feeder is called '" + escape_control(name) + "'",
                                 close ? "did you mean '" + escape_control(*close) + "'?" : std::string()));
    } else if (input.feeders[*group.feeder].station != group.from) {
      wrong.push_back(item.wrong("feeder", "these people start at " + input.network.stations[group.from].name +
                                               ", and " + name + " goes to " +
                                               input.network.stations[input.feeders[*group.feeder].station].name));
    }
  }
}

}  // namespace

void compile_stations(Cursor tree, PlanInput& input, Diagnostics& notes, Diagnostics& wrong) {
  compile_entrances(tree, input, wrong);
  const double scale = tree["disturbances"].number("scale");
  for (const auto& [name, item] : tree["feeders"].items())
    input.feeders.push_back(compile_feeder(name, item, scale, input, notes, wrong));
  check_shares(tree["feeders"], input, wrong);
  assign_groups(tree["passengers"], input, wrong);
}

}  // namespace czt
