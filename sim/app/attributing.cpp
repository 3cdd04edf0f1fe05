#include "attributing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/ranges.hpp"
#include "failure.hpp"
#include "measuring.hpp"

namespace czt::app {

namespace {

constexpr std::uint32_t first_round = 20;  // replications

class Attributing {
 public:
  explicit Attributing(const Options& options)
      : options_(options), whole_(read(options.files.front(), options)) {
    const std::size_t changes = whole_.changes.size();
    if (changes == 0)
      throw Failure{wrong_usage,
                    escape_control(whole_.file.string()) +
                        " has no changes of its own, so there is nothing to attribute",
                    {}};
    if (changes > most_changes)
      throw Failure{limit_reached,
                    fmt::format("{} has {} changes; at most {} can be attributed",
                                escape_control(whole_.file.string()), changes, most_changes),
                    {}};
    how_.seed = seed_of(whole_, options);
    how_.threads = options.threads;
    to_.combinations = combinations_of(changes, options.orders, how_.seed);
    for (const NamedChange& change : whole_.changes)
      to_.changes.push_back({change.name, change.put_in, change.name_zh});
    ends_.push_back(combination(0));
    ends_.push_back(combination(to_.combinations.all.back()));
    wanted_ = wanted(ends_, options);
    replications_ = replications_of(whole_, options);
    check_limits(ends_, wanted_.cells.size() * to_.combinations.all.size(), replications_,
                 std::max(options.threads, 1u));
  }

  Attributed run() {
    ProgressMeter meter(options_.quiet);
    const OnProgress progress = [&](const Progress& p) { return meter(p); };
    replicate_in_rounds(progress);
    if (outcomes_.empty() || outcomes_.front().replications < 2)
      if (const int stopped = asked_to_stop())
        throw Failure{stopped, "stopped before there was a result of every combination", {}};
    if (options_.ranges.value_or(0) >= 2 && !asked_to_stop()) sample_inputs(progress);
    sum_up();
    return {std::move(to_), wanted_.more, asked_to_stop()};
  }

 private:
  void sum_up() {
    to_.base = summarise(ends_[0].scenario, outcomes_.front(), how_.seed);
    to_.whole = summarise(ends_[1].scenario, outcomes_.back(), how_.seed);
    to_.whole.notes = remarks(ends_[1]);
    name_the_base();
    if (!conflicted_.empty())
      to_.whole.notes.push_back(
          fmt::format("{} of the combinations have conflicts of the timetable, which were allowed",
                      conflicted_.size()));
    czt::attribute(to_, outcomes_, sampled_);
  }

  [[nodiscard]] Loaded combination(Combination c) const {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < whole_.changes.size(); ++k)
      if (c >> k & 1) names.push_back(whole_.changes[k].name);
    return with_changes(whole_, names, options_);
  }

  /// Rounds of 20, 20, 40, 80 …: an interruption keeps the whole ones, and plans are made again
  /// only a few times.
  void replicate_in_rounds(const OnProgress& progress) {
    std::mutex mutex;
    const PlanOf plan_of = [&](Combination c) {
      Loaded loaded = combination(c);
      if (!obstacles(loaded.compiled).empty()) {
        const std::lock_guard lock(mutex);
        conflicted_.insert(c);
      }
      return std::move(loaded.compiled.plan);
    };
    while (how_.first_replication < replications_) {
      how_.replications = std::min(replications_ - how_.first_replication,
                                   std::max(first_round, how_.first_replication));
      const std::vector<Outcomes> round =
          replicate_combinations(to_.combinations, plan_of, wanted_.cells, how_, progress);
      if (round.empty()) return;
      outcomes_.resize(round.size());
      for (std::size_t row = 0; row < round.size(); ++row) append(outcomes_[row], round[row]);
      how_.first_replication += how_.replications;
    }
  }

  /// All or none: a beginning of the samples would not be a Latin hypercube.
  void sample_inputs(const OnProgress& progress) {
    RunOptions how = how_;
    how.first_replication = 0;
    how.replications = std::min(*options_.ranges, outcomes_.front().replications);
    for (const Combination c : to_.combinations.all) {
      Result<Outcomes> sampled =
          replicate_over_ranges(combination(c).scenario, wanted_.cells, how, progress);
      if (!sampled) throw Failure{wrong_input, {}, sampled.error()};
      if (asked_to_stop()) return sampled_.clear();
      sampled_.push_back(std::move(sampled).value());
    }
  }

  /// After the file of the base, with a note where the file at hand writes more than changes.
  void name_the_base() {
    if (whole_.chain.size() < 2) return;
    const Result<Scenario> base = read_scenario(whole_.chain[1]);
    const Result<Scenario> unchanged = read_scenario(whole_.file, {.without_changes = true});
    if (!base || !unchanged) return;  // the file has changed while it was simulated
    to_.base.scenario = base->name;
    to_.base.scenario_zh = base->name_zh;
    to_.base.about_en = base->about_en;
    to_.base.about_zh = base->about_zh;
    if (digest(*base) != digest(*unchanged))
      to_.whole.notes.push_back("the base is " + base->name + " with what " + whole_.name +
                                " writes outside its changes");
  }

  const Options& options_;
  const Scenario whole_;
  RunOptions how_;
  std::uint32_t replications_ = 0;
  Attribution to_;
  std::vector<Loaded> ends_;  ///< without and with all changes
  Wanted wanted_;
  std::vector<Outcomes> outcomes_;  ///< per row of the combinations
  std::vector<Outcomes> sampled_;   ///< the same, or none
  std::set<Combination> conflicted_;
};

}  // namespace

Attributed attribute_changes(const Options& options) { return Attributing(options).run(); }

}  // namespace czt::app
