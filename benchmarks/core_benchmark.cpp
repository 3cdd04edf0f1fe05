/// What one random number costs, and what one elementary function costs, beside libm's.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/core/maths.hpp"

namespace {

using namespace czt;

const Draws draws(20210526, 1);

void philox_block(benchmark::State& state) {
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draws.block(Chance::traveller, 7, i++));
}
BENCHMARK(philox_block);

/// The argument is the number of blocks in a sweep.
void philox_sweep_of(benchmark::State& state) {
  std::vector<PhiloxBlock> blocks(64);
  std::uint64_t i = 0;
  const auto count = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    draws.blocks(Chance::traveller, i++, 0, count, blocks.data());
    benchmark::DoNotOptimize(blocks.data());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(philox_sweep_of)->Arg(1)->Arg(4)->Arg(8)->Arg(16)->Arg(64);

void exponential_time(benchmark::State& state) {
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(exponential(draws, Chance::dwell_noise, i++, 0));
}
BENCHMARK(exponential_time);

/// From words already drawn.
void normal_number(benchmark::State& state) {
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(normal(i++ * 2'654'435'761u, 5));
}
BENCHMARK(normal_number);

void lognormal_time(benchmark::State& state) {
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(lognormal(40.0, 0.4, i++ * 2'654'435'761u, 5));
}
BENCHMARK(lognormal_time);

/// Rows of the table; from words already drawn.
void alias_row(benchmark::State& state) {
  std::vector<double> weights;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    weights.push_back(unit(draws.block(Chance::traveller, 0, static_cast<std::uint32_t>(i))[0]));
  const AliasTable table(weights);
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(table(i++ * 2'654'435'761u));
}
BENCHMARK(alias_row)->Arg(20)->Arg(400);

void beta_table(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(beta_quantiles(1.3, 2.7));
}
BENCHMARK(beta_table)->Unit(benchmark::kMicrosecond);

/// A function of one argument over [0.1, 10].
template <double function(double)>
void elementary(benchmark::State& state) {
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(function(0.1 + 9.9 * unit(i++ * 2'654'435'761u)));
}
double own_power(double x) { return maths::pow(x, 1.37); }
double libm_exp(double x) { return std::exp(x); }
double libm_log(double x) { return std::log(x); }
double libm_power(double x) { return std::pow(x, 1.37); }
double libm_sin(double x) { return std::sin(x); }
BENCHMARK_TEMPLATE(elementary, maths::exp);
BENCHMARK_TEMPLATE(elementary, libm_exp);
BENCHMARK_TEMPLATE(elementary, maths::log);
BENCHMARK_TEMPLATE(elementary, libm_log);
BENCHMARK_TEMPLATE(elementary, own_power);
BENCHMARK_TEMPLATE(elementary, libm_power);
BENCHMARK_TEMPLATE(elementary, maths::sin);
BENCHMARK_TEMPLATE(elementary, libm_sin);
BENCHMARK_TEMPLATE(elementary, maths::erfc);

}  // namespace
