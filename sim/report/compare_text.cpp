#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "look.hpp"
#include "table.hpp"
#include "winners.hpp"

namespace czt {

namespace {

std::string heading(const Summary& base, const Summary& other, Language language) {
  return base_and_other(base, other, language) + std::to_string(base.replications) + " " +
         say(Word::replications_each, language) + ", " + say(Word::seed, language) + " " +
         std::to_string(base.seed) + "\n\n";
}

std::vector<std::string> fields_of(const SummaryRow& base, const SummaryRow& other,
                                   Language language) {
  const auto [scale, decimals] = look_of(other, &base);
  const Difference& d = *other.difference;
  return {row_label(other.cell, scale.unit, language),
          number(base.estimate.mean * scale.factor, decimals),
          number(other.estimate.mean * scale.factor, decimals),
          number(d.mean * scale.factor, decimals, true),
          std::string(arrow(d)),
          plus_minus(d.half_width * scale.factor, decimals),
          other.verdict ? std::string(word(*other.verdict, language)) : ""};
}

/// The differences of the deciding cells with the ranges of assumed inputs.
std::string with_ranges(const Summary& base, const Summary& other, Language language) {
  std::string text;
  for (std::size_t k = 0; k < other.rows.size(); ++k) {
    const SummaryRow& row = other.rows[k];
    if (!row.verdict || !row.difference_with_ranges) continue;
    const auto [scale, decimals] = look_of(row, &base.rows[k]);
    text += "  " + pad_right(row_label(row.cell, scale.unit, language), 30) +
            number(row.difference_with_ranges->low * scale.factor, decimals, true) + " … " +
            number(row.difference_with_ranges->high * scale.factor, decimals, true) + "\n";
  }
  if (text.empty()) return text;
  return "\n" + say(Word::ranges_of_differences, language) + "\n" + text;
}

/// How riders answer, in each scenario that has a choice model.
std::string elasticities_of(std::span<const Summary> summaries, Language language) {
  std::string text;
  for (const Summary& summary : summaries) {
    if (!summary.elasticities) continue;
    const Elasticities& e = *summary.elasticities;
    const auto one = [&](Word word, const Elasticity& value) {
      return "  " + say(word, language) + " " + number(value.point, 2, true) + "; " + number(value.arc, 2, true);
    };
    text += "  " + pad_right(fit(escape_control(summary.scenario), 18), 18) + one(Word::elasticity_fare, e.fare) +
            one(Word::elasticity_headway, e.headway) + one(Word::elasticity_ride, e.ride) + "\n";
  }
  return text.empty() ? text : "\n" + say(Word::elasticities_of_journeys, language) + "\n" + text;
}

}  // namespace

std::string compare_text(std::span<const Summary> summaries, const TextOptions& options) {
  const Language language = options.language;
  const Summary& base = summaries.front();
  std::string text;
  for (const Summary& other : summaries.subspan(1)) {
    TextTable table({25, 11, 11, 11, -2, 9, -11});
    table.row({say(Word::measure, language), say(Word::base, language), say(Word::other, language),
               say(Word::difference, language), "", say(Word::chance, language),
               say(Word::verdict, language)});
    table.rule();
    for (std::size_t k = 0; k < other.rows.size(); ++k)
      if (is_shown(other.rows[k].cell, options))
        table.row(fields_of(base.rows[k], other.rows[k], language));
    if (!text.empty()) text += "\n";
    text += heading(base, other, language) + table.text() + with_ranges(base, other, language);
    if (other.winners) text += winners_text(*other.winners, language);
  }
  text += elasticities_of(summaries, language);
  const bool all_predicted =
      std::all_of(summaries.begin(), summaries.end(), [](const Summary& s) { return s.predicted; });
  text += "\n" + say(all_predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, language) + "\n" +
          say(Word::verdicts_explained, language) + "\n";
  text += assumed_inputs(summaries, language);
  for (const Summary& summary : summaries) text += notes(summary, language);
  return text;
}

}  // namespace czt
