/// What is said about changes, --set, bases and other files.

#include "scenario/messages.hpp"

#include <fmt/format.h>

#include "scenario/message_parts.hpp"
#include "scenario/quantity.hpp"

namespace czt::say {

Diagnostic bad_path(const SourcePlace& where, int length, const std::string& path) {
  return at(where, length, path, "is not a path",
            "names joined by dots; one that holds . or = in double quotes");
}
Diagnostic bad_set(const std::string& where, const std::string& text) {
  return at(
      SourcePlace{where, 0, 0}, 1, "",
      fmt::format("found '{}', expected PATH=VALUE, PATH*=FACTOR or PATH+=VALUE", shown(text)));
}
Diagnostic not_settable(const SourcePlace& where, int length, const std::string& path) {
  return at(where, length, path, "cannot be changed: it names the file itself");
}
Diagnostic no_key_at(const SourcePlace& where, int length, const std::string& path,
                     std::string_view name, std::string_view parent,
                     std::span<const std::string> allowed) {
  return at(where, length, path,
            fmt::format("there is no key '{}' {}", shown(name), in_parent(parent)),
            suggestion(name, allowed, "keys there"));
}
Diagnostic no_such_item(const SourcePlace& where, int length, const std::string& path,
                        std::string_view name, std::string_view parent,
                        std::span<const std::string> allowed) {
  std::string hint = suggestion(name, allowed, "there are");
  if (hint.empty() || !hint.starts_with("did"))
    hint += fmt::format("{}to make it, write {}.{}: {{add: …}}", hint.empty() ? "" : "; ", parent,
                        name);
  return at(where, length, path, fmt::format("there is no '{}' in {}", shown(name), parent),
            std::move(hint));
}
Diagnostic already_there(const SourcePlace& where, int length, const std::string& path,
                         const SourcePlace& first) {
  Diagnostic d = at(where, length, path, "is already there",
                    "'add' makes something new; to replace it write it without 'add'");
  return also(d, first, "it is here");
}
Diagnostic two_operators(const Value& second, const std::string& path, std::string_view name,
                         std::string_view first) {
  return at_key(second, name, path, fmt::format("'{}' stands beside '{}'", name, first),
                "one operator at a time: put the other in a change of its own");
}
Diagnostic beside_operator(const Value& value, const std::string& path, std::string_view name,
                           std::string_view op) {
  return at_key(value, name, path, fmt::format("'{}' cannot stand beside '{}'", shown(name), op),
                "beside an operator: sourced, derived, assumed, and range with times or plus");
}
Diagnostic cannot_apply(const Value& value, const std::string& path, std::string_view op,
                        std::string_view why) {
  return at(value, path, fmt::format("'{}' does not apply: {}", op, why));
}
Diagnostic nothing_to_change(const SourcePlace& where, int length, const std::string& path,
                             std::string_view op) {
  return at(where, length, path, fmt::format("there is no value for '{}' to start from", op),
            "write the value itself");
}
Diagnostic becomes_out_of_range(const Operation& op, int length, const std::string& path,
                                const Key& key, double si) {
  return at(op.where, length, path,
            fmt::format("{} {} makes {}, allowed: {}",
                        op.kind == Operation::Kind::times ? "times" : "plus", op.text,
                        written(in_own_unit(si, key), key), range_of(key)));
}
Diagnostic written_by_two(const SourcePlace& where, int length, const std::string& path,
                          std::string_view change, std::string_view other_path,
                          std::string_view other_change, const SourcePlace& other) {
  Diagnostic d =
      at(where, length, path,
         change == other_change
             ? fmt::format("change '{}' writes this path twice", change)
             : fmt::format("changes '{}' and '{}' both write this path", other_change, change),
         "two changes may share a path only if both use times, or both plus");
  if (other_path != path && change != other_change)
    d.message =
        fmt::format("changes '{}' and '{}' write paths inside one another", other_change, change);
  return also(d, other, fmt::format("'{}' writes {}", other_change, other_path));
}
Diagnostic changes_not_map(const Value& value, const std::string& path) {
  return at(value, path, fmt::format("{}, expected a map of paths to values", found(value)),
            "write 'change name: {fares.per_km: 0.385 yuan}'");
}
Diagnostic no_such_change(std::string_view name, const std::string& file,
                          std::span<const std::string> allowed) {
  return at(SourcePlace{file, 0, 0}, 1, "changes",
            fmt::format("there is no change '{}'", shown(name)),
            suggestion(name, allowed, "there are"));
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
Diagnostic base_closed(const Value& base) {
  return at(base, "base", "no other file may be read here");
}
Diagnostic file_escapes(const Value& value, const std::string& path) {
  return at(value, path, fmt::format("'{}' leads out of the scenario's folder", shown(value.text)),
            "name a file in the scenario's folder or below, without ..");
}
Diagnostic file_not_there(const Value& value, const std::string& path, const std::string& file) {
  return at(value, path, fmt::format("there is no file '{}'", file),
            "the name counts from the folder of the scenario that writes it");
}

Diagnostic plain(const Value& value, const std::string& path, std::string message,
                 std::string hint) {
  return at(value, path, std::move(message), std::move(hint));
}
Diagnostic plain_also(const Value& value, const std::string& path, std::string message,
                      const Value& other, std::string said) {
  Diagnostic d = at(value, path, std::move(message));
  return also(d, other.where, std::move(said));
}

}  // namespace czt::say
