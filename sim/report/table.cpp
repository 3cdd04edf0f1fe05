#include "table.hpp"

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt {

void TextTable::row(const std::vector<std::string>& fields) {
  std::string line;
  if (display_width(fields[0]) > widths_[0]) {
    text_ += fields[0] + "\n";
    line = std::string(static_cast<std::size_t>(widths_[0]), ' ');
  } else {
    line = pad_right(fields[0], widths_[0]);
  }
  for (std::size_t k = 1; k < fields.size(); ++k)
    line += widths_[k] < 0 ? pad_right(" " + fields[k], -widths_[k]) : pad_left(" " + fields[k], widths_[k]);
  line.erase(line.find_last_not_of(' ') + 1);
  text_ += line + "\n";
}

void TextTable::rule() {
  int width = 0;
  for (const int w : widths_) width += std::abs(w);
  for (int k = 0; k < width; ++k) text_ += "─";
  text_ += "\n";
}

std::string row_label(const Cell& cell, std::string_view unit, Language language) {
  std::string text(label(measures()[cell.measure], language));
  if (!cell.where.empty()) text += ", " + escape_control(id_of(cell));
  if (!unit.empty()) text += " (" + std::string(unit) + ")";
  return text;
}

bool is_shown(const Cell& cell, const TextOptions& options) {
  if (cell.where.empty() && measures()[cell.measure].by_default) return true;
  return std::find(options.more.begin(), options.more.end(), cell) != options.more.end();
}

std::string assumed_inputs(const Summary& summary, Language language) {
  if (summary.assumed.empty()) return {};
  std::string text = "\n" + std::string(word(Word::assumed_inputs, language)) + " (" +
                     escape_control(summary.scenario) + ")\n";
  for (const AssumedInput& input : summary.assumed) {
    const std::string unit = input.unit.empty() || input.unit == "%" ? input.unit : " " + input.unit;
    text += "  " + escape_control(input.path) + " = " + to_shortest(input.value) + unit + ", " +
            std::string(word(Word::range, language)) + " " + to_shortest(input.low) + "–" +
            to_shortest(input.high) + unit + "\n";
    if (!input.why.empty()) text += "    " + escape_control(input.why) + "\n";
  }
  return text;
}

std::string notes(const Summary& summary, Language language) {
  if (summary.notes.empty()) return {};
  std::string text = "\n" + std::string(word(Word::notes, language)) + "\n";
  for (const std::string& note : summary.notes) text += "  " + escape_control(note) + "\n";
  return text;
}

}  // namespace czt
