#include "read_table.hpp"

#include "czt/core/text.hpp"
#include "source_text.hpp"

namespace czt {

std::optional<CsvTable> read_table(const std::filesystem::path& file, const SourcePlace& where, const std::string& path,
                                   Diagnostics& wrong) {
  std::string text;
  if (read_bytes(file, file.string(), text)) {
    wrong.push_back(problem(where, path, "cannot read '" + escape_control(file.string()) + "'"));
    return std::nullopt;
  }
  Result<CsvTable> table = parse_csv(text, file.string());
  if (table) return std::move(table).value();
  wrong.insert(wrong.end(), table.error().begin(), table.error().end());
  return std::nullopt;
}

}  // namespace czt
