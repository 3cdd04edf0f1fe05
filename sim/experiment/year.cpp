#include "czt/experiment/year.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <tuple>

#include "czt/core/digest.hpp"
#include "czt/experiment/ranges.hpp"
#include "czt/model/day_plan.hpp"
#include "czt/model/simulation.hpp"
#include "jobs.hpp"
#include "over_days.hpp"

namespace czt {

namespace {

static_assert(std::uint64_t{most_replications} + std::uint64_t{known_dates} * most_dated_replications < 1u << 24);

/// Days that share a plan stand together, so that each is made seldom.
std::vector<std::uint32_t> by_plan(const std::vector<YearPlans::Day>& days) {
  std::vector<std::uint32_t> order(days.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(days[a].timetable, days[a].factors) < std::tuple(days[b].timetable, days[b].factors);
  });
  return order;
}

/// The plan of the day last asked for, and its observation.
class PlanAtHand {
 public:
  PlanAtHand(const YearPlans& plans, const std::vector<Cell>& cells) : plans_(plans), cells_(cells) {}

  void take(const YearPlans::Day& day) {
    if (plan_ && day.timetable == timetable_ && day.factors == factors_) return;
    observation_.reset();
    if (!plan_ || day.timetable != timetable_)
      plan_ = std::make_unique<Plan>(plans_.plan_of(day));
    else
      turn_to_day(*plan_, plans_.timetables[day.timetable].plan, plans_.factors[day.factors]);
    observation_.emplace(*plan_, cells_);
    timetable_ = day.timetable;
    factors_ = day.factors;
  }
  /// Simulates the date's replication and reads it; its fingerprint.
  std::uint64_t simulate_day(Date date, std::uint64_t seed, std::uint32_t replication, World& world,
                             std::span<double> values) {
    simulate(*plan_, seed, dated_replication(date, replication), world);
    observation_->read(world, values);
    return fingerprint(world);
  }

 private:
  const YearPlans& plans_;
  const std::vector<Cell>& cells_;
  std::unique_ptr<Plan> plan_;
  std::optional<Observation> observation_;
  std::uint32_t timetable_ = 0;
  std::uint32_t factors_ = 0;
};

std::uint64_t print_of(const std::vector<std::uint64_t>& prints, std::size_t days, std::uint32_t replications,
                       std::uint32_t replication) {
  Fingerprint all;
  for (std::size_t d = 0; d < days; ++d) all.add(prints[d * replications + replication]);
  return all.value();
}

}  // namespace

std::uint32_t dated_replication(Date date, std::uint32_t replication) {
  assert(date >= first_known_date && date <= last_known_date && replication < most_dated_replications);
  return most_replications + static_cast<std::uint32_t>(date - first_known_date) * most_dated_replications + replication;
}

YearOutcomes replicate_year(const YearPlans& plans, const std::vector<Cell>& cells, const RunOptions& options,
                            const OnProgress& progress) {
  const OverDaysReader reader(cells);
  const std::vector<Cell>& needed = reader.needed();
  const std::size_t days = plans.days.size();
  const std::uint32_t n = options.replications;
  std::vector<double> values(days * n * needed.size());
  std::vector<std::uint64_t> prints(days * n);
  const auto row = [&](std::size_t day, std::uint32_t r) { return values.data() + (day * n + r) * needed.size(); };
  const std::vector<std::uint32_t> order = by_plan(plans.days);

  const auto make_worker = [&]() -> Job {
    auto at_hand = std::make_shared<PlanAtHand>(plans, needed);
    auto world = std::make_shared<World>();
    return [&, at_hand, world](std::uint32_t job) {
      const std::uint32_t d = order[job];
      at_hand->take(plans.days[d]);
      for (std::uint32_t r = 0; r < n; ++r)
        prints[std::size_t{d} * n + r] = at_hand->simulate_day(
            plans.days[d].date, options.seed, options.first_replication + r, *world, {row(d, r), needed.size()});
    };
  };
  const std::string what = plans.timetables.front().plan.input.scenario + ", " + std::to_string(plans.year);
  YearOutcomes outcomes;
  outcomes.years.cells = cells;
  outcomes.days = static_cast<std::uint32_t>(days);
  if (run_jobs(static_cast<std::uint32_t>(days), options.threads, make_worker, what, progress) < days) return outcomes;

  outcomes.years.replications = n;
  outcomes.years.values.resize(n * cells.size());
  outcomes.by_day.reserve(days * n * cells.size());
  for (std::size_t d = 0; d < days; ++d)
    for (std::uint32_t r = 0; r < n; ++r)
      outcomes.by_day.insert(outcomes.by_day.end(), row(d, r), row(d, r) + cells.size());
  std::vector<const double*> rows(days);
  for (std::uint32_t r = 0; r < n; ++r) {
    for (std::size_t d = 0; d < days; ++d) rows[d] = row(d, r);
    reader.read(rows, {outcomes.years.values.data() + r * cells.size(), cells.size()});
    outcomes.years.prints.push_back(print_of(prints, days, n, r));
  }
  outcomes.years.fingerprint = fingerprint_of(outcomes.years.prints);
  return outcomes;
}

Result<Outcomes> replicate_year_over_ranges(const Scenario& scenario, int year, const std::vector<Cell>& cells,
                                            const RunOptions& options, const OnProgress& progress) {
  const std::vector<InputSample> samples = sample_inputs(scenario.assumed, options.replications, options.seed);
  std::vector<YearOutcomes> each(options.replications);
  std::vector<std::optional<Diagnostics>> wrong(options.replications);
  const auto make_worker = [&]() -> Job {
    return [&](std::uint32_t k) {
      const Result<YearPlans> plans = compile_year(with_inputs(scenario, samples[k]), year);
      if (!plans) {
        wrong[k] = plans.error();
        return;
      }
      RunOptions one = options;
      one.replications = 1;
      one.threads = 1;
      one.first_replication = options.first_replication + k;
      each[k] = replicate_year(*plans, cells, one);
    };
  };
  const std::uint32_t finished = run_jobs(options.replications, options.threads, make_worker,
                                          scenario.name + ", assumed inputs", progress);
  Outcomes outcomes;
  outcomes.cells = cells;
  for (std::uint32_t k = 0; k < finished; ++k) {
    if (wrong[k]) return beyond_ranges(*wrong[k], samples[k]);
    append(outcomes, each[k].years);
  }
  return outcomes;
}

bool DayCondition::holds(double measured) const {
  if (comparison == "<") return measured < value;
  if (comparison == "<=") return measured <= value;
  if (comparison == ">") return measured > value;
  return measured >= value;
}

namespace {

std::size_t column_of(const std::vector<Cell>& cells, const Cell& cell) {
  const auto at = std::find(cells.begin(), cells.end(), cell);
  assert(at != cells.end());
  return static_cast<std::size_t>(at - cells.begin());
}

/// What the replications of the year make of something that each of them has once.
template <class OfReplication>
Estimate estimate_of(const YearOutcomes& outcomes, OfReplication of) {
  std::vector<double> values;
  for (std::uint32_t r = 0; r < outcomes.years.replications; ++r) values.push_back(of(r));
  return estimate(values);
}

std::vector<YearSummary::Day> days_of(const YearPlans& plans, const YearOutcomes& outcomes) {
  std::vector<YearSummary::Day> days;
  for (std::uint32_t d = 0; d < outcomes.days; ++d) {
    const YearPlans::Day& planned = plans.days[d];
    YearSummary::Day day{planned.date, {}, {}, planned.period, {}};
    if (!plans.types.empty()) {
      day.type = plans.types[planned.type].name;
      day.type_zh = plans.types[planned.type].name_zh;
    }
    for (std::size_t c = 0; c < outcomes.years.cells.size(); ++c)
      day.means.push_back(estimate_of(outcomes, [&](std::uint32_t r) { return outcomes.at(d, r, c); }).mean);
    days.push_back(std::move(day));
  }
  return days;
}

std::vector<YearSummary::Type> types_of(const YearPlans& plans, const YearOutcomes& outcomes, std::size_t journeys) {
  std::vector<YearSummary::Type> types;
  for (std::uint32_t t = 0; t < std::max<std::size_t>(1, plans.types.size()); ++t) {
    YearSummary::Type type;
    if (!plans.types.empty()) {
      type.name = plans.types[t].name;
      type.name_zh = plans.types[t].name_zh;
    }
    const auto sum = [&](std::uint32_t r) {
      double all = 0.0;
      for (std::uint32_t d = 0; d < outcomes.days; ++d)
        if (plans.days[d].type == t) all += outcomes.at(d, r, journeys);
      return all;
    };
    type.days = static_cast<std::uint32_t>(
        std::count_if(plans.days.begin(), plans.days.end(), [&](const YearPlans::Day& day) { return day.type == t; }));
    if (type.days == 0) continue;
    type.journeys = estimate_of(outcomes, [&](std::uint32_t r) { return sum(r) / type.days; });
    type.share = estimate_of(outcomes, [&](std::uint32_t r) { return sum(r) / outcomes.years.at(r, journeys); });
    types.push_back(std::move(type));
  }
  return types;
}

}  // namespace

YearSummary summarise_year(const Scenario& scenario, const YearPlans& plans, const YearOutcomes& outcomes,
                           std::uint64_t seed, const Outcomes& sampled, const std::vector<DayCondition>& conditions) {
  const std::vector<Cell>& cells = outcomes.years.cells;
  const std::size_t journeys =
      column_of(cells, {static_cast<std::uint32_t>(find_measure("journeys") - measures().data()), {}});
  YearSummary year;
  year.summary = summarise(scenario, outcomes.years, seed, sampled);
  year.year = plans.year;
  year.days = days_of(plans, outcomes);
  year.types = types_of(plans, outcomes, journeys);
  const auto fewer = [&](const YearSummary::Day& a, const YearSummary::Day& b) {
    return a.means[journeys] < b.means[journeys];
  };
  year.quietest = static_cast<std::size_t>(std::min_element(year.days.begin(), year.days.end(), fewer) - year.days.begin());
  year.busiest = static_cast<std::size_t>(std::max_element(year.days.begin(), year.days.end(), fewer) - year.days.begin());
  for (const DayCondition& condition : conditions) {
    const std::size_t column = column_of(cells, condition.cell);
    year.days_with.push_back({condition.text, estimate_of(outcomes, [&](std::uint32_t r) {
                                double days = 0.0;
                                for (std::uint32_t d = 0; d < outcomes.days; ++d)
                                  days += condition.holds(outcomes.at(d, r, column)) ? 1.0 : 0.0;
                                return days / outcomes.days;
                              })});
  }
  return year;
}

}  // namespace czt
