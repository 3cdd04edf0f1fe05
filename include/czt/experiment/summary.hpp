#pragma once
/// What the replications of a scenario add up to, and how another scenario differs from its base.
/// This is all that reports know.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "czt/experiment/replications.hpp"
#include "czt/experiment/statistics.hpp"
#include "czt/experiment/verdict.hpp"
#include "czt/model/elasticities.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// Chance and the ranges of assumed inputs together: the mean plus the middle 95 % of what the
/// inputs' values do with the same people, widened at both ends by the half-width of chance.
struct WithRanges {
  double low;
  double high;
};

struct SummaryRow {
  Cell cell;
  Estimate estimate;
  std::optional<WithRanges> with_ranges;
  // Of later scenarios in a comparison:
  std::optional<Difference> difference;
  std::optional<WithRanges> difference_with_ranges;
  std::optional<Verdict> verdict;  ///< of deciding cells only
};

struct Summary {
  std::string scenario;
  std::string scenario_zh;            ///< empty where it has no Chinese name
  std::string about_en;
  std::string about_zh;
  std::vector<std::pair<std::string, std::string>> modes_zh;  ///< Chinese names of the railway and of those rivals that have one
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;
  std::uint64_t fingerprint = 0;
  std::vector<SummaryRow> rows;
  std::optional<Winners> winners;     ///< against the base, where the people are the same
  std::optional<Elasticities> elasticities;  ///< where they are asked for and there is a choice model
  bool predicted = false;             ///< the scenario has a choice model; else ridership is put in
  std::vector<AssumedInput> assumed;  ///< inputs whose ranges `with_ranges` covers, or would
  std::vector<std::string> notes;
};

/// `effect`: what the k-th sample of inputs changed in replication k, of which `mean` and
/// `half_width` are without samples. Nothing from fewer than two.
std::optional<WithRanges> widen(double mean, double half_width, std::span<const double> effect);

/// One column of outcomes: the values of a cell, replication by replication.
std::vector<double> column(const Outcomes& outcomes, std::size_t cell);

/// `sampled`: replication k with the k-th sample of the assumed inputs; empty for none.
Summary summarise(const Scenario& scenario, const Outcomes& outcomes, std::uint64_t seed,
                  const Outcomes& sampled = {});

/// Adds differences to every row of `others` (cells as in the base) and verdicts on the deciding
/// cells.
struct Compared {
  const Outcomes* outcomes = nullptr;
  const Outcomes* sampled = nullptr;  ///< null or empty for none
  Summary* summary = nullptr;
};
void compare(const Compared& base, std::vector<Compared> others, const std::vector<Cell>& deciding,
             const Margin& margin);

}  // namespace czt
