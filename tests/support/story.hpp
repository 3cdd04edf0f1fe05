#pragma once
/// A story: a scenario as text, through the real reader, and what a dispatcher would have written down.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/time.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/measures.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt::test {

/// Lines without their indentation, blank ones left out: so that stories may be indented in the source.
inline std::string trimmed(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    if (!line.empty()) result += std::string(line) + "\n";
  }
  return result;
}

/// The text with the indentation of its first line taken from every line.
inline std::string outdented(std::string_view text) {
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  const std::size_t indent = text.find_first_not_of(' ');
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.size() >= indent) result += std::string(line.substr(indent));
    result += "\n";
  }
  return result;
}

/// One simulated day of the scenario; what is wrong with it, if it is.
struct Day {
  std::string wrong;
  Plan plan;
  World world;
};
/// One cell, as people write it.
inline double value_of(const Day& day, const std::string& cell) {
  double value = 0.0;
  Observation(day.plan, {parse_cell(cell, day.plan).value()}).read(day.world, {&value, 1});
  return value;
}
inline Day simulated(std::string_view yaml, std::uint64_t seed = 1) {
  Day day;
  const auto scenario = parse_scenario(outdented(yaml), "story");
  if (!scenario) {
    day.wrong = print(scenario.error());
    return day;
  }
  auto compiled = compile(*scenario);
  if (!compiled) {
    day.wrong = print(compiled.error());
    return day;
  }
  day.plan = std::move(compiled->plan);
  simulate(day.plan, seed, 0, day.world);
  return day;
}

/// "08:00:00 A on 2 off 0 left behind 1": every call in order of departure, times of departure (at the last
/// call: of arrival). What is wrong with the scenario, if it is.
inline std::string trace(std::string_view yaml, std::uint64_t seed = 1) {
  const Day day = simulated(yaml, seed);
  if (!day.wrong.empty()) return day.wrong;
  const auto& [wrong, plan, world] = day;
  struct Line {
    std::int32_t at;
    std::string text;
  };
  std::vector<Line> lines;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (!point.calls) continue;
    if (world.points.arrived[p] == PointColumns::not_yet) continue;  // cancelled
    const bool ends = point.segment == Plan::Point::none || world.points.departed[p] == PointColumns::not_yet;
    const std::int32_t at = ends ? world.points.arrived[p] : world.points.departed[p];
    lines.push_back({at, to_clock_seconds(start_of_day + milliseconds(at)) + " " +
                             plan.input.network.stations[point.station].name + " on " +
                             std::to_string(world.points.boarded[p]) + " off " +
                             std::to_string(world.points.alighted[p]) + " left behind " +
                             std::to_string(world.points.left_behind[p])});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
  std::string text;
  for (const Line& line : lines) text += line.text + "\n";
  return text;
}

/// "B on 60 off 10 stands 61.229 s": every call of the first train, from its arrival (at the first call: doors
/// open) to its departure (at the last: the platform cleared).
inline std::string standing_times(std::string_view yaml, std::uint64_t seed = 1) {
  const Day day = simulated(yaml, seed);
  if (!day.wrong.empty()) return day.wrong;
  const auto& [wrong, plan, world] = day;
  std::string text;
  const Plan::TripRow& trip = plan.trips[TripId{0}];
  for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
    if (!plan.points[PointId{p}].calls) continue;
    const std::int32_t stands = world.points.departed[p] - world.points.arrived[p];
    const std::string ms = std::to_string(1000 + stands % 1000).substr(1);
    text += plan.input.network.stations[plan.points[PointId{p}].station].name + " on " +
            std::to_string(world.points.boarded[p]) + " off " + std::to_string(world.points.alighted[p]) + " stands " +
            std::to_string(stands / 1000) + "." + ms + " s\n";
  }
  return text;
}

}  // namespace czt::test
