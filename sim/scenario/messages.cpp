/// What is said about keys, values, marks, changes and files.

#include "scenario/messages.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/quantity.hpp"

namespace czt::say {
namespace {

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
    case Value::Kind::absent: return "found nothing";
    case Value::Kind::scalar: return fmt::format("found '{}'", shown(value.text));
    case Value::Kind::list: return "found a list";
    case Value::Kind::map: return "found a map";
  }
  return {};
}

Diagnostic at(const SourcePlace& where, int length, const std::string& path, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.where = where;
  d.length = length;
  d.path = path;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}
Diagnostic at(const Value& value, const std::string& path, std::string message, std::string hint = {}) {
  return at(value.where, value.length, path, std::move(message), std::move(hint));
}
Diagnostic at_key(const Value& value, std::string_view name, const std::string& path, std::string message, std::string hint = {}) {
  return at(key_place(value), value.key_line > 0 ? static_cast<int>(code_points(name)) : value.length, path,
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

std::string suggestion(std::string_view name, std::span<const std::string> allowed, std::string_view what) {
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

}  // namespace

SourcePlace key_place(const Value& value) {
  return value.key_line > 0 ? SourcePlace{value.where.file, value.key_line, value.key_column} : value.where;
}

Diagnostic unknown_key(const Value& value, const std::string& path, std::string_view name, std::string_view parent,
                       std::span<const std::string> allowed) {
  std::string message = fmt::format("there is no key '{}' {}", shown(name), in_parent(parent));
  std::string hint = suggestion(name, allowed, "keys there");
  if (value.kind == Value::Kind::absent && !name.empty() && name.front() >= '0' && name.front() <= '9')
    hint = "a comma begins a new key here: for decimals write a point";
  return at_key(value, name, path, std::move(message), std::move(hint));
}
Diagnostic reserved_name(const Value& value, const std::string& path, std::string_view name) {
  return at_key(value, name, path, fmt::format("'{}' has a meaning of its own and cannot be a name", name));
}
Diagnostic missing_key(const Value& parent, const std::string& path, std::string_view name, std::string_view parent_name, const Key& key) {
  return at_key(parent, parent_name, path, fmt::format("the key '{}' is missing", name),
                fmt::format("expected {}: {}", expected(key), key.doc));
}
Diagnostic no_value(const Value& value, const std::string& path, const Key* key) {
  return at(value, path, "has no value", key == nullptr || key->dimension == Dimension::any_map
                                              ? "leave the key out, or write its keys below it"
                                              : fmt::format("expected {}", expected(*key)));
}
Diagnostic wrong_kind(const Value& value, const std::string& path, const Key& key) {
  std::string hint;
  if (value.kind == Value::Kind::scalar && is_list(key.dimension)) hint = fmt::format("write [{}]", shown(value.text));
  const std::size_t colon = value.text.find(':');
  if (value.kind == Value::Kind::scalar && key.dimension == Dimension::any_map && colon != std::string::npos)
    hint = "write a space after ':'";
  return at(value, path, fmt::format("{}, expected {}", found(value), expected(key)), std::move(hint));
}
Diagnostic bad_quantity(const Value& value, const std::string& path, const Key& key, std::string_view problem) {
  const std::string range = range_of(key);
  return at(value, path, fmt::format("{}, which {}", found(value), problem),
            range.empty() ? std::string() : fmt::format("allowed: {}", range));
}
Diagnostic out_of_range(const Value& value, const std::string& path, const Key& key) {
  return at(value, path, fmt::format("{}, allowed: {}", found(value), range_of(key)));
}
Diagnostic not_a_choice(const Value& value, const std::string& path, const Key& key) {
  const auto choices = choices_of(key);
  return at(value, path, fmt::format("{}, allowed: {}", found(value), listed(choices)), did_you_mean(value.text, choices));
}
Diagnostic not_boolean(const Value& value, const std::string& path) {
  const std::string_view t = value.text;
  const bool yes = t == "yes" || t == "on" || t == "True" || t == "TRUE" || t == "1" || t == "是";
  const bool no = t == "no" || t == "off" || t == "False" || t == "FALSE" || t == "0" || t == "否";
  return at(value, path, fmt::format("{}, allowed: true, false", found(value)),
            yes ? "write true" : no ? "write false" : "");
}
Diagnostic not_increasing(const Value& value, const std::string& path, std::string_view text, const Value& before, std::string_view before_text) {
  Diagnostic d = at(value, path, fmt::format("'{}' does not come after '{}'", text, before_text), "write times in order");
  return also(d, before.where, "the time before it");
}
Diagnostic name_not_clock(const Value& value, const std::string& path, std::string_view name) {
  return at_key(value, name, path, fmt::format("found '{}', expected a time of day such as \"07:05\"", shown(name)));
}
Diagnostic listed_twice(const Value& value, const std::string& path, const SourcePlace& first) {
  Diagnostic d = at(value, path, fmt::format("'{}' is listed twice", shown(value.text)));
  return also(d, first, "first listed here");
}
Diagnostic no_such_name(const Value& value, const std::string& path, std::string_view what, std::string_view name, std::span<const std::string> allowed) {
  std::string hint = suggestion(name, allowed, "there are");
  if (allowed.empty()) hint = fmt::format("the scenario has no {} at all", what);
  const bool of_key = value.kind != Value::Kind::scalar || value.text != name;
  std::string message = fmt::format("there is no {} '{}'", what, shown(name));
  return of_key ? at_key(value, name, path, std::move(message), std::move(hint))
                : at(value, path, std::move(message), std::move(hint));
}
Diagnostic name_taken(const Value& value, const std::string& path, std::string_view name, std::string_view what, const SourcePlace& first) {
  const bool of_key = value.kind != Value::Kind::scalar || value.text != name;
  std::string message = fmt::format("'{}' names two {}", shown(name), what);
  Diagnostic d = of_key ? at_key(value, name, path, std::move(message)) : at(value, path, std::move(message));
  return also(d, first, "first used here");
}

Diagnostic two_marks(const Value& second, const std::string& path, std::string_view name, const Value& first) {
  Diagnostic d = at_key(second, name, path, fmt::format("'{}' is a second mark", name), "a value is sourced, derived or assumed");
  return also(d, key_place(first), "the first mark");
}
Diagnostic bad_mark(const Value& value, const std::string& path, std::string_view name) {
  return at(value, path, fmt::format("{}, expected true or a text for '{}'", found(value), name));
}
Diagnostic range_without_assumed(const Value& range, const std::string& path) {
  return at_key(range, "range", path, "a range belongs to an assumed value", "write 'assumed: why' beside it");
}
Diagnostic bad_range(const Value& range, const std::string& path, std::string_view problem) {
  return at(range, path, fmt::format("the range {}", problem), "write range: [lowest, highest]");
}
Diagnostic marked_without_value(const Value& map, const std::string& path) {
  return at(map, path, "found marks without a value", "write {value: …, assumed: why}");
}
Diagnostic operator_outside_changes(const Value& op, const std::string& path, std::string_view name) {
  return at_key(op, name, path, fmt::format("'{}' works only in changes and --set", name), "write the value itself here");
}

Diagnostic bad_path(const SourcePlace& where, int length, const std::string& path) {
  return at(where, length, path, "is not a path", "names joined by dots; one that holds . or = in double quotes");
}
Diagnostic bad_set(const std::string& where, const std::string& text) {
  return at(SourcePlace{where, 0, 0}, 1, "", fmt::format("found '{}', expected PATH=VALUE, PATH*=FACTOR or PATH+=VALUE", shown(text)));
}
Diagnostic not_settable(const SourcePlace& where, int length, const std::string& path) {
  return at(where, length, path, "cannot be changed: it names the file itself");
}
Diagnostic no_key_at(const SourcePlace& where, int length, const std::string& path, std::string_view name,
                     std::string_view parent, std::span<const std::string> allowed) {
  return at(where, length, path, fmt::format("there is no key '{}' {}", shown(name), in_parent(parent)),
            suggestion(name, allowed, "keys there"));
}
Diagnostic no_such_item(const SourcePlace& where, int length, const std::string& path, std::string_view name,
                        std::string_view parent, std::span<const std::string> allowed) {
  std::string hint = suggestion(name, allowed, "there are");
  if (hint.empty() || !hint.starts_with("did"))
    hint += fmt::format("{}to make it, write {}.{}: {{add: …}}", hint.empty() ? "" : "; ", parent, name);
  return at(where, length, path, fmt::format("there is no '{}' in {}", shown(name), parent), std::move(hint));
}
Diagnostic already_there(const SourcePlace& where, int length, const std::string& path, const SourcePlace& first) {
  Diagnostic d = at(where, length, path, "is already there", "'add' makes something new; to replace it write it without 'add'");
  return also(d, first, "it is here");
}
Diagnostic two_operators(const Value& second, const std::string& path, std::string_view name, std::string_view first) {
  return at_key(second, name, path, fmt::format("'{}' stands beside '{}'", name, first), "one operator at a time: put the other in a change of its own");
}
Diagnostic beside_operator(const Value& value, const std::string& path, std::string_view name, std::string_view op) {
  return at_key(value, name, path, fmt::format("'{}' cannot stand beside '{}'", shown(name), op),
                "beside an operator: sourced, derived, assumed, and range with times or plus");
}
Diagnostic cannot_apply(const Value& value, const std::string& path, std::string_view op, std::string_view why) {
  return at(value, path, fmt::format("'{}' does not apply: {}", op, why));
}
Diagnostic nothing_to_change(const SourcePlace& where, int length, const std::string& path, std::string_view op) {
  return at(where, length, path, fmt::format("there is no value for '{}' to start from", op), "write the value itself");
}
Diagnostic becomes_out_of_range(const Operation& op, int length, const std::string& path, const Key& key, double si) {
  return at(op.where, length, path,
            fmt::format("{} {} makes {}, allowed: {}", op.kind == Operation::Kind::times ? "times" : "plus", op.text,
                        written(in_own_unit(si, key), key), range_of(key)));
}
Diagnostic written_by_two(const SourcePlace& where, int length, const std::string& path, std::string_view change,
                          std::string_view other_path, std::string_view other_change, const SourcePlace& other) {
  Diagnostic d = at(where, length, path,
                    change == other_change
                        ? fmt::format("change '{}' writes this path twice", change)
                        : fmt::format("changes '{}' and '{}' both write this path", other_change, change),
                    "two changes may share a path only if both use times, or both plus");
  if (other_path != path && change != other_change)
    d.message = fmt::format("changes '{}' and '{}' write paths inside one another", other_change, change);
  return also(d, other, fmt::format("'{}' writes {}", other_change, other_path));
}
Diagnostic changes_not_map(const Value& value, const std::string& path) {
  return at(value, path, fmt::format("{}, expected a map of paths to values", found(value)),
            "write 'change name: {fares.per_km: 0.385 yuan}'");
}
Diagnostic no_such_change(std::string_view name, const std::string& file, std::span<const std::string> allowed) {
  return at(SourcePlace{file, 0, 0}, 1, "changes", fmt::format("there is no change '{}'", shown(name)), suggestion(name, allowed, "there are"));
}

Diagnostic base_cycle(const Value& base, std::string_view chain) {
  return at(base, "base", fmt::format("the bases form a circle: {}", chain));
}
Diagnostic base_too_deep(const Value& base, int most) {
  return at(base, "base", fmt::format("more than {} files inherit from one another", most));
}
Diagnostic base_not_read(const Value& base, const Diagnostic& why) {
  return at(base, "base", fmt::format("{}: {}", why.where.file, why.message), why.hint);
}
Diagnostic base_closed(const Value& base) { return at(base, "base", "no other file may be read here"); }
Diagnostic file_escapes(const Value& value, const std::string& path) {
  return at(value, path, fmt::format("'{}' leads out of the scenario's folder", shown(value.text)),
            "name a file in the scenario's folder or below, without ..");
}
Diagnostic file_not_there(const Value& value, const std::string& path, const std::string& file) {
  return at(value, path, fmt::format("there is no file '{}'", file), "the name counts from the folder of the scenario that writes it");
}

Diagnostic plain(const Value& value, const std::string& path, std::string message, std::string hint) {
  return at(value, path, std::move(message), std::move(hint));
}
Diagnostic plain_also(const Value& value, const std::string& path, std::string message, const Value& other, std::string said) {
  Diagnostic d = at(value, path, std::move(message));
  return also(d, other.where, std::move(said));
}

}  // namespace czt::say
