#pragma once
/// The table of keys as a tree, for walking a scenario beside it. Built once; flat and read-only
/// after.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/scenario/keys.hpp"

namespace czt {

/// Limits of the tables, in metres a second and in seconds.
inline constexpr double kmh_1 = 1.0 / 3.6;
inline constexpr double a_minute = 60.0;
inline constexpr double an_hour = 3600.0;
inline constexpr double last_second = 48 * an_hour - 1;

struct KeyNode {
  std::string_view name;                 ///< "*" for a name
  const Key* key = nullptr;              ///< none only at the root
  std::vector<const KeyNode*> children;  ///< fixed keys, in the table's order
  const KeyNode* any = nullptr;          ///< the child behind *

  /// The child for a name as written: a fixed key, else the node of *.
  [[nodiscard]] const KeyNode* child(std::string_view name_written) const {
    for (const KeyNode* c : children)
      if (c->name == name_written) return c;
    return any;
  }
  [[nodiscard]] const KeyNode* fixed(std::string_view name_written) const {
    for (const KeyNode* c : children)
      if (c->name == name_written) return c;
    return nullptr;
  }
  [[nodiscard]] bool is_map() const { return any != nullptr || !children.empty(); }
};

const KeyNode& key_tree();
/// The node for concrete names, if any.
const KeyNode* find_node(std::span<const std::string> names);
/// Parts of the table, one per file.
std::span<const Key> line_keys();
std::span<const Key> service_keys();
std::span<const Key> people_keys();
std::span<const Key> calendar_keys();
std::span<const Key> station_keys();
std::span<const Key> separation_keys();

/// Words with a meaning of their own anywhere: never a name in a collection.
bool is_reserved(std::string_view name);
bool is_mark(std::string_view name);
bool is_list(Dimension dimension);
bool is_numeric(Dimension dimension);

}  // namespace czt
