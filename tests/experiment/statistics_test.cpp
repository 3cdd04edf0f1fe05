#include "czt/experiment/statistics.hpp"

#include <cmath>
#include <vector>

#include "czt/core/distributions.hpp"
#include "support/catch.hpp"

using namespace czt;

TEST_CASE("t quantiles are the tabulated ones (V38)", "[experiment][V38]") {
  CHECK(std::fabs(t_quantile(0.975, 4) - 2.776445) < 5e-7);
  CHECK(std::fabs(t_quantile(0.975, 9) - 2.262157) < 5e-7);
  CHECK(std::fabs(t_quantile(0.975, 19) - 2.093024) < 5e-7);
  CHECK(std::fabs(t_quantile(0.975, 29) - 2.045230) < 5e-7);
  CHECK(std::fabs(t_quantile(0.975, 49) - 2.009575) < 5e-7);
  CHECK(near(t_two_sided(t_quantile(0.975, 9), 9), 0.05));
  CHECK(near(t_two_sided(-t_quantile(0.975, 9), 9), 0.05));
}

namespace {

/// Of 1000 samples of ten normals with mean 5 and sd 2: how many intervals hold 5.
int covered(double widened_by) {
  int holds = 0;
  for (std::uint32_t sample = 0; sample < 1000; ++sample) {
    const Draws draws(20210526, sample);
    std::vector<double> values;
    for (std::uint32_t k = 0; k < 10; ++k) {
      const PhiloxBlock b = draws.block(Chance::dwell_noise, 1, k);
      values.push_back(5.0 + 2.0 * normal(b[0], b[1]));
    }
    const Estimate e = estimate(values);
    holds += std::fabs(e.mean - 5.0) <= widened_by * e.half_width;
  }
  return holds;
}

}  // namespace

TEST_CASE("of 1000 intervals of nominal 95 % between 926 and 971 hold the mean (V38)",
          "[experiment][V38]") {
  const int holds = covered(1.0);
  CHECK(holds >= 926);
  CHECK(holds <= 971);
  CHECK(covered(0.8) < 926);  // the test sees an interval that is a fifth too narrow
}

TEST_CASE("an estimate of few replications says what it does not know", "[experiment]") {
  const Estimate one = estimate(std::vector<double>{3.0});
  CHECK(one.mean == 3.0);
  CHECK(one.n == 1);
  CHECK(std::isnan(one.sd));
  CHECK(std::isnan(one.half_width));
  CHECK(std::isnan(estimate(std::vector<double>{}).mean));

  const Estimate some = estimate(std::vector<double>{1.0, NAN, 2.0, 3.0});
  CHECK(some.n == 3);
  CHECK(some.mean == 2.0);
  CHECK(some.sd == 1.0);
  CHECK(near(some.half_width, t_quantile(0.975, 2) / std::sqrt(3.0)));
}

TEST_CASE("quantiles of replications are interpolated between order statistics", "[experiment]") {
  const std::vector<double> values{4, 1, 3, 2};
  CHECK(sample_quantile(values, 0.0) == 1.0);
  CHECK(sample_quantile(values, 1.0) == 4.0);
  CHECK(near(sample_quantile(values, 0.5), 2.5));
  CHECK(near(sample_quantile(values, 0.05), 1.15));
}

TEST_CASE("a scenario compared with itself differs by exactly nothing", "[experiment]") {
  const std::vector<double> a{0.1, 0.7, 0.3, NAN};
  const Difference d = paired_difference(a, a);
  CHECK(d.identical);
  CHECK(d.mean == 0.0);
  CHECK(d.half_width == 0.0);
  CHECK(std::isnan(d.variance_ratio));
}

TEST_CASE("pairing takes out what both have in common", "[experiment]") {
  const std::vector<double> base{10, 20, 30, 40};
  const std::vector<double> other{11, 22, 31, 42};  // differences 1, 2, 1, 2
  const Difference d = paired_difference(base, other);
  CHECK(d.mean == 1.5);
  CHECK(near(d.half_width, t_quantile(0.975, 3) * std::sqrt(1.0 / 3.0) / 2.0));
  const double var_base = 500.0 / 3.0;
  const double var_other = (15.5 * 15.5 + 4.5 * 4.5 + 4.5 * 4.5 + 15.5 * 15.5) / 3.0;
  CHECK(near(d.variance_ratio, (var_base + var_other) / (1.0 / 3.0)));
  CHECK_FALSE(d.identical);
}

TEST_CASE("a replication without the measure in one scenario leaves the pair out", "[experiment]") {
  const Difference d =
      paired_difference(std::vector<double>{1, 2, NAN, 4}, std::vector<double>{2, 4, 9, NAN});
  CHECK(d.n == 2);
  CHECK(d.mean == 1.5);
  CHECK(near(d.variance_ratio, (0.5 + 2.0) / 0.5));
  CHECK_FALSE(d.identical);
  // Undefined in one of them only: not the same samples, even if all the rest is equal.
  CHECK_FALSE(paired_difference(std::vector<double>{1, NAN}, std::vector<double>{1, 2}).identical);
}
