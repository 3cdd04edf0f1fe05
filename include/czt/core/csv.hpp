#pragma once
/// Comma-separated values as RFC 4180 means them: quotes, doubled quotes, newlines in quotes, CRLF, a BOM.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/result.hpp"

namespace czt {

struct CsvTable {
  std::string file;
  std::vector<std::string> header;
  struct Row {
    int line = 0;                     ///< in the file, from 1
    std::vector<std::string> fields;  ///< as many as the header has
  };
  std::vector<Row> rows;

  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Errors (all at once): a quote never closed, a row with another number of fields than the header, no header,
/// a column name twice. Blank lines are passed over.
Result<CsvTable> parse_csv(std::string_view text, const std::string& file);

/// Quoted only where it must be.
std::string csv_field(std::string_view text);

}  // namespace czt
