#include "czt/experiment/attribution.hpp"

#include <functional>
#include <numeric>
#include <stdexcept>

#include "czt/core/draws.hpp"
#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

/// A game: what each combination of players is worth.
using Worth = std::function<double(Combination)>;

std::vector<double> values(const Combinations& combinations, const Worth& worth) {
  std::vector<double> v;
  for (const Combination c : combinations.all) v.push_back(worth(c));
  return v;
}
Shares play(std::size_t players, const Worth& worth) {
  const Combinations all = combinations_of(players, 0, 1);
  return shares(all, values(all, worth), 0);
}
double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }
double between(std::uint64_t whose, std::uint32_t which, double low, double high) {
  const PhiloxBlock b = Draws(1, 0).block(Chance::traveller, whose, which);
  return low + (high - low) * unit(b[0], b[1]);
}
Cell cell(const char* measure) {
  return {static_cast<std::uint32_t>(find_measure(measure) - measures().data()), {}};
}
/// Outcomes of one cell made up: worth(combination, replication).
std::vector<Outcomes> outcomes(const Combinations& combinations, std::uint32_t replications,
                               const std::function<double(Combination, std::uint32_t)>& worth) {
  std::vector<Outcomes> all;
  for (const Combination c : combinations.all) {
    Outcomes o;
    o.cells = {cell("boardings")};
    o.replications = replications;
    for (std::uint32_t k = 0; k < replications; ++k) o.values.push_back(worth(c, k));
    o.prints.resize(replications);
    all.push_back(std::move(o));
  }
  return all;
}
AttributionRow attributed(const Combinations& combinations, std::span<const Outcomes> of,
                          std::span<const Outcomes> sampled = {}) {
  Attribution a;
  a.combinations = combinations;
  attribute(a, of, sampled);
  return a.rows.front();
}

}  // namespace

TEST_CASE("of three gloves the only left one is worth two thirds", "[experiment][attribution]") {
  // Player 0 has a left glove, 1 and 2 a right one; a pair is worth 1 (Shapley value 2/3, 1/6, 1/6).
  const Shares s = play(3, [](Combination c) { return (c & 1) && (c & 6) ? 1.0 : 0.0; });
  CHECK(near(s.shapley[0], 2.0 / 3));
  CHECK(near(s.shapley[1], 1.0 / 6));
  CHECK(near(s.shapley[2], 1.0 / 6));
  CHECK(s.first == std::vector<double>{0, 0, 0});
  CHECK(s.last == std::vector<double>{1, 0, 0});
  // Left and a right: (1 + 0) / 2; two rights: (0 − 1) / 2, as Δ without the left is 0, with it −1.
  CHECK(s.interaction == std::vector<double>{0.5, 0.5, -0.5});
}

TEST_CASE("changes that only add up get each its own, alone, first or last",
          "[experiment][attribution]") {
  const std::vector<double> own{3, -7, 0, 1000, 41};
  const Shares s = play(5, [&](Combination c) {
    double worth = 8672;
    for (std::size_t i = 0; i < own.size(); ++i) worth += c >> i & 1 ? own[i] : 0.0;
    return worth;
  });
  CHECK(s.shapley == own);
  CHECK(s.first == own);
  CHECK(s.last == own);
  for (const double pair : s.interaction) CHECK(pair == 0.0);
}

TEST_CASE("changes that do the same get the same", "[experiment][attribution]") {
  const Shares s = play(4, [](Combination c) {
    const double n = __builtin_popcountll(c & 7);
    return n * n * n + (c & 8 ? 5 * n : 0);
  });
  CHECK(s.shapley[0] == s.shapley[1]);
  CHECK(s.shapley[1] == s.shapley[2]);
  CHECK(near(sum(s.shapley), 27 + 15));
}

TEST_CASE("a change that does nothing gets exactly nothing", "[experiment][attribution]") {
  const auto worth = [](Combination c) { return between(0, static_cast<std::uint32_t>(c & ~4ull), 0.1, 9e5); };
  const Shares s = play(5, worth);
  CHECK(s.shapley[2] == 0.0);
  CHECK(s.first[2] == 0.0);
  CHECK(s.last[2] == 0.0);
  for (const std::size_t other : {0u, 1u}) CHECK(s.interaction[pair_row(5, other, 2)] == 0.0);
  for (const std::size_t other : {3u, 4u}) CHECK(s.interaction[pair_row(5, 2, other)] == 0.0);
}

TEST_CASE("shares add up to the total in random games of one to eight changes",
          "[experiment][attribution]") {
  for (std::size_t players = 1; players <= 8; ++players)
    for (std::uint32_t game = 0; game < 20; ++game) {
      const Shares s = play(players, [&](Combination c) {
        return between(100 * players + game, static_cast<std::uint32_t>(c), -1e5, 1e5);
      });
      CHECK(std::fabs(sum(s.shapley) - s.total) < 1e-9);
    }
}

TEST_CASE("the interaction of two changes is what they do together and not each alone",
          "[experiment][attribution]") {
  // v: nothing 10, first 13, second 15, both 30: together 12 more than 3 + 5.
  const std::vector<double> v{10, 13, 15, 30};
  const Shares s = play(2, [&](Combination c) { return v[c]; });
  CHECK(s.total == 20.0);
  CHECK(s.interaction == std::vector<double>{12.0});
  CHECK(s.first == std::vector<double>{3, 5});
  CHECK(s.last == std::vector<double>{15, 17});
  CHECK(s.shapley == std::vector<double>{9, 11});
}

TEST_CASE("one change makes the whole difference", "[experiment][attribution]") {
  const Shares s = play(1, [](Combination c) { return c ? 7.0 : 3.0; });
  CHECK(s.shapley == std::vector<double>{4.0});
  CHECK(s.first == s.shapley);
  CHECK(s.last == s.shapley);
  CHECK(s.interaction.empty());
}

TEST_CASE("sampled orders of nine changes that add up are exact", "[experiment][attribution]") {
  const Combinations nine = combinations_of(9, 16, 3);
  CHECK_FALSE(nine.in_full());
  REQUIRE(nine.orders.size() == 16);
  CHECK(nine.all.size() < 512);
  for (std::size_t k = 0; k < 16; k += 2)
    CHECK(std::equal(nine.orders[k].begin(), nine.orders[k].end(), nine.orders[k + 1].rbegin()));
  const auto of = outcomes(nine, 3, [](Combination c, std::uint32_t k) {
    double worth = 50;
    for (std::size_t i = 0; i < 9; ++i) worth += c >> i & 1 ? static_cast<double>(i * i) + k : 0.0;
    return worth;
  });
  const AttributionRow row = attributed(nine, of);
  const Estimate chance = estimate(std::vector<double>{0, 1, 2});
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(near(row.parts[i].shapley.value, static_cast<double>(i * i) + 1));
    CHECK(near(row.parts[i].shapley.half_width, chance.half_width));  // of chance alone
    CHECK(row.parts[i].first.value == row.parts[i].last.value);
  }
  for (const Interaction& pair : row.interactions)
    CHECK((std::isnan(pair.effect.value) || std::fabs(pair.effect.value) < 1e-9));
}

TEST_CASE("every order is drawn about as often as any other", "[experiment][attribution]") {
  // 10,000 pairs: which of nine changes comes first; chi-squared with 8 df is below 26.1 in 99.9 %.
  const Combinations nine = combinations_of(9, 20'000, 11);
  std::vector<double> first(9), second(9);
  for (std::size_t k = 0; k < nine.orders.size(); k += 2) {
    ++first[nine.orders[k][0]];
    ++second[nine.orders[k][1]];
  }
  for (const auto& counts : {first, second}) {
    double chi = 0;
    for (const double n : counts) chi += (n - 10'000 / 9.0) * (n - 10'000 / 9.0) / (10'000 / 9.0);
    CHECK(chi < 26.1);
  }
}

TEST_CASE("sampled orders come near the exact shares, and their interval says how near",
          "[experiment][attribution]") {
  // Nine changes of which pairs help each other: v = Σ a_i + Σ b_ij, so φ_i = a_i + Σ_j b_ij / 2 and
  // I_ij = b_ij.
  const auto a = [](std::size_t i) { return between(1, static_cast<std::uint32_t>(i), 0, 100); };
  const auto b = [](std::size_t i, std::size_t j) {
    return between(2, static_cast<std::uint32_t>(9 * std::min(i, j) + std::max(i, j)), -40, 40);
  };
  // A term of three, which orders see differently, so that there is something to sample.
  const auto three = [](Combination c) { return (c & 7) == 7 ? 60.0 : 0.0; };
  std::size_t inside = 0, asked = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Combinations nine = combinations_of(9, 64, seed);
    const auto of = outcomes(nine, 10, [&](Combination c, std::uint32_t k) {
      double worth = three(c);
      for (std::size_t i = 0; i < 9; ++i) {
        if (!(c >> i & 1)) continue;
        worth += a(i) + between(3 + seed, static_cast<std::uint32_t>(9 * k + i), -5, 5);
        for (std::size_t j = i + 1; j < 9; ++j) worth += c >> j & 1 ? b(i, j) : 0.0;
      }
      return worth;
    });
    const AttributionRow row = attributed(nine, of);
    double parts = 0;
    for (std::size_t i = 0; i < 9; ++i) {
      double exact = a(i) + (i < 3 ? 20.0 : 0.0);
      for (std::size_t j = 0; j < 9; ++j) exact += j == i ? 0.0 : b(i, j) / 2;
      const Effect& e = row.parts[i].shapley;
      inside += std::fabs(e.value - exact) <= e.half_width;
      ++asked;
      parts += e.value;
    }
    CHECK(std::fabs(parts - row.total.value) < 1e-9);
  }
  // 180 intervals of 95 %: about 171 hold, give or take 3. Without the sampling's share of the
  // interval those of the first three changes would hold in some 60 %, and about 150 of all.
  CHECK(static_cast<double>(inside) >= 0.9 * static_cast<double>(asked));
}

TEST_CASE("the parts add up after the means over replications, and the intervals are paired",
          "[experiment][attribution]") {
  const Combinations all = combinations_of(3, 0, 1);
  // Each replication has its own level, which cancels; change 0 always adds 5, change 1 its own.
  const auto of = outcomes(all, 12, [](Combination c, std::uint32_t k) {
    return 1e5 / 3 * k + (c & 1 ? 5.0 : 0.0) + (c & 2 ? 0.1 * k : 0.0);
  });
  const AttributionRow row = attributed(all, of);
  CHECK(row.n == 12);
  CHECK(near(row.parts[0].shapley.value, 5.0, 1e-9));
  CHECK(row.parts[0].shapley.half_width < 1e-9);  // of unpaired values it would be some 70,000
  CHECK(near(row.parts[1].shapley.value, 0.55, 1e-9));
  std::vector<double> own;
  for (int k = 0; k < 12; ++k) own.push_back(0.1 * k);
  CHECK(near(row.parts[1].shapley.half_width, estimate(own).half_width, 1e-6));
  CHECK(row.parts[2].shapley.value == 0.0);
  double parts = 0;
  for (const Part& part : row.parts) parts += part.shapley.value;
  CHECK(std::fabs(parts - row.total.value) < 1e-9);
}

TEST_CASE("a replication in which some combination has no value counts in none",
          "[experiment][attribution]") {
  const Combinations all = combinations_of(2, 0, 1);
  const auto of = outcomes(all, 5, [](Combination c, std::uint32_t k) {
    return c == 1 && k == 3 ? NAN : static_cast<double>(c) + k;
  });
  const AttributionRow row = attributed(all, of);
  CHECK(row.n == 4);
  CHECK(row.total.value == 3.0);
  const auto never = outcomes(all, 5, [](Combination c, std::uint32_t) { return c == 2 ? NAN : 1.0; });
  CHECK(attributed(all, never).n == 0);
  CHECK(std::isnan(attributed(all, never).parts[0].shapley.value));
}

TEST_CASE("samples of the assumed inputs widen each part by what they do to it",
          "[experiment][attribution]") {
  const Combinations all = combinations_of(2, 0, 1);
  const auto worth = [](Combination c, double factor) {
    return (c & 1 ? 10.0 * factor : 0.0) + (c & 2 ? 4.0 : 0.0);
  };
  const auto plain = outcomes(all, 21, [&](Combination c, std::uint32_t) { return worth(c, 1); });
  const auto sampled = outcomes(
      all, 21, [&](Combination c, std::uint32_t k) { return worth(c, 0.5 + 0.05 * k); });
  const AttributionRow row = attributed(all, plain, sampled);
  REQUIRE(row.parts[0].shapley.with_ranges.has_value());
  CHECK(near(row.parts[0].shapley.with_ranges->low, 5.25, 1e-9));  // 2.5 % of the way from 5 to 15
  CHECK(near(row.parts[0].shapley.with_ranges->high, 14.75, 1e-9));
  CHECK(near(row.parts[1].shapley.with_ranges->low, 4.0, 1e-9));
  CHECK(near(row.parts[1].shapley.with_ranges->high, 4.0, 1e-9));
  CHECK_FALSE(attributed(all, plain).total.with_ranges.has_value());
}

namespace {

/// Bit 0: more trains; bit 1: more people. Trains with 30 places at most.
Plan crowded(Combination c) {
  SmallLine line({4.0, 6.0});
  line.type().seats = 30;
  line.type().standing_area = SquareMetres{0.0};
  line.travellers(0, 2, c & 2 ? 900.0 : 300.0, clock_time(7), clock_time(9));
  line.every(clock_time(6, 30), c & 1 ? minutes(10) : minutes(20), c & 1 ? 20 : 10, seconds(40));
  return line.plan();
}

}  // namespace

TEST_CASE("combinations are the same bits for any number of threads", "[experiment][attribution][V40]") {
  const Combinations all = combinations_of(2, 0, 1);
  const std::vector<Cell> cells = default_cells(crowded(0));
  RunOptions options;
  options.replications = 7;
  options.threads = 1;
  const auto alone = replicate_combinations(all, crowded, cells, options);
  REQUIRE(alone.size() == 4);
  for (const unsigned threads : {2u, 5u}) {
    options.threads = threads;
    const auto together = replicate_combinations(all, crowded, cells, options);
    for (std::size_t row = 0; row < 4; ++row) CHECK(together[row].prints == alone[row].prints);
  }
  for (std::size_t row = 0; row < 4; ++row)  // and what `run` would give
    CHECK(replicate(crowded(row), cells, options).fingerprint == alone[row].fingerprint);
}

TEST_CASE("a combination that cannot be made is named, the first of several, by any thread",
          "[experiment][attribution]") {
  const Combinations all = combinations_of(4, 0, 1);
  const PlanOf some = [](Combination c) -> Plan {
    if (c >= 5) throw std::runtime_error("combination " + std::to_string(c));
    return crowded(c & 3);
  };
  RunOptions options;
  options.replications = 2;
  for (const unsigned threads : {1u, 4u}) {
    options.threads = threads;
    try {
      static_cast<void>(replicate_combinations(all, some, {cell("boardings")}, options));
      FAIL("nothing was thrown");
    } catch (const std::runtime_error& wrong) {
      CHECK(std::string(wrong.what()) == "combination 5");
    }
  }
}

TEST_CASE("a stop between combinations leaves none", "[experiment][attribution]") {
  const Combinations all = combinations_of(2, 0, 1);
  RunOptions options;
  options.replications = 5;
  CHECK(replicate_combinations(all, crowded, {cell("boardings")}, options, [](const Progress& p) {
          CHECK(p.total == 20);
          return p.done < 12;
        }).empty());
}

TEST_CASE("a story: trains without people do nothing, people without trains stay behind",
          "[experiment][attribution][story]") {
  const char* const line = R"(
scenario: crowded morning
stations: {A: {km: 0}, B: {km: 5}}
branches: {main: {stations: [A, B]}}
train_types: {t: {cars: 1, doors_per_side: 2, seats: 50, standing_area: 0 m2, max_speed: 120 km/h}}
formation: {default: t}
disturbances: {scale: 0}
timetable: {down: {from: A, to: B, first: "07:00", every: 30 min, trains: 4}}
passengers: {crowd: {from: A, to: B, at: "06:50", count: 150}}
boarding: {patience: 1 min}
changes:
  an early train: {timetable.early: {add: {from: A, to: B, first: "06:50", every: 30 min, trains: 1, numbers: {first: E2, step: 2}}}}
  more people: {passengers.second: {add: {from: A, to: B, at: "06:50", count: 30}}}
)";
  const Result<Scenario> whole = parse_scenario(line);
  if (!whole) FAIL(print(whole.error()));
  CHECK_FALSE(whole->changes[0].put_in);
  CHECK(whole->changes[1].put_in);
  const PlanOf plan_of = [&](Combination c) {
    ReadOptions options;
    options.only_changes.emplace();
    for (std::size_t k = 0; k < 2; ++k)
      if (c >> k & 1) options.only_changes->push_back(whole->changes[k].name);
    return compile(parse_scenario(line, "scenario", ".", options).value()).value().plan;
  };
  const Combinations all = combinations_of(2, 0, 1);
  RunOptions options;
  options.replications = 2;
  const auto of = replicate_combinations(all, plan_of, {cell("boardings")}, options);
  // 150 come at 06:50 and give up after a minute: nobody rides at 07:00, unless the early train takes
  // its 50 places, whoever they are.
  const AttributionRow row = attributed(all, of);
  CHECK(of[0].at(0, 0) == 0.0);
  CHECK(of[1].at(0, 0) == 50.0);
  CHECK(of[2].at(0, 0) == 0.0);
  CHECK(of[3].at(0, 0) == 50.0);
  CHECK(row.parts[0].shapley.value == 50.0);
  CHECK(row.parts[1].shapley.value == 0.0);
  CHECK(row.total.half_width == 0.0);
}
