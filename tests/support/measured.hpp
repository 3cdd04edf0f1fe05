#pragma once
/// Exact cases: a scenario as text, through the real reader and many replications, compared with what theory says.

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "czt/experiment/replications.hpp"
#include "czt/scenario/compile.hpp"
#include "support/story.hpp"

namespace czt::test {

/// The plan of a scenario; its text and folder as parse_scenario takes them. Throws what is wrong with it.
inline Plan plan_of(std::string_view yaml, const std::filesystem::path& folder = ".") {
  const auto scenario = parse_scenario(yaml, "case.yaml", folder);
  if (!scenario) throw std::runtime_error(print(scenario.error()));
  auto compiled = compile(*scenario);
  if (!compiled) throw std::runtime_error(print(compiled.error()));
  return std::move(compiled->plan);
}

/// `days` replications, one column a cell.
inline Outcomes days_of(const Plan& plan, const std::vector<std::string>& cells, std::uint32_t days) {
  std::vector<Cell> wanted;
  for (const std::string& text : cells) wanted.push_back(parse_cell(text, plan).value());
  RunOptions options;
  options.seed = 20261123;
  options.replications = days;
  return replicate(plan, wanted, options);
}

struct Found {
  double mean = 0.0;
  double standard_error = 0.0;
  /// Within 3.3 standard errors, and known well enough to mean something: 1.96 of them within the precision.
  [[nodiscard]] bool agrees(double exact, double precision) const {
    return std::fabs(mean - exact) <= 3.3 * standard_error && 1.96 * standard_error <= precision * std::fabs(exact);
  }
};

/// Sum over days of above / sum of below, with the standard error of a ratio of means (Cochran 1977, 6.4).
inline Found ratio_of(const std::vector<double>& above, const std::vector<double>& below) {
  const auto n = static_cast<double>(above.size());
  double a = 0.0, b = 0.0, squares = 0.0;
  for (std::size_t k = 0; k < above.size(); ++k) {
    a += above[k] / n;
    b += below[k] / n;
  }
  const double mean = a / b;
  for (std::size_t k = 0; k < above.size(); ++k) {
    const double rest = above[k] - mean * below[k];
    squares += rest * rest;
  }
  return {mean, std::sqrt(squares / (n - 1.0) / n) / b};
}
inline Found mean_of(const std::vector<double>& values) {
  return ratio_of(values, std::vector<double>(values.size(), 1.0));
}

/// One column of the outcomes, day by day.
inline std::vector<double> day_by_day(const Outcomes& outcomes, std::size_t cell) {
  std::vector<double> values;
  for (std::uint32_t k = 0; k < outcomes.replications; ++k) values.push_back(outcomes.at(k, cell));
  return values;
}

}  // namespace czt::test
