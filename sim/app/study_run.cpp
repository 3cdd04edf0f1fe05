#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/report/study.hpp"
#include "czt/report/study_page.hpp"
#include "czt/experiment/statistics.hpp"
#include "czt/model/simulation.hpp"
#include "failure.hpp"
#include "manifest.hpp"
#include "output.hpp"
#include "recommendation.hpp"
#include "studying.hpp"

namespace czt::app {

namespace {

constexpr double bytes_of_a_value = 19.0;   // in the store, measured
constexpr double bytes_of_a_run = 40.0;
constexpr double bytes_of_a_point = 300.0;
constexpr double bytes_of_a_parameter = 46.0;  // of a point; with 351 of them, measured

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// How many runs, how long, how much disk: from one point that is made ready and run.
std::string plan_text(const LoadedStudy& study) {
  const StudyJob& job = study.job;
  const double points = static_cast<double>(study.design.rows()) / job.shards;
  const double least = points * job.replications, most = points * std::max(job.replications, job.until.empty() ? 0 : job.at_most);
  std::shared_ptr<const Plan> base;
  PointPlan point = plan_of_point(job, 0, base);
  double a_point = 0.0, a_run = 0.0;
  if (point.compiled) {
    a_point = seconds_of([&] { point = plan_of_point(job, 0, base); });
    RunOfPoint run(job, point.compiled->plan);
    World world;
    run(0, 0, world);
    a_run = seconds_of([&] { for (std::uint32_t k = 1; k <= 3; ++k) run(0, k, world); }) / 3.0;
  }
  const unsigned threads = job.threads == 0 ? allowed_processors() : job.threads;
  const double a_point_takes = bytes_of_a_point + bytes_of_a_parameter * static_cast<double>(study.design.parameters().size());
  const auto disk = [&](double runs) {
    return job.keep_runs ? runs * (bytes_of_a_run + bytes_of_a_value * static_cast<double>(job.cells.size())) + points * a_point_takes
                         : points * (a_point_takes + 60.0 * static_cast<double>(job.cells.size()));
  };
  const auto span = [&](const char* unit, double low, double high) {
    return high > low ? fmt::format("{:.0f} to {:.0f}{}", low, high, unit) : fmt::format("{:.0f}{}", low, unit);
  };
  const auto time = [&](double runs) { return (points * a_point + runs * a_run) / threads; };
  std::string text = fmt::format("{}: {:.0f} points, {} runs of {} measured cells\n", escape_control(study.file.name), points,
                                 span("", least, most), job.cells.size());
  if (!point.compiled)
    return text + "  the scenario as it is cannot be run: " + point.infeasible + "\n  so nothing is known about the time\n";
  text += fmt::format("  time: about {} s on {} threads ({:.0f} ms to make a point ready, {:.1f} ms a run)\n", span("", time(least), time(most)),
                      threads, 1e3 * a_point, 1e3 * a_run);
  text += fmt::format("  disk: about {} MB\n", span("", disk(least) / 1e6, disk(most) / 1e6));
  return text;
}

class Meter {
 public:
  Meter(const LoadedStudy& study, bool quiet) : study_(study), meter_(quiet) {}
  bool operator()(const StudyProgress& p) {
    const std::uint64_t per_point = study_.job.until.empty() ? study_.job.replications : 1;
    const std::uint64_t done = study_.job.until.empty() ? p.runs + p.known * per_point : p.points_done;
    const std::uint64_t most = 0xffff'ffffu;
    return meter_({study_.file.name + (study_.job.until.empty() ? ", runs" : ", points"),
                   static_cast<std::uint32_t>(std::min(done, most)), static_cast<std::uint32_t>(std::min(p.points * per_point, most))});
  }

 private:
  const LoadedStudy& study_;
  ProgressMeter meter_;
};

}  // namespace

int study_run(const Options& options) {
  LoadedStudy study = load_study(options.files.front(), options);
  study.job.design = &study.design;
  if (options.dry_run) {
    to_stdout(plan_text(study));
    return done;
  }
  if (options.output.empty()) throw Failure{wrong_usage, "-o STORE.db is missing: where the results go", {}};
  const std::filesystem::path store_file = options.output;
  const long long began = static_cast<long long>(std::time(nullptr));
  StudyStore store(store_file, options.resume ? StudyStore::Mode::resume : StudyStore::Mode::create, options.durable);
  store.begin(study.series, study.design);
  // Before the first run, so that a run that fails can be shown again however this ends.
  write_file(manifest_of(store_file), manifest_json(study, {}, store_file, options, began));
  StudyResult result;
  std::string recommended;
  {
    Meter meter(study, options.quiet);
    const OnStudyProgress tell = [&](const StudyProgress& p) { return meter(p); };
    if (study.goal) {
      const Recommendation r = run_goal(study.job, *study.goal, store, tell);
      store.put_recommendation(r.row.value_or(0), recommended = recommendation_text(r, study), fates_csv(r, study));
      result.finished = r.finished;
      result.progress.runs = r.runs;
    } else {
      result = run_study(study.job, store, tell);
    }
  }
  write_file(manifest_of(store_file), manifest_json(study, result, store_file, options, began));
  const StudyStore::Counts counts = store.counts();
  to_stdout(options.json ? study_json(store, version) : study_text(store));
  if (!options.json) to_stdout(recommended);
  if (!options.report.empty()) write_file(options.report, study_page(store, options.command_line, version, options.language));
  store.close();
  if (const int stopped = asked_to_stop()) {
    to_stderr(fmt::format("czt: stopped; what is done is kept: the same command with --resume goes on\n"));
    return stopped;
  }
  if (counts.failed > 0) {
    to_stderr(fmt::format("czt: {} runs failed; the table of runs says why, and what shows each again with {} for MANIFEST\n", counts.failed,
                          escape_control(manifest_of(store_file).string())));
    return some_failed;
  }
  return done;
}

}  // namespace czt::app
