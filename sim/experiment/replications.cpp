#include "czt/experiment/replications.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "czt/core/digest.hpp"
#include "czt/model/simulation.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

/// What a thread needs to simulate some days of every plan: plan by plan, since each takes the cache for itself. The
/// base's people are kept until the others' are compared with them.
class Worker {
 public:
  Worker(std::span<const Plan* const> plans, const std::vector<Cell>& cells, std::span<WinnersCount* const> winners,
         std::span<PersonalDays* const> people)
      : plans_(plans) {
    for (std::size_t s = 0; s < plans.size(); ++s) {
      observations_.emplace_back(*plans[s], cells);
      parts_.push_back(s > 0 && !winners.empty() && winners[s - 1] ? &winners[s - 1]->new_part() : nullptr);
      people_.push_back(people.empty() || !people[s] ? nullptr : std::make_unique<PersonalDays>(*people[s]));
    }
  }

  /// Rows [first, end) of the outcomes; row 0 is the replication options.first_replication.
  void days(const RunOptions& options, std::uint32_t first, std::uint32_t end, std::span<Outcomes> outcomes) {
    kept_.resize(std::max<std::size_t>(kept_.size(), end - first));
    for (std::size_t s = 0; s < plans_.size(); ++s)
      for (std::uint32_t row = first; row < end; ++row) {
        const std::uint32_t replication = options.first_replication + row;
        live(s, options, replication, row - first);
        const std::size_t cells = outcomes[s].cells.size();
        observations_[s].read(world_, {outcomes[s].values.data() + row * cells, cells});
        outcomes[s].prints[row] = fingerprint(world_);
        if (!people_[s]) continue;
        const std::span<const PersonalDay> days = people_[s]->read(world_);
        Kept& base = kept_[row - first];
        if (s == 0) {
          base.persons = world_.persons;
          base.days.assign(days.begin(), days.end());
        } else {
          parts_[s]->count(replication, {base.persons, base.days}, {world_.persons, days});
        }
      }
  }

 private:
  /// One day of plan s into world_. A day that has looked further ahead than the future is the same is lived anew.
  void live(std::size_t s, const RunOptions& options, std::uint32_t replication, std::uint32_t k) {
    if (!options.fork) return simulate(*plans_[s], options.seed, replication, world_);
    mornings_.resize(std::max<std::size_t>(mornings_.size(), k + 1));
    World& morning = mornings_[k];
    if (s == 0) simulate_until(*plans_[0], options.seed, replication, options.fork->at, morning);
    if (s > 0 && morning.looked_ahead() >= options.fork->differs_from[s - 1])
      return simulate(*plans_[s], options.seed, replication, world_);
    world_ = morning;
    go_on(*plans_[s], options.seed, replication, world_);
  }

  struct Kept {
    PersonColumns persons;
    std::vector<PersonalDay> days;
  };
  std::span<const Plan* const> plans_;
  World world_;
  std::vector<Observation> observations_;
  std::vector<WinnersCount::Part*> parts_;              ///< per plan; null: nobody is compared
  std::vector<std::unique_ptr<PersonalDays>> people_;   ///< likewise
  std::vector<Kept> kept_;
  std::vector<World> mornings_;                         ///< of a fork: of each day of a job
};

constexpr std::uint32_t most_days_of_a_job = 8;

/// Enough jobs for every thread to have several.
std::uint32_t days_of_a_job(std::size_t plans, const RunOptions& options) {
  if (plans == 1) return 1;
  const std::uint32_t threads = options.threads == 0 ? allowed_processors() : options.threads;
  return std::clamp(options.replications / (4 * threads), 1u, most_days_of_a_job);
}

}  // namespace

std::vector<Outcomes> replicate_together(std::span<const Plan* const> plans, const std::vector<Cell>& cells,
                                         const RunOptions& options, std::span<WinnersCount* const> winners,
                                         const OnProgress& progress) {
  std::vector<Outcomes> outcomes(plans.size());
  for (Outcomes& o : outcomes) {
    o.cells = cells;
    o.values.resize(std::size_t{options.replications} * cells.size(), std::numeric_limits<double>::quiet_NaN());
    o.prints.resize(options.replications);
  }
  std::vector<std::unique_ptr<PersonalDays>> tables(plans.size());  // made once; each thread copies them
  for (std::size_t s = 1; s < plans.size() && !winners.empty(); ++s) {
    if (!winners[s - 1]) continue;
    if (!tables[0]) tables[0] = std::make_unique<PersonalDays>(*plans[0]);
    tables[s] = std::make_unique<PersonalDays>(*plans[s]);
  }
  std::vector<PersonalDays*> people;
  for (const auto& table : tables) people.push_back(table.get());
  const std::uint32_t block = days_of_a_job(plans.size(), options);
  const auto days_in = [&](std::uint32_t jobs) { return std::min(jobs * block, options.replications); };
  const auto make_worker = [&]() -> Job {
    auto worker = std::make_shared<Worker>(plans, cells, winners, people);
    return [&, worker](std::uint32_t k) { worker->days(options, k * block, days_in(k + 1), outcomes); };
  };
  OnProgress in_days;
  if (progress) in_days = [&](const Progress& p) { return progress({p.what, days_in(p.done), options.replications}); };
  const std::uint32_t done = days_in(run_jobs((options.replications + block - 1) / block, options.threads, make_worker,
                                              plans.back()->input.scenario, in_days));
  for (Outcomes& o : outcomes) {
    o.replications = done;
    o.values.resize(done * cells.size());
    o.prints.resize(done);
    o.fingerprint = fingerprint_of(o.prints);
  }
  return outcomes;
}

Outcomes replicate(const Plan& plan, const std::vector<Cell>& cells, const RunOptions& options,
                   const OnProgress& progress) {
  const Plan* const plans[] = {&plan};
  return std::move(replicate_together(plans, cells, options, {}, progress).front());
}

std::uint64_t fingerprint_of(const std::vector<std::uint64_t>& prints) {
  Fingerprint all;
  for (const std::uint64_t print : prints) all.add(print);
  return all.value();
}

void append(Outcomes& outcomes, const Outcomes& more) {
  if (outcomes.cells.empty()) outcomes.cells = more.cells;
  outcomes.replications += more.replications;
  outcomes.values.insert(outcomes.values.end(), more.values.begin(), more.values.end());
  outcomes.prints.insert(outcomes.prints.end(), more.prints.begin(), more.prints.end());
  outcomes.fingerprint = fingerprint_of(outcomes.prints);
}

}  // namespace czt
