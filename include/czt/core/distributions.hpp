#pragma once
/// Random variates from the counter-based bits. Each takes a pure block source and gives a pure answer;
/// those that may reject ask for further blocks of the same identity by index.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "czt/core/draws.hpp"

namespace czt {

/// Exponential with mean 1. Marsaglia & Tsang (2000) ziggurat, 256 layers, own tables made from maths::exp.
double exponential(const Draws& draws, Chance chance, std::uint64_t identity, std::uint32_t index);

/// Standard normal from 64 bits, by the quantile.
double normal(std::uint32_t high, std::uint32_t low);

/// exp(mu + sigma·Z) with the given mean and coefficient of variation (≥ 0).
/// sigma² = log(1 + cv²), mu = log(mean) − sigma²/2.
double lognormal(double mean, double cv, std::uint32_t high, std::uint32_t low);

/// The same, with sigma worked out before.
class LognormalSampler {
 public:
  LognormalSampler(double mean, double cv);
  [[nodiscard]] double operator()(std::uint32_t high, std::uint32_t low) const;

 private:
  double mean_, sigma_, half_variance_;
};

/// Walker/Vose alias table over weights ≥ 0, not all zero: one 32-bit word draws a row.
class AliasTable {
 public:
  AliasTable() = default;
  explicit AliasTable(std::span<const double> weights);
  [[nodiscard]] std::uint32_t operator()(std::uint32_t word) const {
    const std::uint64_t scaled = std::uint64_t{word} * rows_.size();
    const Row& row = rows_[scaled >> 32];
    // A mask instead of a branch, which would be guessed wrong too often.
    const std::uint32_t is_own = 0u - static_cast<std::uint32_t>(static_cast<std::uint32_t>(scaled) < row.keep);
    return (row.own & is_own) | (row.other & ~is_own);
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// Has the table on its way from memory before it is asked.
  void fetch() const {
    for (std::size_t row = 0; row < rows_.size(); row += 64 / sizeof(Row)) __builtin_prefetch(&rows_[row]);
  }

 private:
  struct Row {
    std::uint32_t keep;  ///< probability of the row's own value, in 1/2^32 (2^32−1 for "always")
    std::uint32_t own;
    std::uint32_t other;
  };
  std::vector<Row> rows_;
};

/// Quantiles of a positive density given by knots (x ascending, density linear between), as a table of
/// 2^10 equal-probability steps read with linear interpolation in integers. A 32-bit word draws an x.
class QuantileTable {
 public:
  static constexpr int bits = 10;
  struct Knot {
    double x;
    double density;
  };
  QuantileTable() = default;
  /// Knots ascend in x; densities ≥ 0, not all zero. A jump is written as two knots at one x.
  explicit QuantileTable(std::span<const Knot> knots);
  /// From quantiles already known: 2^10 + 1 of them, ascending.
  explicit QuantileTable(std::vector<std::int32_t> quantiles) : quantiles_(std::move(quantiles)) {}

  [[nodiscard]] std::int32_t operator()(std::uint32_t word) const {
    const std::uint32_t step = word >> (32 - bits);
    const std::int64_t part = word & ((1u << (32 - bits)) - 1);
    const std::int64_t low = quantiles_[step];
    return static_cast<std::int32_t>(low + (((quantiles_[step + 1] - low) * part) >> (32 - bits)));
  }
  /// P(X < x) of the table as it is read.
  [[nodiscard]] double share_below(std::int32_t x) const;
  bool operator==(const QuantileTable&) const = default;

 private:
  std::vector<std::int32_t> quantiles_;
};

/// Quantiles of exp(mu + sigma·Z) with the given mean (0 to 2e6) and coefficient of variation (0 to 3). The last step
/// holds the tail and ends where the table's mean is the given one.
QuantileTable lognormal_quantiles(double mean, double cv);

/// Quantiles of Beta(a, b), scaled to 2^20, for a, b ≥ 1/2. Built by integrating the density.
QuantileTable beta_quantiles(double a, double b);

}  // namespace czt
