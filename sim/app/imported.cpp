#include "imported.hpp"

#include <filesystem>
#include <fstream>
#include <map>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/exchange/open_ring.hpp"
#include "czt/report/json.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

std::string as_json(const Options& options, const Findings& findings, const std::vector<ScenarioFile>& files) {
  constexpr std::string_view kinds[] = {"taken", "repaired", "ignored", "assumed"};
  Json json;
  json.begin_object().field("czt", version).field("command", "import").key("files").begin_array();
  for (const ScenarioFile& file : files) json.value((std::filesystem::path(options.output).parent_path() / file.name).generic_string());
  json.end_array().key("findings").begin_array();
  for (const Finding& finding : findings.all()) {
    json.line().begin_object().field("kind", kinds[static_cast<std::size_t>(finding.kind)]).field("what", finding.what).field("count", finding.count);
    json.key("places").begin_array();
    for (const CellPlace& place : finding.places)
      json.begin_object().field("file", place.file).field("line", place.line).field("field", place.field).end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.text() + "\n";
}

}  // namespace

SourceText whole_file(const std::string& path) {
  constexpr std::uintmax_t most = std::uintmax_t{512} << 20;
  std::error_code unknown;
  if (const std::uintmax_t size = std::filesystem::file_size(path, unknown); !unknown && size > most) throw Failure{wrong_input, "'" + escape_control(path) + "' is larger than 512 MB", {}};
  std::ifstream in(path, std::ios::binary);
  SourceText source{path, {std::istreambuf_iterator<char>(in), {}}};
  if (!in.is_open() || in.bad()) throw Failure{wrong_input, "cannot read '" + escape_control(path) + "'", {}};
  return source;
}

int write_imported(std::optional<WrittenLine> line, const Options& options, Findings& findings) {
  if (options.output.empty()) throw Failure{wrong_usage, "say where the scenario goes: -o LINE.yaml", {}};
  const std::filesystem::path target(options.output);
  if (target.extension() != ".yaml" && target.extension() != ".yml")
    throw Failure{wrong_usage, "-o is a scenario: its name ends in .yaml", {}};
  if (line) open_ring(*line, findings);
  if (line && options.patterns) give_up_numbers(*line, findings);
  std::optional<SettledLine> settled;
  if (line && findings.errors().empty()) settled = settle(*line, findings);
  if (!settled) {
    if (!options.json) to_stderr(as_text(findings, options.all ? Findings::most_places : 3));  // often the cause
    throw Failure{wrong_input, {}, findings.errors()};
  }
  std::vector<ScenarioFile> files = line_scenario(*line, *settled, target.stem().string(), escape_control(options.command_line), findings);
  files.front().name = target.filename().string();
  for (std::size_t k = files.size(); k-- > 0;) write_file(target.parent_path() / files[k].name, files[k].text);  // the scenario last
  if (options.json) {
    to_stdout(as_json(options, findings, files));
    return done;
  }
  std::string text = as_text(findings, options.all ? Findings::most_places : 3);
  text += "written\n";
  for (const ScenarioFile& file : files) text += "  " + escape_control((target.parent_path() / file.name).generic_string()) + "\n";
  to_stdout(text);
  if (!options.quiet && stdout_is_terminal()) to_stderr("next: czt check " + escape_control(options.output) + "; czt run " + escape_control(options.output) + "\n");
  return done;
}

}  // namespace czt::app
