#include "czt/core/csv.hpp"

#include <algorithm>

namespace czt {

namespace {

struct Record {
  int line = 0;
  std::vector<std::string> fields;
  bool blank = false;
};

/// Reads one record from `at`; returns false where a quote is never closed.
bool read_record(std::string_view text, std::size_t& at, int& line, Record& record) {
  record = {line, {}, false};
  std::string field;
  bool quoted = false;
  bool was_quoted = false;
  for (;; ++at) {
    if (at >= text.size()) {
      if (quoted) return false;
      break;
    }
    const char c = text[at];
    if (quoted) {
      if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
        field += '"';
        ++at;
      } else if (c == '"') {
        quoted = false;
      } else {
        if (c == '\n') ++line;
        field += c;
      }
      continue;
    }
    if (c == '"' && field.empty() && !was_quoted) {
      quoted = was_quoted = true;
    } else if (c == ',') {
      record.fields.push_back(std::move(field));
      field.clear();
      was_quoted = false;
    } else if (c == '\n') {
      ++at;
      ++line;
      break;
    } else if (c != '\r' || (at + 1 < text.size() && text[at + 1] != '\n')) {
      field += c;
    }
  }
  record.blank = record.fields.empty() && field.empty() && !was_quoted;
  record.fields.push_back(std::move(field));
  return true;
}

Diagnostic at_line(const std::string& file, int line, std::string message) {
  Diagnostic d;
  d.where = {file, line, 1};
  d.message = std::move(message);
  return d;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Result<CsvTable> parse_csv(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvTable table;
  table.file = file;
  Diagnostics wrong;
  std::size_t at = 0;
  int line = 1;
  Record record;
  while (at < text.size()) {
    const int first_line = line;
    if (!read_record(text, at, line, record)) {
      wrong.push_back(at_line(file, first_line, "a quote is opened here and never closed"));
      break;
    }
    if (record.blank) continue;
    if (table.header.empty()) {
      table.header = std::move(record.fields);
      for (std::size_t i = 0; i < table.header.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (table.header[i] == table.header[j])
            wrong.push_back(at_line(file, first_line, "column '" + table.header[i] + "' stands twice"));
      continue;
    }
    if (record.fields.size() != table.header.size()) {
      wrong.push_back(at_line(file, first_line,
                              std::to_string(record.fields.size()) + " fields, but the header has " +
                                  std::to_string(table.header.size())));
      continue;
    }
    table.rows.push_back({first_line, std::move(record.fields)});
  }
  if (table.header.empty() && wrong.empty()) wrong.push_back(at_line(file, 1, "no header: the file is empty"));
  if (!wrong.empty()) return wrong;
  return table;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace czt
