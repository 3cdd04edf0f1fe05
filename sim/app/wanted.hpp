#pragma once
/// What to measure and when to be content, from the options' texts: cells, precision, margin,
/// thresholds. What is wrong with them is a Failure (wrong_usage) that names the option.

#include <span>
#include <string>
#include <vector>

#include "czt/experiment/precision.hpp"
#include "czt/experiment/summary.hpp"
#include "loading.hpp"
#include "options.hpp"

namespace czt::app {

/// "wait_p95 > 10 min"
struct Threshold {
  std::string text;
  Cell cell;
  std::string comparison;  ///< <, <=, >, >=
  double value = 0.0;      ///< in the measure's unit
  [[nodiscard]] bool holds(double mean) const;
};

struct Wanted {
  std::vector<Cell> cells;  ///< all, without repetition
  std::vector<Cell> more;   ///< those asked for beside the default ones
  std::vector<Cell> deciding;
  std::vector<Threshold> thresholds;
  std::vector<Threshold> days_with;  ///< conditions on single days of a year
  std::optional<Precision> precision;
  Margin margin;
};

/// What --same-within says; throws Failure.
Margin margin_of(const std::string& text);

/// Names are looked for in each of the plans, the first first.
Wanted wanted(std::span<const Loaded> scenarios, const Options& options);

/// The thresholds that hold: one sentence each.
std::vector<std::string> passed(std::span<const Threshold> thresholds, const Summary& summary);

}  // namespace czt::app
