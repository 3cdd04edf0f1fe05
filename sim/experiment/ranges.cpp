#include "czt/experiment/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

#include "czt/core/digest.hpp"
#include "czt/core/draws.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/design.hpp"
#include "czt/experiment/spread.hpp"
#include "czt/model/simulation.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/keys.hpp"
#include "jobs.hpp"

namespace czt {

namespace {

std::uint64_t identity_of(const std::string& path) {
  Fingerprint print;
  print.add(std::string_view(path));
  return print.value();
}

bool is_whole(const AssumedInput& input) {
  const Key* key = find_key(input.path);
  return key && key->dimension == Dimension::whole;
}

std::string describe(const InputSample& sample) {
  std::string text;
  for (const auto& [path, value] : sample)
    text += (text.empty() ? "" : ", ") + escape_control(path) + " = " + to_shortest(value);
  return text;
}

}  // namespace

std::vector<InputSample> sample_inputs(std::span<const AssumedInput> inputs, std::uint32_t count,
                                       std::uint64_t seed) {
  const Draws draws(seed, 0);
  std::vector<InputSample> samples(count);
  for (const AssumedInput& input : inputs) {
    const std::uint64_t identity = identity_of(input.path);
    const std::vector<double> column =
        latin_column(draws, Chance::input_range, identity, count);
    const bool whole = is_whole(input);
    for (std::uint32_t k = 0; k < count; ++k) {
      const double value = whole ? whole_at(input.low, input.high, column[k])
                                 : input.low + column[k] * (input.high - input.low);
      samples[k].emplace_back(input.path, value);
    }
  }
  return samples;
}

Diagnostics beyond_ranges(Diagnostics wrong, const InputSample& sample) {
  Diagnostic which;
  which.severity = Severity::note;
  which.message = "this happens inside the ranges of assumed inputs, at " + describe(sample);
  wrong.push_back(std::move(which));
  return wrong;
}

Result<Outcomes> replicate_over_ranges(const Scenario& scenario, const std::vector<Cell>& cells,
                                       const RunOptions& options, const OnProgress& progress,
                                       const DayAsked& day) {
  Outcomes outcomes;
  outcomes.cells = cells;
  outcomes.values.resize(std::size_t{options.replications} * cells.size(),
                         std::numeric_limits<double>::quiet_NaN());
  outcomes.prints.resize(options.replications);
  const std::vector<InputSample> samples =
      sample_inputs(scenario.assumed, options.replications, options.seed);

  std::vector<std::optional<Diagnostics>> wrong(options.replications);
  const auto make_worker = [&]() -> Job {
    auto world = std::make_shared<World>();
    return [&, world](std::uint32_t k) {
      const Result<Compiled> compiled = compile(with_inputs(scenario, samples[k]), day);
      if (!compiled) {
        wrong[k] = compiled.error();
        return;
      }
      simulate(compiled->plan, options.seed, options.first_replication + k, *world);
      Observation(compiled->plan, cells)
          .read(*world, {outcomes.values.data() + k * cells.size(), cells.size()});
      outcomes.prints[k] = fingerprint(*world);
    };
  };
  outcomes.replications = run_jobs(options.replications, options.threads, make_worker,
                                   scenario.name + ", assumed inputs", progress);
  for (std::uint32_t k = 0; k < outcomes.replications; ++k)
    if (wrong[k]) return beyond_ranges(*wrong[k], samples[k]);
  outcomes.values.resize(outcomes.replications * cells.size());
  outcomes.prints.resize(outcomes.replications);
  outcomes.fingerprint = fingerprint_of(outcomes.prints);
  return outcomes;
}

}  // namespace czt
