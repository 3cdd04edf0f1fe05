#include "czt/experiment/design.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "support/catch.hpp"

using namespace czt;

namespace {

/// Every one of so many equal strata of the column is hit equally often by the first `rows` rows.
bool fills_strata(const Points& points, std::size_t rows, std::size_t parameter, std::size_t strata) {
  std::vector<std::size_t> hits(strata, 0);
  for (std::size_t r = 0; r < rows; ++r)
    ++hits[static_cast<std::size_t>(points.at(r, parameter) * static_cast<double>(strata))];
  return std::all_of(hits.begin(), hits.end(), [&](std::size_t h) { return h == rows / strata; });
}

bool inside(const Points& points) {
  return std::all_of(points.values.begin(), points.values.end(),
                     [](double u) { return u > 0.0 && u < 1.0; });
}

double smallest_distance(const Points& points) {
  double smallest = 1e9;
  for (std::size_t r = 0; r < points.rows(); ++r)
    for (std::size_t s = 0; s < r; ++s) {
      double square = 0.0;
      for (std::size_t p = 0; p < points.parameters; ++p)
        square += (points.at(r, p) - points.at(s, p)) * (points.at(r, p) - points.at(s, p));
      smallest = std::min(smallest, std::sqrt(square));
    }
  return smallest;
}

/// The rows that a larger design shares with a smaller one are where they were.
bool begins_with(const Points& large, const Points& small) {
  for (std::size_t r = 0; r < small.rows(); ++r)
    for (std::size_t p = 0; p < small.parameters; ++p)
      if (large.at(r, p) != small.at(r, p)) return false;
  return true;
}

/// Error of the mean of Π 2u over the unit cube, whose exact value is 1.
double error_of_product(const Points& points) {
  double sum = 0.0;
  for (std::size_t r = 0; r < points.rows(); ++r) {
    double product = 1.0;
    for (const double u : points.row(r)) product *= 2.0 * u;
    sum += product;
  }
  return sum / static_cast<double>(points.rows()) - 1.0;
}

}  // namespace

TEST_CASE("a grid counts its rows with the first parameter slowest", "[experiment][design]") {
  const std::vector<std::uint32_t> levels{2, 1, 3};
  CHECK(grid_size(levels).value() == 6);
  CHECK(grid_row(levels, 0) == std::vector<std::uint32_t>{0, 0, 0});
  CHECK(grid_row(levels, 2) == std::vector<std::uint32_t>{0, 0, 2});
  CHECK(grid_row(levels, 3) == std::vector<std::uint32_t>{1, 0, 0});
  CHECK(grid_row(levels, 5) == std::vector<std::uint32_t>{1, 0, 2});
  CHECK(grid_size({}).value() == 1);
}

TEST_CASE("a grid of more rows than can be counted says so", "[experiment][design]") {
  const std::vector<std::uint32_t> fits(15, 19);  // 19^15 = 1.5e19 < 2^64
  const std::vector<std::uint32_t> bursts(16, 19);
  CHECK(grid_size(fits).has_value());
  CHECK_FALSE(grid_size(bursts).has_value());
}

TEST_CASE("more points or more parameters leave random and Sobol' points where they are",
          "[experiment][design]") {
  CHECK(begins_with(random_points(5, 90, 7), random_points(3, 40, 7)));
  CHECK(begins_with(scrambled_sobol_points(5, 90, 7), scrambled_sobol_points(3, 40, 7)));
  CHECK(begins_with(saltelli_points(3, 90, 7), saltelli_points(3, 40, 7)));
  CHECK_FALSE(begins_with(random_points(3, 40, 8), random_points(3, 40, 7)));
  CHECK_FALSE(begins_with(scrambled_sobol_points(3, 40, 8), scrambled_sobol_points(3, 40, 7)));
  CHECK(inside(random_points(3, 1000, 7)));
}

TEST_CASE("Sobol' points are those that Joe and Kuo publish", "[experiment][design]") {
  // Their notes on the program sobol.cc: the first ten points in three dimensions.
  const std::vector<double> published{0,     0,     0,     0.5,   0.5,    0.5,    0.75,   0.25,
                                      0.25,  0.25,  0.75,  0.75,  0.375,  0.375,  0.625,  0.875,
                                      0.875, 0.125, 0.625, 0.125, 0.875,  0.125,  0.625,  0.375,
                                      0.1875, 0.3125, 0.9375, 0.6875, 0.8125, 0.4375};
  CHECK(sobol_points(3, 10).values == published);
}

TEST_CASE("scrambled Sobol' points stay a net in each of a hundred parameters",
          "[experiment][design]") {
  const Points scrambled = scrambled_sobol_points(101, 256, 1);
  const Points random = random_points(101, 256, 1);
  CHECK(inside(scrambled));
  for (std::size_t p = 0; p < 101; ++p) {
    for (const std::size_t m : {2u, 16u, 256u}) CHECK(fills_strata(scrambled, m, p, m));
    CHECK_FALSE(fills_strata(random, 256, p, 256));
  }
  // The first two are a (0, m, 2)-net: every box of 2^-a by 2^-b with a + b = 8 holds one point.
  for (unsigned a = 0; a <= 8; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (std::size_t r = 0; r < 256; ++r)
      boxes.emplace(static_cast<int>(scrambled.at(r, 0) * (1u << a)),
                    static_cast<int>(scrambled.at(r, 1) * (1u << (8 - a))));
    CHECK(boxes.size() == 256);
  }
}

TEST_CASE("a scrambled point is uniform by itself, and two coordinates of it know nothing of each other",
          "[experiment][design]") {
  // 4000 seeds: means within 4 standard errors of 1/2 (0.018), the covariance of 0 (0.0053).
  double mean[2] = {0.0, 0.0};
  double product = 0.0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const Points points = scrambled_sobol_points(2, 6, seed);
    mean[0] += points.at(5, 0) / 4000;
    mean[1] += points.at(5, 1) / 4000;
    product += (points.at(5, 0) - 0.5) * (points.at(5, 1) - 0.5) / 4000;
  }
  CHECK(std::fabs(mean[0] - 0.5) < 0.018);
  CHECK(std::fabs(mean[1] - 0.5) < 0.018);
  CHECK(std::fabs(product) < 0.0053);
  // The unscrambled sixth point is (0.875, 0.875): it would miss all three.
  const Points plain = sobol_points(2, 6);
  CHECK(std::fabs(plain.at(5, 0) - 0.5) > 0.018);
}

TEST_CASE("a mean over scrambled Sobol' points is far surer than over random ones",
          "[experiment][design]") {
  double scrambled = 0.0;
  double random = 0.0;
  double mean = 0.0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const double s = error_of_product(scrambled_sobol_points(4, 1024, seed));
    const double r = error_of_product(random_points(4, 1024, seed));
    scrambled += s * s;
    random += r * r;
    mean += s / 40;
  }
  CHECK(100.0 * scrambled < random);  // of the variances
  CHECK(std::fabs(mean) < 4.0 * std::sqrt(scrambled / 40 / 40));  // and unbiased
}

TEST_CASE("a Latin hypercube hits every stratum of every parameter once and keeps its points apart",
          "[experiment][design]") {
  double improved = 0.0;
  double plain = 0.0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Points points = latin_hypercube(3, 30, seed);
    for (std::size_t p = 0; p < 3; ++p) CHECK(fills_strata(points, 30, p, 30));
    improved += smallest_distance(points) / 10;
    Points columns(30, 3);
    for (std::size_t p = 0; p < 3; ++p) {
      const auto column = latin_column(Draws(seed, 0), Chance::design_order, p, 30);
      for (std::size_t r = 0; r < 30; ++r) columns.at(r, p) = column[r];
    }
    CHECK(fills_strata(columns, 30, 0, 30));
    plain += smallest_distance(columns) / 10;
  }
  CHECK(improved > 2.5 * plain);
  CHECK_FALSE(fills_strata(random_points(3, 30, 0), 30, 0, 30));
  CHECK(latin_hypercube(3, 30, 1).values == latin_hypercube(3, 30, 1).values);
  CHECK(latin_hypercube(3, 30, 1).values != latin_hypercube(3, 30, 2).values);
}

TEST_CASE("most small Latin hypercubes are as good as there are", "[experiment][design]") {
  // Of five points in the plane the best Latin hypercube has a smallest squared distance of 5
  // strata² (van Dam et al. 2007, table 1); no exchange alone leads out of some that have less.
  const auto best = [](const Points& points) {
    int smallest = 100;
    for (std::size_t r = 0; r < 5; ++r)
      for (std::size_t s = 0; s < r; ++s) {
        int square = 0;
        for (std::size_t p = 0; p < 2; ++p) {
          const int apart =
              static_cast<int>(5 * points.at(r, p)) - static_cast<int>(5 * points.at(s, p));
          square += apart * apart;
        }
        smallest = std::min(smallest, square);
      }
    return smallest == 5;
  };
  int exchanged = 0;
  int plain = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    exchanged += best(latin_hypercube(2, 5, seed));
    Points columns(5, 2);
    for (std::size_t p = 0; p < 2; ++p) {
      const auto column = latin_column(Draws(seed, 0), Chance::design_order, p, 5);
      for (std::size_t r = 0; r < 5; ++r) columns.at(r, p) = column[r];
    }
    plain += best(columns);
  }
  CHECK(exchanged > 60);
  CHECK(plain < 20);
}

TEST_CASE("a Morris trajectory moves every parameter once, by its step, along the levels",
          "[experiment][design]") {
  const Points points = morris_points(5, 4, 40, 3);
  REQUIRE(points.rows() == 40 * 6);
  int up = 0;
  std::set<std::size_t> first_moved;
  for (std::size_t t = 0; t < 40; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t step = 0; step < 5; ++step) {
      std::size_t changes = 0;
      for (std::size_t p = 0; p < 5; ++p) {
        const double before = points.at(6 * t + step, p);
        const double after = points.at(6 * t + step + 1, p);
        CHECK(near(std::round(3 * before) / 3 + 1, before + 1));  // a level, inside the cube
        CHECK((before >= 0.0 && before <= 1.0 && after >= 0.0 && after <= 1.0));
        if (before == after) continue;
        CHECK(near(std::fabs(after - before), 2.0 / 3.0));
        up += after > before;
        moved.insert(p);
        if (step == 0) first_moved.insert(p);
        ++changes;
      }
      CHECK(changes == 1);
    }
    CHECK(moved.size() == 5);
  }
  CHECK(first_moved.size() == 5);
  CHECK(up > 70);  // 200 steps, half of them up: 100 ± 4 · 7
  CHECK(up < 130);
  CHECK(begins_with(morris_points(5, 4, 50, 3), points));
}

TEST_CASE("trajectories chosen among candidates lie farther apart than the first ones",
          "[experiment][design]") {
  // Sum over parameters of how unequally the levels are visited: Campolongo's own yardstick.
  const auto apart = [](const Points& points, std::size_t rows) {
    double sum = 0.0;
    for (std::size_t a = 0; a < points.rows(); ++a)
      for (std::size_t b = 0; b < a; ++b) {
        if (a / rows == b / rows) continue;
        double square = 0.0;
        for (std::size_t p = 0; p < points.parameters; ++p)
          square += (points.at(a, p) - points.at(b, p)) * (points.at(a, p) - points.at(b, p));
        sum += std::sqrt(square);
      }
    return sum;
  };
  const Points chosen = morris_points(4, 4, 6, 3, 80);
  CHECK(chosen.rows() == 6 * 5);
  CHECK(apart(chosen, 5) > 1.1 * apart(morris_points(4, 4, 6, 3), 5));
  CHECK(begins_with(morris_points(4, 4, 9, 3, 80), chosen));
}

TEST_CASE("a block of Saltelli's design changes one coordinate of A at a time to that of B",
          "[experiment][design]") {
  const Points points = saltelli_points(3, 8, 5);
  const Points pairs = scrambled_sobol_points(6, 8, 5);
  REQUIRE(points.rows() == 8 * 5);
  for (std::size_t block = 0; block < 8; ++block)
    for (std::size_t row = 0; row < 5; ++row)
      for (std::size_t p = 0; p < 3; ++p) {
        const bool of_b = row == 4 || row == p + 1;
        CHECK(points.at(5 * block + row, p) == pairs.at(block, of_b ? p + 3 : p));
      }
}
