#include "czt/experiment/replications.hpp"

#include <limits>
#include <memory>

#include "czt/core/digest.hpp"
#include "czt/model/simulation.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

/// What a thread needs to simulate one day of every plan. The base's world is kept until the others are compared with it.
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

  void day(std::uint64_t seed, std::uint32_t replication, std::size_t row, std::span<Outcomes> outcomes) {
    std::span<const PersonalDay> base_days;
    for (std::size_t s = 0; s < plans_.size(); ++s) {
      World& world = s == 0 ? base_ : other_;
      simulate(*plans_[s], seed, replication, world);
      const std::size_t cells = outcomes[s].cells.size();
      observations_[s].read(world, {outcomes[s].values.data() + row * cells, cells});
      outcomes[s].prints[row] = fingerprint(world);
      if (!people_[s]) continue;
      const std::span<const PersonalDay> days = people_[s]->read(world);
      if (s == 0)
        base_days = days;
      else
        parts_[s]->count(replication, {base_, base_days}, {other_, days});
    }
  }

 private:
  std::span<const Plan* const> plans_;
  World base_;
  World other_;
  std::vector<Observation> observations_;
  std::vector<WinnersCount::Part*> parts_;              ///< per plan; null: nobody is compared
  std::vector<std::unique_ptr<PersonalDays>> people_;   ///< likewise
};

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
  const auto make_worker = [&]() -> Job {
    auto worker = std::make_shared<Worker>(plans, cells, winners, people);
    return [&, worker](std::uint32_t k) { worker->day(options.seed, options.first_replication + k, k, outcomes); };
  };
  const std::uint32_t done =
      run_jobs(options.replications, options.threads, make_worker, plans.back()->input.scenario, progress);
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
