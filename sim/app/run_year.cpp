#include "run_year.hpp"

#include <fmt/format.h>

#include "console.hpp"
#include "czt/experiment/ranges.hpp"
#include "czt/report/report.hpp"
#include "days.hpp"
#include "failure.hpp"
#include "finish.hpp"
#include "measuring.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

/// The year's timetables as scenarios that could be run, for what asks for those.
std::vector<Loaded> as_loaded(const Scenario& scenario, const YearPlans& plans, const Options& options) {
  std::vector<Loaded> loaded;
  for (const Compiled& compiled : plans.timetables) {
    loaded.push_back({scenario, compiled});
    loaded.back().compiled.day.reset();  // a remark on one date says nothing of the year
    if (!options.allow_conflicts) refuse_obstacles(loaded.back(), options.language);
  }
  return loaded;
}

std::vector<DayCondition> conditions_of(const std::vector<Threshold>& thresholds) {
  std::vector<DayCondition> conditions;
  for (const Threshold& t : thresholds) conditions.push_back({t.text, t.cell, t.comparison, t.value});
  return conditions;
}

/// Simulated but with samples of the assumed inputs, as many as there are replications or as asked for.
Outcomes over_ranges(const Scenario& scenario, const YearPlans& plans, const Wanted& what, RunOptions how,
                     const Options& options, ProgressMeter& progress) {
  how.replications = std::min(options.ranges.value_or(default_samples), how.replications);
  if (how.replications < 2 || scenario.assumed.empty()) return {};
  Result<Outcomes> sampled = replicate_year_over_ranges(scenario, plans.year, what.cells, how,
                                                        [&](const Progress& p) { return progress(p); });
  if (!sampled) throw Failure{wrong_input, {}, sampled.error()};
  // A beginning of the samples would not be a Latin hypercube.
  return asked_to_stop() ? Outcomes{} : std::move(sampled).value();
}

void write_tables(const YearSummary& year, const Measured& measured, const std::string& folder) {
  if (folder.empty()) return;
  make_folder(folder);
  const std::filesystem::path in(folder);
  write_file(in / "measures.csv", measures_csv({&year.summary, 1}));
  const std::pair<std::string, const Outcomes*> named{year.summary.scenario, &measured.outcomes.front()};
  write_file(in / "replications.csv", replications_csv({&named, 1}));
  write_file(in / "days.csv", days_csv(year));
}

}  // namespace

int run_year(const Options& options) {
  const int asked = year_of(options);
  const Scenario scenario = read(options.files.front(), options);
  Result<YearPlans> compiled = compile_year(scenario, asked);
  if (!compiled) throw Failure{wrong_input, {}, compiled.error()};
  const YearPlans& plans = *compiled;
  const std::vector<Loaded> timetables = as_loaded(scenario, plans, options);
  const Wanted what = wanted(timetables, options);

  RunOptions how;
  how.seed = seed_of(scenario, options);
  how.replications = dated_replications_of(scenario, options);
  how.threads = options.threads;
  check_limits(timetables, what.cells.size() * plans.days.size(), how.replications, std::max(1u, options.threads));
  ProgressMeter progress(options.quiet);
  YearOutcomes outcomes = replicate_year(plans, what.cells, how, [&](const Progress& p) { return progress(p); });
  if (outcomes.years.replications == 0) throw Failure{asked_to_stop(), "stopped before there was a result", {}};
  const Outcomes sampled = over_ranges(scenario, plans, what, how, options, progress);

  YearSummary year = summarise_year(scenario, plans, outcomes, how.seed, sampled, conditions_of(what.days_with));
  year.summary.notes = remarks(timetables.front());
  if (plans.types.empty())
    year.summary.notes.push_back(fmt::format("the scenario has no calendar: each of the {} days is an ordinary day", plans.days.size()));
  if (plans.timetables.size() > 1)
    year.summary.notes.push_back(fmt::format("{} timetables run in the year", plans.timetables.size()));
  Measured measured;
  measured.seed = how.seed;
  measured.outcomes.push_back(std::move(outcomes.years));
  measured.stopped = asked_to_stop();
  const std::string json = year_json(year, version);
  Options elsewhere = options;
  elsewhere.csv.clear();  // the tables of a year are its own
  write_tables(year, measured, options.csv);
  const int code = finish(timetables, {&year.summary, 1}, measured, what, json, elsewhere);
  to_stdout(options.json ? json : year_text(year, {options.language, what.more}));
  return code;
}

}  // namespace czt::app
