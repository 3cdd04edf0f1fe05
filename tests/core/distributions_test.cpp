#include "czt/core/distributions.hpp"

#include <bit>
#include <cstdint>
#include <vector>

#include "czt/core/maths.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

const Draws draws(20210526, 1);

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};
/// Of n values of draw(i).
template <class Draw>
Moments moments(std::uint32_t n, Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  const double origin = draw(0u);
  for (std::uint32_t i = 0; i < n; ++i) {
    const double x = draw(i) - origin;
    sum += x;
    squares += x * x;
  }
  const double mean = sum / n;
  return {origin + mean, (squares - n * mean * mean) / (n - 1)};
}

/// Σ (seen − expected)² / expected, in standard deviations from its mean; below 4 for the right
/// distribution. Cells that expect fewer than ten are put together with their neighbours.
double chi_square_excess(const std::vector<double>& seen, const std::vector<double>& expected) {
  double chi_square = 0.0;
  int cells = 0;
  double s = 0.0;
  double e = 0.0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    s += seen[i];
    e += expected[i];
    if (e < 10.0 && i + 1 < seen.size()) continue;
    if (e >= 1.0) {
      chi_square += (s - e) * (s - e) / e;
      ++cells;
    }
    s = e = 0.0;
  }
  const double freedom = cells - 1;
  return (chi_square - freedom) / std::sqrt(2.0 * freedom);
}

}  // namespace

TEST_CASE("exponential times have the exponential's quantiles", "[core]") {
  constexpr std::uint32_t n = 1'000'000;
  std::vector<double> seen(400, 0.0);
  double largest = 0.0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double x = exponential(draws, Chance::dwell_noise, 5, i);
    largest = std::max(largest, x);
    seen[static_cast<std::size_t>(400.0 * -std::expm1(-x))] += 1.0;
  }
  CHECK(chi_square_excess(seen, std::vector<double>(400, n / 400.0)) < 4.0);
  CHECK(largest > 11.0);  // beyond the ziggurat's tail at 7.7; log(n) is 13.8
}

TEST_CASE("a lognormal time has the mean and spread asked for", "[core]") {
  for (const double cv : {0.0, 0.1, 0.5, 1.0}) {
    INFO(cv);
    constexpr std::uint32_t n = 400'000;
    const Moments m = moments(n, [&](std::uint32_t i) {
      const PhiloxBlock w = draws.block(Chance::dwell_noise, i, 0);
      return lognormal(40.0, cv, w[0], w[1]);
    });
    CHECK(near(m.mean, 40.0, 4.0 * cv / std::sqrt(n) + 1e-12));
    CHECK(std::fabs(std::sqrt(m.variance) / 40.0 - cv) <= 0.01 * cv + 1e-9);
  }
}

TEST_CASE("95 % intervals on a normal mean cover it 95 times in a hundred", "[core][V38]") {
  constexpr double t_9 = 2.262157;  // .975 quantile of Student's t with 9 degrees of freedom
  int covered = 0;
  for (std::uint32_t sample = 0; sample < 1000; ++sample) {
    const Moments m = moments(10, [&](std::uint32_t i) {
      const PhiloxBlock w = draws.block(Chance::entry_delay, sample, i);
      return 7.0 + 2.0 * normal(w[0], w[1]);
    });
    covered += std::fabs(m.mean - 7.0) <= t_9 * std::sqrt(m.variance / 10.0) ? 1 : 0;
  }
  CHECK(covered >= 926);
  CHECK(covered <= 971);
}

TEST_CASE("an alias table draws each row by its weight", "[core]") {
  const std::vector<double> weights{3.0, 0.0, 1.0, 0.25, 10.0, 0.0, 0.001, 2.0};
  const AliasTable table(weights);
  constexpr std::uint32_t n = 1'000'000;
  std::vector<double> seen(weights.size(), 0.0);
  std::vector<double> expected;
  for (std::uint32_t i = 0; i < n; ++i) seen[table(draws.block(Chance::traveller, i, 0)[0])] += 1.0;
  for (const double w : weights) expected.push_back(n * w / 16.251);
  CHECK(chi_square_excess(seen, expected) < 4.0);
  CHECK(seen[1] == 0.0);
  CHECK(seen[5] == 0.0);
}

TEST_CASE("an alias table never draws a row without weight", "[core]") {
  // Thirds do not add up to one in binary, so that rounding leaves something over.
  for (std::size_t n = 2; n < 60; ++n) {
    std::vector<double> weights(n, 1.0 / 3.0);
    weights[n / 2] = 0.0;
    weights[n - 1] = 0.1;
    if (n == 2) weights[0] = 1.0;
    const AliasTable table(weights);
    for (std::uint32_t i = 0; i < 20'000; ++i) REQUIRE(weights[table(i * 214'759u)] > 0.0);
    REQUIRE(weights[table(0xffffffff)] > 0.0);
  }
  CHECK(AliasTable(std::vector<double>{5.0})(0xffffffff) == 0);
}

TEST_CASE("a quantile table of a flat density is a straight line", "[core]") {
  const std::vector<QuantileTable::Knot> flat{{1000.0, 2.0}, {5096.0, 2.0}};
  const QuantileTable table{std::span(flat)};
  CHECK(table(0) == 1000);
  CHECK(table(0x80000000) == 3048);
  CHECK(table(0xffffffff) == 5095);
}

TEST_CASE("a quantile table follows slopes, jumps and gaps", "[core]") {
  // A triangle up to 1000 with a third of the mass, nothing up to 2000, a block up to 3000 with the
  // rest.
  const std::vector<QuantileTable::Knot> knots{
      {-50.0, 0.0},  {0.0, 0.0},     {1000.0, 1.0}, {1000.0, 0.0}, {2000.0, 0.0}, {2000.0, 1.0},
      {3000.0, 1.0}, {3990.0, 0.01}, {4000.0, 0.0}, {5000.0, 0.0}, {6000.0, 0.0}};
  const std::vector<QuantileTable::Knot> up_to_3000(knots.begin(), knots.begin() + 7);
  const QuantileTable table{std::span(up_to_3000)};
  const auto at = [&](double p) { return table(static_cast<std::uint32_t>(p * 4294967295.0)); };
  CHECK(at(0.0) == 0);
  CHECK(std::abs(at(1.0 / 12.0) - 500) <= 2);  // a quarter of the triangle is left of its middle
  CHECK(std::abs(at(0.3) - 949) <= 2);         // 1000·√0.9
  CHECK(std::abs(at(2.0 / 3.0) - 2500) <= 1);
  CHECK(at(1.0) == 2999);
  // The triangle down from 3000 to 4000 adds a quarter of the mass.
  const QuantileTable all{std::span(knots)};
  CHECK(std::abs(all(0xffffffff) - 4000) <= 1);
  CHECK(std::abs(all(0xc0000000) - 3000) <= 1);
  CHECK(all(0xbfffffff) >= 2998);
}

TEST_CASE("beta quantiles have the beta's mean and spread", "[core]") {
  for (const auto& [a, b] :
       {std::pair{0.5, 0.5}, {0.75, 2.5}, {1.0, 1.0}, {2.0, 5.0}, {50.0, 80.0}, {2000.0, 1000.0}}) {
    INFO(a << ", " << b);
    const QuantileTable table = beta_quantiles(a, b);
    const Moments m =
        moments(1u << 20, [&](std::uint32_t i) { return table((i << 12) | 2048) * 0x1p-20; });
    CHECK(std::fabs(m.mean - a / (a + b)) < 5e-6);
    CHECK(near(m.variance, a * b / ((a + b) * (a + b) * (a + b + 1.0)), 2e-3));
  }
}

TEST_CASE("beta quantiles are right where they can be written down", "[core]") {
  const QuantileTable arcsine = beta_quantiles(0.5, 0.5);
  const QuantileTable square = beta_quantiles(2.0, 1.0);
  constexpr std::uint32_t steps = 1u << QuantileTable::bits;
  for (std::uint32_t step = 1; step < steps; step += 3) {
    const double p = static_cast<double>(step) / steps;
    const std::uint32_t word = step << (32 - QuantileTable::bits);
    const double s = maths::sin(p * 1.57079632679489661923);
    REQUIRE(std::fabs(arcsine(word) * 0x1p-20 - s * s) < 2e-6);
    REQUIRE(std::fabs(square(word) * 0x1p-20 - std::sqrt(p)) < 2e-6);
  }
}

TEST_CASE("the same draws come out of every compiler and processor", "[core]") {
  std::uint64_t mixed = 0;
  const auto mix = [&](std::uint64_t x) { mixed = (mixed ^ x) * 0x9e3779b97f4a7c15u + 1; };
  const QuantileTable beta = beta_quantiles(1.3, 2.7);
  const AliasTable alias(std::vector<double>{0.1, 0.2, 0.3, 0.15});
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    mix(std::bit_cast<std::uint64_t>(exponential(draws, Chance::dwell_noise, i, 0)));
    mix(std::bit_cast<std::uint64_t>(lognormal(40.0, 0.4, w[2], w[3])));
    mix(static_cast<std::uint64_t>(beta(w[2])));
    mix(alias(w[3]));
  }
  CHECK(mixed == 0x70f908461c4d1888u);
}
