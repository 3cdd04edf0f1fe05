#pragma once
/// Named changes and --set: each is a list of settings, checked where it is written, then applied
/// to the tree in order. A setting that fails leaves the tree as it was.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/scenario/scenario.hpp"
#include "scenario/key_tree.hpp"

namespace czt {

struct Setting {
  enum class Kind { set, times, plus, add, remove, vary };
  Kind kind = Kind::set;
  std::string path;                ///< as written
  std::vector<std::string> names;  ///< of the path
  const KeyNode* node = nullptr;
  std::string change;          ///< the change's name; empty for --set
  Value value;                 ///< set, add; vary: the amount of an earlier times or plus
  Operation operation;         ///< times, plus
  std::vector<Value> removed;  ///< remove: names
  SourcePlace where;           ///< of the path
  int length = 1;              ///< code points of the path
  int operand_length = 1;      ///< times, plus: of the operand
};

/// The settings of one change. `change` is its map as written.
std::vector<Setting> read_change(const std::string& name, Value change, Diagnostics& wrong);
/// --set number n (from 1).
std::optional<Setting> read_set(std::size_t n, const std::string& text, Diagnostics& wrong);

/// Whether a setting writes how many would travel or take rail, and is not marked sourced or derived.
bool puts_in_people(const Setting& setting);

void apply(const Setting& setting, Value& tree, Diagnostics& wrong);

/// Errors for paths that two changes write, unless both only multiply or both only add.
void check_conflicts(const std::vector<std::vector<Setting>>& changes, Diagnostics& wrong);

/// A document laid over another: maps are merged, everything else is replaced.
void merge(Value& into, const Value& from, const KeyNode& node);

}  // namespace czt
