#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/network/conflicting_routes.hpp"

namespace czt {

namespace {

using Action = DispatchingRule::Action;

/// Keys that belong to one action: written with another, or not written with it.
void check_keys(Cursor item, Action action, const std::string& name, Diagnostics& wrong) {
  struct Belongs {
    const char* key;
    bool with;
    bool needed;
  };
  const bool hold = action == Action::hold;
  const bool placed = action != Action::cancel;
  const bool waits = action == Action::re_platform;
  const bool late = !hold && !waits;
  for (const Belongs& rule : {Belongs{"awaits", hold, true}, Belongs{"at_most", hold, true},
                              Belongs{"at_station", placed, placed && action != Action::skip}, Belongs{"when_late", late, true}, Belongs{"when_waiting", waits, true}}) {
    const std::string key = rule.key;
    if (item.has(key) && !rule.with)
      wrong.push_back(problem(item.where(key), item.path() + "." + key, "'" + key + "' says nothing with action: " + name));
    if (!item.has(key) && rule.with && rule.needed)
      wrong.push_back(problem(item.where(), item.path() + "." + key,
                              "the key '" + key + "' is missing: action: " + name + " needs it"));
  }
}

/// The trains of a service, or the train with this number. Those that do not run on the day are not there, which is no
/// mistake.
std::vector<std::uint32_t> trains_of(Cursor item, const char* key, const PlanInput& input, bool all_run, Diagnostics& wrong) {
  const std::string name = item.text(key);
  std::vector<std::uint32_t> found;
  std::vector<std::string> names;
  for (std::uint32_t t = 0; t < input.trips.size(); ++t) {
    const Trip& trip = input.trips[TripId{t}];
    if (trip.number == name || trip.service == name) found.push_back(t);
    names.push_back(trip.number);
    names.push_back(trip.service);
  }
  if (!found.empty() || !all_run) return found;
  const auto close = nearest(name, names);
  wrong.push_back(item.wrong(key, "there is no service or train '" + escape_control(name) + "'",
                             close ? "did you mean '" + escape_control(*close) + "'?" : std::string()));
  return found;
}

/// Whether one of the trains calls there; with `or_passes`, or passes.
bool comes_to(const std::vector<std::uint32_t>& trains, std::uint32_t station, bool or_passes, const PlanInput& input) {
  for (const std::uint32_t t : trains)
    for (const StopTime& stop : input.trips[TripId{t}].stops)
      if ((stop.calls || or_passes) && stop.station.value == station) return true;
  return trains.empty();
}

const char* limit_of(Action action) {
  if (action == Action::hold) return "at_most";
  return action == Action::re_platform ? "when_waiting" : "when_late";
}

/// Whether a train that goes on from the station enters single track.
bool lies_at_single_track(StationId station, const Network& network) {
  for (const Segment& segment : network.segments)
    if (segment.single && segment.from == station) return true;
  return false;
}

Action action_named(std::string_view name) {
  if (name == "skip") return Action::skip;
  if (name == "cancel") return Action::cancel;
  if (name == "re_platform") return Action::re_platform;
  return name == "turn_short" ? Action::turn_short : Action::hold;
}

bool lies_within_single_track(StationId station, const Network& network) {
  for (std::size_t track = 0; track < network.single_tracks.size(); ++track)
    if (lies_within(network, station, track)) return true;
  return false;
}

}  // namespace

void compile_dispatching(Cursor tree, PlanInput& input, bool all_run, Diagnostics& wrong) {
  for (const auto& [name, item] : tree["dispatching"].items()) {
    DispatchingRule rule;
    rule.name = name;
    rule.name_zh = item.text("zh");
    rule.action = action_named(item.text("action"));
    const std::size_t before = wrong.size();
    check_keys(item, rule.action, item.text("action"), wrong);
    if (wrong.size() > before) continue;
    rule.trains = trains_of(item, "trains", input, all_run, wrong);
    if (item.has("awaits")) rule.awaited = trains_of(item, "awaits", input, all_run, wrong);
    rule.limit = item.duration(limit_of(rule.action));
    if (item.has("at_station")) {
      rule.station = input.network.find(item.text("at_station"))->value;
      const bool passing = rule.action == Action::re_platform;
      const std::string& at = input.network.stations[StationId{rule.station}].name;
      for (const auto& [key, trains] : {std::pair{"trains", &rule.trains}, std::pair{"awaits", &rule.awaited}})
        if (wrong.size() == before && !comes_to(*trains, rule.station, passing, input))
          wrong.push_back(item.wrong("at_station", escape_control(item.text(key)) + (passing ? " does not come to " : " does not call at ") + at));
      if (passing && lies_at_single_track(StationId{rule.station}, input.network))
        wrong.push_back(item.wrong("at_station", at + " lies at single track: tracks are kept there for the trains that come over it"));
      if (rule.action == Action::turn_short && lies_within_single_track(StationId{rule.station}, input.network))
        wrong.push_back(item.wrong("at_station", at + " lies within single track: no train could pass one that begins or ends there"));
    }
    input.dispatching.push_back(std::move(rule));
  }
}

}  // namespace czt
