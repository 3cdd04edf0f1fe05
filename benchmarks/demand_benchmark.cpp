/// What one question to the fare book costs: 24 stations, four purposes, departures through the day.

#include <benchmark/benchmark.h>

#include "czt/demand/fare_book.hpp"

namespace {

using namespace czt;

/// The first argument: products beside the single ticket (0 or 3); the second: rules that cover every pair.
void ticket(benchmark::State& state) {
  FareTerms terms;
  terms.singles = Tariff{Decimal{500'000}, Money{500}, Money{100}};
  terms.stations = 24;
  for (const std::int64_t rides : {40, 12, 2, 6}) terms.rides_a_month.push_back(Decimal{rides * 1'000'000});
  if (state.range(0) > 0) {
    terms.products.push_back({"ten-ride", "", 10, 90, Decimal{9'000'000}, std::nullopt, {}});
    terms.products.push_back({"pass", "", std::nullopt, 30, Decimal{30'000'000}, std::nullopt, {}});
    terms.products.push_back({"student", "", 1, 0, Decimal{500'000}, std::nullopt, {PurposeId{1}}});
  }
  for (int r = 0; r < state.range(1); ++r) {
    FareRule off_peak;
    off_peak.amount = Money{2000};
    off_peak.departs = {{clock_time(9), clock_time(16, 30)}, {clock_time(19), clock_time(24)}};
    terms.rules.push_back(off_peak);
  }
  const FareBook book(terms);
  std::uint32_t k = 0;
  for (auto _ : state) {
    ++k;
    benchmark::DoNotOptimize(book.ticket(PurposeId{k % 4}, StationId{k % 23}, StationId{23}, k % 80,
                                         clock_time(5) + minutes(k % 1000)));
  }
}
BENCHMARK(ticket)->Args({0, 0})->Args({3, 0})->Args({0, 2})->Args({3, 2});

}  // namespace
