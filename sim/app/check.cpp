#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "calibrating.hpp"
#include "capacity_words.hpp"
#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "czt/report/json.hpp"
#include "czt/scenario/calibration.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "output.hpp"
#include "placed.hpp"
#include "studying.hpp"

namespace czt::app {

namespace {

/// One file, looked at from end to end.
struct Checked {
  std::string file;
  std::string scenario;
  Diagnostics diagnostics;             ///< errors, warnings and notes
  std::vector<std::string> obstacles;  ///< conflicts and missing trainsets
  std::optional<std::vector<SectionUse>> capacity;  ///< with --capacity
  std::optional<Compiled> compiled;    ///< none: the file is not valid
  std::optional<CheckedCalibration> calibration;  ///< it is one, and valid
  std::string study;                   ///< what it is, where it is a valid study
  double travellers = 0.0;
  bool ok = false;
};

std::ptrdiff_t spares_of(const Circulation& circulation, TrainTypeId type) {
  return std::count_if(circulation.spares.begin(), circulation.spares.end(),
                       [&](const Circulation::Spare& spare) { return circulation.types[spare.set] == type; });
}

/// "CJ6: 12 trainsets needed, 21 owned", a line for each type.
std::vector<std::string> fleet_of(const PlanInput& in, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::string> lines;
  for (std::size_t t = 0; t < in.types.size() && t < in.circulation.needed.size(); ++t) {
    const TrainTypeId type{t};
    if (in.circulation.needed[type] == 0) continue;
    std::string line =
        fmt::format(fmt::runtime(zh ? "{}：需车底 {} 组" : "{}: {} trainsets needed"), in.types[type].name, in.circulation.needed[type]);
    if (const auto spares = spares_of(in.circulation, type); spares > 0)
      line += fmt::format(fmt::runtime(zh ? "，其中备用 {} 组" : ", {} of them spare"), spares);
    if (in.types[type].owned > 0) line += fmt::format(fmt::runtime(zh ? "，保有 {} 组" : ", {} owned"), in.types[type].owned);
    lines.push_back(std::move(line));
  }
  return lines;
}

Checked look_at_calibration(const std::string& file, const Options& options) {
  Checked checked;
  checked.file = file;
  try {
    checked.calibration = check_calibration(file, options);
    checked.scenario = checked.calibration->name;
    checked.ok = true;
  } catch (const Failure& failure) {
    checked.diagnostics = failure.diagnostics;
    if (!failure.message.empty()) checked.obstacles = {failure.message};
  }
  return checked;
}

Checked look_at_study(const std::string& file, const Options& options) {
  Checked checked;
  checked.file = file;
  try {
    const LoadedStudy study = load_study(file, options);
    checked.scenario = study.file.name;
    checked.study = fmt::format("a study of {}, {} parameters, {} points, {} measured cells", study.series.scenario,
                                study.design.parameters().size(), study.design.rows(), study.job.cells.size());
    checked.ok = true;
  } catch (const Failure& failure) {
    checked.diagnostics = failure.diagnostics;
    if (!failure.message.empty()) checked.obstacles = {failure.message};
  }
  return checked;
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
  const PlanInput& in = compiled->plan.input;
  checked.travellers = compiled->plan.expected_travellers;
  for (const PassengerGroup& group : in.passengers) checked.travellers += group.count;
  if (options.capacity) checked.capacity = capacity_consumed(in.trips, in.network, in.types, in.separation);
  checked.ok = checked.obstacles.empty() || options.allow_conflicts;
  checked.compiled = std::move(compiled).value();
  return checked;
}

/// Lines no wider than a terminal.
std::string line(const std::string& text) {
  return wrap(escape_control(text), 80, 6) + "\n";
}

std::string head_of(const Checked& c, const PlanInput& in, bool zh) {
  const std::size_t conflicts = c.obstacles.size();
  const std::string ok = zh ? "无误" : "ok";
  return fmt::format(fmt::runtime(zh ? "{}：{}，{} 站，{} 列，潜在出行 {:.0f} 人/日：{}"
                                     : "{}: {}, {} stations, {} trips, {:.0f} would-be travellers a day: {}"),
                     c.file, c.scenario, in.network.stations.size(), in.trips.size(), c.travellers,
                     conflicts == 0 ? ok
                                    : fmt::format(fmt::runtime(zh ? "{} 处冲突{}" : "{} conflict{}"), conflicts, zh || conflicts == 1 ? "" : "s"));
}

std::string as_text(const Checked& c, Language language) {
  const bool zh = language == Language::zh;
  if (c.calibration)
    return line(fmt::format(fmt::runtime(zh ? "{}：{}，标定 {}，待定 {} 项，目标 {} 项，判断 {} 项：无误"
                                            : "{}: {}, a calibration of {}, {} free, {} targets, {} statements: ok"),
                            c.file, c.scenario, c.calibration->scenario, c.calibration->free, c.calibration->targets, c.calibration->statements));
  if (!c.study.empty()) return line(fmt::format(fmt::runtime(zh ? "{}：{}，{}：无误" : "{}: {}, {}: ok"), c.file, c.scenario, zh ? in_chinese(c.study) : c.study));
  if (!c.compiled) {
    std::string text = escape_control(c.file) + (zh ? "：有误\n" : ": not valid\n");
    for (const std::string& obstacle : c.obstacles) text += line("  " + obstacle);
    return text;
  }
  const PlanInput& in = c.compiled->plan.input;
  std::string text = line(head_of(c, in, zh));
  for (const PlacedService& placed : c.compiled->placed)
    for (const std::string& said : placed_lines(placed, in, language)) text += line(said);
  for (const std::string& fleet : fleet_of(in, language)) text += line("  " + fleet);
  for (const std::string& obstacle : c.obstacles) text += line(zh ? "  冲突：" + in_chinese(obstacle) : "  conflict: " + obstacle);
  if (c.capacity)
    for (const std::string& said : capacity_lines(*c.capacity, in.network, language)) text += said + "\n";
  return text;
}

void write(Json& json, const Checked& c) {
  json.line().begin_object().field("file", c.file).field("scenario", c.scenario).field("ok", c.ok);
  json.field("calibration", c.calibration.has_value()).field("study", !c.study.empty());
  const PlanInput none;
  const PlanInput& in = c.compiled ? c.compiled->plan.input : none;
  json.field("stations", in.network.stations.size()).field("trips", in.trips.size());
  json.field("travellers", c.travellers).key("placed").begin_array();
  if (c.compiled)
    for (const PlacedService& placed : c.compiled->placed) write_placed(json, placed, in);
  json.end_array().key("fleet").begin_array();
  for (const std::string& line : fleet_of(in, Language::en)) json.value(line);
  json.end_array().key("conflicts").begin_array();
  for (const std::string& obstacle : c.obstacles) json.value(obstacle);
  json.end_array();
  if (c.capacity) write_capacity(json, *c.capacity);
  json.key("diagnostics").begin_array();
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
    const Checked checked = is_calibration(file) ? look_at_calibration(file, options)
                            : is_study(file)     ? look_at_study(file, options)
                                                 : look_at(file, options);
    ok = ok && checked.ok;
    if (!checked.diagnostics.empty()) to_stderr(print(checked.diagnostics, stderr_has_colour(), options.language));
    text += as_text(checked, options.language);
    write(json, checked);
  }
  json.end_array().end_object();
  to_stdout(options.json ? json.text() + "\n" : text);
  return ok ? done : wrong_input;
}

}  // namespace czt::app
