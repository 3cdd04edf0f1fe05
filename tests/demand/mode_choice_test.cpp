#include "czt/demand/mode_choice.hpp"

#include <cmath>

#include "czt/core/draws.hpp"
#include "czt/demand/pivot_row.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// −μ · (fare in minutes at the value of time + ride + 2 · wait + 2 · access), V29's utility.
double v29(double fare, double ride, double wait, double access) {
  return -0.04 * (fare / 20.0 * 60.0 + ride + 2.0 * wait + 2.0 * access);
}

const std::array<double, nest_count> plain{1.0, 1.0};

/// Of the definition, with plain loops: three alternatives in two nests.
double nested_share(double rail, double beside, double road, double theta_rail, double theta_road, double d_rail,
                    double d_beside, double d_road) {
  const double inside = rail * std::exp(d_rail / theta_rail) + beside * std::exp(d_beside / theta_rail);
  const double nest = (rail + beside) * std::pow(inside / (rail + beside), theta_rail);
  const double other = road * std::pow(std::exp(d_road / theta_road), theta_road);
  return nest / (nest + other) * rail * std::exp(d_rail / theta_rail) / inside;
}

}  // namespace

TEST_CASE("four modes share the travellers as the logit says (V29)", "[demand][choice]") {
  const double base[] = {v29(20, 70, 10, 25), v29(11, 55, 20, 30), v29(24.5, 25, 20, 45), v29(29, 50, 20, 25)};
  const std::vector<double> p = logit(base);
  const double expected[] = {.305298, .493384, .097640, .103678};
  for (int i = 0; i < 4; ++i) CHECK(std::fabs(p[static_cast<std::size_t>(i)] - expected[i]) <= 5.1e-7);
  // Own-fare elasticity: −μ · minutes a yuan · fare · (1 − P).
  CHECK(near(-0.04 * 3.0 * 29.0 * (1.0 - p[3]), -3.119201, 1e-6));
  CHECK(near(fare_coefficient(3.119201 * -1.0, 29.0, p[3], 1.0, 1.0), 0.04 * 3.0, 1e-6));

  double later[] = {base[0], base[1], base[2], v29(20, 50, 9, 18)};
  const std::vector<double> q = logit(later);
  const double moved[] = {.139731, .225816, .044689, .589764};
  for (int i = 0; i < 4; ++i) CHECK(std::fabs(q[static_cast<std::size_t>(i)] - moved[i]) <= 5.1e-7);
  CHECK(near((logsum(later) - logsum(base)) / 0.04, 19.539159, 1e-6));

  // The pivot from the base's shares arrives at the same.
  const Alternative rivals[] = {{.base = p[0]}, {.base = p[1], .nest = Nest::rail}, {.base = p[2], .nest = Nest::rail}};
  const RailPivot pivot(p[3], rivals, plain);
  const RailPivot::Answer answer = pivot.ask(later[3] - base[3], true);
  CHECK(near(answer.share, q[3], 1e-12));
  CHECK(near(answer.logsum_change / 0.04, 19.539159, 1e-6));
  CHECK(near(pivot.weight(0) * answer.road_nest, q[0], 1e-12));
  CHECK(near(pivot.weight(1) * answer.rail_nest, q[1], 1e-12));
}

TEST_CASE("without a change everybody does what he did, bit for bit", "[demand][choice]") {
  const Draws draws(11, 0);
  for (std::uint32_t k = 0; k < 2000; ++k) {
    const PhiloxBlock w = draws.block(Chance::input_range, 1, k);
    const double p = unit(w[0]);
    const Alternative rivals[] = {{.base = unit(w[1])}, {.base = unit(w[2]), .nest = Nest::rail}, {.base = unit(w[3])}};
    const RailPivot pivot(p, rivals, {0.6, 0.4});
    CHECK(pivot.ask(0.0, true).share == p);
    CHECK(pivot.ask(0.0, true).logsum_change == 0.0);
  }
  CHECK(RailPivot(0.06, {}, {0.6, 0.6}).ask(0.0, true).share == 0.06);
}

TEST_CASE("a nest's members compete more with each other than with the road", "[demand][choice]") {
  const Alternative rivals[] = {{.base = 0.3, .change = -0.2, .nest = Nest::rail}, {.base = 0.6, .change = 0.1}};
  const RailPivot::Answer answer = RailPivot(0.1, rivals, {0.5, 0.8}).ask(0.4, true);
  CHECK(near(answer.share, nested_share(0.1, 0.3, 0.6, 0.5, 0.8, 0.4, -0.2, 0.1), 1e-12));

  const Alternative same[] = {{.base = 0.3, .nest = Nest::rail}, {.base = 0.6}};
  const RailPivot pivot(0.1, same, {0.5, 1.0});
  const RailPivot::Answer dearer = pivot.ask(-0.3, true);
  const double rail_rival = pivot.weight(0) * dearer.rail_nest / 0.3;
  const double road_rival = pivot.weight(1) * dearer.road_nest / 0.6;
  CHECK(rail_rival > road_rival);
  CHECK(road_rival > 1.0);
  CHECK(near(dearer.share + pivot.weight(0) * dearer.rail_nest + pivot.weight(1) * dearer.road_nest, 1.0, 1e-12));
}

TEST_CASE("a rival that stops running at night leaves its travellers to the others", "[demand][choice]") {
  const Alternative day[] = {{.base = 0.5}, {.base = 0.4}};
  const Alternative night[] = {{.base = 0.5, .now = false}, {.base = 0.4}};
  const RailPivot pivot(0.1, night, plain);
  CHECK(near(RailPivot(0.1, day, plain).ask(0.0, true).share, 0.1, 1e-15));
  CHECK(near(pivot.ask(0.0, true).share, 0.1 / 0.5, 1e-12));
  CHECK(pivot.weight(0) == 0.0);
}

TEST_CASE("a railway that is new is worth what an old one as good is", "[demand][choice]") {
  const Alternative rivals[] = {{.base = 0.9}};
  const RailPivot pivot(0.1, rivals, {0.6, 0.6});
  CHECK(near(pivot.ask(0.3, false).share, pivot.ask(0.3, true).share, 1e-15));
  CHECK(pivot.ask(0.0, false).logsum_change > 0.0);
  CHECK(pivot.ask(std::nullopt, true).share == 0.0);
  CHECK(pivot.ask(std::nullopt, true).logsum_change < 0.0);
  CHECK(pivot.ask(std::nullopt, false).logsum_change == 0.0);
}

TEST_CASE("the fare coefficient gives the elasticity asked for", "[demand][choice]") {
  const double theta = 0.6, p = 0.07, beside = 0.2;
  const double b = fare_coefficient(-1.0, 29.0, p, p / (p + beside), theta);
  const Alternative rivals[] = {{.base = beside, .nest = Nest::rail}, {.base = 1.0 - p - beside}};
  const RailPivot pivot(p, rivals, {theta, theta});
  const double h = 1e-5;
  const double up = pivot.ask(-b * 29.0 * h, true).share;
  const double down = pivot.ask(b * 29.0 * h, true).share;
  CHECK(near((up - down) / (2.0 * h * p), -1.0, 1e-6));
}

TEST_CASE("a day's pivots asked at once answer as each does, bit for bit", "[demand][choice]") {
  const Draws draws(13, 0);
  int wrong = 0;
  for (std::uint32_t k = 0; k < 300; ++k) {
    const PhiloxBlock w = draws.block(Chance::input_range, 3, k);
    const double p = 0.9 * unit(w[0]);
    const Alternative day[] = {{.base = unit(w[1]), .change = unit(w[2]) - 0.5, .nest = Nest::rail},
                               {.base = unit(w[3]), .change = 0.0, .nest = Nest::road}};
    const Alternative night[] = {{.base = unit(w[1]), .nest = Nest::rail, .now = false},
                                 {.base = unit(w[3]), .nest = Nest::road, .in_base = false, .now = k % 2 == 0}};
    const std::array<double, nest_count> nests{0.3 + 0.7 * unit(w[2]), 0.6};
    const Alternative still[] = {{.base = unit(w[1]), .nest = Nest::rail}, {.base = unit(w[3]), .nest = Nest::road}};
    const RailPivot pivots[] = {RailPivot(p, day, nests), RailPivot(p, night, nests), RailPivot(p, still, nests)};
    PivotRow row;
    std::vector<double> change;
    std::vector<unsigned char> in_base;
    for (std::uint32_t q = 0; q < 30; ++q) {
      const PhiloxBlock v = draws.block(Chance::input_range, 4, 30 * k + q);
      change.push_back(v[0] % 5 == 0 ? std::nan("") : v[0] % 5 == 1 ? 0.0 : 4.0 * unit(v[1]) - 2.0);
      in_base.push_back(v[2] % 2 == 0 ? 1 : 0);
    }
    for (std::size_t s = 0; s < 3; ++s) row.set(10 * s, 10, pivots[s]);
    PivotAnswers answers;
    row.ask(change, in_base, answers);
    for (std::size_t q = 0; q < 30; ++q) {
      const RailPivot::Answer one =
          pivots[q / 10].ask(std::isnan(change[q]) ? std::nullopt : std::optional(change[q]), in_base[q] != 0);
      const bool no_logsum = std::isnan(one.logsum_change) && std::isnan(answers.logsum_change[q]);
      wrong += answers.share[q] != one.share || answers.rail_nest[q] != one.rail_nest ||
               answers.road_nest[q] != one.road_nest || (!no_logsum && answers.logsum_change[q] != one.logsum_change);
    }
  }
  CHECK(wrong == 0);
}
