#include "table.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "czt/scenario/in_chinese.hpp"

namespace czt {

std::string_view arrow(const Difference& d) {
  if (d.identical) return "=";
  if (std::isnan(d.half_width) || std::fabs(d.mean) <= d.half_width) return "·";
  return d.mean > 0.0 ? "▲" : "▼";
}

void TextTable::row(const std::vector<std::string>& fields) {
  std::string line;
  if (display_width(fields[0]) > widths_[0]) {
    text_ += fields[0] + "\n";
    line = std::string(static_cast<std::size_t>(widths_[0]), ' ');
  } else {
    line = pad_right(fields[0], widths_[0]);
  }
  for (std::size_t k = 1; k < fields.size(); ++k)
    line += widths_[k] < 0 ? pad_right(" " + fields[k], -widths_[k])
                           : pad_left(" " + fields[k], widths_[k]);
  line.erase(line.find_last_not_of(' ') + 1);
  text_ += line + "\n";
}

void TextTable::rule() {
  int width = 0;
  for (const int w : widths_) width += std::abs(w);
  for (int k = 0; k < width; ++k) text_ += "─";
  text_ += "\n";
}

namespace {

/// Words are translated, symbols are not.
std::string_view unit_in(Language language, std::string_view unit) {
  if (language == Language::en) return unit;
  return unit == "yuan" ? "元" : unit == "min" ? "分钟" : unit == "s" ? "秒" : unit == "h" ? "小时" : unit;
}

}  // namespace

const std::string& name_in(const Summary& summary, Language language) {
  return language == Language::zh && !summary.scenario_zh.empty() ? summary.scenario_zh : summary.scenario;
}

std::string row_label(const Cell& cell, std::string_view unit, Language language) {
  std::string text(label(measures()[cell.measure], language));
  if (!cell.where.empty()) text += ", " + escape_control(id_of(cell));
  if (!unit.empty()) text += " (" + std::string(unit_in(language, unit)) + ")";
  return text;
}

bool is_shown(const Cell& cell, const TextOptions& options) {
  if (cell.where.empty() && measures()[cell.measure].by_default) return true;
  return std::find(options.more.begin(), options.more.end(), cell) != options.more.end();
}

std::string base_and_other(const Summary& base, const Summary& other, Language language) {
  const int width = std::max(display_width(word(Word::base, language)),
                             display_width(word(Word::other, language)));
  const auto line = [&](Word role, const Summary& summary) {
    const std::string& about = language == Language::zh ? summary.about_zh : summary.about_en;
    std::string text =
        pad_right(word(role, language), width) + "  " + escape_control(name_in(summary, language)) + "\n";
    if (!about.empty())
      text +=
          std::string(static_cast<std::size_t>(width), ' ') + "  " + escape_control(about) + "\n";
    return text;
  };
  return line(Word::base, base) + line(Word::other, other);
}

namespace {

constexpr std::size_t most_notes = 12;
constexpr std::size_t most_inputs = 12;  // listed; the rest are counted

/// Broken between words; a word that is wider than a line loses its end.
std::string paragraph(const std::string& text) {
  const std::string wrapped = wrap(text, text_width, 4);
  std::string lines;
  for (std::size_t at = 0; at < wrapped.size();) {
    const std::size_t end = std::min(wrapped.find('\n', at), wrapped.size());
    lines += fit(std::string_view(wrapped).substr(at, end - at), text_width) + "\n";
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::vector<const AssumedInput*> assumed_in_order(std::span<const Summary> summaries) {
  std::vector<const AssumedInput*> inputs;
  for (const Summary& summary : summaries)
    for (const AssumedInput& input : summary.assumed)
      if (std::none_of(inputs.begin(), inputs.end(), [&](const AssumedInput* known) {
            return known->path == input.path && known->value == input.value;
          }))
        inputs.push_back(&input);
  std::stable_partition(inputs.begin(), inputs.end(), [](const AssumedInput* input) {
    return input->path.starts_with("changes.");
  });
  return inputs;
}

std::string assumed_inputs(std::span<const Summary> summaries, Language language) {
  const std::vector<const AssumedInput*> inputs = assumed_in_order(summaries);
  if (inputs.empty()) return {};
  std::string text = "\n" + std::string(word(Word::assumed_inputs, language)) + "\n";
  for (std::size_t k = 0; k < std::min(inputs.size(), most_inputs); ++k) {
    const AssumedInput& input = *inputs[k];
    const std::string unit =
        input.unit.empty() || input.unit == "%" ? input.unit : " " + input.unit;
    text += paragraph("  " + escape_control(input.path) + " = " + to_shortest(input.value) + unit + ", " +
                      std::string(word(Word::range, language)) + " " + to_shortest(input.low) + "–" +
                      to_shortest(input.high) + unit);
    const std::string& why = language == Language::zh && !input.why_zh.empty() ? input.why_zh : input.why;
    if (!why.empty()) text += paragraph("    " + escape_control(why));
  }
  if (inputs.size() > most_inputs)
    text += "  … " + std::to_string(inputs.size() - most_inputs) + " " +
            std::string(word(Word::more_inputs, language)) + "\n";
  return text;
}

std::string notes(const Summary& summary, Language language) {
  if (summary.notes.empty()) return {};
  std::string text = "\n" + std::string(word(Word::notes, language)) + " (" +
                     escape_control(summary.scenario) + ")\n";
  for (std::size_t k = 0; k < std::min(summary.notes.size(), most_notes); ++k)
    text += paragraph("  " + escape_control(language == Language::zh ? in_chinese(summary.notes[k]) : summary.notes[k]));
  if (summary.notes.size() > most_notes)
    text += "  … (+" + std::to_string(summary.notes.size() - most_notes) + ")\n";
  return text;
}

}  // namespace czt
