#include "czt/experiment/study_goal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "czt/experiment/statistics.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

constexpr const char* in_play = "in play";

/// One point that may be the best.
struct Alternative {
  std::uint64_t row = 0;
  std::int64_t point = 0;
  std::unique_ptr<const Compiled> compiled;  ///< made when it is first needed
  std::string infeasible;
  std::optional<RunOfPoint> run;             ///< of its plan
  std::vector<std::optional<StoredRun>> runs;  ///< by replication
  std::uint32_t used = 0;                    ///< replications that the choice was made from
};

class Choosing {
 public:
  Choosing(const StudyJob& job, const StudyGoal& goal, StudyStore& store, const OnStudyProgress& progress)
      : job_(job), goal_(goal), store_(store), on_progress_(progress), selection_(job.design->rows() - 1, goal.rule) {
    for (std::uint64_t row = 1; row < job.design->rows(); ++row) {
      Alternative a;
      a.row = row;
      a.point = store.point_of(row);
      for (StoredRun& run : store.runs(a.point)) place(a, std::move(run));
      alternatives_.push_back(std::move(a));
    }
    progress_.points = alternatives_.size();
  }

  Recommendation choose() {
    if (goal_.budget)
      share_out(*goal_.budget);
    else
      select();
    return recommend();
  }

 private:
  /// Until the procedure has decided.
  void select() {
    for (std::uint32_t replication = 0; !selection_.decided() && replication < goal_.at_most; ++replication) {
      const std::vector<std::uint32_t> wanted = selection_.wanted();
      run(wanted);
      if (stopped_) return;
      std::vector<double> values, bounded;
      for (const std::uint32_t k : wanted) {
        values.push_back(value_of(alternatives_[k], replication));
        bounded.push_back(bounded_of(alternatives_[k], replication));
      }
      selection_.take(values, goal_.rule.bound ? std::span<const double>(bounded) : std::span<const double>());
    }
  }

  /// Until the budget is spent: shares anew after as many runs as there are points.
  void share_out(std::uint64_t budget) {
    std::uint64_t spent = 0;
    std::vector<std::uint32_t> shares(alternatives_.size(), goal_.rule.first_stage);
    while (!stopped_) {
      const std::uint64_t before = spent;
      while (!stopped_) {
        std::vector<std::uint32_t> below;
        for (std::uint32_t k = 0; k < shares.size(); ++k)
          if (alternatives_[k].infeasible.empty() && alternatives_[k].used < std::min(shares[k], goal_.at_most)) below.push_back(k);
        if (spent + below.size() > budget) below.resize(budget - spent);
        if (below.empty()) break;
        run(below);
        spent = runs_used();
      }
      if (spent == before || spent >= budget) return;
      shares = shares_after(spent);
    }
  }

  std::vector<std::uint32_t> shares_after(std::uint64_t spent) const {
    std::vector<std::uint32_t> open;
    std::vector<double> means, sds;
    std::uint64_t left_alone = 0;
    for (std::uint32_t k = 0; k < alternatives_.size(); ++k) {
      const Estimate e = estimate(used_values(alternatives_[k]));
      if (!breaks_bound(alternatives_[k]) && e.n > 1) {
        open.push_back(k);
        means.push_back(e.mean);
        sds.push_back(e.sd);
      } else {
        left_alone += alternatives_[k].used;
      }
    }
    std::vector<std::uint32_t> shares(alternatives_.size(), 0);
    if (open.empty()) return shares;
    const auto total = static_cast<std::uint32_t>(spent - left_alone + std::max<std::size_t>(10, open.size()));
    const std::vector<std::uint32_t> own = ocba_shares(means, sds, goal_.rule.better, goal_.rule.indifference, total);
    for (std::size_t k = 0; k < open.size(); ++k) shares[open[k]] = own[k];
    return shares;
  }

  std::uint64_t runs_used() const {
    std::uint64_t runs = 0;
    for (const Alternative& a : alternatives_)
      if (a.infeasible.empty()) runs += a.used;
    return runs;
  }
  std::vector<double> used_values(const Alternative& a) const {
    std::vector<double> values;
    for (std::uint32_t n = 0; n < a.used; ++n)
      if (const double v = value_of(a, n); !std::isnan(v)) values.push_back(v);
    return values;
  }
  /// By its mean.
  bool breaks_bound(const Alternative& a) const {
    if (!goal_.rule.bound) return false;
    double sum = 0.0;
    std::uint32_t n = 0;
    for (; n < a.used; ++n) sum += bounded_of(a, n);
    return n > 0 && !(sum / n <= goal_.rule.bound->limit);
  }

  static void place(Alternative& a, StoredRun run) {
    const std::size_t at = run.replication;
    if (a.runs.size() <= at) a.runs.resize(at + 1);
    a.runs[at] = std::move(run);
  }
  static bool has(const Alternative& a, std::uint32_t replication) { return replication < a.runs.size() && a.runs[replication]; }
  const StoredRun* run_of(const Alternative& a, std::uint32_t replication) const {
    return has(a, replication) && !a.runs[replication]->failed ? &*a.runs[replication] : nullptr;
  }
  double value_of(const Alternative& a, std::uint32_t replication) const {
    const StoredRun* run = run_of(a, replication);
    return run ? run->values[goal_.cell] : std::numeric_limits<double>::quiet_NaN();
  }
  double bounded_of(const Alternative& a, std::uint32_t replication) const {
    const StoredRun* run = run_of(a, replication);
    if (!run) return std::numeric_limits<double>::quiet_NaN();
    double value = run->values[goal_.bounded_cell];
    if (goal_.of_cell) value = run->values[*goal_.of_cell] > 0.0 ? value / run->values[*goal_.of_cell] : 0.0;
    return goal_.bound_at_least ? -value : value;
  }

  /// The next replication of each; run where the store does not have it yet.
  void run(const std::vector<std::uint32_t>& wanted) {
    std::vector<Alternative*> without;
    for (const std::uint32_t k : wanted)
      if (Alternative& a = alternatives_[k]; a.infeasible.empty() && !has(a, a.used)) without.push_back(&a);
    const auto make_worker = [&]() -> Job {
      auto world = std::make_shared<World>();
      return [&, world](std::uint32_t k) { run_one(*without[k], *world); };
    };
    run_jobs(static_cast<std::uint32_t>(without.size()), job_.threads, make_worker, "", {});
    for (Alternative* a : without) {
      if (!has(*a, a->used)) continue;
      const StoredRun& run = *a->runs[a->used];
      store_.put_runs(a->point, {&run, 1});
      progress_.failed += run.failed;
      ++progress_.runs;
    }
    for (const std::uint32_t k : wanted) ++alternatives_[k].used;
    progress_.points_done = progress_.points - wanted.size();
    stopped_ = on_progress_ && !on_progress_(progress_);
  }

  void run_one(Alternative& a, World& world) {
    if (!a.compiled) {
      std::shared_ptr<const Plan> base;
      {
        const std::lock_guard lock(mutex_);
        base = base_plan_;
      }
      PointPlan plan = plan_of_point(job_, a.row, base);
      const std::lock_guard lock(mutex_);
      if (!base_plan_) base_plan_ = base;
      if (!plan.compiled) {
        a.infeasible = plan.infeasible;
        store_.finish(a.point, PointStatus::infeasible, plan.infeasible, 0);
        return;
      }
      a.compiled = std::move(plan.compiled);
      store_.expect(a.point, expected_drawn(a.compiled->plan));
      a.run.emplace(job_, a.compiled->plan);
    }
    StoredRun run;
    run.replication = a.used;
    try {
      run = (*a.run)(a.row, a.used, world);
    } catch (const std::exception& problem) {
      run.failed = true;
      run.reason = problem.what();
    }
    place(a, std::move(run));
  }

  Recommendation recommend() {
    Recommendation r;
    r.finished = !stopped_;
    r.promised = !goal_.budget && selection_.decided();
    r.points = alternatives_.size();
    r.runs = runs_used();
    if (r.promised && selection_.best()) r.row = alternatives_[*selection_.best()].row;
    double best = 0.0;
    for (std::size_t k = 0; k < alternatives_.size(); ++k) {
      const Alternative& a = alternatives_[k];
      StudyFate fate{a.row, word_of(k), a.used, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
      const Estimate e = estimate(used_values(a));
      fate.mean = e.mean;
      fate.half_width = e.half_width;
      const bool better = !r.row || (goal_.rule.better == Better::less ? e.mean < best : e.mean > best);
      if (!r.promised && fate.fate == in_play && e.n > 0 && better) {
        r.row = a.row;
        best = e.mean;
      }
      if (a.infeasible.empty() && r.finished) store_.finish(a.point, PointStatus::done, "", static_cast<std::uint32_t>(a.runs.size()));
      r.fates.push_back(std::move(fate));
    }
    for (StudyFate& fate : r.fates)
      if (fate.row == r.row) fate.fate = "best";
    return r;
  }

  std::string word_of(std::size_t k) const {
    if (!alternatives_[k].infeasible.empty()) return "cannot be run";
    if (goal_.budget) return breaks_bound(alternatives_[k]) ? "breaks the bound" : in_play;
    switch (selection_.fate(k)) {
      case BestSelection::Fate::beaten:
        return "beaten";
      case BestSelection::Fate::infeasible:
        return "breaks the bound";
      case BestSelection::Fate::failed:
        return "failed";
      case BestSelection::Fate::in_play:
        break;
    }
    return in_play;
  }

  const StudyJob& job_;
  const StudyGoal& goal_;
  StudyStore& store_;
  const OnStudyProgress& on_progress_;
  BestSelection selection_;
  std::vector<Alternative> alternatives_;
  std::shared_ptr<const Plan> base_plan_;
  StudyProgress progress_;
  bool stopped_ = false;
  std::mutex mutex_;
};

}  // namespace

Recommendation run_goal(const StudyJob& job, const StudyGoal& goal, StudyStore& store, const OnStudyProgress& progress) {
  return Choosing(job, goal, store, progress).choose();
}

}  // namespace czt
