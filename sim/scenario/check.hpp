#pragma once
/// A tree as written, beside the table of keys: marks are folded into values, each value is checked
/// where it stands. What needs the whole scenario (names, missing keys) is in whole.hpp.

#include <span>
#include <string>
#include <string_view>

#include "czt/core/result.hpp"
#include "czt/scenario/scenario.hpp"
#include "scenario/key_tree.hpp"

namespace czt {

/// A path as a chain of names on the stack: made into text only when something is wrong.
struct PathLink {
  const PathLink* up = nullptr;
  std::string_view name;

  [[nodiscard]] std::string text() const;
};

/// Names that may stand below a node: the fixed keys.
std::vector<std::string> fixed_names(const KeyNode& node);

/// Checks `value` as what `node` describes; unwraps marked values, takes marks out of maps and
/// hands them down, `above` being the mark that holds here.
void check_value(Value& value, const KeyNode& node, const PathLink& path, const Provenance& above,
                 Diagnostics& wrong);

/// Takes sourced, derived or assumed out of a map's fields; `above` if there is none.
Provenance take_marks(Value& map, const PathLink& path, const Provenance& above,
                      Diagnostics& wrong);
/// Takes `range` out of a marked value or operator: two scalars, as written.
std::optional<Value> take_field(Value& map, std::string_view name);

/// [low, high] of an assumed quantity, in order and, when `key` says so, in range.
std::optional<std::pair<std::string, std::string>> read_range(const Value& range,
                                                              const PathLink& path, const Key& key,
                                                              double value, Diagnostics& wrong);

/// What the operations make of a number, in their order.
double after_operations(double si, const Value& value);

}  // namespace czt
