#include "czt/experiment/precision.hpp"

#include <limits>

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
