#pragma once
/// A scenario as it was written: a tree of values with their source places, marks and ranges, after
/// its base chain, its changes and the --set options. Units and ranges have been checked against
/// the table of keys (keys.hpp); nothing has been compiled yet. No yaml-cpp type appears here.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "czt/core/money.hpp"
#include "czt/core/language.hpp"
#include "czt/core/result.hpp"
#include "czt/core/time.hpp"

namespace czt {

/// Where a value comes from. `none`: not said.
enum class Mark : std::uint8_t { none, sourced, derived, assumed };

struct Provenance {
  Mark mark = Mark::none;
  std::string text;  ///< source, derivation or reason; may be empty
};

/// What a change or --set did to a number after it was written: times 2.0, plus 5 min. Kept in
/// order, so that an assumed factor can be varied later (with_inputs); Cursor applies them.
struct Operation {
  enum class Kind : std::uint8_t { times, plus };
  Kind kind = Kind::times;
  double amount = 1.0;     ///< times: the factor; plus: SI
  std::string text;        ///< as written
  std::string input_path;  ///< "changes.<change>.<path>", what with_inputs and --set may vary;
                           ///< empty for --set
  Provenance provenance;
  std::optional<std::pair<std::string, std::string>> range;
  SourcePlace where;
};

/// One node of the tree. Maps keep the order in which they were written.
struct Value {
  enum class Kind : std::uint8_t { absent, scalar, list, map };
  Kind kind = Kind::absent;

  std::string text;  ///< scalar: as written
  bool quoted = false;
  std::vector<Value> items;                           ///< list
  std::vector<std::pair<std::string, Value>> fields;  ///< map, in written order

  SourcePlace where;
  int length = 1;    ///< code points of the scalar, for the caret
  int key_line = 0;  ///< where its key stands, in where.file; 0: no key
  int key_column = 0;
  Provenance provenance;  ///< own mark, else that of the nearest map above
  std::optional<std::pair<std::string, std::string>> range;  ///< of an assumed value, as written
  std::vector<Operation> operations;  ///< `times` and `plus`, in order; of a list: to each item

  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] Value* find(std::string_view name);

  // Defaulted in value.cpp, where Value is complete: Clang 14 cannot do it here, `fields` holding
  // Values.
  Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();
};

/// Whether two trees say the same: keys in the same order, texts, operations; not marks, places or ranges.
bool same_tree(const Value& a, const Value& b);

/// An assumed input with a range: what the second interval varies. `path` can be given to
/// `Overrides`.
struct AssumedInput {
  std::string path;
  double value = 0.0;  ///< in the key's own unit
  double low = 0.0;
  double high = 0.0;
  std::string unit;  ///< "" for a bare number
  std::string why;
  std::string why_zh;  ///< empty where the scenario has no Chinese for it
  SourcePlace where;
};

struct NamedChange {
  std::string name;
  std::string name_zh;  ///< empty where the scenario has none
  std::vector<std::pair<std::string, Value>> settings;  ///< path → value or operator map
  bool put_in = false;  ///< it writes how many would travel or take rail, and does not say that this
                        ///< is sourced or derived: what it does to ridership is put in, not found
  SourcePlace where;
};

struct Scenario {
  std::string name;
  std::string name_zh;  ///< empty where it has none
  std::string about_en;
  std::string about_zh;
  std::filesystem::path file;                ///< as the user gave it
  std::vector<std::filesystem::path> chain;  ///< this file, its base, … the root base
  Value tree;       ///< resolved: base, own keys, changes, then --set; marks folded in
  Value root_tree;  ///< the root base's own tree, before any change or --set: would-be
                    ///< travellers are balanced there
  std::vector<NamedChange> changes;   ///< of this file only, as written (attribution switches them)
  std::vector<AssumedInput> assumed;  ///< those with a range, in tree order
  std::vector<Diagnostic> notes;      ///< warnings and notes, never errors
};

struct ReadOptions {
  std::vector<std::string> set{};  ///< --set PATH=V, PATH*=2, PATH+=5 min
  std::optional<std::vector<std::string>>
      only_changes{};  ///< apply only these named changes (attribution); --set of the amount of
                       ///< another one then says nothing
  bool without_changes = false;  ///< the base as this file sees it
  std::filesystem::path frozen_in{};  ///< a file of the chain, after whose own changes
  std::vector<std::string> frozen{};  ///< these are made, as --set: what was calibrated there
  bool closed = false;  ///< touch no other file: `base` is an error (hostile text, fuzzing)
};

/// Reads, merges and checks. All errors at once, never an exception.
Result<Scenario> read_scenario(const std::filesystem::path& file, const ReadOptions& options = {});
/// The same for a text, as tests write it; `base` is resolved against `folder`.
Result<Scenario> parse_scenario(std::string_view text, const std::string& name = "scenario",
                                const std::filesystem::path& folder = ".",
                                const ReadOptions& options = {});

/// The scenario with some assumed inputs at other values (in their own units), marks and places
/// kept.
Scenario with_inputs(const Scenario& scenario,
                     std::span<const std::pair<std::string, double>> inputs);

/// Every resolved value as "path = value  # mark: text", in tree order, defaults included and
/// marked so.
std::string show(const Scenario& scenario);
/// The same of one value, item or section, by its path; an error with a hint if there is none.
Result<std::string> show(const Scenario& scenario, std::string_view path);
/// For one screen: collections by their names and how many values they hold, the rest value by value.
std::string overview(const Scenario& scenario);
/// SHA-256 of the resolved tree (paths and values; not of marks, places or comments).
std::string digest(const Scenario& scenario);

/// Diagnostics as a compiler prints them, with excerpt and caret. `sources` are read again from
/// disk. Station and scenario names are hostile input: control characters are escaped.
std::string print(std::span<const Diagnostic> diagnostics, bool colour = false, Language language = Language::en,
                  std::size_t most = 20);

}  // namespace czt
