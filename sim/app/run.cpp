#include "commands.hpp"
#include "console.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "finish.hpp"
#include "output.hpp"
#include "run_year.hpp"

namespace czt::app {

int run(const Options& options) {
  if (options.year != 0) return run_year(options);
  if (!options.days_with.empty()) throw Failure{wrong_usage, "--days-with goes with --year", {}};
  const std::vector<Loaded> scenarios = [&] {
    std::vector<Loaded> one;
    one.push_back(load(options.files.front(), options));
    return one;
  }();
  const Wanted what = wanted(scenarios, options);
  const Measured measured = [&] {
    ProgressMeter progress(options.quiet);
    return measure(scenarios, what, options, progress);
  }();
  require_result(measured);
  Summary summary = summarise(scenarios.front().scenario, measured.outcomes.front(), measured.seed,
                              measured.sampled.front());
  summary.notes = remarks(scenarios.front());
  const std::string json = run_json(summary, version);
  const int code = finish(scenarios, {&summary, 1}, measured, what, json, options);
  to_stdout(options.json ? json : run_text(summary, {options.language, what.more}));
  return code;
}

}  // namespace czt::app
