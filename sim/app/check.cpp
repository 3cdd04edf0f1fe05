#include <fmt/format.h>

#include <cmath>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

/// One file, looked at from end to end.
struct Checked {
  std::string file;
  std::string scenario;
  Diagnostics diagnostics;             ///< errors, warnings and notes
  std::vector<std::string> obstacles;  ///< conflicts and missing trainsets
  std::vector<PlacedService> placed;
  std::vector<std::string> fleet;  ///< "CJ6: 12 trainsets needed, 21 owned"
  std::size_t stations = 0;
  std::size_t trips = 0;
  double travellers = 0.0;
  bool ok = false;
};

std::vector<std::string> fleet_of(const PlanInput& in) {
  std::vector<std::string> lines;
  for (std::size_t t = 0; t < in.types.size() && t < in.circulation.needed.size(); ++t) {
    const TrainTypeId type{t};
    if (in.circulation.needed[type] == 0) continue;
    std::string line =
        fmt::format("{}: {} trainsets needed", in.types[type].name, in.circulation.needed[type]);
    if (in.types[type].owned > 0) line += fmt::format(", {} owned", in.types[type].owned);
    lines.push_back(std::move(line));
  }
  return lines;
}

Checked look_at(const std::string& file, const Options& options) {
  Checked checked;
  checked.file = file;
  ReadOptions how;
  how.set = options.set;
  Result<Scenario> scenario = read_scenario(file, how);
  if (!scenario) {
    checked.diagnostics = scenario.error();
    return checked;
  }
  checked.scenario = scenario->name;
  checked.diagnostics = scenario->notes;
  Result<Compiled> compiled = compile(*scenario);
  if (!compiled) {
    checked.diagnostics.insert(checked.diagnostics.end(), compiled.error().begin(),
                               compiled.error().end());
    return checked;
  }
  checked.diagnostics.insert(checked.diagnostics.end(), compiled->notes.begin(),
                             compiled->notes.end());
  checked.obstacles = obstacles(*compiled);
  checked.placed = compiled->placed;
  const PlanInput& in = compiled->plan.input;
  checked.fleet = fleet_of(in);
  checked.stations = in.network.stations.size();
  checked.trips = in.trips.size();
  checked.travellers = compiled->plan.expected_travellers;
  for (const PassengerGroup& group : in.passengers) checked.travellers += group.count;
  checked.ok = checked.obstacles.empty() || options.allow_conflicts;
  return checked;
}

std::string shift_of(const PlacedService& placed) {
  const std::int64_t s = in_milliseconds(placed.shift) / 1000;
  if (s == 0) return "as written";
  return fmt::format("shifted by {} min {:02} s, {}", std::abs(s) / 60, std::abs(s) % 60,
                     s > 0 ? "later" : "earlier");
}

std::string as_text(const Checked& c) {
  if (c.scenario.empty() || (c.stations == 0 && !c.ok))
    return escape_control(c.file) + ": not valid\n";
  std::string text = fmt::format(
      "{}: {}, {} stations, {} trips, {:.0f} would-be travellers a day: {}\n",
      escape_control(c.file), escape_control(c.scenario), c.stations, c.trips, c.travellers,
      c.obstacles.empty() ? "ok" : fmt::format("{} conflicts", c.obstacles.size()));
  for (const PlacedService& placed : c.placed) {
    text += "  " + escape_control(placed.name) + ": " + shift_of(placed);
    if (!placed.remaining.empty())
      text += fmt::format(", {} conflicts remain", placed.remaining.size());
    text += "\n";
  }
  for (const std::string& line : c.fleet) text += "  " + escape_control(line) + "\n";
  for (const std::string& obstacle : c.obstacles)
    text += "  conflict: " + escape_control(obstacle) + "\n";
  return text;
}

void write(Json& json, const Checked& c) {
  json.line().begin_object().field("file", c.file).field("scenario", c.scenario).field("ok", c.ok);
  json.field("stations", c.stations).field("trips", c.trips).field("travellers", c.travellers);
  json.key("placed").begin_array();
  for (const PlacedService& placed : c.placed) {
    json.begin_object().field("service", placed.name).field("shift", in_seconds(placed.shift));
    json.key("remaining").begin_array();
    for (const std::string& conflict : placed.remaining) json.value(conflict);
    json.end_array().end_object();
  }
  json.end_array().key("fleet").begin_array();
  for (const std::string& line : c.fleet) json.value(line);
  json.end_array().key("conflicts").begin_array();
  for (const std::string& obstacle : c.obstacles) json.value(obstacle);
  json.end_array().key("diagnostics").begin_array();
  for (const Diagnostic& d : c.diagnostics) {
    json.line().begin_object();
    json.field("severity", d.severity == Severity::error     ? "error"
                           : d.severity == Severity::warning ? "warning"
                                                             : "note");
    json.field("file", d.where.file).field("line", d.where.line).field("column", d.where.column);
    json.field("path", d.path).field("message", d.message).field("hint", d.hint).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

int check(const Options& options) {
  bool ok = true;
  std::string text;
  Json json;
  json.begin_object().field("czt", version).field("command", "check").key("files").begin_array();
  for (const std::string& file : options.files) {
    const Checked checked = look_at(file, options);
    ok = ok && checked.ok;
    if (!checked.diagnostics.empty()) to_stderr(print(checked.diagnostics, stderr_has_colour()));
    text += as_text(checked);
    write(json, checked);
  }
  json.end_array().end_object();
  to_stdout(options.json ? json.text() + "\n" : text);
  return ok ? done : wrong_input;
}

}  // namespace czt::app
