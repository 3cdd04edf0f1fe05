#pragma once
/// Reports from summaries: text for terminals (at most 80 cells wide), JSON, tidy tables. A report
/// knows no World.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/experiment/attribution.hpp"
#include "czt/experiment/calibration.hpp"
#include "czt/experiment/summary.hpp"
#include "czt/experiment/year.hpp"
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
/// {"czt", "command", "base", "seed", "replications", "scenarios": [as above, the base first]}. Later scenarios with the
/// base's people have "winners": {replications, noticed_s, replications_with_quantiles, gainers_a_day, losers_a_day,
/// time_change_mean_s: {mean, half_width}, "totals": {base, stay (changes), newcomers, leavers, other: {people,
/// door_to_door_ms, fare_fen, standing_ms}, all replications added: stay + newcomers − leavers = other − base}, "rows":
/// as winners.csv}.
std::string compare_json(std::span<const Summary> summaries, std::string_view version);

/// The year's measures by how they come from its days, a line per type of day, the busiest and the quietest day.
std::string year_text(const YearSummary& year, const TextOptions& options);
/// As run_json, and "year", "over_days" {measure: sum, ratio, weighted, highest, mean}, "day_types" [{day_type, days,
/// journeys_a_day, half_width, share, share_half_width}…], "busiest" and "quietest" {date, day_type, journeys},
/// "days_with" [{condition, share, half_width}…], "days" [{date, day_type, journeys, boardings, revenue}…].
std::string year_json(const YearSummary& year, std::string_view version);
/// One row per day, means over the replications: date,weekday,day_type,period,<cells>.
std::string days_csv(const YearSummary& year);

/// One row per scenario and cell:
/// scenario,measure,scope,id,unit,mean,sd,half_width,confidence,p05,p95,n,
/// low_with_ranges,high_with_ranges,difference,difference_half_width,variance_ratio,verdict.
std::string measures_csv(std::span<const Summary> summaries);
/// Who gains and who loses: a row for the line, each purpose, pair of stations and hour of the wish, all replications added:
/// scenario,replications,scope,id,n (made their journey by rail in both),gainers,losers (by more than a minute),
/// time_change_p05,_p25,_median,_p75,_p95 (s, of the first 200 replications),time_change_mean (s),fare_change_mean (yuan),
/// standing_change_mean (s),newcomers,leavers,rescued (newcomers who came in the base and got nowhere),undelivered
/// (leavers who come and get nowhere). Changes are other − base: below 0 is quicker or cheaper.
std::string winners_csv(std::span<const Summary> summaries);
/// One row per scenario and replication, one column per cell:
/// scenario,replication,fingerprint,<cells>.
std::string replications_csv(std::span<const std::pair<std::string, const Outcomes*>> scenarios);

/// A table per cell of options.more: a line per change, the total, and the interactions larger than
/// their half-width.
std::string attribution_text(const Attribution& attribution, const TextOptions& options);
/// {"czt", "command", "scenario", "base", "seed", "replications", "fingerprint", "combinations",
/// "orders" (sampled; 0: every combination was simulated), "attribution": [{measure, where, scope,
/// id, unit, base, total, total_half_width, confidence, n, parts: [{change, put_in, value,
/// half_width, first, first_half_width, last, last_half_width}…], interactions: [{changes: [a, b],
/// value, half_width}…]}…], "assumed", "notes"}. With samples of the assumed inputs a total, part or
/// interaction also has low_with_ranges and high_with_ranges.
std::string attribution_json(const Attribution& attribution, std::string_view version);
/// One row per cell and change: scenario,base,measure,scope,id,unit,change,put_in (0 or 1),
/// value (Shapley),half_width,first,first_half_width,last,last_half_width,low_with_ranges,
/// high_with_ranges,total,total_half_width,n.
std::string attribution_csv(const Attribution& attribution);
/// One row per cell and pair of changes: scenario,base,measure,scope,id,unit,change_a,change_b,
/// value,half_width,low_with_ranges,high_with_ranges,n.
std::string interactions_csv(const Attribution& attribution);
/// One row per combination and cell: scenario,base,combination (number: bit k is change k),changes
/// (how many),with:<change>… (a column per change, 0 or 1),measure,scope,id,unit,mean,sd,half_width,
/// confidence,n.
std::string combinations_csv(const Attribution& attribution);

/// Residuals, parameters, scores of what is predicted.
std::string calibration_text(const Calibration& calibration);
/// {"czt", "command", "calibration", "scenario", "seed", "replications", "evaluations", "settled",
/// "loss", "parameters": [{name, paths, times, unit, from, to, value, half_width, identified,
/// at_bound}…], "targets": [{name, measures, unit, value, tolerance, mean, half_width, n,
/// inside}…], "predicted_replications", "statements": [{name, score, scenario, asked, about, value,
/// low, high, low_with_ranges, high_with_ranges}…]}
std::string calibration_json(const Calibration& calibration, std::string_view version);
/// What was counted against what is simulated, a row a target: for a plot. Shares as in --json, not in percent.
std::string counts_csv(const Calibration& calibration);
/// What the frozen parameters predict, a row a statement, with both intervals.
std::string statements_csv(const Calibration& calibration);

/// "line", "station", "direction/hour"; "", "Dafeng", "up/7".
std::string scope_of(const Cell& cell);
std::string id_of(const Cell& cell);

}  // namespace czt
