#pragma once
/// Text of a scenario file, checked before any parser sees it: what yaml-cpp would swallow
/// silently.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "czt/core/result.hpp"

namespace czt {

inline constexpr std::size_t most_bytes = std::size_t{64} << 20;
inline constexpr std::size_t most_nodes =
    100'000;  // 1 s and 200 MB, as yaml-cpp and Value cost; a line has 5,000
inline constexpr int most_depth = 64;
inline constexpr int most_aliases = 64;
inline constexpr std::size_t most_repeated = 20'000;  // values that aliases stand for

/// The file's bytes; refused if it is not a regular file or larger than most_bytes.
std::optional<Diagnostic> read_bytes(const std::filesystem::path& file, const std::string& name,
                                     std::string& bytes);
/// UTF-8, no UTF-16, no NUL. Takes a byte order mark off.
std::optional<Diagnostic> check_encoding(const std::string& name, std::string& bytes);

/// What a quick reading of the text's quotes, brackets and indentation finds.
struct Scan {
  Diagnostics wrong;
  SourcePlace long_quote;   ///< a quoted text that ends on a later line: often a forgotten quote
  int long_quote_ends = 0;  ///< the line where it ends
};
Scan scan_text(const std::string& name, std::string_view text);

}  // namespace czt
