// A day of the real line: reading it, making it ready, simulating it; ten times the people, and ten times the line.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "copies.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/measures.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"

namespace {

using namespace czt;

const std::filesystem::path line = std::filesystem::path(CZT_SOURCE_DIR) / "scenarios" / "2021-weekday.yaml";

/// 2.6 times the scenario's own demand is about 60,000 boardings a day.
Plan plan_with(double scale) {
  ReadOptions options;
  options.set = {"demand.scale=" + std::to_string(scale)};
  const auto scenario = read_scenario(line, options);
  return compile(scenario.value()).value().plan;
}

void read_the_scenario(benchmark::State& state) {
  for (auto _ : state) {
    auto scenario = read_scenario(line);
    benchmark::DoNotOptimize(scenario);
  }
}
BENCHMARK(read_the_scenario)->Unit(benchmark::kMillisecond);

void compile_the_plan(benchmark::State& state) {
  const auto scenario = read_scenario(line).value();
  for (auto _ : state) {
    auto compiled = compile(scenario);
    benchmark::DoNotOptimize(compiled);
  }
}
BENCHMARK(compile_the_plan)->Unit(benchmark::kMillisecond);

/// Argument: demand.scale in tenths.
void simulate_a_day(benchmark::State& state) {
  const Plan plan = plan_with(static_cast<double>(state.range(0)) / 10.0);
  World world;
  std::uint32_t replication = 0;
  double boardings = 0.0;
  for (auto _ : state) {
    simulate(plan, 1, replication++, world);
    boardings += static_cast<double>(world.passengers.came.size());
  }
  const auto days = static_cast<double>(state.iterations());
  state.counters["stages"] = boardings / days;
  state.counters["bytes_per_stage"] = static_cast<double>(world.bytes()) / static_cast<double>(world.passengers.came.size());
  state.counters["per_stage"] = benchmark::Counter(boardings, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(simulate_a_day)->Arg(10)->Arg(26)->Arg(260)->Unit(benchmark::kMillisecond);

/// Milliseconds of this thread.
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

std::vector<double> sums(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t k = 0; k < a.size(); ++k) a[k] += b[k];
  return a;
}

/// One plan's days: simulating, and reading the default measures off them.
struct Days {
  explicit Days(Plan made) : plan(std::move(made)), cells(default_cells(plan)), observation(plan, cells), values(cells.size()) {}
  void next() {
    const double start = cpu_ms();
    simulate(plan, 1, replication++, world);
    const double simulated = cpu_ms();
    observation.read(world, values);
    simulating.push_back(simulated - start);
    observing.push_back(cpu_ms() - simulated);
    stages += static_cast<double>(world.passengers.came.size());
  }
  Plan plan;
  std::vector<Cell> cells;
  Observation observation;
  std::vector<double> values;
  World world;
  std::uint32_t replication = 0;
  double stages = 0.0;
  std::vector<double> simulating, observing;
};

/// A day of about 60,000 boardings, then a day of ten such lines in one plan, by turns, so that both meet the same
/// neighbours; medians and their ratios.
void ten_lines_by_turns_with_one(benchmark::State& state) {
  Days one(plan_with(2.6));
  Days ten(compile_plan(bench::Copies(one.plan.input, 10).input()).value());
  one.next();
  ten.next();
  for (Days* days : {&one, &ten}) {
    days->simulating.clear();
    days->observing.clear();
  }
  for (auto _ : state) {
    one.next();
    ten.next();
    state.SetIterationTime((ten.simulating.back() + ten.observing.back()) / 1e3);
  }
  if (ten.stages < 9.8 * one.stages || ten.stages > 10.2 * one.stages)
    return state.SkipWithError("ten lines do not carry ten times the people");
  const auto report = [&](const std::string& name, const std::vector<double>& of_one, const std::vector<double>& of_ten) {
    state.counters[name + "_one_ms"] = median(of_one);
    state.counters[name + "_ten_ms"] = median(of_ten);
    state.counters[name + "_ratio"] = median(of_ten) / median(of_one);
  };
  report("simulate", one.simulating, ten.simulating);
  report("observe", one.observing, ten.observing);
  report("both", sums(one.simulating, one.observing), sums(ten.simulating, ten.observing));
  state.counters["people_ratio"] = ten.stages / one.stages;
  state.counters["cells_ratio"] = static_cast<double>(ten.cells.size()) / static_cast<double>(one.cells.size());
  state.counters["bytes_per_stage"] =
      static_cast<double>(ten.world.bytes()) / static_cast<double>(ten.world.passengers.came.size());
}
BENCHMARK(ten_lines_by_turns_with_one)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(40);

/// A hundred futures of one morning, forked at four fifths of its events, against whole days.
void forks_at_four_fifths(benchmark::State& state) {
  const Plan plan = plan_with(1.0);
  World world, morning;
  simulate(plan, 1, 0, world);
  std::vector<std::int32_t> at = world.points.departed;
  const auto fifth = at.begin() + static_cast<std::ptrdiff_t>(at.size() * 4 / 5);
  std::nth_element(at.begin(), fifth, at.end());
  const SimTime instant = start_of_day + milliseconds(*fifth);
  std::vector<double> whole, forked;
  for (auto _ : state) {
    const double start = cpu_ms();
    for (int k = 0; k < 100; ++k) simulate(plan, 1, 0, world);
    const double lived = cpu_ms();
    simulate_until(plan, 1, 0, instant, morning);
    for (int k = 0; k < 100; ++k) {
      world = morning;
      go_on(plan, 1, 0, world);
    }
    whole.push_back(lived - start);
    forked.push_back(cpu_ms() - lived);
    state.SetIterationTime(forked.back() / 1e3);
  }
  state.counters["hundred_days_ms"] = median(whole);
  state.counters["hundred_forks_ms"] = median(forked);
  state.counters["ratio"] = median(forked) / median(whole);
}
BENCHMARK(forks_at_four_fifths)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);

}  // namespace
