#pragma once
/// Which named change made which part of the difference between a scenario and its base: Shapley
/// values over the combinations of the changes, with the same people in all of them. The parts add
/// up to the difference; what a change does alone, and last of all, need not. All is computed
/// replication by replication, then paired t intervals are taken over the replications.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "czt/experiment/combinations.hpp"
#include "czt/experiment/summary.hpp"

namespace czt {

/// What one value per combination says, the whole minus the base divided among the changes.
struct Shares {
  double total = 0.0;
  std::vector<double> shapley;      ///< per change
  std::vector<double> first;        ///< per change: made alone
  std::vector<double> last;         ///< per change: made after all others
  std::vector<double> interaction;  ///< per pair of changes, (0,1), (0,2), … (1,2), …; NaN where
                                    ///< the sampled orders say nothing about the pair
};
/// `value[row]` of each row of combinations.all. Of every combination there is one answer, number
/// 0; of sampled orders one answer for each order with its reverse, their mean being the estimate.
std::size_t answers(const Combinations& combinations);
Shares shares(const Combinations& combinations, std::span<const double> value, std::size_t answer);

/// Row of a pair in Shares::interaction, a < b.
std::size_t pair_row(std::size_t changes, std::size_t a, std::size_t b);

struct Effect {
  double value = 0.0;
  double half_width = 0.0;  ///< of chance; with sampled orders of chance and sampling together
  std::optional<WithRanges> with_ranges{};
};
struct Part {
  Effect shapley;
  Effect first;
  Effect last;
};
struct Interaction {
  std::size_t a = 0;  ///< changes, a < b
  std::size_t b = 0;
  Effect effect;
};
struct AttributionRow {
  Cell cell;
  Effect total;
  std::vector<Part> parts;  ///< per change; the Shapley values add up to `total`
  std::vector<Interaction> interactions;
  std::uint32_t n = 0;  ///< replications in which every combination has a value
};

struct AttributedChange {
  std::string name;
  bool put_in = false;  ///< it is itself an assumed number of people
  std::string name_zh{};  ///< empty where there is none
};

struct Attribution {
  Summary base;   ///< without the changes
  Summary whole;  ///< with all of them
  std::vector<AttributedChange> changes;
  Combinations combinations;
  std::vector<std::vector<Estimate>> estimates;  ///< per row of combinations and cell
  std::uint64_t fingerprint = 0;                 ///< of all combinations
  std::vector<AttributionRow> rows;              ///< per cell
};

/// `outcomes`: per row of combinations, of the same cells and replications. `sampled`: the same
/// with samples of the assumed inputs; empty for none. Fills in estimates, fingerprint and rows.
void attribute(Attribution& attribution, std::span<const Outcomes> outcomes,
               std::span<const Outcomes> sampled = {});

}  // namespace czt
