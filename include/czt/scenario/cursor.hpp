#pragma once
/// Reading a checked tree: a Cursor stands on one node and gives its keys as typed values, with the
/// defaults of the table of keys and with `times` and `plus` applied. It trusts the reader's
/// checks: asking for a key that the table does not have, or for one that is neither written nor
/// has a default, is a bug.
///
///   const Cursor scenario(s.tree);
///   for (const auto& [name, station] : scenario["stations"].items())
///     at = metres(station.number("km"));          // SI: metres
///   const Duration headway = scenario["track"].duration("headway");   // default if not written

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/core/money.hpp"
#include "czt/core/result.hpp"
#include "czt/core/time.hpp"
#include "czt/scenario/keys.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

struct KeyNode;

class Cursor {
 public:
  explicit Cursor(const Value& tree);

  /// The field, which may be absent: then every key below it has its default.
  Cursor operator[](std::string_view name) const;
  [[nodiscard]] bool present() const {
    return value_ != nullptr && value_->kind != Value::Kind::absent;
  }
  /// Whether the key is written (not: has a default).
  [[nodiscard]] bool has(std::string_view key) const { return (*this)[key].present(); }

  // Values of a key of this map; in SI, shares 0–1, rates per minute and per day as they are
  // called.
  [[nodiscard]] double number(std::string_view key) const { return (*this)[key].number(); }
  [[nodiscard]] Duration duration(std::string_view key) const {
    return quantise((*this)[key].number());
  }
  [[nodiscard]] SimTime clock(std::string_view key) const {
    return start_of_day + quantise((*this)[key].number());
  }
  [[nodiscard]] std::string text(std::string_view key) const { return (*this)[key].text(); }
  [[nodiscard]] bool flag(std::string_view key) const { return (*this)[key].text() == "true"; }
  [[nodiscard]] std::int64_t whole(std::string_view key) const;  ///< rounded half up after times
  [[nodiscard]] Money money(std::string_view key) const;         ///< rounded half up to the fen
  [[nodiscard]] Decimal decimal(
      std::string_view key) const;  ///< exact as written; rounded half up after times
  [[nodiscard]] std::vector<std::string> names(
      std::string_view key) const;  ///< empty if a word or not written
  [[nodiscard]] std::vector<SimTime> clocks(std::string_view key) const;
  [[nodiscard]] std::vector<Duration> durations(std::string_view key) const;
  [[nodiscard]] std::vector<std::pair<SimTime, SimTime>> hours(std::string_view key) const;
  /// Beside the scenario that wrote it.
  [[nodiscard]] std::filesystem::path file(std::string_view key) const;

  // The node itself, as items() gives it (places.*.access.*, profiles.*.knots.*).
  [[nodiscard]] double number() const;
  [[nodiscard]] Duration duration() const { return quantise(number()); }
  [[nodiscard]] std::string text() const;  ///< as written, or the default; empty without either
  [[nodiscard]] bool is_list() const {
    return value_ != nullptr && value_->kind == Value::Kind::list;
  }

  /// The items of a collection in written order: its names, not its fixed keys (timetable.file,
  /// timetable.trips).
  [[nodiscard]] std::vector<std::pair<std::string, Cursor>> items() const;
  /// The names of a list, each with its own place.
  [[nodiscard]] std::vector<std::pair<std::string, SourcePlace>> placed_names(
      std::string_view key) const;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Of the value; of the nearest map above if it is not written.
  [[nodiscard]] SourcePlace where(std::string_view key) const { return (*this)[key].where_; }
  [[nodiscard]] SourcePlace where() const { return where_; }
  [[nodiscard]] int length(std::string_view key) const;
  [[nodiscard]] Provenance provenance(std::string_view key) const;
  [[nodiscard]] const Value* value() const { return value_; }
  [[nodiscard]] const Key& key() const;

  /// An error at a key's place, for what only the compilation can see.
  [[nodiscard]] Diagnostic wrong(std::string_view key, std::string message,
                                 std::string hint = {}) const;

 private:
  Cursor(const Value* value, const KeyNode* node, std::string path, SourcePlace where);

  const Value* value_ = nullptr;
  const KeyNode* node_ = nullptr;
  std::string path_;
  SourcePlace where_;
};

}  // namespace czt
