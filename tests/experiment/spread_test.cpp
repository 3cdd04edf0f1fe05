#include "czt/experiment/spread.hpp"

#include <cmath>

#include "czt/core/maths.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// Mean and standard deviation of 100,000 equally likely values.
std::pair<double, double> moments(const Spread& spread) {
  const int n = 100'000;
  double mean = 0.0;
  double square = 0.0;
  for (int k = 0; k < n; ++k) mean += value_at(spread, (k + 0.5) / n) / n;
  for (int k = 0; k < n; ++k) {
    const double apart = value_at(spread, (k + 0.5) / n) - mean;
    square += apart * apart / n;
  }
  return {mean, std::sqrt(square)};
}

}  // namespace

TEST_CASE("a parameter's ends are met exactly and never left", "[experiment][spread]") {
  for (const Spread& spread : {Spread{EvenSpread{0.1, 0.7}}, Spread{LogSpread{0.1, 0.7}},
                               Spread{TriangularSpread{0.1, 0.2, 0.7}},
                               Spread{NormalSpread{0.3, 0.2, 0.1, 0.7}},
                               Spread{LognormalSpread{0.3, 0.5, 0.1, 0.7}}}) {
    CHECK(value_at(spread, 0.0) == 0.1);
    CHECK(value_at(spread, 1.0) == 0.7);
    double last = 0.1;
    for (int k = 1; k <= 1000; ++k) {
      const double value = value_at(spread, k / 1000.0);
      CHECK(value >= last);
      last = value;
    }
    CHECK(last == 0.7);
  }
}

TEST_CASE("spreads have the quantiles of their formulas", "[experiment][spread]") {
  CHECK(near(value_at(EvenSpread{10, 30}, 0.25), 15));
  CHECK(near(value_at(LogSpread{1, 10000}, 0.25), 10));
  // Of a triangle from 0 over 1 to 4, F(1) = 1/4 and F(2) = 1 − 4/12.
  CHECK(near(value_at(TriangularSpread{0, 1, 4}, 0.25), 1));
  CHECK(near(value_at(TriangularSpread{0, 1, 4}, 2.0 / 3.0), 2));
  CHECK(near(value_at(TriangularSpread{0, 1, 4}, 0.0625), 0.5));
  CHECK(near(value_at(NormalSpread{5, 2}, 0.975), 5 + 2 * 1.959963984540054));
  CHECK(near(value_at(LognormalSpread{3, 0.4}, 0.5), 3 / std::sqrt(1.16)));
}

TEST_CASE("spreads have the means and deviations they are given", "[experiment][spread]") {
  const auto [log_mean, log_sd] = moments(LognormalSpread{3, 0.4});
  CHECK(near(log_mean, 3, 1e-4));
  CHECK(near(log_sd, 1.2, 1e-3));
  const auto [triangle, triangle_sd] = moments(TriangularSpread{0, 1, 4});
  CHECK(near(triangle, 5.0 / 3.0, 1e-6));
  CHECK(near(triangle_sd, std::sqrt((16.0 + 1.0 - 4.0) / 18.0), 1e-5));
  // A normal cut at one sd to both sides: Johnson, Kotz & Balakrishnan (1994), 13.10.
  const double density = 0.24197072451914337;  // of the standard normal at 1
  const double inside = 0.6826894921370859;
  const auto [cut, cut_sd] = moments(NormalSpread{7, 2, 5, 9});
  CHECK(near(cut, 7, 1e-9));
  CHECK(near(cut_sd, 2 * std::sqrt(1 - 2 * density / inside), 1e-4));
}

TEST_CASE("a normal cut far out in either tail still has its values", "[experiment][spread]") {
  // Beyond 8 sd the normal falls off like an exponential with rate 8: its median is about
  // log 2 / 8 further out.
  const double out = value_at(NormalSpread{0, 1, 8, 100}, 0.5);
  CHECK(out > 8.0);
  CHECK(std::fabs(out - 8.0 - 0.6931471805599453 / 8.12) < 1e-3);
  CHECK(value_at(NormalSpread{0, 1, -100, -8}, 0.5) == -out);
}

TEST_CASE("entries and whole numbers are equally likely", "[experiment][spread]") {
  CHECK(entry_at(4, 0.0) == 0);
  CHECK(entry_at(4, 0.2499) == 0);
  CHECK(entry_at(4, 0.25) == 1);
  CHECK(entry_at(4, 1.0) == 3);
  CHECK(whole_at(3, 5, 0.0) == 3);
  CHECK(whole_at(3, 5, 0.34) == 4);
  CHECK(whole_at(3, 5, 1.0) == 5);
}
