#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "look.hpp"
#include "table.hpp"

namespace czt {

namespace {

std::string heading(const Summary& summary, Language language) {
  std::string text = escape_control(name_in(summary, language)) + "\n";
  const std::string& about = language == Language::zh ? summary.about_zh : summary.about_en;
  if (!about.empty()) text += escape_control(about) + "\n";
  return text + std::to_string(summary.replications) + " " +
         std::string(word(Word::replications, language)) + ", " +
         std::string(word(Word::seed, language)) + " " + std::to_string(summary.seed) + "\n\n";
}

}  // namespace

std::vector<std::string> fields_of(const SummaryRow& row, bool ranges, Language language) {
  const Estimate& e = row.estimate;
  const auto [scale, decimals] = look_of(row, nullptr);
  std::vector<std::string> fields{row_label(row.cell, scale.unit, language),
                                  number(e.mean * scale.factor, decimals),
                                  plus_minus(e.half_width * scale.factor, decimals)};
  if (!ranges) return fields;
  fields.push_back(row.with_ranges ? number(row.with_ranges->low * scale.factor, decimals) + " … " +
                                         number(row.with_ranges->high * scale.factor, decimals)
                                   : "–");
  return fields;
}

std::string run_text(const Summary& summary, const TextOptions& options) {
  const Language language = options.language;
  const bool ranges =
      std::any_of(summary.rows.begin(), summary.rows.end(),
                  [](const SummaryRow& row) { return row.with_ranges.has_value(); });
  std::vector<int> widths{30, 14, 11};
  std::vector<std::string> head{std::string(word(Word::measure, language)),
                                std::string(word(Word::mean, language)),
                                std::string(word(Word::chance, language))};
  if (ranges) {
    widths.push_back(25);
    head.emplace_back(word(Word::with_ranges, language));
  }
  TextTable table(widths);
  table.row(head);
  table.rule();
  for (const SummaryRow& row : summary.rows)
    if (is_shown(row.cell, options)) table.row(fields_of(row, ranges, language));

  std::string text = heading(summary, language) + table.text();
  if (ranges) text += "\n" + std::string(word(Word::ranges_explained, language)) + "\n";
  text += "\n" + std::string(word(summary.predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, language)) + "\n";
  return text + assumed_inputs({&summary, 1}, language) + notes(summary, language);
}

}  // namespace czt
