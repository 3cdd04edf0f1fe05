#include "observe/quantile.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"

using czt::Quantile95;

TEST_CASE("the 95 % quantile is the smallest value that 95 % do not exceed",
          "[observe][quantile]") {
  Quantile95 quantile;
  std::vector<std::int32_t> hundred;
  for (int k = 100; k >= 1; --k) hundred.push_back(k * 1000);
  CHECK(quantile(hundred) == 95'000);
  CHECK(quantile(std::vector<std::int32_t>{7}) == 7);
  CHECK(quantile(std::vector<std::int32_t>{5, 5, 5, 5}) == 5);
  CHECK(std::isnan(quantile({})));
}

TEST_CASE("the quantile equals that of the sorted values, early and late ones included",
          "[observe][quantile]") {
  Quantile95 quantile;
  std::vector<std::int32_t> values;
  std::uint32_t x = 12345;
  for (int n = 1; n < 400; ++n) {
    x = x * 1664525u + 1013904223u;
    values.push_back(static_cast<std::int32_t>(x >> 5) % 40'000'000 -
                     1'000'000);  // some negative, some beyond the bins
    std::vector<std::int32_t> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const auto rank = static_cast<std::size_t>(std::ceil(0.95 * n - 1e-9));
    CHECK(quantile(values) == sorted[rank - 1]);
  }
}
