#pragma once
/// The measures: one table defines each (formula, denominator, window, direction of better), and `observe`
/// reads them off a finished World. A cell is a measure with a selection: left_behind@station=Dafeng,hour=7.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

enum class Better : unsigned char { more, less, neither };

/// How the values of days become one of many days, as of a year.
enum class OverDays : unsigned char {
  mean,     ///< the mean of the days that have a value
  sum,      ///< exactly the sum of the days
  highest,
  weighted, ///< Σ value × `whole` / Σ `whole`
  ratio     ///< Σ `part` / Σ `whole`
};

struct Measure {
  std::string_view name;
  std::string_view unit;        ///< "persons", "s", "yuan", "" for shares …
  Better better = Better::neither;
  std::string_view label_en;
  std::string_view label_zh;
  std::string_view formula;     ///< with denominator, window, what is censored, pooled or per day
  std::string_view dimensions;  ///< "station|direction|hour|…" that a cell may select
  bool by_default = true;       ///< shown in the table that `run` prints
  OverDays over_days = OverDays::mean;
  std::string_view part{};      ///< measures of the same selection, for weighted and ratio
  std::string_view whole{};
};

/// All measures in the order in which they are printed.
std::span<const Measure> measures();
const Measure* find_measure(std::string_view name);

struct Cell {
  std::uint32_t measure = 0;                                    ///< row of measures()
  std::vector<std::pair<std::string, std::string>> where;       ///< dimension → value, sorted by dimension
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// "boardings", "left_behind@station=Dafeng,hour=7"; names checked against the plan, with did-you-mean.
Result<Cell> parse_cell(std::string_view text, const Plan& plan);
std::string to_text(const Cell& cell);
/// The default cells: every measure for the line, and the usual ones by station, direction, segment and hour.
std::vector<Cell> default_cells(const Plan& plan);

/// Reads cells off finished worlds; made once per plan, reused without allocating.
class Observation {
 public:
  Observation(const Plan& plan, std::vector<Cell> cells);
  ~Observation();
  Observation(Observation&&) noexcept;
  Observation& operator=(Observation&&) noexcept;

  /// One value per cell; NaN where a mean has nobody to be the mean of. Uses scratch memory of its own:
  /// one Observation per thread.
  void read(const World& world, std::span<double> values);
  [[nodiscard]] std::span<const Cell> cells() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// A 64-bit fingerprint of everything that happened: every point and every passenger row.
std::uint64_t fingerprint(const World& world);

}  // namespace czt
