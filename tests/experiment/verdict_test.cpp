#include "czt/experiment/verdict.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;

namespace {

/// A difference whose 95 % interval over 20 replications is mean ± half_width.
Question question(double mean, double half_width, double margin, Better better = Better::more) {
  const double se = half_width / t_quantile(0.975, 19);
  return {{mean, half_width, se, NAN, 20, false}, margin, better};
}
Verdict alone(const Question& q) { return verdicts({&q, 1}).front(); }

}  // namespace

TEST_CASE("a difference beyond the margin is better or worse, by what the measure wants",
          "[experiment][verdict]") {
  CHECK(alone(question(10, 3, 5)) == Verdict::better);
  CHECK(alone(question(-10, 3, 5)) == Verdict::worse);
  CHECK(alone(question(10, 3, 5, Better::less)) == Verdict::worse);
  CHECK(alone(question(-10, 3, 5, Better::less)) == Verdict::better);
  CHECK(alone(question(10, 3, 5, Better::neither)) == Verdict::higher);
  CHECK(alone(question(-10, 3, 5, Better::neither)) == Verdict::lower);
}

TEST_CASE("an interval inside the margin is the same, one across its edge is undecided",
          "[experiment][verdict]") {
  CHECK(alone(question(1, 3, 5)) == Verdict::same);
  CHECK(alone(question(1, 4.5, 5)) == Verdict::undecided);
  CHECK(alone(question(7, 2.5, 5)) == Verdict::undecided);
  CHECK(alone(question(7, 1.9, 5)) == Verdict::better);
}

TEST_CASE("identical samples are the same even where nothing may differ", "[experiment][verdict]") {
  Question q{{0.0, 0.0, 0.0, NAN, 20, true}, 0.0, Better::more};
  CHECK(alone(q) == Verdict::same);
  q.difference.n = 1;
  CHECK(alone(q) == Verdict::same);
}

TEST_CASE("a constant difference needs no interval", "[experiment][verdict]") {
  CHECK(alone({{2.0, 0.0, 0.0, NAN, 20, false}, 1.0, Better::more}) == Verdict::better);
  CHECK(alone({{0.5, 0.0, 0.0, NAN, 20, false}, 1.0, Better::more}) == Verdict::same);
}

TEST_CASE("one replication decides nothing", "[experiment][verdict]") {
  CHECK(alone({{2.0, NAN, NAN, NAN, 1, false}, 1.0, Better::more}) == Verdict::undecided);
  CHECK(alone({{NAN, NAN, NAN, NAN, 0, false}, 1.0, Better::more}) == Verdict::undecided);
}

TEST_CASE("Holm asks more of the first of several questions than of one alone",
          "[experiment][verdict]") {
  // p = 0.04: decided alone, not as one of two of which the other is hopeless.
  const double t = 2.205;  // two-sided p of 0.0400 with 19 degrees of freedom
  REQUIRE(std::fabs(t_two_sided(t, 19) - 0.04) < 1e-3);
  const Question close{{t, NAN, 1.0, NAN, 20, false}, 0.0, Better::more};
  const Question hopeless{{0.1, NAN, 1.0, NAN, 20, false}, 0.0, Better::more};
  const Question sure{{50.0, NAN, 1.0, NAN, 20, false}, 0.0, Better::more};
  CHECK(alone(close) == Verdict::better);
  CHECK(verdicts(std::vector<Question>{close, hopeless})[0] == Verdict::undecided);
  // After a sure one only one question is open, so 0.04 is enough.
  CHECK(verdicts(std::vector<Question>{close, sure})[0] == Verdict::better);
  CHECK(verdicts(std::vector<Question>{close, sure})[1] == Verdict::better);
}

TEST_CASE("a margin is a share of the base or a number of its own", "[experiment][verdict]") {
  CHECK(near(Margin{}.of(-200.0), 2.0));
  CHECK(Margin{0.01, 7.0}.of(200.0) == 7.0);
  CHECK(Margin{}.of(NAN) == 0.0);
}
