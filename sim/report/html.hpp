#pragma once
/// Pieces of a page: text in two languages, tables, figures. Whatever comes from a scenario is escaped here.

#include <string>
#include <string_view>
#include <vector>

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

/// A table that the page can save as CSV. Cells are text as it is shown, escaped here; the first column names the row.
struct Table {
  std::vector<Both> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<Both> names;  ///< of each row in both languages, escaped, instead of its first cell; or empty
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
std::string figure(const Figure& figure);

}  // namespace czt::html
