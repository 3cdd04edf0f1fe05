#pragma once
/// Origin–destination matrices (Eigen) and how they are balanced.

#include <Eigen/Core>

#include "czt/core/result.hpp"

namespace czt {

/// Rows are origins, columns destinations; trips per day.
using OdMatrix = Eigen::MatrixXd;

/// Doubly constrained gravity model T_ij = a_i b_j exp(−decay · cost_ij), i ≠ j, balanced by iterative
/// proportional fitting (Furness) until every row and column sum is within `tolerance`, relative.
/// productions, attractions ≥ 0 with sum > 0; attractions are scaled to the productions' total.
/// decay ≥ 0 per minute, cost in minutes. Source: Wilson (1967); Furness (1965).
OdMatrix gravity(const Eigen::VectorXd& productions, const Eigen::VectorXd& attractions,
                 const Eigen::MatrixXd& cost_minutes, double decay, double tolerance = 1e-10);

/// Scales a prior to the given row and column sums, keeping its odds ratios; zero stays zero.
OdMatrix balance(OdMatrix prior, const Eigen::VectorXd& rows, const Eigen::VectorXd& columns,
                 double tolerance = 1e-10);

}  // namespace czt
