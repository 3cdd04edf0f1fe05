#include "exported.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

std::string export_folder(const Options& options) {
  if (options.output.empty()) throw Failure{wrong_usage, "say where the tables go: -o DIR", {}};
  return options.output;
}

int write_exported(const std::vector<ScenarioFile>& files, const Options& options, const Findings& findings) {
  const std::filesystem::path folder = export_folder(options);
  make_folder(folder);
  for (const ScenarioFile& file : files) write_file(folder / file.name, file.text);
  to_stdout(as_text(findings, 3) + fmt::format("written\n  {} files in {}\n", files.size(), escape_control(folder.generic_string())));
  return done;
}

}  // namespace czt::app
