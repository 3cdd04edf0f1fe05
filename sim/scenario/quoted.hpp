#pragma once
/// Text written into a YAML file.

#include <string>
#include <string_view>

namespace czt {

/// In double quotes, control characters as spaces.
inline std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

}  // namespace czt
