#include "czt/experiment/replications.hpp"

#include <limits>

#include "czt/core/digest.hpp"
#include "czt/model/simulation.hpp"
#include "jobs.hpp"

namespace czt {

Outcomes replicate(const Plan& plan, const std::vector<Cell>& cells, const RunOptions& options,
                   const OnProgress& progress) {
  Outcomes outcomes;
  outcomes.cells = cells;
  outcomes.values.resize(std::size_t{options.replications} * cells.size(),
                         std::numeric_limits<double>::quiet_NaN());
  outcomes.prints.resize(options.replications);
  const auto make_worker = [&]() -> Job {
    auto world = std::make_shared<World>();
    auto observation = std::make_shared<Observation>(plan, cells);
    return [&, world, observation](std::uint32_t k) {
      simulate(plan, options.seed, options.first_replication + k, *world);
      observation->read(*world, {outcomes.values.data() + k * cells.size(), cells.size()});
      outcomes.prints[k] = fingerprint(*world);
    };
  };
  outcomes.replications =
      run_jobs(options.replications, options.threads, make_worker, plan.input.scenario, progress);
  outcomes.values.resize(outcomes.replications * cells.size());
  outcomes.prints.resize(outcomes.replications);
  outcomes.fingerprint = fingerprint_of(outcomes.prints);
  return outcomes;
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
