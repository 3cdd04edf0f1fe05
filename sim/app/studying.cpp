#include "studying.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "failure.hpp"
#include "loading.hpp"
#include "shard.hpp"
#include "wanted.hpp"
#include "written_cells.hpp"

namespace czt::app {

namespace {

std::vector<WrittenCell> cells_of_goal(const StudyFile& study) {
  std::vector<WrittenCell> cells;
  if (!study.goal) return cells;
  cells.push_back(study.goal->measure);
  if (const auto& bound = study.goal->subject_to) {
    cells.push_back(bound->measure);
    if (bound->of) cells.push_back(*bound->of);
  }
  return cells;
}

/// The goal with its measures as rows of the job's cells.
StudyGoal goal_of(const Goal& written, const Plan& plan, const StudyJob& job) {
  const auto row_of = [&](const WrittenCell& cell) {
    const Result<Cell> found = parse_cell(cell.text, plan);
    return static_cast<std::size_t>(std::find(job.cells.begin(), job.cells.end(), *found) - job.cells.begin());
  };
  StudyGoal goal;
  goal.cell = row_of(written.measure);
  goal.rule.indifference = written.indifference;
  goal.rule.better = written.minimise ? Better::less : Better::more;
  goal.rule.alpha = 1.0 - written.confidence;
  goal.at_most = written.at_most;
  goal.budget = written.budget;
  if (const auto& bound = written.subject_to) {
    goal.bounded_cell = row_of(bound->measure);
    if (bound->of) goal.of_cell = row_of(*bound->of);
    goal.bound_at_least = !bound->at_most;
    goal.rule.bound = SelectionBound{bound->at_most ? bound->value : -bound->value, bound->tolerance};
  }
  return goal;
}

/// What is measured: of the line, what the study adds, what it decides on.
std::vector<Cell> cells_of(const StudyFile& study, const Loaded& loaded, const Options& options, Series& series, StudyJob& job) {
  Diagnostics wrong;
  const Plan& plan = loaded.compiled.plan;
  std::vector<Cell> deciding;
  for (const WrittenCell& cell : study.decide_on)
    if (const auto found = cell_in(plan, cell, wrong)) deciding.push_back(*found);
  for (const WrittenCell& cell : study.measures) cell_in(plan, cell, wrong);
  for (const UntilAsked& until : study.until)
    if (const auto found = cell_in(plan, until.measure, wrong)) job.until.push_back({*found, until.relative, until.absolute});
  const std::vector<WrittenCell> of_goal = cells_of_goal(study);
  for (const WrittenCell& cell : of_goal) cell_in(plan, cell, wrong);
  if (!wrong.empty()) throw Failure{wrong_input, {}, wrong};

  Options asked = options;
  asked.command = Command::study_run;
  asked.decide_on.clear();
  asked.measure.clear();
  for (const WrittenCell& cell : study.measures) asked.measure.push_back(cell.text);
  for (const WrittenCell& cell : study.decide_on) asked.decide_on.push_back(cell.text);
  for (const WrittenCell& cell : of_goal) asked.measure.push_back(cell.text);
  for (const WrittenCell& by : study.by)
    if (by.text != "line") asked.by.push_back(by.text);
  const Wanted what = wanted({&loaded, 1}, asked);
  std::vector<Cell> cells = what.cells;
  for (const Precision& until : job.until)
    if (std::find(cells.begin(), cells.end(), until.cell) == cells.end()) cells.push_back(until.cell);
  for (const Cell& cell : cells) {
    const std::string name = to_text(cell);
    const std::size_t at = name.find('@');
    series.cells.push_back({name, name.substr(0, at), at == std::string::npos ? "" : name.substr(at + 1),
                            std::find(what.deciding.begin(), what.deciding.end(), cell) != what.deciding.end()});
  }
  return cells;
}

}  // namespace

LoadedStudy load_study(const std::string& file, const Options& options) {
  Result<StudyFile> written = read_study(file);
  if (!written) throw Failure{wrong_input, {}, written.error()};
  LoadedStudy study;
  study.file = std::move(written).value();
  Options of_scenario = options;
  of_scenario.allow_conflicts = true;  // a scenario that conflicts is a point that is infeasible
  const Loaded loaded = load(study.file.scenario.string(), of_scenario);
  Result<std::vector<Parameter>> parameters = parameters_of(study.file, loaded.scenario);
  if (!parameters) throw Failure{wrong_input, {}, parameters.error()};
  Result<StudyDesign> design = design_of(study.file, std::move(parameters).value());
  if (!design) throw Failure{wrong_input, {}, design.error()};
  study.design = std::move(design).value();

  StudyJob& job = study.job;
  job.scenario = study.file.scenario;
  job.set = options.set;
  job.seed = options.seed.value_or(study.file.seed);
  job.replications = options.replications.value_or(study.file.replications);
  job.at_most = study.file.at_most;
  job.keep_runs = study.file.keep_runs;
  job.allow_conflicts = options.allow_conflicts || study.file.allow_conflicts;
  job.most_events = study.file.most_events;
  job.threads = options.threads;
  const Shard share = shard_of(options.shard);
  job.shard = share.part;
  job.shards = share.of;
  Series& series = study.series;
  job.cells = cells_of(study.file, loaded, options, series, job);
  if (study.file.goal) {
    if (job.shards > 1) throw Failure{wrong_usage, "--shard does not go with a goal: which days are run next depends on all points", {}};
    if (!job.keep_runs) throw Failure{wrong_usage, "a goal keeps its runs: keep.rows: runs", {}};
    study.goal = goal_of(*study.file.goal, loaded.compiled.plan, job);
  }
  series.study = study.file.name;
  series.scenario = loaded.scenario.name;
  series.scenario_file = study.file.scenario.generic_string();
  series.scenario_digest = digest(loaded.scenario);
  series.resolved = show(loaded.scenario);
  series.seed = job.seed;
  series.keep_runs = job.keep_runs;
  return study;
}

}  // namespace czt::app
