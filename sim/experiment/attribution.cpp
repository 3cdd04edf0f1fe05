#include "czt/experiment/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/core/digest.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {

Combination only(std::size_t change) { return Combination{1} << change; }
Combination everything(std::size_t changes) { return (Combination{1} << changes) - 1; }

std::vector<double> factorials(std::size_t most) {
  std::vector<double> f{1.0};
  for (std::size_t n = 1; n <= most; ++n) f.push_back(f.back() * static_cast<double>(n));
  return f;
}

/// The values of the combinations, and what a change or two make of them. Differences are taken
/// before anything is weighed, so that a change without effect gets exactly nothing.
struct Game {
  const Combinations& combinations;
  std::span<const double> value;

  [[nodiscard]] double of(Combination c) const { return value[combinations.row(c)]; }
  [[nodiscard]] double gain(Combination before, std::size_t change) const {
    return of(before | only(change)) - of(before);
  }
  [[nodiscard]] double joint_gain(Combination before, std::size_t a, std::size_t b) const {
    return gain(before | only(a), b) - gain(before, b);
  }
};

/// Shapley (1953), A value for n-person games:
///   φ_i = Σ_{S ∌ i} |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)).
void add_shapley_in_full(const Game& game, Shares& to) {
  const std::size_t n = game.combinations.changes;
  const std::vector<double> f = factorials(n);
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0.0;
    for (const Combination s : game.combinations.all) {
      if (s & only(i)) continue;
      const auto size = static_cast<std::size_t>(__builtin_popcountll(s));
      sum += f[size] * f[n - size - 1] * game.gain(s, i);
    }
    to.shapley[i] = sum / f[n];
  }
}

/// The Shapley interaction index of Grabisch & Roubens (1999), An axiomatic approach to the concept
/// of interaction among players in cooperative games, definition 1, for pairs:
///   I_ij = Σ_{S ∌ i, j} |S|! (n − |S| − 2)! / (n − 1)!
///          · (v(S ∪ ij) − v(S ∪ i) − v(S ∪ j) + v(S)).
void add_interactions_in_full(const Game& game, Shares& to) {
  const std::size_t n = game.combinations.changes;
  const std::vector<double> f = factorials(n);
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) {
      double sum = 0.0;
      for (const Combination s : game.combinations.all) {
        if (s & (only(a) | only(b))) continue;
        const auto size = static_cast<std::size_t>(__builtin_popcountll(s));
        sum += f[size] * f[n - size - 2] * game.joint_gain(s, a, b);
      }
      to.interaction[pair_row(n, a, b)] = sum / f[n - 1];
    }
}

/// Castro, Gómez & Tejada (2009): the Shapley value is the mean over orders of what each change
/// adds to those before it. Likewise the interaction index over orders in which the two are
/// neighbours. `weight`: of this order.
void add_order(const Game& game, std::span<const std::uint32_t> order, double weight, Shares& to) {
  Combination before = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = order[k];
    to.shapley[i] += weight * game.gain(before, i);
    if (k + 1 < order.size()) {
      const std::size_t j = order[k + 1];
      double& pair = to.interaction[pair_row(order.size(), std::min(i, j), std::max(i, j))];
      pair = (std::isnan(pair) ? 0.0 : pair) + weight * game.joint_gain(before, i, j);
    }
    before |= only(i);
  }
}

/// One quantity of the shares by answer and replication, the replications lying together.
struct Sample {
  std::vector<double> values;
  std::size_t answers = 0;
  std::size_t replications = 0;
};

std::vector<double> by_replication(const Sample& s) {
  std::vector<double> means;
  for (std::size_t k = 0; k < s.replications; ++k) {
    double sum = 0.0;
    std::size_t n = 0;
    for (std::size_t a = 0; a < s.answers; ++a) {
      const double v = s.values[a * s.replications + k];
      if (std::isnan(v)) continue;
      sum += v;
      ++n;
    }
    means.push_back(n == 0 ? undefined : n == 1 ? sum : sum / static_cast<double>(n));
  }
  return means;
}

std::vector<double> by_answer(const Sample& s) {
  std::vector<double> means;
  for (std::size_t a = 0; a < s.answers; ++a)
    means.push_back(estimate(std::span(s.values).subspan(a * s.replications, s.replications)).mean);
  return means;
}

/// Replications and sampled orders are crossed: the variance of the mean is at most that of the
/// replications' means plus that of the orders' (Owen 2007, The pigeonhole bootstrap: their joint
/// part is counted twice), with the smaller number of degrees of freedom.
Effect effect_of(const Sample& s) {
  const Estimate chance = estimate(by_replication(s));
  if (s.answers == 1 || chance.n < 2) return {chance.mean, chance.half_width};
  const Estimate sampling = estimate(by_answer(s));
  if (sampling.n < 2) return {chance.mean, undefined};
  const double variance = chance.sd * chance.sd / chance.n + sampling.sd * sampling.sd / sampling.n;
  return {chance.mean, t_quantile(0.5 + confidence / 2, std::min(chance.n, sampling.n) - 1.0) *
                           std::sqrt(variance)};
}

/// All shares of one cell: by replication, in which every combination has a value, and answer.
class CellShares {
 public:
  CellShares(const Combinations& combinations, std::span<const Outcomes> outcomes, std::size_t cell)
      : answers_(answers(combinations)) {
    const std::uint32_t replications = outcomes.empty() ? 0 : outcomes.front().replications;
    std::vector<double> value(outcomes.size());
    for (std::uint32_t k = 0; k < replications; ++k) {
      for (std::size_t row = 0; row < outcomes.size(); ++row)
        value[row] = outcomes[row].at(k, cell);
      if (std::any_of(value.begin(), value.end(), [](double v) { return std::isnan(v); })) continue;
      kept_.push_back(k);
      for (std::size_t a = 0; a < answers_; ++a) shares_.push_back(shares(combinations, value, a));
    }
  }
  [[nodiscard]] const std::vector<std::uint32_t>& kept() const { return kept_; }

  template <class Quantity>
  Sample sample(Quantity quantity) const {
    Sample s{{}, answers_, kept_.size()};
    for (std::size_t a = 0; a < answers_; ++a)
      for (std::size_t k = 0; k < kept_.size(); ++k)
        s.values.push_back(quantity(shares_[k * answers_ + a]));
    return s;
  }
  /// The same for every answer: the total, first, last.
  template <class Quantity>
  Sample fixed(Quantity quantity) const {
    Sample s{{}, 1, kept_.size()};
    for (std::size_t k = 0; k < kept_.size(); ++k)
      s.values.push_back(quantity(shares_[k * answers_]));
    return s;
  }

 private:
  std::size_t answers_;
  std::vector<std::uint32_t> kept_;
  std::vector<Shares> shares_;  ///< replication kept · answers + answer
};

/// What the samples of inputs changed: in replications that are defined with and without.
std::vector<double> effect_of_inputs(const Sample& plain, const std::vector<std::uint32_t>& kept,
                                     const Sample& sampled,
                                     const std::vector<std::uint32_t>& kept_sampled) {
  const std::vector<double> a = by_replication(plain);
  const std::vector<double> b = by_replication(sampled);
  std::vector<double> effect;
  for (std::size_t k = 0; k < kept_sampled.size(); ++k) {
    const auto at = std::lower_bound(kept.begin(), kept.end(), kept_sampled[k]);
    if (at != kept.end() && *at == kept_sampled[k])
      effect.push_back(b[k] - a[static_cast<std::size_t>(at - kept.begin())]);
  }
  return effect;
}

/// What rounding left over of the sum, a few units in the last place, goes to the largest part.
void close_the_sum(AttributionRow& row) {
  if (row.parts.empty() || std::isnan(row.total.value)) return;
  for (int again = 0; again < 2; ++again) {
    double sum = 0.0;
    for (const Part& part : row.parts) sum += part.shapley.value;
    const auto largest =
        std::max_element(row.parts.begin(), row.parts.end(), [](const Part& a, const Part& b) {
          return std::fabs(a.shapley.value) < std::fabs(b.shapley.value);
        });
    largest->shapley.value += row.total.value - sum;
  }
}

class Attributing {
 public:
  Attributing(const Combinations& combinations, std::span<const Outcomes> outcomes,
              std::span<const Outcomes> sampled)
      : combinations_(combinations), outcomes_(outcomes), sampled_(sampled) {}

  AttributionRow row(std::size_t cell) const {
    const CellShares plain(combinations_, outcomes_, cell);
    const CellShares ranged(combinations_, sampled_, cell);
    const auto effect = [&](auto quantity, bool is_fixed) {
      const auto take = [&](const CellShares& from) {
        return is_fixed ? from.fixed(quantity) : from.sample(quantity);
      };
      const Sample sample = take(plain);
      Effect e = effect_of(sample);
      if (!sampled_.empty())
        e.with_ranges = widen(e.value, e.half_width,
                              effect_of_inputs(sample, plain.kept(), take(ranged), ranged.kept()));
      return e;
    };
    AttributionRow r;
    r.cell = outcomes_.front().cells[cell];
    r.n = static_cast<std::uint32_t>(plain.kept().size());
    r.total = effect([](const Shares& s) { return s.total; }, true);
    const std::size_t changes = combinations_.changes;
    for (std::size_t i = 0; i < changes; ++i)
      r.parts.push_back({effect([i](const Shares& s) { return s.shapley[i]; }, false),
                         effect([i](const Shares& s) { return s.first[i]; }, true),
                         effect([i](const Shares& s) { return s.last[i]; }, true)});
    for (std::size_t a = 0; a < changes; ++a)
      for (std::size_t b = a + 1; b < changes; ++b) {
        const std::size_t pair = pair_row(changes, a, b);
        r.interactions.push_back(
            {a, b, effect([pair](const Shares& s) { return s.interaction[pair]; }, false)});
      }
    close_the_sum(r);
    return r;
  }

 private:
  const Combinations& combinations_;
  std::span<const Outcomes> outcomes_;
  std::span<const Outcomes> sampled_;
};

}  // namespace

std::size_t pair_row(std::size_t changes, std::size_t a, std::size_t b) {
  return a * changes - a * (a + 1) / 2 + (b - a - 1);
}

std::size_t answers(const Combinations& combinations) {
  return combinations.in_full() ? 1 : combinations.orders.size() / 2;
}

Shares shares(const Combinations& combinations, std::span<const double> value, std::size_t answer) {
  const std::size_t n = combinations.changes;
  const Game game{combinations, value};
  const Combination whole = everything(n);
  Shares s;
  s.total = game.of(whole) - game.of(0);
  s.shapley.assign(n, 0.0);
  s.interaction.assign(n * (n - 1) / 2, undefined);
  for (std::size_t i = 0; i < n; ++i) {
    s.first.push_back(game.gain(0, i));
    s.last.push_back(game.gain(whole ^ only(i), i));
  }
  if (combinations.in_full()) {
    add_shapley_in_full(game, s);
    add_interactions_in_full(game, s);
    return s;
  }
  for (const std::size_t order : {2 * answer, 2 * answer + 1})
    add_order(game, combinations.orders[order], 0.5, s);
  return s;
}

void attribute(Attribution& attribution, std::span<const Outcomes> outcomes,
               std::span<const Outcomes> sampled) {
  std::vector<std::uint64_t> prints;
  for (const Outcomes& o : outcomes) {
    prints.push_back(o.fingerprint);
    std::vector<Estimate>& estimates = attribution.estimates.emplace_back();
    for (std::size_t c = 0; c < o.cells.size(); ++c) estimates.push_back(estimate(column(o, c)));
  }
  attribution.fingerprint = fingerprint_of(prints);
  const Attributing rows(attribution.combinations, outcomes, sampled);
  for (std::size_t c = 0; c < outcomes.front().cells.size(); ++c)
    attribution.rows.push_back(rows.row(c));
}

}  // namespace czt
