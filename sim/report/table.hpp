#pragma once
/// Tables of text for terminals: columns by display cells, so that Chinese labels line up.

#include <string>
#include <string_view>
#include <vector>

#include "czt/core/text.hpp"
#include "czt/report/report.hpp"
#include "czt/report/words.hpp"

namespace czt {

inline constexpr int text_width = terminal_columns;

/// A word of the tables, to be put together with others.
inline std::string say(Word w, Language language) { return std::string(word(w, language)); }

/// A row of a table: the first field to the left, the others to the right of their widths. A first
/// field that is too wide gets a line of its own.
class TextTable {
 public:
  explicit TextTable(std::vector<int> widths) : widths_(std::move(widths)) {}
  void row(const std::vector<std::string>& fields);
  void rule();
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::vector<int> widths_;
  std::string text_;
};

/// "wait, mean (min)", "boardings, Dafeng".
/// The scenario's name, the Chinese one where it is asked for and there is one.
const std::string& name_in(const Summary& summary, Language language);
std::string row_label(const Cell& cell, std::string_view unit, Language language);
/// Label, mean, half-width and, where the table has them, the interval with ranges.
std::vector<std::string> fields_of(const SummaryRow& row, bool ranges, Language language);
/// Whether the text shows the cell: of the whole line and by default, or asked for.
bool is_shown(const Cell& cell, const TextOptions& options);
/// "base   2017 weekday" and what it is about, then the same of the other.
std::string base_and_other(const Summary& base, const Summary& other, Language language);
/// ▲ or ▼ where the interval leaves no doubt about the sign, = where nothing differs, else ·.
std::string_view arrow(const Difference& d);
/// Each once: what changes put in comes first, then the order of the scenario.
std::vector<const AssumedInput*> assumed_in_order(std::span<const Summary> summaries);
/// Paragraphs under the table.
std::string assumed_inputs(std::span<const Summary> summaries, Language language);
std::string notes(const Summary& summary, Language language);

}  // namespace czt
