// A day of the real line: reading it, making it ready, simulating it; and ten times the people.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "czt/model/simulation.hpp"
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

}  // namespace
