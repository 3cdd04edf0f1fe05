#include "czt/demand/od_matrix.hpp"

#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

// Sums are written as loops: Eigen's reductions pick an order by vector width, and the same bits are a law.
double row_sum(const OdMatrix& t, Eigen::Index i) {
  double sum = 0.0;
  for (Eigen::Index j = 0; j < t.cols(); ++j) sum += t(i, j);
  return sum;
}
double column_sum(const OdMatrix& t, Eigen::Index j) {
  double sum = 0.0;
  for (Eigen::Index i = 0; i < t.rows(); ++i) sum += t(i, j);
  return sum;
}
double total(const Eigen::VectorXd& v) {
  double sum = 0.0;
  for (Eigen::Index i = 0; i < v.size(); ++i) sum += v(i);
  return sum;
}

constexpr int most_rounds = 10'000;

}  // namespace

OdMatrix balance(OdMatrix t, const Eigen::VectorXd& rows, const Eigen::VectorXd& columns,
                 double tolerance) {
  for (int round = 0; round < most_rounds; ++round) {
    for (Eigen::Index i = 0; i < t.rows(); ++i) {
      const double sum = row_sum(t, i);
      const double factor = sum > 0.0 ? rows(i) / sum : 0.0;
      for (Eigen::Index j = 0; j < t.cols(); ++j) t(i, j) *= factor;
    }
    double worst = 0.0;
    for (Eigen::Index j = 0; j < t.cols(); ++j) {
      const double sum = column_sum(t, j);
      const double factor = sum > 0.0 ? columns(j) / sum : 0.0;
      if (sum > 0.0) worst = std::max(worst, std::fabs(factor - 1.0));
      for (Eigen::Index i = 0; i < t.rows(); ++i) t(i, j) *= factor;
    }
    if (worst <= tolerance) break;
  }
  return t;
}

OdMatrix gravity(const Eigen::VectorXd& productions, const Eigen::VectorXd& attractions,
                 const Eigen::MatrixXd& cost_minutes, double decay, double tolerance) {
  const Eigen::Index n = productions.size();
  OdMatrix prior(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j)
      prior(i, j) = i == j || productions(i) <= 0.0 || attractions(j) <= 0.0
                        ? 0.0
                        : maths::exp(-decay * cost_minutes(i, j));
  const double scale = total(productions) / total(attractions);
  const Eigen::VectorXd columns = attractions * scale;
  return balance(std::move(prior), productions, columns, tolerance);
}

}  // namespace czt
