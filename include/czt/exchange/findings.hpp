#pragma once
/// What an import took, repaired, left out and assumed: each kind once, with how often and where, so that one screen says
/// all of it. What makes the whole unusable is an error.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/result.hpp"

namespace czt {

enum class FindingKind : unsigned char { taken, repaired, ignored, assumed };

/// A cell of a table: file, row (line of the file, from 1) and field.
struct CellPlace {
  std::string file;
  int line = 0;
  std::string field;
};

struct Finding {
  FindingKind kind = FindingKind::taken;
  std::string what;               ///< "blank times, interpolated by distance"
  std::size_t count = 0;          ///< 0: not a thing to be counted
  std::vector<CellPlace> places;  ///< the first ones, at most `most_places`
};

class Findings {
 public:
  static constexpr std::size_t most_places = 1000;

  void take(std::string what) { say(FindingKind::taken, std::move(what)); }
  void assume(std::string what) { say(FindingKind::assumed, std::move(what)); }
  void ignore(std::string what) { say(FindingKind::ignored, std::move(what)); }
  /// The same words are one finding, counted.
  void repair(std::string_view what, CellPlace where) { count(FindingKind::repaired, what, std::move(where)); }
  void ignore(std::string_view what, CellPlace where) { count(FindingKind::ignored, what, std::move(where)); }
  void refuse(CellPlace where, std::string message, std::string hint = {});

  [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
  [[nodiscard]] const Diagnostics& errors() const { return errors_; }
  [[nodiscard]] std::size_t counted(std::string_view what) const;

 private:
  void say(FindingKind kind, std::string what);
  void count(FindingKind kind, std::string_view what, CellPlace where);
  std::vector<Finding> all_;
  Diagnostics errors_;
};

/// A paragraph for each kind that has any; of each finding `examples` places.
std::string as_text(const Findings& findings, std::size_t examples);

}  // namespace czt
