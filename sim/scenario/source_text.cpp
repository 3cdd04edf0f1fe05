#include "scenario/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "czt/core/text.hpp"
#include "scenario/messages.hpp"

namespace czt {
namespace {

namespace fs = std::filesystem;

/// Line and column, in code points, of a byte.
SourcePlace place_of(const std::string& name, std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return {name, static_cast<int>(line), static_cast<int>(code_points(before.substr(start))) + 1};
}

/// The first byte that is not part of valid UTF-8.
std::size_t first_bad_byte(std::string_view text) {
  // Whole lines first, then bytes of the line: is_valid_utf8 judges a sequence, not a place.
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    if (!is_valid_utf8(text.substr(start, end - start))) break;
    start = end;
  }
  for (std::size_t at = start; at < text.size();) {
    std::size_t length = 1;
    while (length <= 4 && !is_valid_utf8(text.substr(at, length))) ++length;
    if (length > 4) return at;
    at += length;
  }
  return text.size();
}

/// GBK and GB18030 write a Chinese character as two bytes above 0x80 (the second may be lower).
bool looks_like_gbk(std::string_view text) {
  std::size_t pairs = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) continue;
    if (lead == 0x80 || lead == 0xFF || at + 1 == text.size()) return false;
    const auto trail = static_cast<unsigned char>(text[++at]);
    if (trail < 0x40 || trail == 0x7F || trail == 0xFF) return false;
    if (lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1) ++pairs;  // GB2312's characters
  }
  return pairs > 0;
}

}  // namespace

std::optional<Diagnostic> read_bytes(const fs::path& file, const std::string& name,
                                     std::string& bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return say::no_such_file(name);
  if (fs::is_directory(status)) return say::is_a_folder(name);
  if (!fs::is_regular_file(status)) return say::not_a_regular_file(name);
  const auto size = fs::file_size(file, error);
  if (error) return say::cannot_read(name);
  if (size > most_bytes) return say::file_too_large(name, size, most_bytes);
  std::ifstream in(file, std::ios::binary);
  bytes.resize(static_cast<std::size_t>(size));
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in || static_cast<std::uintmax_t>(in.gcount()) != size) return say::cannot_read(name);
  return std::nullopt;
}

std::optional<Diagnostic> check_encoding(const std::string& name, std::string& bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return say::is_utf16(name);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
    const auto nuls = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
    if (nuls * 3 > bytes.size()) return say::is_utf16(name);
    return say::has_nul(place_of(name, bytes, nul));
  }
  if (is_valid_utf8(bytes)) return std::nullopt;
  const SourcePlace where = place_of(name, bytes, first_bad_byte(bytes));
  return looks_like_gbk(bytes) ? say::is_gbk(where) : say::not_utf8(where);
}

}  // namespace czt
