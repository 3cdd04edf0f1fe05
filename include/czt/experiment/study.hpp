#pragma once
/// Runs the points of a study into its store, on several threads. What a run gives depends on its point and its number
/// alone, and how many runs a point gets on what they gave: so the store's content is the same for any number of threads,
/// any interruption and any division into shards.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "czt/experiment/precision.hpp"
#include "czt/experiment/replications.hpp"
#include "czt/experiment/store.hpp"
#include "czt/scenario/compile.hpp"

namespace czt {

struct StudyJob {
  std::filesystem::path scenario;
  std::vector<std::string> set;         ///< before a point's own settings
  const StudyDesign* design = nullptr;
  std::vector<Cell> cells;
  std::uint64_t seed = 1;
  std::uint32_t replications = 20;      ///< or at least
  std::uint32_t at_most = 0;            ///< with `until`
  std::vector<Precision> until;
  bool keep_runs = true;
  bool allow_conflicts = false;
  std::uint64_t most_events = 10'000'000;
  unsigned threads = 0;
  std::uint32_t shard = 1;              ///< of `shards`: every point whose row leaves this rest, from 1
  std::uint32_t shards = 1;
  std::function<void(std::uint64_t row, std::uint32_t replication)> before_run{};  ///< for tests: may throw
};

struct StudyProgress {
  std::uint64_t points_done = 0;        ///< in this process
  std::uint64_t points = 0;
  std::uint64_t known = 0;              ///< points done without a run in this process
  std::uint64_t runs = 0;               ///< in this process
  std::uint64_t failed = 0;
};
/// From one thread at a time; false to stop: runs that have begun are finished and kept.
using OnStudyProgress = std::function<bool(const StudyProgress&)>;

/// Throws StoreTrouble where the store cannot be written: what is in it stays. `finished` is false after a stop.
struct StudyResult {
  StudyProgress progress;
  bool finished = false;
};
StudyResult run_study(const StudyJob& job, StudyStore& store, const OnStudyProgress& progress = {});

/// One point made ready to run: its plan, or why it cannot be one.
struct PointPlan {
  std::unique_ptr<const Compiled> compiled;
  std::string infeasible;               ///< empty if it can run
};
/// `base`: the plan of the root base, made where it is needed and still empty.
PointPlan plan_of_point(const StudyJob& job, std::uint64_t row, std::shared_ptr<const Plan>& base);

/// One run of a point's plan. Throws what the run throws, and std::length_error beyond job.most_events.
class RunOfPoint {
 public:
  RunOfPoint(const StudyJob& job, const Plan& plan);
  StoredRun operator()(std::uint64_t row, std::uint32_t replication, World& world);

 private:
  const StudyJob& job_;
  const Plan& plan_;
  Observation observation_;
};

}  // namespace czt
