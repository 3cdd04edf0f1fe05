#include "measuring.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "czt/core/text.hpp"
#include "czt/experiment/ranges.hpp"
#include "czt/experiment/year.hpp"
#include "days.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

constexpr std::uint32_t default_replications = 20;

template <class T>
T plain_number(const Scenario& scenario, std::string_view key, T otherwise) {
  const std::string text = plain_value(scenario, "replications", key);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? value
                                                                                   : otherwise;
}

constexpr double most_results = 2e9;  // bytes kept of all replications

}  // namespace

std::uint64_t seed_of(const Scenario& scenario, const Options& options) {
  return options.seed.value_or(plain_number(scenario, "seed", std::uint64_t{1}));
}

std::uint32_t replications_of(const Scenario& scenario, const Options& options) {
  return options.replications.value_or(plain_number(scenario, "count", default_replications));
}

void check_limits(std::span<const Loaded> scenarios, std::size_t cells, std::uint32_t replications,
                  unsigned threads) {
  const double memory =
      static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
  const double results =
      static_cast<double>(replications) * static_cast<double>(cells) * 8.0;
  if (results > most_results)
    throw Failure{
        limit_reached,
        fmt::format(
            "{} replications of {} cells are {:.1f} GB of results; at most {:.0f} GB are kept",
            replications, cells, results / 1e9, most_results / 1e9),
        {}};
  for (const Loaded& loaded : scenarios) {
    const Plan& plan = loaded.compiled.plan;
    double people = 0.0;
    for (const Plan::DrawnStream& stream : plan.drawn_streams)
      people += plan.field.streams()[stream.row].mean * stream.below;
    for (const PassengerGroup& group : plan.input.passengers) people += group.count;
    const double needed = people * 64.0 * threads;
    if (needed <= memory && people < 4e9) continue;
    throw Failure{
        limit_reached,
        fmt::format("{} draws about {:.0f} people a day, for which {:.1f} GB are needed and {:.1f} "
                    "GB are there",
                    escape_control(loaded.scenario.name), people, needed / 1e9, memory / 1e9),
        {}};
  }
}

namespace {

class Measuring {
 public:
  Measuring(std::span<const Loaded> scenarios, const Wanted& wanted, const Options& options,
            ProgressMeter& progress, std::optional<Fork> fork)
      : scenarios_(scenarios), wanted_(wanted), options_(options), progress_(progress), fork_(std::move(fork)) {
    const Scenario& first = scenarios.front().scenario;
    measured_.seed = seed_of(first, options);
    day_ = day_of(options);
    first_count_ = day_.date ? dated_replications_of(first, options) : replications_of(first, options);
    most_ = day_.date ? std::min(options.at_most, most_dated_replications) : options.at_most;
    if (wanted.precision && !options.replications) first_count_ = at_least_for_precision;
    measured_.outcomes.resize(scenarios.size());
    measured_.sampled.resize(scenarios.size());
    measured_.winners.resize(scenarios.size());
    prepare_winners();
  }

  Measured run() {
    const unsigned threads = options_.threads ? options_.threads : 1;
    check_limits(scenarios_, wanted_.cells.size() * scenarios_.size(),
                 wanted_.precision ? most_ : first_count_, threads);
    replicate_all(wanted_.precision ? std::min(first_count_, most_) : first_count_);
    while (wanted_.precision && !measured_.stopped) {
      const std::uint32_t more = still_needed();
      if (more == 0) break;
      replicate_all(more);
    }
    for (std::size_t s = 1; s < scenarios_.size(); ++s)
      if (counts_[s - 1]) measured_.winners[s] = counts_[s - 1]->winners();
    if (!measured_.stopped) sample_inputs();
    return std::move(measured_);
  }

 private:
  RunOptions options_for(std::uint32_t replications) const {
    RunOptions how;
    how.seed = measured_.seed;
    how.replications = replications;
    how.threads = options_.threads;
    how.first_replication = first_replication_of(options_);
    return how;
  }
  OnProgress meter() {
    return [this](const Progress& p) { return progress_(p); };
  }

  /// Person by person where the people are the same.
  void prepare_winners() {
    plans_.push_back(&scenarios_.front().compiled.plan);
    for (const Loaded& other : scenarios_.subspan(1)) {
      plans_.push_back(&other.compiled.plan);
      const bool same = same_root(scenarios_.front().scenario, other.scenario) && same_people(*plans_.front(), *plans_.back());
      counts_.push_back(same ? std::make_unique<WinnersCount>(*plans_.front(), *plans_.back(), first_replication_of(options_)) : nullptr);
      counting_.push_back(counts_.back().get());
    }
  }

  void replicate_all(std::uint32_t more) {
    RunOptions how = options_for(more);
    how.first_replication += measured_.outcomes.front().replications;
    how.fork = fork_;
    const std::vector<Outcomes> batch = replicate_together(plans_, wanted_.cells, how, counting_, meter());
    for (std::size_t s = 0; s < scenarios_.size(); ++s) append(measured_.outcomes[s], batch[s]);
    measured_.stopped = asked_to_stop();
  }

  /// Of a run: of the mean; of a comparison: the most that any difference needs, against the base's
  /// mean.
  std::uint32_t still_needed() {
    const auto at = std::find(wanted_.cells.begin(), wanted_.cells.end(), wanted_.precision->cell);
    const auto cell = static_cast<std::size_t>(at - wanted_.cells.begin());
    const std::vector<double> base = column(measured_.outcomes.front(), cell);
    const Estimate mean = estimate(base);
    const std::uint32_t n = measured_.outcomes.front().replications;
    std::uint32_t needed = 0;
    double widest = scenarios_.size() == 1 ? mean.half_width : 0.0;
    for (std::size_t s = 1; s < scenarios_.size(); ++s)
      widest =
          std::max(widest, paired_difference(base, column(measured_.outcomes[s], cell)).half_width);
    needed = next_batch(*wanted_.precision, n, mean.mean, widest, most_);
    if (needed == 0 && n >= most_)
      measured_.precise = next_batch(*wanted_.precision, n, mean.mean, widest, n + 1) == 0;
    return needed;
  }

  void sample_inputs() {
    const std::uint32_t n = measured_.outcomes.front().replications;
    const std::uint32_t samples = std::min(options_.ranges.value_or(default_samples), n);
    if (samples < 2) return;
    for (std::size_t s = 0; s < scenarios_.size() && !measured_.stopped; ++s) {
      if (scenarios_[s].scenario.assumed.empty()) continue;
      Result<Outcomes> outcomes = replicate_over_ranges(scenarios_[s].scenario, wanted_.cells,
                                                        options_for(samples), meter(), day_);
      if (!outcomes) throw Failure{wrong_input, {}, outcomes.error()};
      measured_.stopped = asked_to_stop();
      // A beginning of the samples would not be a Latin hypercube.
      if (!measured_.stopped) measured_.sampled[s] = std::move(outcomes).value();
    }
    if (measured_.stopped)
      std::fill(measured_.sampled.begin(), measured_.sampled.end(), Outcomes{});
  }

  std::span<const Loaded> scenarios_;
  const Wanted& wanted_;
  const Options& options_;
  ProgressMeter& progress_;
  std::optional<Fork> fork_;
  Measured measured_;
  std::vector<const Plan*> plans_;
  std::vector<std::unique_ptr<WinnersCount>> counts_;  ///< per later scenario
  std::vector<WinnersCount*> counting_;
  DayAsked day_;
  std::uint32_t most_ = 0;         ///< replications, under --precision
  std::uint32_t first_count_ = default_replications;
};

}  // namespace

Measured measure(std::span<const Loaded> scenarios, const Wanted& wanted, const Options& options,
                 ProgressMeter& progress, std::optional<Fork> fork) {
  return Measuring(scenarios, wanted, options, progress, std::move(fork)).run();
}

}  // namespace czt::app
