#pragma once
/// Which of several alternatives is best, with as few replications as possible: after every
/// replication those that are clearly beaten, or clearly break a bound, are left alone.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "czt/observe/measures.hpp"

namespace czt {

/// η of a triangular continuation region that a wrong decision leaves with a probability of at most
/// beta: η = ½ ((2 beta)^(−2/(n0 − 1)) − 1). Kim & Nelson (2001), "A fully sequential procedure for
/// indifference-zone selection in simulation", ACM TOMACS 11, section 3.1, with c = 1. h² = 2 η
/// (n0 − 1).
double screening_eta(double beta, std::uint32_t first_stage);

/// The share of something, or any other measure, that must stay low: at most `limit`, where a
/// difference of `tolerance` (> 0) does not matter.
struct SelectionBound {
  double limit;
  double tolerance;
};

struct SelectionRule {
  double indifference;             ///< δ > 0: differences below it do not matter
  Better better = Better::more;    ///< more or less
  std::uint32_t first_stage = 10;  ///< n0 ≥ 2 replications before anything is judged
  double alpha = 0.05;
  std::optional<SelectionBound> bound{};
};

/// Kim & Nelson's procedure KN. Promise, for normal measures, with the same people or without: if
/// the best is better than every other by at least δ, it is recommended with probability ≥ 1 −
/// alpha. Alternative i is beaten by l after r replications when, with sums over replications,
///     Σ i < Σ l − max(0, (h² S²_il / δ − δ r) / 2),   S²_il of the differences in the first n0,
/// with beta = alpha / (k − 1). When the region has closed the larger sum wins; equal ones: the
/// earlier alternative.
///
/// With a bound, both are asked of the same replications at alpha / 2 each. Feasibility:
/// Andradóttir & Kim (2010), "Fully sequential procedures for comparing constrained systems via
/// simulation", Naval Research Logistics 57, procedure F, c = 1, with beta = alpha / 2 / k
/// (Bonferroni, hence for any dependence): in or out when the sum of (bounded − limit) leaves ±
/// max(0, (h² S²_i / ε − ε r) / 2), ε the tolerance. Only alternatives found feasible beat others.
/// Promise: with probability ≥ 1 − alpha all at or below limit − ε are found feasible and all at or
/// above limit + ε infeasible wherever that is decided, and of those the best one is recommended if
/// it is better by δ than all others that lie below limit + ε. Between limit ± ε either is
/// possible.
class BestSelection {
 public:
  enum class Fate : unsigned char { in_play, beaten, infeasible, failed };

  BestSelection(std::size_t alternatives, const SelectionRule& rule);

  /// Alternatives of which one more replication is wanted, ascending; none when it is decided.
  [[nodiscard]] const std::vector<std::uint32_t>& wanted() const { return wanted_; }
  /// One value for each of `wanted()`, in that order, all of the same replication; with a bound
  /// also the bounded measure. NaN: the alternative has failed and is out.
  void take(std::span<const double> values, std::span<const double> bounded = {});

  [[nodiscard]] bool decided() const { return wanted_.empty(); }
  /// When it is decided: the best, or none (all infeasible or failed).
  [[nodiscard]] std::optional<std::uint32_t> best() const;
  [[nodiscard]] Fate fate(std::size_t alternative) const { return all_[alternative].fate; }
  [[nodiscard]] std::uint32_t replications(std::size_t alternative) const {
    return static_cast<std::uint32_t>(all_[alternative].values.size());
  }
  /// Of all alternatives together: what it cost.
  [[nodiscard]] std::uint64_t total_replications() const;

 private:
  struct Alternative {
    Fate fate = Fate::in_play;
    bool feasible = false;        ///< known to be
    std::vector<double> values;   ///< negative where less is better
    std::vector<double> bounded;  ///< less the limit
    double sum = 0.0;
    double bounded_sum = 0.0;
    double bounded_variance = 0.0;
  };
  void judge_feasibility();
  void judge_best();
  [[nodiscard]] bool beats(std::size_t l, std::size_t i) const;
  void end_first_stage();

  SelectionRule rule_;
  double h_squared_ = 0.0;
  double h_squared_bound_ = 0.0;
  std::vector<Alternative> all_;
  std::vector<double> variances_;  ///< S²_il at i · alternatives + l
  std::vector<std::uint32_t> wanted_;
  std::uint32_t done_ = 0;
};

/// How a budget of replications is best shared to tell the best alternative: N_i / N_j =
/// ((s_i / d_i) / (s_j / d_j))², d_i the distance of i's mean to the best one's, and for the best
/// N_b = s_b √(Σ over others of N_i² / s_i²). Chen, Lin, Yücesan & Chick (2000), "Simulation budget
/// allocation", Discrete Event Dynamic Systems 10, theorem 1 (OCBA). Distances below
/// `least_difference` (> 0) count as that. Replications already made are part of the shares, which
/// add up to `total`. Of ≥ 1 alternatives; equal shares where no deviation is above 0.
std::vector<std::uint32_t> ocba_shares(std::span<const double> means, std::span<const double> sds,
                                       Better better, double least_difference, std::uint32_t total);

}  // namespace czt
