#pragma once
/// Pieces of a page: text in two languages, tables, figures. Whatever comes from a scenario is escaped here.

#include <string>
#include <string_view>
#include <vector>

#include "czt/report/words.hpp"

namespace czt::html {

/// What is said in both languages; the page shows one of them.
struct Both {
  std::string en;
  std::string zh;
};

/// < > & " ' as entities, control characters left out: safe in text and in quoted attributes.
std::string escape(std::string_view text);
/// Spans of which the page shows one; already escaped text.
std::string span(const Both& escaped);
/// The same for <text> of an SVG; `at`: its attributes.
std::string svg_text(const Both& escaped, std::string_view at);

/// Text of a table as it is shown: a figure, or a name that may be another in Chinese. Escaped by the table.
struct Entry {
  Entry() = default;
  Entry(std::string text) : en(std::move(text)) {}
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::en || zh.empty() ? en : zh; }
  std::string en;
  std::string zh;  ///< empty: the same
};
Entry named(std::string en, std::string zh);

/// A table that the page can save as CSV. The first column names the row.
struct Table {
  std::vector<Both> heads;
  std::vector<std::vector<Entry>> rows;
  std::size_t group = 0;  ///< so many first columns stand once above the rows, one below the other, that have the same in them
};
std::string table(const Table& table, std::string_view file_name);

/// A picture with its title, a sentence that says what to see in it, and its numbers.
struct Figure {
  std::string id;
  Both title;     ///< escaped
  Both see;       ///< escaped
  std::string svg;
  Table numbers;
};
enum class Numbers { written, later };
/// What stands in its element. `later`: an empty place for the numbers, which a page fills when it is opened.
std::string inside(const Figure& figure, Numbers numbers);
/// All of it.
std::string figure(const Figure& figure);

}  // namespace czt::html
