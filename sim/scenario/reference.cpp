/// `czt keys`: the table for a terminal of 80 columns.

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

bool is_cjk_break(std::string_view ch) { return display_width(ch) == 2; }

/// Words (or Chinese characters) in lines of at most 80 cells.
std::string wrapped(std::string_view text, int indent) {
  std::string out, line, piece;
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const auto flush_piece = [&] {
    if (indent + display_width(line) + display_width(piece) > terminal_columns && !line.empty()) {
      while (line.ends_with(' ')) line.pop_back();
      out += margin + line + "\n";
      line.clear();
      while (piece.starts_with(' ')) piece.erase(0, 1);
    }
    line += piece;
    piece.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (at + length < text.size() &&
           (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
      ++length;
    const std::string_view ch = text.substr(at, length);
    piece += ch;
    at += length;
    const std::string_view next = text.substr(at);
    const bool before_stop = next.starts_with("，") || next.starts_with("。") ||
                             next.starts_with("；") || next.starts_with("）") ||
                             next.starts_with("、") || next.starts_with("：") ||
                             next.starts_with("”");
    if ((ch == " " || ch == "," || ch == "|" || is_cjk_break(ch)) && !before_stop) flush_piece();
  }
  flush_piece();
  while (line.ends_with(' ')) line.pop_back();
  return line.empty() ? out : out + margin + line + "\n";
}

std::string facts(const Key& key) {
  std::string text(described(key.dimension));
  if (key.dimension == Dimension::any_map) text.clear();
  if (key.dimension == Dimension::choice)
    text = std::string(key.choices);
  else if (!key.choices.empty())
    text += fmt::format(", or {}", key.choices);
  if (const std::string range = range_of(key); !range.empty() && is_numeric(key.dimension))
    text += fmt::format("; {}", range);
  if (!key.fallback.empty()) text += fmt::format("; default {}", key.fallback);
  if (key.required) text += text.empty() ? "required" : "; required";
  return text;
}

/// Whether a table path begins with the prefix.
bool below(std::string_view path, std::span<const std::string> prefix) {
  for (const std::string& name : prefix) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view own = path.substr(0, dot);
    if (path.empty() || own != name) return false;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return true;
}

}  // namespace

std::string keys_reference(std::string_view prefix) {
  std::vector<std::string> names;
  if (!prefix.empty()) {
    const auto split = split_path(prefix);
    if (!split) return {};
    names = *split;
    // A fixed key is that key; only what is no key stands for a name.
    const KeyNode* here = &key_tree();
    for (std::string& name : names) {
      const KeyNode* next = here->child(name);
      if (next == nullptr) return {};
      if (next == here->any) name = "*";
      here = next;
    }
  }
  std::string out;
  for (const Key& key : keys()) {
    if (!below(key.path, names)) continue;
    out += fmt::format("{}\n", key.path);
    if (const std::string said = facts(key); !said.empty()) out += wrapped(said, 4);
    out += wrapped(key.doc, 4) + wrapped(key.doc_zh, 4);
  }
  return out;
}

}  // namespace czt
