#include "czt/experiment/summary.hpp"

#include "support/catch.hpp"

using namespace czt;

namespace {

Outcomes outcomes_of(const std::vector<double>& values) {
  Outcomes o;
  o.cells = {Cell{}};
  o.replications = static_cast<std::uint32_t>(values.size());
  o.values = values;
  return o;
}

}  // namespace

TEST_CASE("the ranges of inputs widen the interval by what they do to the same people",
          "[experiment][summary]") {
  Scenario scenario;
  const Outcomes plain = outcomes_of({100, 110, 90, 100});
  const Outcomes sampled = outcomes_of({105, 100, 95, 120});  // effects +5, −10, +5, +20
  const Summary with = summarise(scenario, plain, 1, sampled);
  const SummaryRow& row = with.rows.front();
  REQUIRE(row.with_ranges);
  const std::vector<double> effects{5, -10, 5, 20};
  CHECK(
      near(row.with_ranges->low, 100 + sample_quantile(effects, 0.025) - row.estimate.half_width));
  CHECK(
      near(row.with_ranges->high, 100 + sample_quantile(effects, 0.975) + row.estimate.half_width));
  CHECK_FALSE(summarise(scenario, plain, 1).rows.front().with_ranges);
}

TEST_CASE("inputs that move base and other alike leave the difference alone",
          "[experiment][summary]") {
  Scenario scenario;
  const Outcomes base = outcomes_of({100, 110, 90});
  const Outcomes other = outcomes_of({103, 114, 92});
  const Outcomes base_sampled = outcomes_of({120, 140, 60});
  const Outcomes other_sampled = outcomes_of({123, 144, 62});
  Summary b = summarise(scenario, base, 1, base_sampled);
  Summary o = summarise(scenario, other, 1, other_sampled);
  compare({&base, &base_sampled, &b}, {{&other, &other_sampled, &o}}, {}, {});
  const SummaryRow& row = o.rows.front();
  CHECK(row.difference->mean == 3.0);
  REQUIRE(row.difference_with_ranges);
  CHECK(near(row.difference_with_ranges->low, 3.0 - row.difference->half_width));
  CHECK(near(row.difference_with_ranges->high, 3.0 + row.difference->half_width));
  CHECK_FALSE(row.verdict);  // only deciding cells get one
}

TEST_CASE("deciding cells get verdicts, against their base's mean", "[experiment][summary]") {
  Scenario scenario;
  const Outcomes base = outcomes_of({100, 110, 90, 100});
  const Outcomes other = outcomes_of({100.1, 110.2, 90.1, 100.2});
  Summary b = summarise(scenario, base, 1);
  Summary o = summarise(scenario, other, 1);
  Margin margin;
  compare({&base, nullptr, &b}, {{&other, nullptr, &o}}, {Cell{}}, margin);
  CHECK(o.rows.front().verdict == Verdict::same);  // 0.15 ± 0.09 within 1
  margin.relative = 0.0;
  compare({&base, nullptr, &b}, {{&other, nullptr, &o}}, {Cell{}}, margin);
  CHECK(o.rows.front().verdict == Verdict::higher);  // travellers have no direction
}
