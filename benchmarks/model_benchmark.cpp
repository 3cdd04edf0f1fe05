// Parts of a day that people pay for one by one.
#include <benchmark/benchmark.h>

#include <vector>

#include "czt/model/doors.hpp"

namespace {

using namespace czt;

/// Arguments: people, doors.
void spread_people_over_doors(benchmark::State& state) {
  const auto people = static_cast<std::uint32_t>(state.range(0));
  std::vector<std::uint16_t> doors(static_cast<std::size_t>(state.range(1)));
  std::vector<std::uint8_t> scratch(people);
  const Draws draws(1, 0);
  std::uint64_t identity = 0;
  for (auto _ : state) {
    spread_over_doors(people, 10.0, draws, Chance::door_boarding, identity++, doors, scratch);
    benchmark::DoNotOptimize(doors.data());
    benchmark::ClobberMemory();
  }
  state.counters["per_person"] = benchmark::Counter(static_cast<double>(people), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(spread_people_over_doors)->Args({5, 16})->Args({30, 16})->Args({200, 16});

}  // namespace
