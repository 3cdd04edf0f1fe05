#pragma once
/// The CSV files that a scenario names.

#include <filesystem>
#include <optional>
#include <string>

#include "compile_line.hpp"
#include "czt/core/csv.hpp"

namespace czt {

/// The rows of a file; none where it cannot be read (said at `where`, of `path`) or is no table (said at its rows).
std::optional<CsvTable> read_table(const std::filesystem::path& file, const SourcePlace& where, const std::string& path,
                                   Diagnostics& wrong);

}  // namespace czt
