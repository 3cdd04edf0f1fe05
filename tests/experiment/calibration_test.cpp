#include "czt/experiment/calibration.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;
using Catch::Matchers::WithinAbs;

namespace {

/// Three targets of two parameters, met exactly at (0.3, 4): a valley that coordinates alone crawl along.
std::vector<double> valley(std::span<const double> x) {
  return {100.0 * x[0] + 10.0 * x[1], 100.0 * x[0] - 10.0 * x[1], x[0] * x[1]};
}
const std::vector<Bounds> wide{{0.0, 1.0}, {-10.0, 10.0}};
const std::vector<Aim> aims{{70.0, 0.1}, {-10.0, 5.0}, {1.2, 0.1}};
Optimum search(std::span<const Bounds> bounds, std::span<const Aim> targets, const Simulated& simulated,
               unsigned threads = 1) {
  return calibrate(bounds, targets, simulated, {.threads = threads});
}

}  // namespace

TEST_CASE("a known optimum is found, and how sharply the targets tell it") {
  const Optimum found = search(wide, aims, valley);
  CHECK(found.settled);
  CHECK(found.loss < 1e-3);
  CHECK_THAT(found.parameters[0].value, WithinAbs(0.3, 0.01));
  CHECK_THAT(found.parameters[1].value, WithinAbs(4.0, 0.1));
  // One parameter, y = 50 x ± 2: its standard error is 2 / 50.
  const std::vector<Bounds> one{{0.0, 10.0}};
  const std::vector<Aim> line{{150.0, 2.0}};
  const Optimum slope = search(one, line, [](auto x) { return std::vector{50.0 * x[0]}; });
  CHECK_THAT(slope.parameters[0].value, WithinAbs(3.0, 0.001));
  CHECK_THAT(slope.parameters[0].half_width, WithinAbs(1.96 * 2.0 / 50.0, 1e-3));
  CHECK(slope.parameters[0].identified);
}

TEST_CASE("a bound that binds is kept, and the others make the best of it") {
  const std::vector<Bounds> narrow{{0.0, 0.2}, {-10.0, 10.0}};
  const Optimum found = search(narrow, aims, valley);
  CHECK(found.parameters[0].value == 0.2);
  CHECK(found.parameters[0].at_bound);
  CHECK_FALSE(found.parameters[1].at_bound);
  CHECK_THAT(found.parameters[1].value, WithinAbs(5.0, 0.05));  // 70 = 20 + 10·5, the sharpest target
}

TEST_CASE("a target that nothing reaches stays outside its tolerance") {
  const std::vector<Bounds> one{{0.0, 1.0}};
  const std::vector<Aim> aim{{5.0, 0.5}};
  const Optimum found = search(one, aim, [](auto x) { return std::vector{2.0 + x[0]}; });
  CHECK(found.parameters[0].value == 1.0);
  CHECK(found.loss > 1.0);
  CalibratedTarget target;
  target.aim = aim.front();
  target.simulated.mean = found.simulated.front();
  CHECK_FALSE(target.inside());
  target.simulated.mean = 4.6;
  CHECK(target.inside());
}

TEST_CASE("parameters that only count together are said to be not identified") {
  const std::vector<Bounds> two{{0.0, 1.0}, {0.0, 1.0}};
  const std::vector<Aim> aim{{1.2, 0.01}};
  const Optimum found = search(two, aim, [](auto x) { return std::vector{x[0] + x[1]}; });
  CHECK(found.loss < 1e-3);
  CHECK_FALSE(found.parameters[0].identified);
  CHECK_FALSE(found.parameters[1].identified);
}

TEST_CASE("the search gives the same bits with one thread and with three") {
  const Simulated rough = [](auto x) {
    const double step = std::floor(x[0] * 1000.0) / 1000.0;
    return std::vector{100.0 * step + 10.0 * x[1] * x[1], 100.0 * step - 10.0 * x[1], step * x[1] + 1.0};
  };
  const Optimum a = search(wide, aims, rough, 1);
  const Optimum b = search(wide, aims, rough, 3);
  CHECK(a.evaluations == b.evaluations);
  CHECK(a.simulated == b.simulated);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(a.parameters[i].value == b.parameters[i].value);
    CHECK(a.parameters[i].half_width == b.parameters[i].half_width);
  }
}

TEST_CASE("a share of days has an interval that stays within 0 and 1") {
  const std::vector<double> none(20, 0.0);
  const Share zero = share_of_days(none);
  CHECK(zero.low == 0.0);
  CHECK_THAT(zero.high, WithinAbs(0.1611, 1e-4));  // Wilson, 0 of 20
}
