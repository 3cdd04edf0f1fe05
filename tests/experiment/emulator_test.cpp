#include "czt/experiment/emulator.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "czt/core/distributions.hpp"
#include "czt/core/maths.hpp"
#include "support/catch.hpp"
#include "support/noisy_responses.hpp"

using namespace czt;

namespace {

using Function = test::ResponseFunction;

/// Smooth, with an interaction; the third parameter does nothing.
double hills(std::span<const double> u) {
  return 10.0 * maths::sin(3.0 * u[0]) + 6.0 * u[1] * u[1] + 5.0 * u[0] * u[1];
}

Responses responses_of(const Points& points, const Function& f, std::size_t n = 1, double shared = 0.0,
                       double own = 0.0, std::uint32_t trial = 0) {
  return test::noisy(points, f, n, shared, own, 2010, trial);
}

/// Root mean square error at 200 new points.
double error_of(const Emulator& emulator, const Points& elsewhere, const Function& f) {
  double sum = 0.0;
  for (std::size_t r = 0; r < elsewhere.rows(); ++r) {
    const double off = emulator.at(elsewhere.row(r)).mean - f(elsewhere.row(r));
    sum += off * off / static_cast<double>(elsewhere.rows());
  }
  return std::sqrt(sum);
}

double matern_between(const Emulator& emulator, std::span<const double> a,
                      std::span<const double> b) {
  double square = 0.0;
  for (std::size_t p = 0; p < a.size(); ++p) {
    const double apart = (a[p] - b[p]) / emulator.lengths()[p];
    square += apart * apart;
  }
  const double r = std::sqrt(5.0 * square);
  return (1.0 + r + r * r / 3.0) * maths::exp(-r);
}

/// Ordinary kriging as a textbook writes it: one system with the level as a multiplier.
Emulator::Prediction by_the_book(const Emulator& e, const Points& points,
                                 const std::vector<std::size_t>& rows, const std::vector<double>& y,
                                 const std::vector<double>& noise, std::span<const double> at) {
  const auto n = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Ones(n + 1, n + 1);
  Eigen::VectorXd k = Eigen::VectorXd::Ones(n + 1);
  a(n, n) = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto row = rows[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j < n; ++j)
      a(i, j) = e.variance() *
                matern_between(e, points.row(row), points.row(rows[static_cast<std::size_t>(j)]));
    a(i, i) += 1e-8 * e.variance() + noise[row];
    k(i) = e.variance() * matern_between(e, points.row(row), at);
  }
  const Eigen::VectorXd weights = a.fullPivLu().solve(k);
  double mean = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) mean += weights(i) * y[rows[static_cast<std::size_t>(i)]];
  return {mean, std::sqrt(e.variance() - weights.dot(k))};
}

}  // namespace

TEST_CASE("an emulator of a smooth response is right where nothing was simulated",
          "[experiment][emulator]") {
  const Points points = latin_hypercube(3, 40, 1);
  const Points elsewhere = random_points(3, 200, 9);
  const Emulator emulator = Emulator::fit(points, responses_of(points, hills)).value();
  CHECK(emulator.cross_validated_share() > 0.99);
  CHECK(error_of(emulator, elsewhere, hills) < 0.1);  // the response's deviation is about 3
  // The error it expects of itself is of the size of the one it makes, rather too large: a row that
  // is left out lies at the edge of the others more often than a point anywhere.
  CHECK(emulator.cross_validated_error() < 6.0 * error_of(emulator, elsewhere, hills));
  CHECK(emulator.cross_validated_error() > error_of(emulator, elsewhere, hills) / 2.0);
  for (std::size_t r = 0; r < points.rows(); ++r)
    CHECK(std::fabs(emulator.at(points.row(r)).mean - hills(points.row(r))) < 0.05);
  // The parameter that does nothing has a long length.
  CHECK(emulator.lengths()[2] > 4.0 * emulator.lengths()[0]);
}

TEST_CASE("an emulator of mere chance knows that it knows nothing", "[experiment][emulator]") {
  const Points points = latin_hypercube(2, 40, 1);
  const Emulator emulator =
      Emulator::fit(points, responses_of(
                                points, [](auto) { return 7.0; }, 1, 0.0, 1.0))
          .value();
  CHECK(emulator.cross_validated_share() < 0.2);
  CHECK(std::fabs(emulator.at(std::vector<double>{0.3, 0.6}).mean - 7.0) < 1.0);
}

TEST_CASE("predictions and left out rows are those of kriging by the book",
          "[experiment][emulator]") {
  const Points points = latin_hypercube(3, 25, 3);
  const Responses responses = responses_of(points, hills, 3, 0.0, 0.5);
  const Emulator emulator = Emulator::fit(points, responses).value();
  // Means and noise as the header defines them.
  std::vector<double> y(25, 0.0);
  std::vector<double> level(3, 0.0);
  for (std::size_t r = 0; r < 25; ++r)
    for (std::size_t k = 0; k < 3; ++k) {
      y[r] += responses.at(r, k) / 3;
      level[k] += responses.at(r, k) / 25;
    }
  const double grand = (level[0] + level[1] + level[2]) / 3;
  std::vector<double> noise(25, 0.0);
  for (std::size_t r = 0; r < 25; ++r)
    for (std::size_t k = 0; k < 3; ++k) {
      const double own = responses.at(r, k) - y[r] - level[k] + grand;
      noise[r] += own * own / 2 / 3;
    }
  double common = 0.0;
  for (const double v : noise) common += v / 25;
  for (double& v : noise) v = (2 * v + 4 * common) / 6;
  std::vector<std::size_t> all(25);
  for (std::size_t r = 0; r < 25; ++r) all[r] = r;
  const std::vector<double> point{0.2, 0.7, 0.4};
  const Emulator::Prediction expected = by_the_book(emulator, points, all, y, noise, point);
  CHECK(near(emulator.at(point).mean, expected.mean, 1e-7));
  CHECK(emulator.at(point).sd >= expected.sd * (1.0 - 1e-7));  // and what replications share
  for (std::size_t out = 0; out < 25; ++out) {
    std::vector<std::size_t> rest = all;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
    const Emulator::Prediction p = by_the_book(emulator, points, rest, y, noise, points.row(out));
    CHECK(std::fabs(emulator.left_out()[out].error - (y[out] - p.mean)) < 1e-6);
    CHECK(near(emulator.left_out()[out].sd,
               std::sqrt(p.sd * p.sd + noise[out] + 1e-8 * emulator.variance()), 1e-6));
  }
}

TEST_CASE("an emulator of noisy rows is surer than the rows, and as sure as it says",
          "[experiment][emulator]") {
  // 60 rows of five replications with sd 2: a row's mean has 0.89. Twenty trials of 200 points:
  // 95 % intervals that hold in 90 to 99 % (points of a trial err together).
  const Points points = latin_hypercube(2, 60, 4);
  const Points elsewhere = random_points(2, 200, 9);
  int holds = 0;
  int narrow_holds = 0;
  double squares = 0.0;
  for (std::uint32_t trial = 0; trial < 20; ++trial) {
    const Emulator emulator =
        Emulator::fit(points, responses_of(points, hills, 5, 0.0, 2.0, trial)).value();
    squares += error_of(emulator, elsewhere, hills) / 20;
    for (std::size_t r = 0; r < 200; ++r) {
      const Emulator::Prediction p = emulator.at(elsewhere.row(r));
      const double off = std::fabs(p.mean - hills(elsewhere.row(r)));
      holds += off <= 1.96 * p.sd;
      narrow_holds += off <= 0.98 * p.sd;
    }
  }
  CHECK(squares < 0.7 * 2.0 / std::sqrt(5.0));
  CHECK(holds > 3600);
  CHECK(holds < 3960);
  CHECK(narrow_holds < 3600);
}

TEST_CASE("people that all rows share blur the level of an emulator, not its shape",
          "[experiment][emulator]") {
  const Points points = latin_hypercube(2, 40, 4);
  const Responses responses = responses_of(points, hills, 5, 4.0, 0.1);
  const Emulator emulator = Emulator::fit(points, responses).value();
  const std::vector<double> here{0.3, 0.3};
  const std::vector<double> there{0.8, 0.6};
  const double step = emulator.at(there).mean - emulator.at(here).mean;
  CHECK(std::fabs(step - (hills(there) - hills(here))) < 0.2);
  // Five replications with sd 4: 1.8, known from four degrees of freedom.
  CHECK(emulator.at(here).sd > 0.6);
  CHECK(emulator.at(here).sd < 3.6);
  CHECK(emulator.cross_validated_share() > 0.98);
}

TEST_CASE("failed rows are left out of an emulator, and too few give none",
          "[experiment][emulator]") {
  const Points points = latin_hypercube(2, 20, 4);
  Responses responses = responses_of(points, hills);
  responses.values[3] = NAN;
  const Emulator emulator = Emulator::fit(points, responses).value();
  CHECK(emulator.dropped() == 1);
  CHECK(emulator.rows() == 19);
  for (std::size_t r = 3; r < 20; ++r) responses.values[r] = NAN;
  CHECK_FALSE(Emulator::fit(points, responses).has_value());
}

TEST_CASE("a response that never changes is emulated by itself", "[experiment][emulator]") {
  const Points points = latin_hypercube(2, 20, 4);
  const Emulator emulator =
      Emulator::fit(points, responses_of(points, [](auto) { return 4.0; })).value();
  CHECK(near(emulator.at(std::vector<double>{0.1, 0.9}).mean, 4.0));
  CHECK(emulator.cross_validated_error() < 1e-9);
}
