#include <fmt/format.h>

#include <cmath>

#include "csv_parts.hpp"
#include "czt/core/text.hpp"

namespace czt {

std::string field(double value) {
  return std::isfinite(value) ? to_shortest(value) : std::string();
}

std::string cell_fields(const Cell& cell) {
  const Measure& measure = measures()[cell.measure];
  return std::string(measure.name) + "," + csv_field(scope_of(cell)) + "," +
         csv_field(id_of(cell)) + "," + std::string(measure.unit);
}

std::string measures_csv(std::span<const Summary> summaries) {
  std::string text =
      "scenario,measure,scope,id,unit,mean,sd,half_width,confidence,p05,p95,n,low_with_ranges,high_"
      "with_ranges,"
      "difference,difference_half_width,variance_ratio,verdict\n";
  for (const Summary& summary : summaries)
    for (const SummaryRow& row : summary.rows) {
      const Estimate& e = row.estimate;
      text += csv_field(summary.scenario) + "," + cell_fields(row.cell) + "," + field(e.mean) + "," + field(e.sd) + "," +
              field(e.half_width) + "," + field(confidence) + "," + field(e.p05) + "," +
              field(e.p95) + "," + std::to_string(e.n) + ",";
      text += row.with_ranges
                  ? field(row.with_ranges->low) + "," + field(row.with_ranges->high) + ","
                  : ",,";
      if (row.difference)
        text += field(row.difference->mean) + "," + field(row.difference->half_width) + "," +
                field(row.difference->variance_ratio) + ",";
      else
        text += ",,,";
      if (row.verdict) text += to_text(*row.verdict);
      text += "\n";
    }
  return text;
}

std::string replications_csv(std::span<const std::pair<std::string, const Outcomes*>> scenarios) {
  std::string text = "scenario,replication,fingerprint";
  for (const Cell& cell : scenarios.front().second->cells) text += "," + csv_field(to_text(cell));
  text += "\n";
  for (const auto& [name, outcomes] : scenarios)
    for (std::uint32_t k = 0; k < outcomes->replications; ++k) {
      text += csv_field(name) + "," + std::to_string(k) + "," +
              fmt::format("{:016x}", outcomes->prints[k]);
      for (std::size_t c = 0; c < outcomes->cells.size(); ++c)
        text += "," + field(outcomes->at(k, c));
      text += "\n";
    }
  return text;
}

}  // namespace czt
