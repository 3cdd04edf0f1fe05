#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "number.hpp"
#include "table.hpp"

namespace czt {

namespace {

/// Of one cell: how its numbers are shown, all with the decimals that the widest interval deserves.
struct Shown {
  Scale scale;
  int decimals = 0;

  [[nodiscard]] std::string value(double v) const { return number(v * scale.factor, decimals); }
  [[nodiscard]] std::string change(double v) const {
    return number(v * scale.factor, decimals, true);
  }
};

Shown how_to_show(const AttributionRow& row, double base, double whole) {
  Shown shown;
  shown.scale =
      scale_for(measures()[row.cell.measure], std::fmax(std::fabs(base), std::fabs(whole)));
  double widest = std::fmax(row.total.half_width, 0.0);  // fmax: NaN counts for nothing
  double example = row.total.value;
  for (const Part& part : row.parts) {
    for (const Effect* e : {&part.shapley, &part.first, &part.last}) {
      widest = std::fmax(widest, e->half_width);
      if (std::floor(e->value) != e->value) example = e->value;
    }
  }
  shown.decimals = decimals_for(example * shown.scale.factor, widest * shown.scale.factor);
  return shown;
}

std::string label_of(const AttributedChange& change, int cells, Language language) {
  const std::string name = escape_control(language == Language::zh && !change.name_zh.empty() ? change.name_zh : change.name);
  return change.put_in ? fit(name, cells - 2) + " *" : fit(name, cells);
}

/// Nothing where there is no difference to divide.
std::string share_of(const Effect& total, double value) {
  if (!(std::fabs(total.value) > total.half_width)) return "–";
  return number(100.0 * value / total.value, 1) + " %";
}

std::string table_of(const Attribution& a, const AttributionRow& row, const Shown& shown,
                     Language language) {
  TextTable table({27, 12, 10, 11, 11, 9});
  table.row({say(Word::change, language), say(Word::shapley, language), say(Word::chance, language),
             say(Word::first_only, language), say(Word::last_only, language),
             say(Word::share, language)});
  table.rule();
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    const Part& part = row.parts[i];
    table.row({label_of(a.changes[i], text_width, language), shown.change(part.shapley.value),
               shown.value(part.shapley.half_width), shown.change(part.first.value),
               shown.change(part.last.value), share_of(row.total, part.shapley.value)});
  }
  table.row({say(Word::total, language), shown.change(row.total.value),
             shown.value(row.total.half_width), "", "", share_of(row.total, row.total.value)});
  return table.text();
}

/// `size`: of the measure; what is a billionth of it is rounding.
std::string interactions_of(const Attribution& a, const AttributionRow& row, const Shown& shown,
                            double size, Language language) {
  std::vector<const Interaction*> large;
  for (const Interaction& pair : row.interactions)
    if (std::fabs(pair.effect.value) > std::fmax(pair.effect.half_width, 1e-9 * size) &&
        !std::isnan(pair.effect.half_width))
      large.push_back(&pair);
  if (row.interactions.empty()) return {};
  if (large.empty()) return say(Word::no_interactions, language) + "\n";
  std::stable_sort(large.begin(), large.end(), [](const Interaction* x, const Interaction* y) {
    return std::fabs(x->effect.value) > std::fabs(y->effect.value);
  });
  TextTable table({58, 12, 10});
  for (const Interaction* pair : large)
    table.row({"  " + label_of(a.changes[pair->a], 37, language) + " × " + label_of(a.changes[pair->b], 37, language),
               shown.change(pair->effect.value), shown.value(pair->effect.half_width)});
  return say(Word::interactions, language) + "\n" + table.text();
}

std::string with_ranges(const Attribution& a, const AttributionRow& row, const Shown& shown,
                        Language language) {
  if (!row.total.with_ranges) return {};
  std::string text = say(Word::ranges_of_shapley, language) + "\n";
  const auto line = [&](const std::string& label, const Effect& effect) {
    if (!effect.with_ranges) return;
    text += "  " + pad_right(label, 36) + " " + shown.change(effect.with_ranges->low) + " … " +
            shown.change(effect.with_ranges->high) + "\n";
  };
  for (std::size_t i = 0; i < row.parts.size(); ++i)
    line(label_of(a.changes[i], 36, language), row.parts[i].shapley);
  line(say(Word::total, language), row.total);
  return text;
}

std::string of_cell(const Attribution& a, std::size_t number, Language language) {
  const AttributionRow& row = a.rows[number];
  const double base = a.base.rows[number].estimate.mean;
  const double whole = a.whole.rows[number].estimate.mean;
  const Shown shown = how_to_show(row, base, whole);
  return fit(row_label(row.cell, shown.scale.unit, language), 48) + ": " + shown.value(base) +
         " → " + shown.value(whole) + "\n" + table_of(a, row, shown, language) +
         interactions_of(a, row, shown, std::fmax(std::fabs(base), std::fabs(whole)), language) +
         with_ranges(a, row, shown, language) + "\n";
}

/// What the tables mean, and what they do not.
std::string explained(const Attribution& a, Language language) {
  std::string text;
  if (std::any_of(a.changes.begin(), a.changes.end(),
                  [](const AttributedChange& change) { return change.put_in; }))
    text += say(Word::put_in_not_found, language) + "\n";
  text += say(a.base.predicted && a.whole.predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, language) + "\n" +
          say(Word::attribution_explained, language) + "\n";
  if (!a.combinations.in_full())
    text += std::to_string(a.combinations.orders.size()) + " " +
            say(Word::orders_sampled, language) + "\n";
  const bool ranges = std::any_of(a.rows.begin(), a.rows.end(), [](const AttributionRow& row) {
    return row.total.with_ranges.has_value();
  });
  if (ranges)
    text += say(Word::ranges_explained, language) + "\n";
  else if (a.combinations.in_full())
    text += say(Word::chance_alone, language) + "\n";
  return text;
}

}  // namespace

std::string attribution_text(const Attribution& a, const TextOptions& options) {
  const Language language = options.language;
  std::string text =
      base_and_other(a.base, a.whole, language) + std::to_string(a.combinations.all.size()) + " " +
      say(Word::combinations, language) + "\n" + std::to_string(a.whole.replications) + " " +
      say(Word::replications_each, language) + ", " + say(Word::seed, language) + " " +
      std::to_string(a.whole.seed) + "\n\n";
  for (std::size_t row = 0; row < a.rows.size(); ++row)
    if (std::find(options.more.begin(), options.more.end(), a.rows[row].cell) != options.more.end())
      text += of_cell(a, row, language);
  const Summary both[] = {a.base, a.whole};
  return text + explained(a, language) + assumed_inputs(both, language) + notes(a.base, language) +
         notes(a.whole, language);
}

}  // namespace czt
