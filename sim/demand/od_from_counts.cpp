#include "czt/demand/od_from_counts.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

double on_link(const LinkCount& count, const Eigen::VectorXd& travellers) {
  double sum = 0.0;
  for (const LinkCount::Use& use : count.uses) sum += use.share * travellers(use.cell);
  return sum;
}

double worst_of(std::span<const LinkCount> counts, const Eigen::VectorXd& travellers) {
  double worst = 0.0;
  for (const LinkCount& count : counts)
    worst = std::max(worst, std::fabs(on_link(count, travellers) - count.people) / std::max(count.people, 1.0));
  return worst;
}

/// λ with Σ p t exp(λ p) = v, by Newton's method on log Σ, which is convex and monotone in λ.
double exponent_for(const LinkCount& count, const Eigen::VectorXd& travellers) {
  double lambda = 0.0;
  for (int step = 0; step < 100; ++step) {
    double sum = 0.0;
    double slope = 0.0;
    for (const LinkCount::Use& use : count.uses) {
      const double people = use.share * travellers(use.cell) * maths::exp(lambda * use.share);
      sum += people;
      slope += use.share * people;
    }
    if (!(sum > 0.0)) return 0.0;  // nobody there to be more or fewer
    const double change = maths::log(count.people / sum) * sum / slope;
    lambda += change;
    if (std::fabs(change) < 1e-15 * std::max(1.0, std::fabs(lambda))) break;
  }
  return lambda;
}

void balance_one(const LinkCount& count, Eigen::VectorXd& travellers) {
  if (!(count.people > 0.0)) {
    for (const LinkCount::Use& use : count.uses) travellers(use.cell) = 0.0;
    return;
  }
  const bool whole = std::all_of(count.uses.begin(), count.uses.end(), [](const auto& use) { return use.share == 1.0; });
  if (whole) {
    const double sum = on_link(count, travellers);
    if (!(sum > 0.0)) return;
    for (const LinkCount::Use& use : count.uses) travellers(use.cell) *= count.people / sum;
    return;
  }
  const double lambda = exponent_for(count, travellers);
  for (const LinkCount::Use& use : count.uses) travellers(use.cell) *= maths::exp(lambda * use.share);
}

}  // namespace

EstimatedOd entropy_od(const Eigen::VectorXd& prior, std::span<const LinkCount> counts, double tolerance,
                       std::uint32_t most_rounds) {
  EstimatedOd od{prior, worst_of(counts, prior), 0};
  while (od.worst > tolerance && od.rounds < most_rounds) {
    for (const LinkCount& count : counts) balance_one(count, od.travellers);
    od.worst = worst_of(counts, od.travellers);
    ++od.rounds;
  }
  return od;
}

/// t = τ + WP'(PWP' + V)⁻¹(v − Pτ): the same by the matrix inversion lemma, with a matrix of counts, not of cells.
EstimatedOd least_squares_od(const Eigen::VectorXd& prior, const Eigen::VectorXd& prior_variance,
                             std::span<const LinkCount> counts, const Eigen::VectorXd& count_variance) {
  const auto n = static_cast<Eigen::Index>(counts.size());
  Eigen::MatrixXd links = Eigen::MatrixXd::Zero(n, prior.size());
  Eigen::VectorXd missing(n);
  for (Eigen::Index a = 0; a < n; ++a) {
    const LinkCount& count = counts[static_cast<std::size_t>(a)];
    for (const LinkCount::Use& use : count.uses) links(a, use.cell) = use.share;
    missing(a) = count.people - on_link(count, prior);
  }
  const Eigen::MatrixXd spread = prior_variance.asDiagonal() * links.transpose();
  Eigen::MatrixXd of_counts = links * spread;
  of_counts.diagonal() += count_variance;
  EstimatedOd od{prior + spread * of_counts.ldlt().solve(missing), 0.0, 0};
  od.worst = worst_of(counts, od.travellers);
  return od;
}

}  // namespace czt
