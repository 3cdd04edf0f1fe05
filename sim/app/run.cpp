#include "commands.hpp"
#include "console.hpp"
#include "czt/model/ramp_up.hpp"
#include "czt/report/ramp_up.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "finish.hpp"
#include "output.hpp"
#include "run_year.hpp"

namespace czt::app {

namespace {

int ramp_up_of(const Loaded& scenario, const Options& options) {
  const std::vector<RampUpDay> path = ramp_up(scenario.compiled.plan, options.ramp_up);
  if (path.empty()) throw Failure{wrong_usage, "--ramp-up needs a scenario whose people choose (choice.model: logit)", {}};
  to_stdout(options.json ? ramp_up_json(scenario.compiled.plan.input.scenario, path, version)
                         : ramp_up_text(scenario.compiled.plan.input.scenario, path, options.language));
  return 0;
}

}  // namespace

int run(const Options& options) {
  if (options.year != 0 && (!options.report.empty() || !options.xlsx.empty()))
    throw Failure{wrong_usage, "--report and --xlsx show days, not a year: leave --year out", {}};
  if (options.year != 0) return run_year(options);
  if (!options.days_with.empty()) throw Failure{wrong_usage, "--days-with goes with --year", {}};
  const std::vector<Loaded> scenarios = [&] {
    std::vector<Loaded> one;
    one.push_back(load(options.files.front(), options));
    return one;
  }();
  if (options.ramp_up > 0) return ramp_up_of(scenarios.front(), options);
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
  if (!options.silent) to_stdout(options.json ? json : run_text(summary, {options.language, what.more}));
  return code;
}

}  // namespace czt::app
