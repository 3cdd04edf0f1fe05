#pragma once
/// Reports from summaries: text for terminals (at most 80 cells wide), JSON, tidy tables. A report
/// knows no World.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/experiment/summary.hpp"
#include "czt/report/words.hpp"

namespace czt {

struct TextOptions {
  Language language = Language::en;
  std::vector<Cell> more;  ///< cells to show beside those of the whole line
};

std::string run_text(const Summary& summary, const TextOptions& options);
/// The first summary is the base; each later one gets its own table of differences.
std::string compare_text(std::span<const Summary> summaries, const TextOptions& options);

/// {"czt", "command", "scenario", "seed", "replications", "fingerprint", "measures": [row…],
/// "assumed": […], "notes"}. A row: measure, where, scope ("line", or dimensions joined by /), id
/// (values joined by /), unit, mean, sd, half_width, confidence, p05, p95, n; low_with_ranges and
/// high_with_ranges where inputs are assumed. Later scenarios of a comparison add difference,
/// difference_half_width, variance_ratio, the difference's low and high with ranges, and on
/// deciding cells verdict.
std::string run_json(const Summary& summary, std::string_view version);
/// {"czt", "command", "base", "seed", "replications", "scenarios": [as above, the base first]}.
std::string compare_json(std::span<const Summary> summaries, std::string_view version);

/// One row per scenario and cell:
/// scenario,measure,scope,id,unit,mean,sd,half_width,confidence,p05,p95,n,
/// low_with_ranges,high_with_ranges,difference,difference_half_width,variance_ratio,verdict.
std::string measures_csv(std::span<const Summary> summaries);
/// One row per scenario and replication, one column per cell:
/// scenario,replication,fingerprint,<cells>.
std::string replications_csv(std::span<const std::pair<std::string, const Outcomes*>> scenarios);

/// "line", "station", "direction/hour"; "", "Dafeng", "up/7".
std::string scope_of(const Cell& cell);
std::string id_of(const Cell& cell);

}  // namespace czt
