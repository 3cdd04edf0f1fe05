/// Diagnostics as a compiler prints them: one greppable line, the source line, a caret that is
/// right under Chinese text, a second place, a hint.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "czt/core/text.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "czt/scenario/scenario.hpp"
#include "scenario/source_text.hpp"

namespace czt {
namespace {

constexpr std::size_t widest = 140;  // code points of a source line that are shown

/// The lines of the files that diagnostics name, read again.
class Sources {
 public:
  std::optional<std::string_view> line(const SourcePlace& where) {
    if (where.line < 1) return std::nullopt;
    auto [at, fresh] = files_.try_emplace(where.file);
    if (fresh) read(where.file, at->second);
    const auto& [text, starts] = at->second;
    const auto row = static_cast<std::size_t>(where.line - 1);
    if (row >= starts.size()) return std::nullopt;
    std::string_view line = std::string_view(text).substr(starts[row]);
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

 private:
  struct File {
    std::string text;
    std::vector<std::size_t> starts;
  };
  static void read(const std::string& name, File& file) {
    if (read_bytes(name, name, file.text)) return file.text.clear();
    if (file.text.starts_with("\xEF\xBB\xBF")) file.text.erase(0, 3);
    if (file.text.empty()) return;
    file.starts.push_back(0);
    for (std::size_t at = file.text.find('\n'); at != std::string::npos;
         at = file.text.find('\n', at + 1))
      file.starts.push_back(at + 1);
  }
  std::map<std::string, File> files_;
};

/// The byte where the n-th code point begins; a byte that is not UTF-8 is one by itself.
std::size_t byte_of(std::string_view text, std::size_t n) {
  std::size_t at = 0;
  for (; n > 0 && at < text.size(); --n) {
    std::size_t length = 1;
    while (length < 4 && at + length < text.size() &&
           (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
      ++length;
    at += is_valid_utf8(text.substr(at, length)) ? length : 1;
  }
  return at;
}

/// Code points of the name or value that begins at a column.
int token_length(std::string_view line, int column) {
  std::string_view rest =
      line.substr(byte_of(line, static_cast<std::size_t>(std::max(column - 1, 0))));
  if (rest.empty() || std::string_view("[{&*!").find(rest.front()) != std::string_view::npos)
    return 1;
  std::size_t end = 0;
  if (rest.front() == '"' || rest.front() == '\'') {
    const std::size_t close = rest.find(rest.front(), 1);
    end = close == std::string_view::npos ? rest.size() : close + 1;
  } else {
    while (end < rest.size() && std::string_view(",]}").find(rest[end]) == std::string_view::npos &&
           rest.substr(end, 2) != ": " && rest.substr(end, 2) != " #" &&
           !(rest[end] == ':' && end + 1 == rest.size()))
      ++end;
  }
  return std::max(1, static_cast<int>(code_points(rest.substr(0, end))));
}

std::string safe(std::string_view text) {
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\t', ' ');
  return escape_control(flat);
}

struct Paint {
  std::string_view bold, red, yellow, blue, green, off;
};
constexpr Paint plain_paint{};
constexpr Paint colours{"\x1b[1m",    "\x1b[1;31m", "\x1b[1;33m",
                        "\x1b[1;34m", "\x1b[1;32m", "\x1b[0m"};

/// " 14 |     hedway: 20 min" and the marks below it.
void excerpt(std::string& out, Sources& sources, const SourcePlace& where, int length, char mark,
             std::string_view said, const Paint& paint) {
  const auto line = sources.line(where);
  if (!line) return;
  auto first = static_cast<std::size_t>(std::max(where.column - 1, 0));
  std::string_view shown = *line;
  std::string cut;
  if (code_points(shown) > widest) {  // a window around the place
    const std::size_t start = first > widest / 2 ? first - widest / 2 : 0;
    const std::size_t from = byte_of(shown, start);
    shown = shown.substr(from);
    shown = shown.substr(0, byte_of(shown, widest));
    cut = start > 0 ? "…" : "";
    first -= start;
  }
  const std::size_t begin = byte_of(shown, first);
  if (begin < shown.size() &&
      (shown[begin] == '"' || shown[begin] == '\''))  // a key was measured without its quotes
    length = std::max(length, token_length(shown, static_cast<int>(first) + 1));
  const std::size_t end = byte_of(shown, first + static_cast<std::size_t>(std::max(length, 1)));
  const int indent = display_width(cut + safe(shown.substr(0, begin)));
  const int width = std::max(1, display_width(safe(shown.substr(begin, end - begin))));
  out += fmt::format("{}{:5} |{} {}{}\n", paint.blue, where.line, paint.off, cut, safe(shown));
  out += fmt::format("{}      |{} {}{}{}{}\n", paint.blue, paint.off,
                     std::string(static_cast<std::size_t>(indent), ' '), paint.green,
                     std::string(static_cast<std::size_t>(width), mark) +
                         (said.empty() ? "" : " ") + escape_control(said),
                     paint.off);
}

std::string_view severity_name(Severity severity, bool zh) {
  if (zh) return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "说明";
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string place(const SourcePlace& where) {
  if (where.line < 1) return escape_control(where.file);
  return fmt::format("{}:{}:{}", escape_control(where.file), where.line, where.column);
}

}  // namespace

std::string print(std::span<const Diagnostic> diagnostics, bool colour, Language language, std::size_t most) {
  const bool zh = language == Language::zh;
  const Paint& paint = colour ? colours : plain_paint;
  Sources sources;
  std::string out;
  for (std::size_t row = 0; row < diagnostics.size(); ++row) {
    if (row == most) {
      out += fmt::format(fmt::runtime(zh ? "… 另有 {} 处\n" : "… and {} more\n"), diagnostics.size() - most);
      break;
    }
    const Diagnostic d = zh ? in_chinese(diagnostics[row]) : diagnostics[row];
    const auto& level = d.severity == Severity::error     ? paint.red
                        : d.severity == Severity::warning ? paint.yellow
                                                          : paint.blue;
    out += fmt::format("{}{}:{} {}{}:{} {}{}{}\n", paint.bold, place(d.where), paint.off, level,
                       severity_name(d.severity, zh), paint.off, escape_control(d.path),
                       d.path.empty() ? "" : ": ", escape_control(d.message));
    excerpt(out, sources, d.where, d.length, '^', "", paint);
    if (const auto line = sources.line(d.also); line && d.also.file == d.where.file)
      excerpt(out, sources, d.also, token_length(*line, d.also.column), '-', d.also_message, paint);
    else if (!d.also_message.empty())
      out += fmt::format("      = {}: {}\n", place(d.also), escape_control(d.also_message));
    if (!d.hint.empty()) out += fmt::format("      = {}\n", escape_control(d.hint));
  }
  return out;
}

}  // namespace czt
