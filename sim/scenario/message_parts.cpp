#include "scenario/message_parts.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/quantity.hpp"

namespace czt::say {

/// At most 60 characters of what was found.
std::string shown(std::string_view text) {
  if (code_points(text) <= 60) return std::string(text);
  std::size_t end = 0;
  for (int points = 0; points < 57; ++points) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string found(const Value& value) {
  switch (value.kind) {
    case Value::Kind::absent:
      return "found nothing";
    case Value::Kind::scalar:
      return fmt::format("found '{}'", shown(value.text));
    case Value::Kind::list:
      return "found a list";
    case Value::Kind::map:
      return "found a map";
  }
  return {};
}

Diagnostic at(const SourcePlace& where, int length, const std::string& path, std::string message,
              std::string hint) {
  Diagnostic d;
  d.where = where;
  d.length = length;
  d.path = path;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}
Diagnostic at(const Value& value, const std::string& path, std::string message, std::string hint) {
  return at(value.where, value.length, path, std::move(message), std::move(hint));
}
Diagnostic at_key(const Value& value, std::string_view name, const std::string& path,
                  std::string message, std::string hint) {
  return at(key_place(value),
            value.key_line > 0 ? static_cast<int>(code_points(name)) : value.length, path,
            std::move(message), std::move(hint));
}
Diagnostic& also(Diagnostic& d, const SourcePlace& where, std::string message) {
  d.also = where;
  d.also_message = std::move(message);
  return d;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> allowed) {
  const auto near = nearest(name, allowed);
  if (near && edit_distance(name, *near) >= code_points(name)) return {};  // nothing in common
  return near ? fmt::format("did you mean '{}'?", *near) : std::string();
}

/// "a, b, c", at most twenty names.
std::string listed(std::span<const std::string> names) {
  std::string text;
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (row == 20) return text + fmt::format(", … and {} more", names.size() - row);
    if (row > 0) text += ", ";
    text += names[row];
  }
  return text;
}

std::string suggestion(std::string_view name, std::span<const std::string> allowed,
                       std::string_view what) {
  std::string hint = did_you_mean(name, allowed);
  if (hint.empty() && !allowed.empty()) hint = fmt::format("{}: {}", what, listed(allowed));
  return hint;
}

std::string in_parent(std::string_view parent) {
  return parent.empty() ? std::string("at the top of a scenario") : fmt::format("in {}", parent);
}

std::vector<std::string> choices_of(const Key& key) {
  std::vector<std::string> out;
  std::string_view rest = key.choices;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    out.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return out;
}

std::string expected(const Key& key) {
  std::string text(described(key.dimension));
  if (is_list(key.dimension) && !key.choices.empty()) text += fmt::format(" or {}", key.choices);
  if (key.dimension == Dimension::choice) text = fmt::format("one of {}", listed(choices_of(key)));
  const std::string range = is_numeric(key.dimension) ? range_of(key) : std::string();
  return range.empty() ? text : fmt::format("{}, {}", text, range);
}

}  // namespace czt::say
