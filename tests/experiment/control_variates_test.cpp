#include "czt/experiment/control_variates.hpp"

#include <cmath>

#include "czt/core/distributions.hpp"
#include "czt/experiment/statistics.hpp"
#include "support/catch.hpp"
#include "support/bare_line.hpp"
#include "support/measured.hpp"

using namespace czt;
using namespace czt::test;

namespace {

/// y = 5 + 2 x₁ + x₂ + Z, x₁ and x₂ standard normal: R² = 5/6.
struct Sample {
  std::vector<double> y, x1, x2;
};
Sample sample(std::uint32_t trial, std::uint32_t n) {
  const Draws draws(1981, trial);
  Sample s;
  for (std::uint32_t k = 0; k < n; ++k) {
    const PhiloxBlock a = draws.block(Chance::dwell_noise, 1, k);
    const PhiloxBlock b = draws.block(Chance::dwell_noise, 2, k);
    s.x1.push_back(normal(a[0], a[1]));
    s.x2.push_back(normal(a[2], a[3]));
    s.y.push_back(5.0 + 2.0 * s.x1.back() + s.x2.back() + normal(b[0], b[1]));
  }
  return s;
}

/// Poisson people, 1,000 a day expected, forty-two of them to a train, which has as many seats.
const std::string crowded_day = czt::test::bare_line + R"(train_types: {train: {cars: 1, doors_per_side: 1, standing_area: 30 m2, seats: 42}}
arrival: {model: random}
places:
  Home: {people: 1000, access: {A: 0 min}}
  Work: {jobs: 1, access: {B: 0 min}}
profiles: {day: {knots: {"06:00": 1, "10:00": 1}}}
purposes: {all: {trips: 1 /day, rail_share: 100 %, profile: {up: day, down: day}}}
timetable: {down: {from: A, to: B, first: "06:10", every: 10 min, trains: 40}}
)";

}  // namespace

TEST_CASE("a control with a known mean takes its share out of an interval, as regression says",
          "[experiment][control]") {
  // Four points by hand: x −1, 0, 1, 2 (mean 1/2, known 0), y 1, 2, 4, 5: slope 1.4, residuals
  // 0.1, −0.3, 0.3, −0.1, so σ² = 0.2 / 2; S = 5.
  const std::vector<double> y{1, 2, 4, 5};
  const std::vector<double> x{-1, 0, 1, 2};
  const ControlledMean found = controlled_mean(y, std::vector<Control>{{x, 0.0}});
  CHECK(near(found.mean, 3.0 - 1.4 * 0.5));
  CHECK(near(found.half_width, t_quantile(0.975, 2) * std::sqrt(0.1 * (0.25 + 0.25 / 5.0))));
  CHECK(near(found.r_squared, 1.0 - 0.2 / 10.0));
  CHECK(found.controls == 1);
  CHECK(found.uncontrolled_half_width == estimate(y).half_width);
}

TEST_CASE("controls that say nothing new are not used", "[experiment][control]") {
  const Sample s = sample(1, 20);
  std::vector<double> twice;
  for (const double x : s.x1) twice.push_back(7.0 - 2.0 * x);
  const std::vector<double> constant(20, 3.0);
  const ControlledMean one = controlled_mean(s.y, std::vector<Control>{{s.x1, 0.0}});
  const ControlledMean three =
      controlled_mean(s.y, std::vector<Control>{{constant, 3.0}, {s.x1, 0.0}, {twice, 7.0}});
  CHECK(three.controls == 1);
  CHECK(three.mean == one.mean);
  CHECK(three.half_width == one.half_width);
  const ControlledMean none = controlled_mean(s.y, {});
  CHECK(near(none.mean, estimate(s.y).mean));
  CHECK(near(none.half_width, estimate(s.y).half_width));
}

TEST_CASE("the order of controls that go together does not matter", "[experiment][control]") {
  const Sample s = sample(1, 20);
  std::vector<double> both;
  for (std::size_t k = 0; k < 20; ++k) both.push_back(s.x1[k] + 0.3 * s.x2[k] + 4.0);
  const Control one{s.x1, 0.0};
  const Control other{both, 4.0};
  const ControlledMean found = controlled_mean(s.y, std::vector<Control>{one, other});
  const ControlledMean turned = controlled_mean(s.y, std::vector<Control>{other, one});
  const ControlledMean apart = controlled_mean(s.y, std::vector<Control>{{s.x1, 0.0}, {s.x2, 0.0}});
  CHECK(near(found.mean, turned.mean));
  CHECK(near(found.half_width, turned.half_width));
  CHECK(near(found.mean, apart.mean));  // they span the same
  CHECK(near(found.half_width, apart.half_width));
}

TEST_CASE("too few replications give a mean without an interval", "[experiment][control]") {
  const std::vector<double> y{1, NAN, 4};
  const std::vector<double> x{0, 1, 2};
  const ControlledMean found = controlled_mean(y, std::vector<Control>{{x, 1.0}});
  CHECK(found.n == 2);
  CHECK(near(found.mean, 2.5));
  CHECK(std::isnan(found.half_width));
  CHECK(std::isnan(controlled_mean(std::vector<double>{NAN}, {}).mean));
}

TEST_CASE("controlled means are as sure as they say, and six times as sure as without",
          "[experiment][control]") {
  // 2000 samples of 20. Intervals of 95 % hold in 1900 ± 3 · 9.7. The variance is that of ȳ times
  // (1 − R²) (n − 2) / (n − m − 2) = 1/6 · 18/16; its estimate from 2000 is sure to 3 · 3.2 %.
  int holds = 0;
  int narrow_holds = 0;
  double variance = 0.0;
  for (std::uint32_t trial = 0; trial < 2000; ++trial) {
    const Sample s = sample(trial, 20);
    const ControlledMean found =
        controlled_mean(s.y, std::vector<Control>{{s.x1, 0.0}, {s.x2, 0.0}});
    holds += std::fabs(found.mean - 5.0) <= found.half_width;
    narrow_holds += std::fabs(found.mean - 5.0) <= 0.8 * found.half_width;
    variance += (found.mean - 5.0) * (found.mean - 5.0) / 2000;
  }
  CHECK(holds >= 1871);
  CHECK(holds <= 1929);
  CHECK(narrow_holds < 1871);
  CHECK(near(variance, 6.0 / 20.0 * (1.0 / 6.0) * 18.0 / 16.0, 0.095));
}

TEST_CASE("how long people stand is known better when the day's travellers are taken into account",
          "[experiment][control]") {
  // 1,000 people a day are expected: how many came explains a good part of how many had to
  // stand. 4,000 days in groups of twenty: the groups' means scatter less by the
  // share that R² promises (200 groups: each variance sure to 10 %, their ratio to about 14 %).
  const Outcomes days = days_of(plan_of(crowded_day), {"standing_time", "journeys"}, 4000);
  const std::vector<double> stood = day_by_day(days, 0);
  const std::vector<double> came = day_by_day(days, 1);
  const Estimate arrivals = estimate(came);
  REQUIRE(std::fabs(arrivals.mean - 1000.0) < 2.0 * arrivals.half_width);
  const ControlledMean all = controlled_mean(stood, std::vector<Control>{{came, 1000.0}});
  CHECK(all.r_squared > 0.25);

  const double mean = all.mean;
  double plain = 0.0;
  double controlled = 0.0;
  int holds = 0;
  for (std::size_t first = 0; first < 4000; first += 20) {
    const auto y = std::span(stood).subspan(first, 20);
    const std::vector<Control> control{{std::span(came).subspan(first, 20), 1000.0}};
    const ControlledMean found = controlled_mean(y, control);
    plain += (estimate(y).mean - mean) * (estimate(y).mean - mean);
    controlled += (found.mean - mean) * (found.mean - mean);
    holds += std::fabs(found.mean - mean) <= found.half_width;
  }
  CHECK(near(controlled / plain, (1.0 - all.r_squared) * 18.0 / 17.0, 0.3));
  CHECK(holds >= 180);  // of 200
}
