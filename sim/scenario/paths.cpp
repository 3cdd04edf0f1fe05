/// Paths as people write them: names joined by dots; a name that holds . or = (or a quote) is
/// double-quoted.

#include "czt/scenario/keys.hpp"

namespace czt {
namespace {

void append_name(std::string& path, std::string_view name) {
  if (name.find_first_of(".=\"\\") == std::string_view::npos && !name.empty() &&
      name.front() != ' ' && name.back() != ' ' && name.back() != '*' && name.back() != '+') {
    path += name;
    return;
  }
  path += '"';
  for (const char c : name) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  path += '"';
}

}  // namespace

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while (true) {
    std::string name;
    const bool quoted = at < path.size() && path[at] == '"';
    if (quoted) {
      for (++at; at < path.size() && path[at] != '"'; ++at) {
        if (path[at] == '\\' && at + 1 < path.size()) ++at;
        name += path[at];
      }
      if (at >= path.size()) return std::nullopt;  // the quote is never closed
      ++at;
    } else {
      while (at < path.size() && path[at] != '.') name += path[at++];
    }
    if (name.empty() || (quoted && at < path.size() && path[at] != '.')) return std::nullopt;
    names.push_back(std::move(name));
    if (at == path.size()) return names;
    ++at;  // the dot
  }
}

std::string join_path(std::span<const std::string> names) {
  std::string path;
  for (const std::string& name : names) {
    if (!path.empty()) path += '.';
    append_name(path, name);
  }
  return path;
}

}  // namespace czt
