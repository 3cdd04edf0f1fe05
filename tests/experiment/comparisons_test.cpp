#include "czt/experiment/comparisons.hpp"

#include <cmath>
#include <limits>

#include "czt/core/distributions.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// k alternatives with nothing between them: `shared` Z of the replication + Z of its own.
std::vector<std::vector<double>> alike(std::size_t k, std::uint32_t n, double shared,
                                       std::uint32_t trial) {
  const Draws draws(1953, trial);
  std::vector<std::vector<double>> alternatives(k);
  for (std::size_t i = 0; i < k; ++i)
    for (std::uint32_t r = 0; r < n; ++r) {
      const PhiloxBlock own = draws.block(Chance::dwell_noise, i + 1, r);
      const PhiloxBlock all = draws.block(Chance::dwell_noise, 0, r);
      alternatives[i].push_back(normal(own[0], own[1]) + shared * normal(all[0], all[1]));
    }
  return alternatives;
}

/// Of so many families of four alternatives without a difference: in how many some pair differs.
struct FamilyErrors {
  int tukey = 0;
  int one_by_one = 0;  ///< with plain paired intervals
};
FamilyErrors family_errors(int families, double shared, People people) {
  FamilyErrors errors;
  for (int trial = 0; trial < families; ++trial) {
    const auto alternatives = alike(4, 8, shared, static_cast<std::uint32_t>(trial));
    bool any = false;
    bool plain = false;
    for (const PairDifference& pair : tukey_pairs(alternatives, people)) {
      any = any || std::fabs(pair.mean) > pair.half_width;
      const Difference d = paired_difference(alternatives[pair.base], alternatives[pair.other]);
      plain = plain || std::fabs(d.mean) > d.half_width;
    }
    errors.tukey += any;
    errors.one_by_one += plain;
  }
  return errors;
}

Difference difference(double mean, double standard_error, std::uint32_t n) {
  return {mean, t_quantile(0.975, n - 1.0) * standard_error, standard_error, NAN, n, false};
}

}  // namespace

TEST_CASE("quantiles of the studentized range are the tabulated ones",
          "[experiment][comparisons]") {
  // Harter (1960), Annals of Mathematical Statistics 31, to the last digit printed.
  CHECK(std::fabs(studentized_range_quantile(0.95, 3, 10) - 3.877) < 5.1e-4);
  CHECK(std::fabs(studentized_range_quantile(0.95, 5, 20) - 4.232) < 5.1e-4);
  CHECK(std::fabs(studentized_range_quantile(0.95, 10, 30) - 4.824) < 5.1e-4);
  CHECK(std::fabs(studentized_range_quantile(0.95, 3, 1) - 26.98) < 5.1e-3);
  CHECK(std::fabs(studentized_range_quantile(0.975, 4, 20) - 4.43) < 5.1e-3);
  CHECK(std::fabs(studentized_range_quantile(0.975, 10, 60) - 5.01) < 5.1e-3);
  CHECK(std::fabs(studentized_range_quantile(0.95, 3, infinite) - 3.314) < 5.1e-4);
  CHECK(std::fabs(studentized_range_quantile(0.95, 100, infinite) - 6.085) < 5.1e-3);
}

TEST_CASE("the studentized range of two is Student's t", "[experiment][comparisons]") {
  for (const double df : {1.0, 2.0, 5.0, 19.0, 200.0}) {
    for (const double p : {0.5, 0.9, 0.95, 0.99}) {
      const double q = std::sqrt(2.0) * t_quantile(0.5 + p / 2, df);
      CHECK(near(studentized_range_quantile(p, 2, df), q, 1e-8));
      CHECK(std::fabs(studentized_range_cdf(q, 2, df) - p) < 1e-10);
    }
  }
  CHECK(studentized_range_cdf(0.0, 3, 10) == 0.0);
  CHECK(studentized_range_cdf(1e6, 3, 10) == 1.0);
}

TEST_CASE("Tukey's intervals are those of a published example", "[experiment][comparisons]") {
  // Tensile strength of paper by share of hardwood: Montgomery & Runger, Applied Statistics and
  // Probability for Engineers, table 13-1 and supplement S13-2 (k = 4, n = 6, s² = 6.51). They take
  // q as 3.96: half a unit of its last digit is 0.0053.
  const std::vector<std::vector<double>> strength{{7, 8, 15, 11, 9, 10},
                                                  {12, 17, 13, 18, 19, 15},
                                                  {14, 18, 19, 17, 16, 18},
                                                  {19, 25, 22, 23, 18, 20}};
  const std::vector<PairDifference> pairs = tukey_pairs(strength, People::own);
  REQUIRE(pairs.size() == 6);
  CHECK((pairs[0].base == 0 && pairs[0].other == 1));
  CHECK(std::fabs(pairs[0].mean - pairs[0].half_width - 1.542) < 5.3e-3);
  CHECK(std::fabs(pairs[0].mean + pairs[0].half_width - 9.791) < 5.3e-3);
  CHECK((pairs[5].base == 2 && pairs[5].other == 3));
  CHECK(std::fabs(pairs[5].mean - pairs[5].half_width - 0.042) < 5.3e-3);
  CHECK(std::fabs(pairs[3].mean - pairs[3].half_width + 2.791) < 5.3e-3);
  for (const PairDifference& pair : pairs)
    CHECK((pair.p < 0.05) == (std::fabs(pair.mean) > pair.half_width));
  CHECK(pairs[3].p > 0.5);
}

TEST_CASE("of alternatives alike, Tukey finds some pair different in one family of twenty",
          "[experiment][comparisons]") {
  // 600 families, 5 % nominal: 30, standard error 5.3; within three of them. Plain intervals of six
  // pairs err far more often.
  const FamilyErrors own = family_errors(600, 0.0, People::own);
  CHECK(own.tukey >= 14);
  CHECK(own.tukey <= 46);
  CHECK(own.one_by_one > 80);
  const FamilyErrors same = family_errors(600, 5.0, People::same);
  CHECK(same.tukey >= 14);
  CHECK(same.tukey <= 46);
  // Whoever forgets that the people are the same sees nothing at all any more.
  CHECK(family_errors(200, 5.0, People::own).tukey == 0);
}

TEST_CASE("alternatives that some replications lack are compared over those they have",
          "[experiment][comparisons]") {
  auto alternatives = alike(3, 10, 1.0, 1);
  auto short_ones = alternatives;
  alternatives[1][9] = NAN;
  for (auto& values : short_ones) values.pop_back();
  CHECK(tukey_pairs(alternatives, People::same)[1].half_width ==
        tukey_pairs(short_ones, People::same)[1].half_width);
  CHECK(std::isfinite(tukey_pairs(alternatives, People::own)[0].half_width));
  CHECK(tukey_pairs(std::vector<std::vector<double>>(1), People::own).empty());
  const std::vector<std::vector<double>> nothing{{}, {NAN}, {1.0}};
  for (const People people : {People::own, People::same})
    for (const PairDifference& pair : tukey_pairs(nothing, people))
      CHECK(std::isnan(pair.half_width));
}

TEST_CASE("a difference is shown to be too small to matter when both its edges are excluded",
          "[experiment][comparisons]") {
  // (3 − 0.5) / 1 = 2.5 with 19 degrees of freedom: p = 0.0109.
  const Equivalence clear = equivalence(difference(0.5, 1.0, 20), 3.0);
  CHECK(std::fabs(clear.p - 0.0109) < 1e-4);
  CHECK(clear.equivalent);
  CHECK(clear.high < 3.0);
  CHECK(equivalence(difference(-0.5, 1.0, 20), 3.0).p == clear.p);
  // The 90 % interval touches the margin exactly when p is 5 %.
  const double edge = 0.5 + t_quantile(0.95, 19);
  CHECK(equivalence(difference(0.5, 1.0, 20), edge + 1e-6).equivalent);
  CHECK_FALSE(equivalence(difference(0.5, 1.0, 20), edge - 1e-6).equivalent);
  CHECK(near(equivalence(difference(-0.5, 1.0, 20), edge).low, -edge));
  // Not significant is not equivalent.
  CHECK_FALSE(equivalence(difference(0.5, 10.0, 20), 3.0).equivalent);
  CHECK(equivalence(difference(4.0, 1.0, 20), 3.0).p > 0.5);
}

TEST_CASE("identical and constant differences are equivalent without a test",
          "[experiment][comparisons]") {
  CHECK(equivalence({0.0, 0.0, 0.0, NAN, 20, true}, 0.0).equivalent);
  CHECK(equivalence({2.0, 0.0, 0.0, NAN, 20, false}, 3.0).equivalent);
  CHECK_FALSE(equivalence({3.0, 0.0, 0.0, NAN, 20, false}, 3.0).equivalent);
  CHECK_FALSE(equivalence({2.0, NAN, NAN, NAN, 1, false}, 3.0).equivalent);
}

TEST_CASE("a difference at the margin is called equivalent once in twenty",
          "[experiment][comparisons]") {
  // 2000 pairs of ten replications whose difference is exactly the margin: 100, standard error 9.7.
  int called = 0;
  int called_by_mean = 0;
  for (std::uint32_t trial = 0; trial < 2000; ++trial) {
    const auto pair = alike(2, 10, 1.0, trial);
    std::vector<double> other = pair[1];
    for (double& v : other) v += 3.0;
    const Difference d = paired_difference(pair[0], other);
    called += equivalence(d, 3.0).equivalent;
    called_by_mean += std::fabs(d.mean) < 3.0;
  }
  CHECK(called >= 71);
  CHECK(called <= 129);
  CHECK(called_by_mean > 500);
}
