#include "czt/demand/learning.hpp"

#include <cmath>

#include "czt/core/maths.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// V35: 1,200 people, 460 seats, a ride of 50·(1 + .5·max(0, load/seats − 1)) min against 40, μ .04 a minute.
double share_at(double share) {
  const double load = 1200.0 * share / 460.0;
  const double ride = 50.0 * (1.0 + 0.5 * std::max(0.0, load - 1.0));
  return 1.0 / (1.0 + maths::exp(0.04 * (ride - 40.0)));
}

}  // namespace

TEST_CASE("crowding settles where the train is just over its seats (V35)", "[demand][learning]") {
  std::vector<double> x{0.5};
  const Settling settling = settle(
      x, [](const std::vector<double>& at) { return Answer{{share_at(at[0])}, std::fabs(share_at(at[0]) - at[0])}; },
      100, 1e-9);
  CHECK(std::fabs(x[0] - .394398) < 1e-4);
  CHECK(std::fabs(1200.0 * x[0] / 460.0 - 1.028864) < 3e-4);
  CHECK(settling.gap <= 1e-9);
}

TEST_CASE("by successive averages the error falls at each step (V35)", "[demand][learning]") {
  double x = share_at(0.0);
  double before = std::fabs(x - .394398);
  for (int k = 1; k < 30; ++k) {
    x += (share_at(x) - x) / (k + 1);
    const double error = std::fabs(x - .394398);
    CHECK((error < before || error < 1e-6));
    before = error;
  }
}

TEST_CASE("steps that overshoot grow shorter", "[demand][learning]") {
  // f(x) = −1.8 x swings ever wider with whole steps.
  std::vector<double> x{1.0};
  const Settling settling =
      settle(x, [](const std::vector<double>& at) { return Answer{{-1.8 * at[0]}, std::fabs(2.8 * at[0])}; }, 60, 1e-6);
  CHECK(settling.gap <= 1e-6);
  CHECK(std::fabs(x[0]) < 1e-6);
}
