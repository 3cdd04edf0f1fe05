#include "czt/experiment/summary.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

namespace {

/// sampled − plain, as far as there are samples.
std::vector<double> effect_of_inputs(const Outcomes& plain, const Outcomes& sampled,
                                     std::size_t cell) {
  std::vector<double> effect;
  const std::uint32_t n = std::min(plain.replications, sampled.replications);
  for (std::uint32_t k = 0; k < n; ++k) effect.push_back(sampled.at(k, cell) - plain.at(k, cell));
  return effect;
}

bool has_samples(const Compared& c) { return c.sampled && c.sampled->replications > 0; }

}  // namespace

std::optional<WithRanges> widen(double mean, double half_width, std::span<const double> effect) {
  const double low = sample_quantile(effect, 0.5 - confidence / 2);
  const double high = sample_quantile(effect, 0.5 + confidence / 2);
  if (effect.size() < 2 || std::isnan(low) || std::isnan(half_width)) return std::nullopt;
  return WithRanges{mean + std::min(low, 0.0) - half_width,
                    mean + std::max(high, 0.0) + half_width};
}

std::vector<double> column(const Outcomes& outcomes, std::size_t cell) {
  std::vector<double> values;
  values.reserve(outcomes.replications);
  for (std::uint32_t k = 0; k < outcomes.replications; ++k) values.push_back(outcomes.at(k, cell));
  return values;
}

namespace {

std::vector<std::pair<std::string, std::string>> chinese_modes(const Value& tree) {
  std::vector<std::pair<std::string, std::string>> names{{railway_mode, railway_mode_zh}};
  if (const Value* rivals = tree.find("rivals"))
    for (const auto& [name, rival] : rivals->fields)
      if (const Value* zh = rival.find("zh")) names.emplace_back(name, zh->text);
  return names;
}

}  // namespace

Summary summarise(const Scenario& scenario, const Outcomes& outcomes, std::uint64_t seed,
                  const Outcomes& sampled) {
  Summary summary;
  summary.scenario = scenario.name;
  summary.scenario_zh = scenario.name_zh;
  summary.about_en = scenario.about_en;
  summary.about_zh = scenario.about_zh;
  summary.modes_zh = chinese_modes(scenario.tree);
  summary.seed = seed;
  summary.replications = outcomes.replications;
  summary.fingerprint = outcomes.fingerprint;
  summary.assumed = scenario.assumed;
  const Value* choice = scenario.tree.find("choice");
  const Value* model = choice != nullptr ? choice->find("model") : nullptr;
  summary.predicted = model != nullptr && model->text == "logit";
  for (std::size_t c = 0; c < outcomes.cells.size(); ++c) {
    SummaryRow row;
    row.cell = outcomes.cells[c];
    row.estimate = estimate(column(outcomes, c));
    if (sampled.replications > 0)
      row.with_ranges =
          widen(row.estimate.mean, row.estimate.half_width, effect_of_inputs(outcomes, sampled, c));
    if (row.with_ranges)
      row.with_ranges->low = std::max(row.with_ranges->low, 0.0);  // no measure is negative
    summary.rows.push_back(std::move(row));
  }
  return summary;
}

void compare(const Compared& base, std::vector<Compared> others, const std::vector<Cell>& deciding,
             const Margin& margin) {
  std::vector<Question> questions;
  std::vector<SummaryRow*> asked;
  for (const Compared& other : others) {
    for (std::size_t c = 0; c < other.summary->rows.size(); ++c) {
      SummaryRow& row = other.summary->rows[c];
      row.difference = paired_difference(column(*base.outcomes, c), column(*other.outcomes, c));
      if (has_samples(base) || has_samples(other)) {
        const Outcomes& of_other = has_samples(other) ? *other.sampled : *other.outcomes;
        const Outcomes& of_base = has_samples(base) ? *base.sampled : *base.outcomes;
        std::vector<double> effect = effect_of_inputs(*other.outcomes, of_other, c);
        const std::vector<double> before = effect_of_inputs(*base.outcomes, of_base, c);
        effect.resize(std::min(effect.size(), before.size()));
        for (std::size_t k = 0; k < effect.size(); ++k) effect[k] -= before[k];
        row.difference_with_ranges =
            widen(row.difference->mean, row.difference->half_width, effect);
      }
      if (std::find(deciding.begin(), deciding.end(), row.cell) == deciding.end()) continue;
      questions.push_back({*row.difference, margin.of(base.summary->rows[c].estimate.mean),
                           measures()[row.cell.measure].better});
      asked.push_back(&row);
    }
  }
  const std::vector<Verdict> words = verdicts(questions);
  for (std::size_t k = 0; k < asked.size(); ++k) asked[k]->verdict = words[k];
}

}  // namespace czt
