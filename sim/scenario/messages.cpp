/// What is said about keys, values and marks.

#include "scenario/messages.hpp"

#include <fmt/format.h>

#include "scenario/key_tree.hpp"
#include "scenario/message_parts.hpp"
#include "scenario/quantity.hpp"

namespace czt::say {

SourcePlace key_place(const Value& value) {
  return value.key_line > 0 ? SourcePlace{value.where.file, value.key_line, value.key_column}
                            : value.where;
}

Diagnostic unknown_key(const Value& value, const std::string& path, std::string_view name,
                       std::string_view parent, std::span<const std::string> allowed) {
  std::string message = fmt::format("there is no key '{}' {}", shown(name), in_parent(parent));
  std::string hint = suggestion(name, allowed, "keys there");
  if (value.kind == Value::Kind::absent && !name.empty() && name.front() >= '0' &&
      name.front() <= '9')
    hint = "a comma begins a new key here: for decimals write a point";
  return at_key(value, name, path, std::move(message), std::move(hint));
}
Diagnostic reserved_name(const Value& value, const std::string& path, std::string_view name) {
  return at_key(value, name, path,
                fmt::format("'{}' has a meaning of its own and cannot be a name", name));
}
Diagnostic missing_key(const Value& parent, const std::string& path, std::string_view name,
                       std::string_view parent_name, const Key& key) {
  return at_key(parent, parent_name, path, fmt::format("the key '{}' is missing", name),
                fmt::format("expected {}: {}", expected(key), key.doc));
}
Diagnostic no_value(const Value& value, const std::string& path, const Key* key) {
  return at(value, path, "has no value",
            key == nullptr || key->dimension == Dimension::any_map
                ? "leave the key out, or write its keys below it"
                : fmt::format("expected {}", expected(*key)));
}
Diagnostic wrong_kind(const Value& value, const std::string& path, const Key& key) {
  std::string hint;
  if (value.kind == Value::Kind::scalar && is_list(key.dimension))
    hint = fmt::format("write [{}]", shown(value.text));
  const std::size_t colon = value.text.find(':');
  if (value.kind == Value::Kind::scalar && key.dimension == Dimension::any_map &&
      colon != std::string::npos)
    hint = "write a space after ':'";
  return at(value, path, fmt::format("{}, expected {}", found(value), expected(key)),
            std::move(hint));
}
Diagnostic bad_quantity(const Value& value, const std::string& path, const Key& key,
                        std::string_view problem) {
  const std::string range = range_of(key);
  return at(value, path, fmt::format("{}, which {}", found(value), problem),
            range.empty() ? std::string() : fmt::format("allowed: {}", range));
}
Diagnostic out_of_range(const Value& value, const std::string& path, const Key& key) {
  return at(value, path, fmt::format("{}, allowed: {}", found(value), range_of(key)));
}
Diagnostic not_a_choice(const Value& value, const std::string& path, const Key& key) {
  const auto choices = choices_of(key);
  return at(value, path, fmt::format("{}, allowed: {}", found(value), listed(choices)),
            did_you_mean(value.text, choices));
}
Diagnostic not_boolean(const Value& value, const std::string& path) {
  const std::string_view t = value.text;
  const bool yes = t == "yes" || t == "on" || t == "True" || t == "TRUE" || t == "1" || t == "是";
  const bool no = t == "no" || t == "off" || t == "False" || t == "FALSE" || t == "0" || t == "否";
  return at(value, path, fmt::format("{}, allowed: true, false", found(value)),
            yes  ? "write true"
            : no ? "write false"
                 : "");
}
Diagnostic not_increasing(const Value& value, const std::string& path, std::string_view text,
                          const Value& before, std::string_view before_text) {
  Diagnostic d = at(value, path, fmt::format("'{}' does not come after '{}'", text, before_text),
                    "write times in order");
  return also(d, before.where, "the time before it");
}
Diagnostic not_hours(const Value& value, const std::string& path) {
  return at(value, path,
            fmt::format("{}, expected hours such as \"09:00-16:30\"", found(value)));
}
Diagnostic hours_reversed(const Value& value, const std::string& path) {
  return at(value, path, fmt::format("{}, which does not end after it begins", found(value)),
            "over midnight write two: \"16:30-24:00\" and \"00:00-09:00\"; the hours after "
            "midnight of a late train are 24:00 and on");
}
Diagnostic hours_overlap(const Value& value, const std::string& path, const Value& before) {
  Diagnostic d = at(value, path,
                    fmt::format("'{}' begins before '{}' ends", shown(value.text), before.text),
                    "write hours in order, each after the one before");
  return also(d, before.where, "the hours before it");
}
Diagnostic name_not_clock(const Value& value, const std::string& path, std::string_view name) {
  return at_key(value, name, path,
                fmt::format("found '{}', expected a time of day such as \"07:05\"", shown(name)));
}
Diagnostic listed_twice(const Value& value, const std::string& path, const SourcePlace& first) {
  Diagnostic d = at(value, path, fmt::format("'{}' is listed twice", shown(value.text)));
  return also(d, first, "first listed here");
}
Diagnostic no_such_name(const Value& value, const std::string& path, std::string_view what,
                        std::string_view name, std::span<const std::string> allowed) {
  std::string hint = suggestion(name, allowed, "there are");
  if (allowed.empty()) hint = fmt::format("the scenario has no {} at all", what);
  const bool of_key = value.kind != Value::Kind::scalar || value.text != name;
  std::string message = fmt::format("there is no {} '{}'", what, shown(name));
  return of_key ? at_key(value, name, path, std::move(message), std::move(hint))
                : at(value, path, std::move(message), std::move(hint));
}
Diagnostic name_taken(const Value& value, const std::string& path, std::string_view name,
                      std::string_view what, const SourcePlace& first) {
  const bool of_key = value.kind != Value::Kind::scalar || value.text != name;
  std::string message = fmt::format("'{}' names two {}", shown(name), what);
  Diagnostic d =
      of_key ? at_key(value, name, path, std::move(message)) : at(value, path, std::move(message));
  return also(d, first, "first used here");
}

Diagnostic two_marks(const Value& second, const std::string& path, std::string_view name,
                     const Value& first) {
  Diagnostic d = at_key(second, name, path, fmt::format("'{}' is a second mark", name),
                        "a value is sourced, derived or assumed");
  return also(d, key_place(first), "the first mark");
}
Diagnostic bad_mark(const Value& value, const std::string& path, std::string_view name) {
  return at(value, path, fmt::format("{}, expected true or a text for '{}'", found(value), name));
}
Diagnostic range_without_assumed(const Value& range, const std::string& path) {
  return at_key(range, "range", path, "a range belongs to an assumed value",
                "write 'assumed: why' beside it");
}
Diagnostic bad_range(const Value& range, const std::string& path, std::string_view problem) {
  return at(range, path, fmt::format("the range {}", problem), "write range: [lowest, highest]");
}
Diagnostic marked_without_value(const Value& map, const std::string& path) {
  return at(map, path, "found marks without a value", "write {value: …, assumed: why}");
}
Diagnostic operator_outside_changes(const Value& op, const std::string& path,
                                    std::string_view name) {
  return at_key(op, name, path, fmt::format("'{}' works only in changes and --set", name),
                "write the value itself here");
}

}  // namespace czt::say
