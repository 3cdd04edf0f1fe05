#include "czt/experiment/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <exception>
#include <list>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "czt/core/side_by_side.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/statistics.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

constexpr std::uint32_t runs_of_a_block = 16;  // stored in one transaction

/// A point that is being run.
struct OpenPoint {
  std::uint64_t row = 0;
  std::int64_t id = 0;
  std::unique_ptr<const Compiled> compiled;
  std::vector<std::optional<StoredRun>> runs;  ///< by replication
  std::deque<std::uint32_t> waiting;
  std::uint32_t target = 0;
  std::uint32_t running = 0;
};

/// What a thread works with, kept from block to block.
struct Bench {
  World world;
  std::shared_ptr<OpenPoint> point;
  std::optional<RunOfPoint> run;
};

class Running {
 public:
  Running(const StudyJob& job, StudyStore& store, const OnStudyProgress& on_progress) : job_(job), store_(store), on_progress_(on_progress) {
    // With sums the base is needed beside every point, so every shard has it.
    for (std::uint64_t row = 0; row < job.design->rows(); ++row)
      if (row % job.shards == (job.shard - 1) % job.shards || (row == 0 && !job.keep_runs)) rows_.push_back(row);
    progress_.points = rows_.size();
  }

  StudyResult run() {
    tell();
    const unsigned threads = job_.threads == 0 ? allowed_processors() : job_.threads;
    {
      const TakenProcessors taken(static_cast<int>(threads) - 1);
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < threads; ++t) others.emplace_back([&] { work(); });
      work();
    }
    if (thrown_) std::rethrow_exception(thrown_);
    return {progress_, !stop_};
  }

 private:
  using Lock = std::unique_lock<std::mutex>;

  void work() noexcept {
    try {
      Bench bench;
      std::shared_ptr<OpenPoint> mine;
      Lock lock(mutex_);
      while (!stop_) {
        if (!mine || mine->waiting.empty()) mine = next_point(lock);
        if (mine) {
          run_block(lock, mine, bench);
        } else if (open_.empty() && next_row_ >= rows_.size() && opening_ == 0) {
          break;
        } else {
          changed_.wait(lock);
        }
      }
      changed_.notify_all();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      stop_ = true;
      changed_.notify_all();
    }
  }

  /// One of one's own, else another's that still has runs to do.
  std::shared_ptr<OpenPoint> next_point(Lock& lock) {
    while (!stop_ && next_row_ < rows_.size() && !(!job_.keep_runs && next_row_ > 0 && !base_done_)) {
      if (const auto opened = open_point(lock, rows_[next_row_++])) return opened;
    }
    for (const auto& point : open_)
      if (!point->waiting.empty()) return point;
    return nullptr;
  }

  /// Null where there is nothing to run any more, or where it cannot be run.
  std::shared_ptr<OpenPoint> open_point(Lock& lock, std::uint64_t row) {
    auto point = std::make_shared<OpenPoint>();
    point->row = row;
    point->id = store_.point_of(row);
    const PointStatus status = store_.status(point->id);
    if (is_being_run(point->id) || status == PointStatus::infeasible || (status == PointStatus::done && sums_are_there(*point))) {
      if (row == 0) base_done_ = true;
      ++progress_.known;
      point_done();
      return nullptr;
    }
    if (job_.keep_runs) {
      take_stored(*point);
      ++progress_.known;
      if (!aim(*point)) return nullptr;
      --progress_.known;
    }
    ++opening_;
    being_opened_.push_back(point->id);
    std::shared_ptr<const Plan> base = base_plan_;
    lock.unlock();
    PointPlan plan;
    std::exception_ptr thrown;
    try {
      plan = plan_of_point(job_, row, base);
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    --opening_;
    std::erase(being_opened_, point->id);
    changed_.notify_all();
    if (thrown) std::rethrow_exception(thrown);
    if (!base_plan_) base_plan_ = base;
    if (!plan.compiled) {
      store_.finish(point->id, PointStatus::infeasible, plan.infeasible, 0);
      if (row == 0) base_done_ = true;
      ++progress_.known;
      point_done();
      return nullptr;
    }
    point->compiled = std::move(plan.compiled);
    store_.expect(point->id, expected_drawn(point->compiled->plan));
    open_.push_back(point);
    if (!job_.keep_runs) aim(*point);
    return point;
  }

  /// A point that stands in several rows is run once.
  bool is_being_run(std::int64_t id) const {
    return std::any_of(open_.begin(), open_.end(), [&](const auto& o) { return o->id == id; }) ||
           std::find(being_opened_.begin(), being_opened_.end(), id) != being_opened_.end();
  }
  /// Of enough replications; the base is always run, since its runs themselves are needed.
  bool sums_are_there(const OpenPoint& point) {
    return !job_.keep_runs && point.row != 0 && finished_replications(point.id) >= job_.replications;
  }
  std::uint32_t finished_replications(std::int64_t id) {
    const std::vector<PointSums> sums = store_.sums(id);
    std::uint32_t most = 0;
    for (const PointSums& s : sums) most = std::max(most, s.n);
    return most;
  }

  void take_stored(OpenPoint& point) {
    for (StoredRun& run : store_.runs(point.id)) {
      if (point.runs.size() <= run.replication) point.runs.resize(run.replication + 1);
      point.runs[run.replication] = std::move(run);
    }
  }

  /// What is still to be run for its next target; ends it if that is nothing, and says so.
  bool aim(OpenPoint& point) {
    if (point.target == 0) point.target = job_.replications;
    for (;;) {
      if (point.runs.size() < point.target) point.runs.resize(point.target);
      for (std::uint32_t k = 0; k < point.target; ++k)
        if (!point.runs[k]) point.waiting.push_back(k);
      if (!point.waiting.empty()) return true;
      const std::uint32_t more = still_needed(point);
      if (more == 0) break;
      point.target += more;
    }
    end(point);
    return false;
  }

  /// By the first `target` runs alone, whatever else the store has.
  std::uint32_t still_needed(const OpenPoint& point) const {
    std::uint32_t most = 0;
    for (const Precision& precision : job_.until) {
      const auto cell = static_cast<std::size_t>(std::find(job_.cells.begin(), job_.cells.end(), precision.cell) - job_.cells.begin());
      const std::vector<double> values = column_of(point, cell);
      if (values.size() < 2) continue;
      const Estimate e = estimate(values);
      most = std::max(most, next_batch(precision, point.target, e.mean, e.half_width, job_.at_most));
    }
    return most;
  }

  static std::vector<double> column_of(const OpenPoint& point, std::size_t cell) {
    std::vector<double> values;
    for (std::uint32_t k = 0; k < point.target; ++k)
      if (const auto& run = point.runs[k]; run && !run->failed && !std::isnan(run->values[cell])) values.push_back(run->values[cell]);
    return values;
  }

  void end(OpenPoint& point) {
    if (point.row == 0 && !job_.keep_runs) {
      for (const auto& run : point.runs) base_.push_back(run && !run->failed ? run->values : std::vector<double>{});
      base_done_ = true;
    }
    std::vector<PointSums> sums;
    if (!job_.keep_runs)
      for (std::size_t cell = 0; cell < job_.cells.size(); ++cell) sums.push_back(sums_of(point, cell));
    store_.finish(point.id, PointStatus::done, failures_of(point), point.target, sums);
    std::erase_if(open_, [&](const auto& o) { return o.get() == &point; });
    point_done();
  }

  std::string failures_of(const OpenPoint& point) const {
    std::size_t failed = 0;
    for (const auto& run : point.runs) failed += run && run->failed;
    return failed ? fmt::format("{} runs failed", failed) : std::string();
  }

  PointSums sums_of(const OpenPoint& point, std::size_t cell) const {
    PointSums s;
    s.cell = static_cast<std::uint32_t>(cell);
    std::vector<double> values, differences;
    for (std::uint32_t k = 0; k < point.target; ++k) {
      const auto& run = point.runs[k];
      if (!run || run->failed || std::isnan(run->values[cell])) continue;
      values.push_back(run->values[cell]);
      if (k < base_.size() && !base_[k].empty() && !std::isnan(base_[k][cell])) differences.push_back(run->values[cell] - base_[k][cell]);
    }
    const auto about = [](const std::vector<double>& x, double& mean, double& squares) {
      mean = squares = 0.0;
      for (const double v : x) mean += v;
      if (!x.empty()) mean /= static_cast<double>(x.size());
      for (const double v : x) squares += (v - mean) * (v - mean);
    };
    s.n = static_cast<std::uint32_t>(values.size());
    s.n_base = static_cast<std::uint32_t>(differences.size());
    about(values, s.mean, s.squares);
    about(differences, s.difference, s.difference_squares);
    return s;
  }

  void run_block(Lock& lock, std::shared_ptr<OpenPoint> point, Bench& bench) {
    std::vector<std::uint32_t> block;
    const std::size_t share = std::max<std::size_t>(1, point->waiting.size() / 4);
    while (!point->waiting.empty() && block.size() < std::min<std::size_t>(share, runs_of_a_block)) {
      block.push_back(point->waiting.front());
      point->waiting.pop_front();
    }
    point->running += static_cast<std::uint32_t>(block.size());
    lock.unlock();
    if (bench.point != point) {
      bench.run.reset();
      bench.point = point;
      bench.run.emplace(job_, point->compiled->plan);
    }
    std::vector<StoredRun> runs = runs_of(point->row, block, bench);
    lock.lock();
    if (job_.keep_runs) store_.put_runs(point->id, runs);
    for (StoredRun& run : runs) {
      progress_.failed += run.failed;
      if (job_.keep_runs && job_.until.empty()) run.values = {};  // nobody asks for them any more
      point->runs[run.replication] = std::move(run);
    }
    point->running -= static_cast<std::uint32_t>(block.size());
    progress_.runs += block.size();
    if (point->waiting.empty() && point->running == 0) {
      aim(*point);
      changed_.notify_all();
    }
    tell();
  }

  /// A run that throws is a failed one; the others go on.
  std::vector<StoredRun> runs_of(std::uint64_t row, const std::vector<std::uint32_t>& block, Bench& bench) const {
    std::vector<StoredRun> runs;
    for (const std::uint32_t replication : block) {
      try {
        runs.push_back((*bench.run)(row, replication, bench.world));
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& problem) {
        StoredRun failed;
        failed.replication = replication;
        failed.failed = true;
        failed.reason = fmt::format("{}; again: czt rerun MANIFEST --run {}/{}", escape_control(problem.what()), row, replication);
        runs.push_back(std::move(failed));
      }
    }
    return runs;
  }

  void point_done() {
    ++progress_.points_done;
    tell();
  }
  void tell() {
    if (on_progress_ && !on_progress_(progress_)) {
      stop_ = true;
      changed_.notify_all();
    }
  }

  const StudyJob& job_;
  StudyStore& store_;
  const OnStudyProgress& on_progress_;
  std::vector<std::uint64_t> rows_;
  std::size_t next_row_ = 0;
  std::list<std::shared_ptr<OpenPoint>> open_;
  std::vector<std::int64_t> being_opened_;
  std::uint32_t opening_ = 0;
  std::shared_ptr<const Plan> base_plan_;
  bool base_done_ = false;
  std::vector<std::vector<double>> base_;  ///< with sums: its values by replication; run first, and kept
  StudyProgress progress_;
  bool stop_ = false;
  std::exception_ptr thrown_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

}  // namespace

StudyResult run_study(const StudyJob& job, StudyStore& store, const OnStudyProgress& progress) {
  return Running(job, store, progress).run();
}

}  // namespace czt
