#include <algorithm>
#include <array>
#include <initializer_list>

#include "compile_line.hpp"
#include "czt/core/text.hpp"

namespace czt {

namespace {

using Effect = Incident::Effect;

Effect effect_of(const std::string& name) {
  constexpr std::array<std::string_view, 7> names{"blocked",     "slow",          "train_held",    "door_failure",
                                                  "longer_stop", "train_failure", "closed_station"};
  return static_cast<Effect>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// Keys that belong to one effect: written with another, or not written with it.
void check_keys(Cursor item, const std::string& name, Diagnostics& wrong) {
  struct Belongs {
    const char* key;
    bool with;
    bool needed;
  };
  const Effect effect = effect_of(name);
  const auto is = [&](std::initializer_list<Effect> any) { return std::find(any.begin(), any.end(), effect) != any.end(); };
  const bool where = is({Effect::blocked, Effect::slow});
  const bool one_train = is({Effect::train_held, Effect::door_failure, Effect::train_failure});
  const bool closes = effect == Effect::closed_station, stops = effect == Effect::longer_stop;
  for (const Belongs& rule : {Belongs{"where", where, true}, Belongs{"speed", effect == Effect::slow, true},
                              Belongs{"train", one_train || stops, one_train || !item.has("at_station")},
                              Belongs{"at_station", closes || stops || is({Effect::train_held, Effect::door_failure}), closes},
                              Belongs{"doors", effect == Effect::door_failure, true}, Belongs{"longer", stops, true}}) {
    const std::string key = rule.key;
    if (item.has(key) && !rule.with)
      wrong.push_back(problem(item.where(key), item.path() + "." + key,
                              "'" + key + "' says nothing with effect: " + name));
    if (!item.has(key) && rule.with && rule.needed)
      wrong.push_back(problem(item.where(), item.path() + "." + key,
                              "the key '" + key + "' is missing: effect: " + name + " needs it"));
  }
}

std::vector<SegmentId> segments_of(Cursor where, const Network& network, Diagnostics& wrong) {
  const StationId from = *network.find(where.text("from"));
  const StationId to = *network.find(where.text("to"));
  if (from == to) {
    wrong.push_back(where.wrong("to", "it begins and ends at " + network.stations[to].name));
    return {};
  }
  std::vector<SegmentId> segments;
  for (const SegmentId id : network.path(from, to)) {
    segments.push_back(id);
    if (where.flag("both_ways")) segments.push_back(network.segments[id].reverse);
  }
  return segments;
}

/// The train by its number, and whether it has anywhere to be held. A train of a service that does not run on the
/// day is not there, which is no mistake.
void find_train(Cursor item, const PlanInput& input, bool all_run, Incident& incident, Diagnostics& notes,
                Diagnostics& wrong) {
  const std::string number = item.text("train");
  std::vector<std::string> numbers;
  for (std::uint32_t t = 0; t < input.trips.size(); ++t) {
    numbers.push_back(input.trips[TripId{t}].number);
    if (numbers.back() == number) incident.train = t;
  }
  if (incident.train == Incident::none) {
    if (!all_run) {
      notes.push_back(problem(item.where("train"), item.path(), "train " + escape_control(number) + " does not run on this day"));
      return;
    }
    const auto close = nearest(number, numbers);
    wrong.push_back(item.wrong("train", "there is no train '" + escape_control(number) + "'",
                               close ? "did you mean '" + escape_control(*close) + "'?" : std::string()));
    return;
  }
  if (!item.has("at_station")) return;
  const Trip& trip = input.trips[TripId{incident.train}];
  const StationId at{incident.station};
  for (std::size_t k = 0; k + 1 < trip.stops.size(); ++k)
    if (trip.stops[k].station == at) return;
  wrong.push_back(item.wrong("at_station", "train " + escape_control(number) + " never leaves " +
                                               input.network.stations[at].name));
}

}  // namespace

void compile_incidents(Cursor tree, PlanInput& input, bool all_run, Diagnostics& notes, Diagnostics& wrong) {
  for (const auto& [name, item] : tree["incidents"].items()) {
    Incident incident;
    incident.name = name;
    incident.name_zh = item.text("zh");
    const std::string effect = item.text("effect");
    incident.effect = effect_of(effect);
    incident.from = item.clock("at");
    incident.until = incident.from + item.duration("lasts");
    const std::size_t before = wrong.size();
    check_keys(item, effect, wrong);
    if (wrong.size() > before) continue;
    if (item.has("where")) incident.segments = segments_of(item["where"], input.network, wrong);
    if (item.has("speed")) incident.speed = MetresPerSecond{item.number("speed")};
    if (item.has("doors")) incident.doors = static_cast<std::uint32_t>(item.whole("doors"));
    if (item.has("longer")) incident.longer = item.duration("longer");
    if (item.has("at_station")) incident.station = input.network.find(item.text("at_station"))->value;
    if (item.has("train")) find_train(item, input, all_run, incident, notes, wrong);
    // A train that does not run has no incident; without its row the incident would be that of all trains.
    if (incident.effect == Effect::longer_stop && item.has("train") && incident.train == Incident::none) incident.station = Incident::none;
    input.incidents.push_back(std::move(incident));
  }
}

}  // namespace czt
