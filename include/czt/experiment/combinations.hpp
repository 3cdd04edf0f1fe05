#pragma once
/// Which combinations of a scenario's named changes are simulated, and the replications of each
/// with the same people. Up to eight changes: all 2^k. Beyond: those that occur when the changes
/// are made one after the other in sampled orders, each order with its reverse (antithetic).

#include <cstdint>
#include <functional>
#include <vector>

#include "czt/experiment/replications.hpp"

namespace czt {

/// Bit k: change k is made.
using Combination = std::uint64_t;

inline constexpr std::size_t most_changes_in_full = 8;
inline constexpr std::size_t most_changes = 63;
inline constexpr std::uint32_t default_orders = 64;

struct Combinations {
  std::size_t changes = 0;
  std::vector<Combination> all;                    ///< ascending: none first, all of them last
  std::vector<std::vector<std::uint32_t>> orders;  ///< sampled, every second the reverse of the one
                                                   ///< before; empty: `all` is every combination

  [[nodiscard]] bool in_full() const { return orders.empty(); }
  /// Row of a combination in `all`, where it must be.
  [[nodiscard]] std::size_t row(Combination combination) const;
};

/// 1 ≤ changes ≤ most_changes. `orders` is rounded up to an even number, at least 4.
Combinations combinations_of(std::size_t changes, std::uint32_t orders, std::uint64_t seed);

/// Makes the plan of a combination. Called from several threads at once; may throw.
using PlanOf = std::function<Plan(Combination)>;

/// The outcomes of every row of `combinations`, or none at all when `progress` said stop. The same
/// bits for any number of threads; of several exceptions of `plan_of` that of the first row is
/// thrown. A few plans are kept at a time, not all.
std::vector<Outcomes> replicate_combinations(const Combinations& combinations,
                                             const PlanOf& plan_of, const std::vector<Cell>& cells,
                                             const RunOptions& options,
                                             const OnProgress& progress = {});

}  // namespace czt
