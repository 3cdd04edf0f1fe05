#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/study_tables.hpp"
#include "czt/model/model_version.hpp"
#include "failure.hpp"
#include "manifest.hpp"
#include "output.hpp"
#include "studying.hpp"

namespace czt::app {

namespace {

struct AskedRun {
  std::optional<std::uint64_t> number;   ///< a line of runs.csv
  std::uint64_t row = 0;
  std::uint32_t replication = 0;
};

AskedRun asked_of(const std::string& text) {
  AskedRun asked;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, asked.row);
  if (first.ec == std::errc{} && first.ptr == end) {
    asked.number = asked.row;
    return asked;
  }
  if (first.ec == std::errc{} && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, asked.replication);
    if (second.ec == std::errc{} && second.ptr == end) return asked;
  }
  throw Failure{wrong_usage, fmt::format("--run '{}': expected a number of runs.csv, or ROW/REPLICATION", escape_control(text)), {}};
}

struct Found {
  StoredRun run;
  std::uint64_t row = 0;
};

std::optional<Found> find(StudyStore& store, const AskedRun& asked) {
  std::optional<Found> found;
  std::uint64_t number = 0;
  store.each_row([&](const StudyStore::Row& row) {
    if (found || (!asked.number && row.row != asked.row)) return;
    for (StoredRun& run : store.runs(row.point))
      if (asked.number ? number++ == *asked.number : run.replication == asked.replication) found = Found{std::move(run), row.row};
  });
  return found;
}

bool equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

int rerun(const Options& options) {
  const Manifest manifest = read_manifest(options.files.front());
  if (manifest.model != model_version)
    throw Failure{wrong_input, fmt::format("these results are of model version {}, this program has version {}: use the program that made them", manifest.model, model_version), {}};
  const AskedRun asked = asked_of(options.one_run);
  Options as_then = options;
  as_then.set = manifest.set;
  as_then.seed = manifest.seed;
  as_then.replications = manifest.replications;
  as_then.allow_conflicts = manifest.allow_conflicts;
  LoadedStudy study = load_study(manifest.study.string(), as_then);
  study.job.design = &study.design;
  if (study.series.scenario_digest != manifest.scenario_digest)
    throw Failure{wrong_input, fmt::format("{} has changed since these results were made (digest {} then, {} now)", escape_control(study.series.scenario_file),
                                           manifest.scenario_digest.substr(0, 12), study.series.scenario_digest.substr(0, 12)), {}};
  StudyStore store(manifest.store, StudyStore::Mode::read);
  const std::optional<Found> found = find(store, asked);
  if (!found) throw Failure{wrong_usage, fmt::format("there is no run {} in {}", escape_control(options.one_run), escape_control(manifest.store.string())), {}};
  std::shared_ptr<const Plan> base;
  const PointPlan plan = plan_of_point(study.job, found->row, base);
  if (!plan.compiled) throw Failure{wrong_input, "its point cannot be run: " + plan.infeasible, {}};
  World world;
  StoredRun again;
  try {
    again = RunOfPoint(study.job, plan.compiled->plan)(found->row, found->run.replication, world);
  } catch (const std::exception& problem) {
    to_stdout(fmt::format("row {}, replication {}: fails again: {}\n", found->row, found->run.replication, escape_control(problem.what())));
    return found->run.failed ? done : some_failed;
  }
  bool same = !found->run.failed && again.fingerprint == found->run.fingerprint;
  std::string text = fmt::format("row {}, replication {}: fingerprint {:016x}, stored {:016x}\n", found->row, found->run.replication, again.fingerprint, found->run.fingerprint);
  for (std::size_t cell = 0; cell < again.values.size(); ++cell) {
    const double stored = cell < found->run.values.size() ? found->run.values[cell] : NAN;
    const bool as_stored = equal(stored, again.values[cell]);
    same = same && as_stored;
    text += fmt::format("  {} = {}{}\n", escape_control(study.series.cells[cell].name), to_shortest(again.values[cell]), as_stored ? "" : "   stored: " + to_shortest(stored));
  }
  text += same ? "the same, to the bit\n" : "NOT the same\n";
  to_stdout(text);
  return same ? done : some_failed;
}

}  // namespace czt::app
