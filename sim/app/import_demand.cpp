#include <filesystem>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/exchange/counted_demand.hpp"
#include "failure.hpp"
#include "imported.hpp"
#include "loading.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

namespace fs = std::filesystem;

/// A base stands in the folder of the scenario that is written, or below.
std::string base_from(const fs::path& scenario, const fs::path& target) {
  const fs::path folder = fs::weakly_canonical(fs::absolute(target)).parent_path();
  const fs::path base = fs::weakly_canonical(fs::absolute(scenario)).lexically_relative(folder);
  if (base.empty() || *base.begin() == "..")
    throw Failure{wrong_usage, "the scenario of --for must stand in the folder of -o or below it", {}};
  return base.generic_string();
}

}  // namespace

int import_demand(const Options& options) {
  if (options.output.empty() || !options.output.ends_with(".yaml"))
    throw Failure{wrong_usage, "say where the scenario with these people goes: -o NAME.yaml", {}};
  const fs::path target(options.output);
  const std::string base_name = base_from(options.word, target);
  Options of_base = options;
  of_base.files = {options.word};
  of_base.allow_conflicts = true;
  const Loaded base = load(options.word, of_base);
  const std::string& source = options.files.front();
  Findings findings;
  TableStream table(bytes_of(whole_file(source).text), fs::path(source).filename().string());
  const auto periods = read_counts(table, source, base.compiled.plan, findings);
  if (!periods) throw Failure{wrong_input, {}, findings.errors()};
  const std::vector<ScenarioFile> files =
      counted_scenario(*periods, base.compiled.plan, base_name, fs::path(source).filename().string(), target.stem().string(), findings);
  if (!findings.errors().empty()) throw Failure{wrong_input, {}, findings.errors()};
  for (std::size_t k = files.size(); k-- > 0;) write_file(target.parent_path() / files[k].name, files[k].text);
  std::string text = as_text(findings, options.all ? Findings::most_places : 3) + "written\n";
  for (const ScenarioFile& file : files) text += "  " + escape_control((target.parent_path() / file.name).generic_string()) + "\n";
  to_stdout(text);
  return done;
}

}  // namespace czt::app
