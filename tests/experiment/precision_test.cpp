#include "czt/experiment/precision.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/experiment/statistics.hpp"
#include "support/catch.hpp"

using namespace czt;

TEST_CASE("twenty replications come before any judgement of precision", "[experiment][precision]") {
  const Precision one_percent{{}, 0.01, {}};
  CHECK(next_batch(one_percent, 0, 0, 0, 1000) == 20);
  CHECK(next_batch(one_percent, 12, 100, 0.0, 1000) == 8);
  CHECK(next_batch(one_percent, 0, 0, 0, 10) == 10);
}

TEST_CASE("replications stop when the half-width is small enough, relative to the true mean",
          "[experiment][precision]") {
  const Precision one_percent{{}, 0.01, {}};
  CHECK(next_batch(one_percent, 20, 100.0, 0.99, 1000) == 0);  // 0.01 / 1.01 of 100 is 0.9901
  CHECK(next_batch(one_percent, 20, 100.0, 0.995, 1000) > 0);
  const Precision half{{}, {}, 0.5};
  CHECK(next_batch(half, 20, 100.0, 0.5, 1000) == 0);
  CHECK(next_batch(half, 20, 100.0, 0.6, 1000) > 0);
}

TEST_CASE("batches grow with what is missing, at most to double, never beyond the limit",
          "[experiment][precision]") {
  const Precision half{{}, {}, 0.5};
  CHECK(next_batch(half, 100, 0.0, 0.6, 1000) == 44);  // 100 · (0.6 / 0.5)²
  CHECK(next_batch(half, 100, 0.0, 50.0, 1000) == 100);
  CHECK(next_batch(half, 100, 0.0, 50.0, 130) == 30);
  CHECK(next_batch(half, 130, 0.0, 50.0, 130) == 0);
  const double undefined = std::numeric_limits<double>::quiet_NaN();
  CHECK(next_batch(half, 20, undefined, undefined, 1000) == 20);
}

namespace {

/// Of 2,000 sequences of normals with mean 100 and sd 40, each gone on with until `next` wants no
/// more: how many last intervals hold 100.
int hold_when_stopped(const std::function<std::uint32_t(const Estimate&)>& next) {
  int holds = 0;
  for (std::uint32_t sequence = 0; sequence < 2000; ++sequence) {
    const Draws draws(2015, sequence);
    std::vector<double> values;
    Estimate e = estimate(values);
    for (std::uint32_t more = next(e); more > 0; more = next(e)) {
      for (; more > 0; --more) {
        const auto k = static_cast<std::uint32_t>(values.size());
        const PhiloxBlock b = draws.block(Chance::dwell_noise, 1, k);
        values.push_back(100.0 + 40.0 * normal(b[0], b[1]));
      }
      e = estimate(values);
    }
    holds += std::fabs(e.mean - 100.0) <= e.half_width;
  }
  return holds;
}

}  // namespace

TEST_CASE(
    "intervals that replications were gone on with until they were narrow hold the mean in 93 to "
    "97 %",
    "[experiment][precision]") {
  // 5 % of the mean, some 270 replications; standard error of the share 0.5 %.
  const Precision five_percent{{}, 0.05, {}};
  const int holds = hold_when_stopped([&](const Estimate& e) {
    return next_batch(five_percent, e.n, e.mean, e.half_width, 100'000);
  });
  CHECK(holds >= 1860);
  CHECK(holds <= 1940);
  // Whoever looks from the third replication on, after each of them, stops too early; it shows
  // where some forty would do.
  const int hasty = hold_when_stopped([](const Estimate& e) -> std::uint32_t {
    if (e.n < 3) return 3 - e.n;
    return e.half_width <= 0.15 / 1.15 * std::fabs(e.mean) ? 0 : 1;
  });
  CHECK(hasty < 1860);
}
