/// What keeps trains apart: single track and junctions of the network, priority, blocking times.

#include <algorithm>
#include <set>

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/timetable/single_line.hpp"

namespace czt {

namespace {

std::vector<StationId> stations_of(Cursor item, const char* key, const Network& network) {
  std::vector<StationId> stations;
  for (const std::string& name : item.names(key)) stations.push_back(*network.find(name));
  return stations;
}

void compile_single_tracks(Cursor sections, Network& network, Diagnostics& wrong) {
  for (const auto& [name, section] : sections.items()) {
    if (!section.flag("single")) {
      for (const char* key : {"passing", "meeting"})
        if (section.has(key)) wrong.push_back(section.wrong(key, std::string("'") + key + "' says nothing without single: true"));
      continue;
    }
    const auto from = network.find(section.text("from"));
    const auto to = network.find(section.text("to"));
    if (!from || !to || *from == *to) continue;  // reported with the section
    const auto problem = lay_single_track(network, *from, *to, stations_of(section, "passing", network), section.duration("meeting"));
    if (problem) wrong.push_back(section.wrong(problem->key, problem->message));
  }
}

void compile_junctions(Cursor junctions, Network& network, Diagnostics& wrong) {
  for (const auto& [name, item] : junctions.items()) {
    const auto crosses = item.has("crosses") ? network.find(item.text("crosses")) : std::nullopt;
    const auto problem = lay_junction(network, name, *network.find(item.text("at")), stations_of(item, "arms", network), crosses,
                                      item.duration("occupation"));
    if (problem) wrong.push_back(item.wrong(problem->key, problem->message));
  }
}

std::set<SegmentId> segments_run_over(const Trips& trips, const Network& network) {
  std::set<SegmentId> segments;
  for (const Trip& trip : trips)
    for (std::size_t k = 1; k < trip.stops.size(); ++k)
      segments.insert(*network.between(trip.stops[k - 1].station, trip.stops[k].station));
  return segments;
}

}  // namespace

void compile_routes(Cursor tree, Network& network, Diagnostics& wrong) {
  compile_single_tracks(tree["sections"], network, wrong);
  compile_junctions(tree["junctions"], network, wrong);
}

void compile_separation(Cursor tree, PlanInput& input) {
  const Cursor separation = tree["separation"];
  const std::string priority = separation.text("priority");
  input.separation.priority = priority == "timetable_order" ? Priority::timetable_order
                              : priority == "importance"    ? Priority::importance
                                                            : Priority::first_come;
  if (!separation.has("blocking")) return;
  const Cursor blocking = separation["blocking"];
  BlockingRules rules;
  rules.moving = blocking.text("model") == "moving";
  rules.block = metres(blocking.number("block"));
  rules.overlap = metres(blocking.number("overlap"));
  rules.set_up = blocking.duration("set_up");
  rules.sight = blocking.duration("sight");
  rules.release = blocking.duration("release");
  input.separation.blocking = rules;
  if (!input.types.empty())
    for (Segment& segment : input.network.segments) segment.headway = least_headway(segment, input.types, rules);
}

void check_routes(Cursor tree, const TimetableParts& timetable, const Network& network, bool all_run, Diagnostics& notes,
                  Diagnostics& wrong) {
  for (std::size_t row = 0; row < timetable.trips.size(); ++row) {
    const Trip& trip = timetable.trips[TripId{row}];
    const auto at = ends_within_single_track(trip, network);
    if (!at) continue;
    wrong.push_back(problem(timetable.written[TripId{row}], "timetable." + trip.service,
                            "train " + escape_control(trip.number) + " begins or ends at " + network.stations[*at].name +
                                ", within single track, where no other could pass it"));
    wrong.back().hint = "end it where the single track ends, or name the station in the section's `passing`";
  }
  if (!wrong.empty() || !all_run || network.junctions.empty()) return;
  const std::set<SegmentId> used = segments_run_over(timetable.trips, network);
  for (const Junction& junction : network.junctions) {
    if (std::any_of(junction.conflicts.begin(), junction.conflicts.end(),
                    [&](const auto& pair) { return used.contains(pair.first) && used.contains(pair.second); }))
      continue;
    Diagnostic d = problem(tree["junctions"][junction.name].where(), "junctions." + junction.name,
                           "nobody uses this junction: no two trains of the timetable have conflicting routes here");
    d.severity = Severity::note;
    notes.push_back(std::move(d));
  }
}

}  // namespace czt
