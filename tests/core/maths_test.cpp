#include "czt/core/maths.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "czt/core/draws.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr int samples = 200'000;

/// Distance in units in the last place of the exact value; x87's 64 bits serve as exact.
double ulps(double got, long double exact) {
  const double nearest = std::fabs(static_cast<double>(exact));
  const double ulp = std::nextafter(nearest, inf) - nearest;
  return static_cast<double>(std::fabs((static_cast<long double>(got) - exact) / ulp));
}
double relative(double got, long double exact) {
  return static_cast<double>(std::fabs((static_cast<long double>(got) - exact) / exact));
}

/// The largest error(u, v) over random u and v in (0, 1).
template <class Error>
double worst(Error error) {
  const Draws draws(37, 0);
  double largest = 0.0;
  for (std::uint32_t i = 0; i < samples; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    largest = std::max(largest, error(unit(w[0], w[1]), unit(w[2], w[3])));
  }
  return largest;
}

/// A positive number of any size.
double any_size(double u, double v) {
  return std::ldexp(0.5 + u, static_cast<int>(v * 2040) - 1020);
}

}  // namespace

TEST_CASE("exp is within 2 ulp", "[core]") {
  CHECK(worst([](double u, double) {
          const double x = -708.0 + 1417.0 * u;
          return ulps(maths::exp(x), std::exp(static_cast<long double>(x)));
        }) < 1.0);
  CHECK(worst([](double u, double) {
          const double x = 2.0 * u - 1.0;
          return ulps(maths::exp(x), std::exp(static_cast<long double>(x)));
        }) < 1.0);
  CHECK(maths::exp(0.0) == 1.0);
  CHECK(maths::exp(-inf) == 0.0);
  CHECK(maths::exp(-745.3) == 0.0);
  CHECK(maths::exp(-745.0) == 5e-324);
  CHECK(ulps(maths::exp(-730.0), std::exp(-730.0L)) <= 1.0);
  CHECK(maths::exp(709.79) == inf);
  CHECK(maths::exp(709.78) < inf);
  CHECK(std::isnan(maths::exp(std::nan(""))));
}

TEST_CASE("log is within 2 ulp", "[core]") {
  CHECK(worst([](double u, double v) {
          const double x = any_size(u, v);
          return ulps(maths::log(x), std::log(static_cast<long double>(x)));
        }) < 1.0);
  CHECK(worst([](double u, double) {
          const double x = 0.5 + 1.5 * u;
          return ulps(maths::log(x), std::log(static_cast<long double>(x)));
        }) < 1.0);
  CHECK(maths::log(1.0) == 0.0);
  CHECK(maths::log(0.0) == -inf);
  CHECK(std::isnan(maths::log(-1.0)));
  CHECK(ulps(maths::log(5e-324), std::log(static_cast<long double>(5e-324))) < 1.0);
}

TEST_CASE("pow is within 2 ulp", "[core]") {
  CHECK(worst([](double u, double v) {
          const double x = any_size(u, v);
          const double y = (2.0 * v - 1.0) * 700.0 / std::fmax(1.0, std::fabs(std::log(x)));
          return ulps(maths::pow(x, y),
                      std::pow(static_cast<long double>(x), static_cast<long double>(y)));
        }) < 1.0);
  CHECK(worst([](double u, double v) {
          const double x = 0.5 + u;
          const double y = (2.0 * v - 1.0) * 900.0;
          return ulps(maths::pow(x, y),
                      std::pow(static_cast<long double>(x), static_cast<long double>(y)));
        }) < 1.0);
  CHECK(maths::pow(0.0, 0.0) == 1.0);
  CHECK(maths::pow(0.0, 2.0) == 0.0);
  CHECK(maths::pow(0.0, -1.0) == inf);
  CHECK(maths::pow(2.0, 10.0) == 1024.0);
  CHECK(maths::pow(2.0, -1074.0) == 5e-324);
  CHECK(maths::pow(10.0, 400.0) == inf);
  CHECK(maths::pow(1e-200, 2.0) == 0.0);
}

TEST_CASE("sin and cos are within 2 ulp", "[core]") {
  for (const double range : {2.0, 100.0, 2e5}) {
    CHECK(worst([&](double u, double) {
            const double x = (u - 0.5) * range;
            const long double exact = x;
            return std::max(ulps(maths::sin(x), std::sin(exact)),
                            ulps(maths::cos(x), std::cos(exact)));
          }) < 1.0);
  }
  CHECK(maths::sin(0.0) == 0.0);
  CHECK(maths::cos(0.0) == 1.0);
}

TEST_CASE("sin and cos keep their digits beside their zeros", "[core]") {
  double largest = 0.0;
  for (int n = 1; n < 63'000; ++n) {
    const double x = n * 1.57079632679489661923;
    const long double exact = x;
    largest = std::max(
        {largest, ulps(maths::sin(x), std::sin(exact)), ulps(maths::cos(x), std::cos(exact))});
  }
  CHECK(largest < 1.0);
}

TEST_CASE("erfc keeps its relative accuracy far out", "[core]") {
  CHECK(worst([](double u, double) {
          const double x = -7.0 + 32.0 * u;
          return relative(maths::erfc(x), std::erfc(static_cast<long double>(x)));
        }) < 1e-14);
  CHECK(maths::erfc(0.0) == 1.0);
  CHECK(maths::erfc(30.0) == 0.0);
  CHECK(maths::erfc(-30.0) == 2.0);
}

TEST_CASE("the normal quantile inverts the normal distribution", "[core]") {
  CHECK(worst([](double u, double v) {
          const double p = v < 0.5 ? u : std::exp(-700.0 * u - 0.01);
          const long double z = maths::normal_quantile(p);
          if (std::fabs(z) < 1e-3L) return 0.0;
          // One Newton step tells how far z is from the exact quantile.
          const long double below = 0.5L * std::erfc(-z / std::sqrt(2.0L));
          const long double density =
              std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979323846264L);
          return static_cast<double>(std::fabs((below - p) / density / z));
        }) < 1e-14);
  CHECK(maths::normal_quantile(0.5) == 0.0);
  CHECK(near(maths::normal_quantile(0.975), 1.959963984540054, 1e-15));
  CHECK(maths::normal_quantile(0.25) == -maths::normal_quantile(0.75));
}

TEST_CASE("the same bits come out of every compiler and processor", "[core]") {
  // Chained, so that one wrong last bit anywhere changes the end. GCC 12 and Clang 14 gave this at
  // -O0 and -O3.
  std::uint64_t mixed = 0;
  const auto mix = [&](double x) {
    mixed = (mixed ^ std::bit_cast<std::uint64_t>(x)) * 0x9e3779b97f4a7c15u + 1;
  };
  const Draws draws(2021, 0);
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    const double u = unit(w[0], w[1]);
    const double v = unit(w[2], w[3]);
    mix(maths::exp(1400.0 * u - 700.0));
    mix(maths::log(any_size(u, v)));
    mix(maths::pow(2.0 * u, 100.0 * v));
    mix(maths::sin(1e5 * u));
    mix(maths::cos(1e5 * v));
    mix(maths::erfc(20.0 * u));
    mix(maths::normal_quantile(u));
  }
  CHECK(mixed == 0x443be8bf0a192c99u);
}

TEST_CASE("exp and log of many at a time give the bits of one at a time", "[core]") {
  const Draws draws(5, 0);
  std::vector<double> x{0.0, -0.0, 1.0, inf, -inf, 700.0, 700.1, -700.0, -700.1, -746.0, 0x1p-1022, 0x1p-1030, 0x1p1023,
                        0x1.8p1023, -1.0, std::numeric_limits<double>::quiet_NaN()};
  for (std::uint32_t i = 0; i < 1003; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    x.push_back(40.0 * unit(w[0]) - 20.0);
    x.push_back(any_size(unit(w[1]), unit(w[2])));
  }
  // Rows of every length, so that whole registers and what is left over are both seen; with and without hard ones.
  const auto same = [](double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); };
  int wrong = 0;
  for (std::size_t first = 0; first + 40 < x.size(); first += 7) {
    const std::span<const double> row(x.data() + first, first % 40);
    std::vector<double> exps(row.size()), logs(row.size());
    maths::exp_each(row, exps.data());
    maths::log_each(row, logs.data());
    for (std::size_t i = 0; i < row.size(); ++i) {
      wrong += !same(exps[i], maths::exp(row[i])) && !std::isnan(row[i]);
      wrong += !same(logs[i], maths::log(row[i])) && !(std::isnan(logs[i]) && std::isnan(maths::log(row[i])));
    }
  }
  CHECK(wrong == 0);
}
