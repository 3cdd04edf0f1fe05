#include "czt/experiment/selection.hpp"

#include <cmath>
#include <functional>

#include "czt/core/distributions.hpp"
#include "czt/core/maths.hpp"
#include "czt/experiment/pareto.hpp"
#include "czt/experiment/statistics.hpp"
#include "support/catch.hpp"
#include "support/bare_line.hpp"
#include "support/measured.hpp"

using namespace czt;
using namespace czt::test;

namespace {

/// What alternative i measures in a replication of a try.
using Measured = std::function<double(std::uint32_t i, std::uint32_t replication)>;

struct Ended {
  std::optional<std::uint32_t> best;
  std::uint64_t replications;
};
Ended select(std::size_t alternatives, const SelectionRule& rule, const Measured& measured,
             const Measured& bounded = {}) {
  BestSelection selection(alternatives, rule);
  for (std::uint32_t r = 0; !selection.decided(); ++r) {
    std::vector<double> values;
    std::vector<double> bounds;
    for (const std::uint32_t i : selection.wanted()) {
      values.push_back(measured(i, r));
      if (bounded) bounds.push_back(bounded(i, r));
    }
    selection.take(values, bounds);
  }
  return {selection.best(), selection.total_replications()};
}

/// The alternative whose mean over the first so many replications is best.
std::uint32_t best_of(std::uint32_t replications, std::size_t alternatives, Better better,
                      const Measured& measured) {
  std::uint32_t best = 0;
  double best_sum = 0.0;
  for (std::uint32_t i = 0; i < alternatives; ++i) {
    double sum = 0.0;
    for (std::uint32_t r = 0; r < replications; ++r) sum += measured(i, r);
    if (better == Better::less) sum = -sum;
    if (i == 0 || sum > best_sum) {
      best = i;
      best_sum = sum;
    }
  }
  return best;
}

double noise(std::uint32_t attempt, std::uint64_t whose, std::uint32_t replication) {
  const PhiloxBlock b = Draws(2001, attempt).block(Chance::dwell_noise, whose, replication);
  return normal(b[0], b[1]);
}

/// Brute force: every alternative is replicated with people of its own until the intervals of all
/// of them, held together at 95 % (Bonferroni), have a half-width of δ/2, so that those of two
/// alternatives δ apart no longer overlap. Replications that takes, of deviations that are known.
double brute_force(const std::vector<double>& deviations, double indifference) {
  const double z =
      maths::normal_quantile(1.0 - 0.05 / (2.0 * static_cast<double>(deviations.size())));
  double replications = 0.0;
  for (const double sd : deviations) {
    const double root = z * sd / (indifference / 2.0);
    replications += std::ceil(root * root);
  }
  return replications;
}

/// 500 tries at 95 %: 475 right, standard error 4.9; 459 is 3.3 of them below.
struct Tries {
  int right = 0;
  int right_of_few = 0;
  double replications = 0.0;  ///< a try
};
Tries tries(std::size_t alternatives, const SelectionRule& rule, std::uint32_t best,
            const std::function<Measured(std::uint32_t)>& of_try, std::uint32_t few = 10) {
  Tries all;
  for (std::uint32_t attempt = 0; attempt < 500; ++attempt) {
    const Measured measured = of_try(attempt);
    const Ended ended = select(alternatives, rule, measured);
    all.right += ended.best == best;
    all.right_of_few += best_of(few, alternatives, rule.better, measured) == best;
    all.replications += static_cast<double>(ended.replications) / 500;
  }
  return all;
}

}  // namespace

TEST_CASE("KN's constants are the published ones (V38)", "[experiment][V38]") {
  const double eta = screening_eta(0.05 / 4, 10);
  CHECK(std::fabs(eta - .634967) < 5e-7);
  CHECK(std::fabs(2 * eta * 9 - 11.429411) < 5e-6);
}

TEST_CASE("nothing is judged before the first replications, then the clearly beaten are left alone",
          "[experiment][selection]") {
  BestSelection selection(3, {.indifference = 1.0, .better = Better::less, .first_stage = 3});
  selection.take(std::vector<double>{5.0, 50.0, 5.5});
  selection.take(std::vector<double>{6.0, 51.0, 5.0});
  CHECK(selection.wanted().size() == 3);
  CHECK_FALSE(selection.best());
  selection.take(std::vector<double>{5.5, 52.0, 6.5});
  CHECK(selection.wanted() == std::vector<std::uint32_t>{0, 2});
  CHECK(selection.fate(1) == BestSelection::Fate::beaten);
  CHECK(selection.replications(1) == 3);
  CHECK(selection.total_replications() == 9);
}

TEST_CASE("alternatives that are exactly alike end with the first of them",
          "[experiment][selection]") {
  const Ended ended = select(4, {.indifference = 0.5}, [](std::uint32_t i, std::uint32_t r) {
    return i == 3 ? -1.0 : noise(1, 0, r);
  });
  CHECK(ended.best == 0u);
  CHECK(ended.replications == 40);
  // With noise of their own they are replicated until the region closes, not for ever.
  const Ended noisy = select(2, {.indifference = 1.0},
                             [](std::uint32_t i, std::uint32_t r) { return noise(1, i, r); });
  CHECK(noisy.best.has_value());
  CHECK(noisy.replications < 200);
}

TEST_CASE(
    "with a bound the best is judged at half the error, so that both together keep the promise",
    "[experiment][selection]") {
  // Differences of +5 and −5 in turn: S² = 250/9. The first leads by 5 after odd replications.
  const auto ends_after = [](double beta) {
    const double h_squared = 2.0 * 9.0 * screening_eta(beta, 10);
    for (std::uint32_t r = 10;; ++r) {
      const double room = 0.5 * (h_squared * 250.0 / 9.0 - r);
      if (room <= 0.0 || (r % 2 == 1 && room < 5.0)) return r;
    }
  };
  const auto first = [](std::uint32_t i, std::uint32_t r) { return i == r % 2 ? 5.0 : 0.0; };
  const auto kept = [](auto, auto) { return 5.0; };
  REQUIRE(ends_after(0.025) > ends_after(0.05));
  CHECK(select(2, {.indifference = 1.0}, first).replications == 2 * ends_after(0.05));
  CHECK(select(2, {.indifference = 1.0, .bound = SelectionBound{10.0, 1.0}}, first, kept)
            .replications == 2 * ends_after(0.025));
}

TEST_CASE("an alternative whose replications fail is out, and one alone needs none",
          "[experiment][selection]") {
  const Ended ended = select(3, {.indifference = 0.5}, [](std::uint32_t i, std::uint32_t r) {
    return i == 2 && r == 4 ? NAN : i + 0.1 * noise(1, i, r);
  });
  CHECK(ended.best == 1u);
  CHECK(ended.replications == 25);
  CHECK(select(1, {.indifference = 0.5}, {}).best == 0u);
  const Ended none = select(2, {.indifference = 0.5}, [](auto, auto) { return NAN; });
  CHECK_FALSE(none.best.has_value());
}

TEST_CASE("where all others are worse by just the indifference the best is still found",
          "[experiment][selection]") {
  // The hardest case of the promise; it costs what it costs.
  const Tries found = tries(5, {.indifference = 0.5}, 2, [](std::uint32_t attempt) {
    return [=](std::uint32_t i, std::uint32_t r) {
      return (i == 2 ? 0.5 : 0.0) + noise(attempt, i + 1, r);
    };
  });
  CHECK(found.right >= 459);
  CHECK(found.right_of_few < 459);
}

TEST_CASE(
    "of thirty turnaround times with noise of their own the best is found at a tenth of the cost",
    "[experiment][selection]") {
  // Cost by minutes of turnaround: too short delays trains, too long needs more of them. Quadratic
  // about minute 11, 1 apart next to the best; the noise of a day is 4.
  const auto cost = [](std::uint32_t i) { return (i - 11.0) * (i - 11.0); };
  const Tries found =
      tries(30, {.indifference = 1.0, .better = Better::less}, 11, [&](std::uint32_t attempt) {
        return [=](std::uint32_t i, std::uint32_t r) {
          return cost(i) + 4.0 * noise(attempt, i + 1, r);
        };
      });
  CHECK(found.right >= 459);
  CHECK(found.right_of_few < 459);
  CHECK(found.replications <= 0.1 * brute_force(std::vector<double>(30, 4.0), 1.0));
}

TEST_CASE("of twenty departures with the same people the best is found at a tenth of the cost",
          "[experiment][selection]") {
  // Left behind by minutes of delay to a connecting train: steps of 1; of a variance of 16 nine
  // tenths are the day's own, the same for all.
  const Tries found = tries(
      20, {.indifference = 1.0, .better = Better::less}, 7,
      [](std::uint32_t attempt) {
        return [=](std::uint32_t i, std::uint32_t r) {
          return std::fabs(i - 7.0) + 4.0 * (std::sqrt(0.9) * noise(attempt, 0, r) +
                                             std::sqrt(0.1) * noise(attempt, i + 1, r));
        };
      },
      4);
  CHECK(found.right >= 459);
  CHECK(found.right_of_few < 459);
  CHECK(found.replications <= 0.1 * brute_force(std::vector<double>(20, 4.0), 1.0));
}

TEST_CASE("of ten headways of a railway the best is found at a tenth of the cost",
          "[experiment][selection][slow]") {
  // 300 Poisson people over eight hours and a train every so many minutes: waiting costs 20 yuan an
  // hour, a train 15 yuan. With evenly spread people the cost is 50 H + 7200 / H yuan: 12 minutes
  // cost 1200, the next best (10) 1220. Solved by brute force below; the promise is asked for 15.
  const std::vector<int> headways{5, 6, 8, 10, 12, 15, 20, 24, 30, 40};
  // A try takes days from its own forty on; hardly any needs more.
  constexpr std::uint32_t days = 500 * 40 + 200;
  std::vector<std::vector<double>> cost;
  std::vector<double> deviations;
  for (const int headway : headways) {
    const std::string yaml = czt::test::bare_line + R"(train_types: {train: {cars: 1, doors_per_side: 1, standing_area: 0 m2, seats: 500}}
arrival: {model: random}
places:
  Home: {people: 300, access: {A: 0 min}}
  Work: {jobs: 1, access: {B: 0 min}}
profiles: {day: {knots: {"06:00": 1, "14:00": 1}}}
purposes: {all: {trips: 1 /day, rail_share: 100 %, profile: {up: day, down: day}}}
timetable: {down: {from: A, to: B, first: ")" +
                             to_clock(start_of_day + quantise(60.0 * (6 * 60 + headway))) +
                             "\", every: " + std::to_string(headway) +
                             " min, trains: " + std::to_string(480 / headway) + "}}\n";
    const Outcomes outcomes = days_of(plan_of(yaml), {"wait_mean", "boardings"}, days);
    std::vector<double> of_days;
    for (std::uint32_t day = 0; day < days; ++day)
      of_days.push_back(outcomes.at(day, 0) * outcomes.at(day, 1) / 3600.0 * 20.0 +
                        15.0 * 480 / headway);
    const Estimate e = estimate(of_days);
    // The days of all tries together are brute force twenty times over.
    CHECK(std::fabs(e.mean - (50.0 * headway + 7200.0 / headway)) < 3.3 / 1.96 * e.half_width);
    CHECK(e.half_width < 2.0);
    deviations.push_back(e.sd);
    cost.push_back(std::move(of_days));
  }
  const Tries found = tries(
      10, {.indifference = 15.0, .better = Better::less}, 4,
      [&](std::uint32_t attempt) {
        return [&, attempt](std::uint32_t i, std::uint32_t r) { return cost[i][40 * attempt + r]; };
      },
      2);
  CHECK(found.right >= 459);
  CHECK(found.right_of_few < 459);
  CHECK(found.replications <= 0.1 * brute_force(deviations, 15.0));
}

TEST_CASE("of those that keep the bound the best is found", "[experiment][selection]") {
  // Six crowds: the more trains are saved the better, but at most 10 % may be left behind. Of the
  // shares 5, 7, 8.5, 11.5, 13, 16 % the third keeps it; tolerance 1 %, noise of a day 3 %.
  const std::vector<double> share{5.0, 7.0, 8.5, 11.5, 13.0, 16.0};
  SelectionRule rule{
      .indifference = 1.0, .better = Better::more, .bound = SelectionBound{10.0, 1.0}};
  int right = 0;
  int unbounded = 0;
  for (std::uint32_t attempt = 0; attempt < 500; ++attempt) {
    const Measured saved = [=](std::uint32_t i, std::uint32_t r) {
      return i + 2.0 * noise(attempt, 0, r) + noise(attempt, i + 1, r);
    };
    const Measured left = [&, attempt](std::uint32_t i, std::uint32_t r) {
      return share[i] + 3.0 * noise(attempt, 100 + i, r);
    };
    right += select(6, rule, saved, left).best == 2u;
    unbounded += select(6, {.indifference = 1.0}, saved).best == 2u;
  }
  CHECK(right >= 459);
  CHECK(unbounded < 50);
}

TEST_CASE("where nothing keeps the bound nothing is recommended", "[experiment][selection]") {
  const SelectionRule rule{
      .indifference = 1.0, .better = Better::more, .bound = SelectionBound{10.0, 1.0}};
  const Measured zero = [](std::uint32_t i, std::uint32_t r) { return noise(1, i, r); };
  const auto above = [](std::uint32_t i, std::uint32_t r) { return 13.0 + noise(2, i, r); };
  CHECK_FALSE(select(3, rule, zero, above).best.has_value());
  const auto below_it = [](std::uint32_t i, std::uint32_t r) { return 7.0 + noise(2, i, r); };
  CHECK(select(1, rule, zero, below_it).best == 0u);
  CHECK_FALSE(select(1, rule, zero, above).best.has_value());
  // On the bound to the last bit: kept.
  CHECK(select(1, rule, zero, [](auto, auto) { return 10.0; }).best == 0u);
}

TEST_CASE("a budget goes where alternatives are hard to tell apart", "[experiment][selection]") {
  // Equal deviations, 1 and 2 from the best: 4 to 1, and √(4² + 1²) for the best.
  const std::vector<double> means{1.0, 2.0, 3.0};
  const std::vector<double> equal{1.0, 1.0, 1.0};
  const auto shares = ocba_shares(means, equal, Better::less, 1e-6, 9123);
  CHECK(shares == std::vector<std::uint32_t>{4123, 4000, 1000});
  // Twice the deviation, four times the share; N_b = √(16² / 2² + 1).
  const std::vector<double> mixed{1.0, 2.0, 1.0};
  const auto more = ocba_shares(means, mixed, Better::less, 1e-6, 25062);
  CHECK(more == std::vector<std::uint32_t>{8062, 16000, 1000});
  // Three times the deviation of the best, three times its share.
  const std::vector<double> unsure{3.0, 1.0, 1.0};
  const auto of_unsure = ocba_shares(means, unsure, Better::less, 1e-6, 17'369);
  CHECK(of_unsure == std::vector<std::uint32_t>{12'369, 4000, 1000});
  const std::vector<double> none{0.0, 0.0, 0.0};
  CHECK(ocba_shares(means, none, Better::less, 1e-6, 10) == std::vector<std::uint32_t>{4, 3, 3});
  const std::vector<double> tied{1.0, 1.0, 3.0};
  const auto of_tied = ocba_shares(tied, equal, Better::less, 0.5, 1'000'000);
  CHECK(of_tied[0] + of_tied[1] + of_tied[2] == 1'000'000);
  CHECK(near(of_tied[1], 16.0 * of_tied[2], 1e-3));
}

TEST_CASE("alternatives that another beats in both measures are not on the front",
          "[experiment][selection]") {
  // Waiting and cost of four timetables: the third is beaten by the second in both; the fourth
  // trails the second by less than noise.
  const std::vector<double> wait{10.0, 8.0, 9.0, 8.02};
  const std::vector<double> money{1.0, 2.0, 3.0, 2.02};
  WeighedMeasure one{{}, Better::less};
  WeighedMeasure other{{}, Better::less};
  for (std::uint32_t i = 0; i < 4; ++i) {
    one.values.emplace_back();
    other.values.emplace_back();
    for (std::uint32_t r = 0; r < 20; ++r) {
      one.values[i].push_back(wait[i] + noise(3, 0, r) + 0.05 * noise(3, i + 1, r));
      other.values[i].push_back(money[i] + noise(4, 0, r) + 0.05 * noise(4, i + 1, r));
    }
  }
  const std::vector<ParetoStanding> standings = pareto_standings(one, other);
  CHECK(standings[0].on_front);
  CHECK(standings[1].on_front);
  CHECK_FALSE(standings[2].on_front);
  CHECK(standings[2].surely_beaten_by == 1u);
  CHECK_FALSE(standings[3].on_front);
  CHECK_FALSE(standings[3].surely_beaten_by.has_value());
  CHECK_FALSE(standings[0].surely_beaten_by.has_value());
  other.better = Better::more;  // then money is earned: the third is on the front, the first is not
  const std::vector<ParetoStanding> earning = pareto_standings(one, other);
  CHECK(earning[2].on_front);
  CHECK(earning[0].surely_beaten_by == 1u);
}

TEST_CASE("alternatives that are exactly alike do not beat each other", "[experiment][selection]") {
  const WeighedMeasure same{{{1, 2, 3}, {1, 2, 3}}, Better::less};
  for (const ParetoStanding& s : pareto_standings(same, same)) {
    CHECK(s.on_front);
    CHECK_FALSE(s.surely_beaten_by.has_value());
  }
  // Alike in one and surely better in the other is enough.
  const WeighedMeasure differ{{{1, 2, 3}, {2, 3, 4}}, Better::less};
  CHECK(pareto_standings(same, differ)[1].surely_beaten_by == 0u);
}

TEST_CASE("a member of the front is hardly ever called surely beaten", "[experiment][selection]") {
  // 1000 samples of three alternatives that are equal in truth: wrong in at most 5 %. Three plain
  // 95 % intervals would be wrong more often in one measure alone.
  int wrong = 0;
  int wrong_in_one = 0;
  for (std::uint32_t attempt = 0; attempt < 1000; ++attempt) {
    WeighedMeasure one{std::vector<std::vector<double>>(3), Better::less};
    WeighedMeasure other = one;
    for (std::uint32_t i = 0; i < 3; ++i)
      for (std::uint32_t r = 0; r < 10; ++r) {
        one.values[i].push_back(noise(attempt, i, r));
        other.values[i].push_back(one.values[i].back());  // the worst case: one measure twice
      }
    bool any = false;
    bool plain = false;
    for (const ParetoStanding& s : pareto_standings(one, other)) any = any || s.surely_beaten_by;
    for (std::uint32_t i = 0; i < 3; ++i) {
      const Difference d = paired_difference(one.values[i], one.values[(i + 1) % 3]);
      plain = plain || std::fabs(d.mean) > d.half_width;
    }
    wrong += any;
    wrong_in_one += plain;
  }
  CHECK(wrong <= 50);
  CHECK(wrong_in_one > 80);
}
