#include <time.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "commands.hpp"
#include "czt/core/side_by_side.hpp"
#include "czt/model/simulation.hpp"
#include "czt/report/json.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

constexpr std::uint32_t default_days = 50;

/// Milliseconds of processor time of this thread.
double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

/// One thread, processor time. "cold" is everything from the file to the first table, memory not
/// yet warm; the medians are of the days after the first.
int bench(const Options& options) {
  const SpareProcessors none_left(std::numeric_limits<int>::max());
  Options lenient = options;
  lenient.allow_conflicts = true;
  const std::uint64_t seed = options.seed.value_or(1);
  const std::uint32_t days = options.replications.value_or(default_days);

  const double start = cpu_ms();
  Scenario scenario = read(options.files.front(), lenient);
  const double after_read = cpu_ms();
  const Loaded loaded = make_plan(std::move(scenario), lenient);
  const double after_compile = cpu_ms();
  const Plan& plan = loaded.compiled.plan;
  World world;
  Outcomes first;
  first.cells = default_cells(plan);
  first.replications = 1;
  first.values.resize(first.cells.size());
  Observation observation(plan, first.cells);
  simulate(plan, seed, 0, world);
  observation.read(world, first.values);
  first.prints = {fingerprint(world)};
  run_text(summarise(loaded.scenario, first, seed), {});
  const double cold = cpu_ms() - start;

  std::vector<double> simulating, observing, printing;
  double boardings = 0.0;
  double events = 0.0;
  for (std::uint32_t k = 1; k < days; ++k) {
    const double t0 = cpu_ms();
    simulate(plan, seed, k, world);
    const double t1 = cpu_ms();
    observation.read(world, first.values);
    const double t2 = cpu_ms();
    first.prints = {fingerprint(world)};
    const double t3 = cpu_ms();
    simulating.push_back(t1 - t0);
    observing.push_back(t2 - t1);
    printing.push_back(t3 - t2);
    for (const std::uint32_t boarded : world.points.boarded) boardings += boarded;
    events += static_cast<double>(world.counts.events);
  }
  boardings /= days - 1;
  const double day = median(simulating) + median(observing) + median(printing);
  Json json;
  json.begin_object()
      .field("czt", version)
      .field("command", "bench")
      .field("scenario", loaded.scenario.name);
  json.field("replications", days).field("trips", plan.trips.size()).field("boardings", boardings);
  json.field("events", events / (days - 1));
  json.field("simulate_ms", median(simulating)).field("observe_ms", median(observing));
  json.field("fingerprint_ms", median(printing)).field("replications_per_second", 1e3 / day);
  json.field("simulate_ns_per_boarding", median(simulating) * 1e6 / boardings);
  json.field("bytes_per_passenger",
             static_cast<double>(world.bytes()) /
                 static_cast<double>(std::max<std::size_t>(1, world.passengers.came.size())));
  json.field("read_ms", after_read - start)
      .field("compile_ms", after_compile - after_read)
      .field("cold_ms", cold);
  json.end_object();
  to_stdout(json.text() + "\n");
  return done;
}

}  // namespace czt::app
