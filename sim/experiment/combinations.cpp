#include "czt/experiment/combinations.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <span>

#include "czt/core/draws.hpp"
#include "czt/model/simulation.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

constexpr std::size_t plans_at_a_time =
    32;  // about 3 MB each for a line of 24 stations, 200 trains

/// Fisher–Yates (Durstenfeld 1964, algorithm 235).
std::vector<std::uint32_t> shuffled(std::size_t count, const Draws& draws, std::uint32_t which) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  for (auto left = static_cast<std::uint32_t>(count); left > 1; --left) {
    const PhiloxBlock b = draws.block(Chance::order_of_changes, which, left);
    std::swap(order[left - 1], order[below(b[0], left)]);
  }
  return order;
}

/// What making the changes in this order passes through; for two neighbours of the order also what
/// comes of making the second of them first (their interaction needs it).
void add_combinations_of(std::span<const std::uint32_t> order, std::vector<Combination>& all) {
  Combination before = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    all.push_back(before);
    if (k + 1 < order.size()) all.push_back(before | Combination{1} << order[k + 1]);
    before |= Combination{1} << order[k];
  }
  all.push_back(before);
}

/// A beginning of the rows of a set of combinations, simulated together.
class Batch {
 public:
  Batch(std::span<const Combination> combinations, const PlanOf& plan_of,
        const std::vector<Cell>& cells, const RunOptions& options)
      : combinations_(combinations), plan_of_(plan_of), cells_(cells), options_(options) {}

  /// False: told to stop.
  bool make_plans(const OnProgress& progress) {
    const auto count = static_cast<std::uint32_t>(combinations_.size());
    plans_.resize(count);
    std::vector<std::exception_ptr> wrong(count);
    const auto make_worker = [&]() -> Job {
      return [&](std::uint32_t row) {
        try {
          plans_[row].emplace(plan_of_(combinations_[row]));
        } catch (...) {
          wrong[row] = std::current_exception();
        }
      };
    };
    const std::uint32_t made = run_jobs(count, options_.threads, make_worker, {}, progress);
    for (const std::exception_ptr& thrown : wrong)
      if (thrown) std::rethrow_exception(thrown);
    return made == count;
  }

  /// Appends the outcomes of each plan, or nothing when told to stop.
  bool simulate_into(std::vector<Outcomes>& outcomes, const OnProgress& progress) {
    std::vector<Outcomes> fresh(plans_.size());
    for (Outcomes& o : fresh) {
      o.cells = cells_;
      o.replications = options_.replications;
      o.values.resize(std::size_t{o.replications} * cells_.size(),
                      std::numeric_limits<double>::quiet_NaN());
      o.prints.resize(o.replications);
    }
    const auto make_worker = [&]() -> Job { return worker(fresh); };
    const auto count = static_cast<std::uint32_t>(plans_.size() * options_.replications);
    if (run_jobs(count, options_.threads, make_worker, {}, progress) < count) return false;
    for (Outcomes& o : fresh) {
      o.fingerprint = fingerprint_of(o.prints);
      outcomes.push_back(std::move(o));
    }
    return true;
  }

 private:
  /// Job n is replication n % replications of plan n / replications, so that a worker rarely
  /// changes plans.
  Job worker(std::vector<Outcomes>& outcomes) const {
    struct Own {
      World world;
      std::optional<Observation> observation;
      std::size_t row = 0;  ///< of the observation
    };
    auto own = std::make_shared<Own>();
    return [this, own, &outcomes](std::uint32_t job) {
      const std::size_t row = job / options_.replications;
      const std::uint32_t k = job % options_.replications;
      const Plan& plan = *plans_[row];
      if (!own->observation || own->row != row) own->observation.emplace(plan, cells_);
      own->row = row;
      simulate(plan, options_.seed, options_.first_replication + k, own->world);
      Outcomes& o = outcomes[row];
      own->observation->read(own->world, {o.values.data() + k * cells_.size(), cells_.size()});
      o.prints[k] = fingerprint(own->world);
    };
  }

  std::span<const Combination> combinations_;
  const PlanOf& plan_of_;
  const std::vector<Cell>& cells_;
  const RunOptions& options_;
  std::vector<std::optional<Plan>> plans_;
};

}  // namespace

std::size_t Combinations::row(Combination combination) const {
  if (in_full()) return static_cast<std::size_t>(combination);
  return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), combination) -
                                  all.begin());
}

Combinations combinations_of(std::size_t changes, std::uint32_t orders, std::uint64_t seed) {
  Combinations c;
  c.changes = changes;
  if (changes <= most_changes_in_full) {
    c.all.resize(std::size_t{1} << changes);
    std::iota(c.all.begin(), c.all.end(), Combination{0});
    return c;
  }
  const Draws draws(seed, 0);
  const std::uint32_t pairs = std::max(2u, orders / 2 + orders % 2);
  for (std::uint32_t pair = 0; pair < pairs; ++pair) {
    c.orders.push_back(shuffled(changes, draws, pair));
    c.orders.emplace_back(c.orders.back().rbegin(), c.orders.back().rend());
  }
  for (const auto& order : c.orders) add_combinations_of(order, c.all);
  const Combination whole = (Combination{1} << changes) - 1;
  for (std::size_t k = 0; k < changes; ++k) {  // the first and the last alone
    c.all.push_back(Combination{1} << k);
    c.all.push_back(whole ^ Combination{1} << k);
  }
  std::sort(c.all.begin(), c.all.end());
  c.all.erase(std::unique(c.all.begin(), c.all.end()), c.all.end());
  return c;
}

std::vector<Outcomes> replicate_combinations(const Combinations& combinations,
                                             const PlanOf& plan_of, const std::vector<Cell>& cells,
                                             const RunOptions& options,
                                             const OnProgress& progress) {
  const std::span<const Combination> all(combinations.all);
  const std::string what =
      std::to_string(all.size()) + " combinations of " + std::to_string(combinations.changes);
  const auto total = static_cast<std::uint32_t>(all.size() * options.replications);
  std::vector<Outcomes> outcomes;
  while (outcomes.size() < all.size()) {
    const auto before = static_cast<std::uint32_t>(outcomes.size() * options.replications);
    const auto still = [&](const Progress&) {
      return !progress || progress({what, before, total});
    };
    const auto further = [&](const Progress& p) {
      return !progress || progress({what, before + p.done, total});
    };
    Batch batch(
        all.subspan(outcomes.size(), std::min(plans_at_a_time, all.size() - outcomes.size())),
        plan_of, cells, options);
    if (!batch.make_plans(still) || !batch.simulate_into(outcomes, further)) return {};
  }
  return outcomes;
}

}  // namespace czt
