#include <algorithm>

#include "commands.hpp"
#include "czt/exchange/gtfs_export.hpp"
#include "exported.hpp"
#include "failure.hpp"
#include "loading.hpp"

namespace czt::app {

int export_gtfs(const Options& options) {
  const Scenario scenario = read(options.files.front(), options);
  Result<YearPlans> year = compile_year(scenario, options.year != 0 ? options.year : 2026);
  if (!year) throw Failure{wrong_input, {}, year.error()};
  Findings findings;
  const std::vector<ScenarioFile> files = gtfs_of(scenario, *year, {}, findings);
  return write_exported(files, options, findings);
}

}  // namespace czt::app
