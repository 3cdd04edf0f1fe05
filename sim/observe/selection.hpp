#pragma once
/// A cell's `where` as rows of the Plan's tables, and bins: every combination of the values that
/// some cells ask for has a number, so that a person is counted once and each cell adds up the bins
/// it covers.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/observe/measures.hpp"

namespace czt {

enum class Dim : unsigned char { cause, direction, feeder, hour, mode, od, product, purpose, segment, station, train, type };
inline constexpr std::size_t dim_count = 12;
inline constexpr std::uint32_t hours = 48;

std::string_view to_text(Dim dim);

/// Row asked for in each dimension (station, segment, trip, product, purpose, feeder, type of train: ids; cause: of delay; mode: rivals, then the railway; od: from · stations + to;
/// hour 0–47; direction 0 up, 1 down), or `any`.
struct Selection {
  static constexpr std::uint32_t any = 0xFFFFFFFFu;
  std::array<std::uint32_t, dim_count> row = {any, any, any, any, any, any, any, any, any, any, any, any};

  [[nodiscard]] std::uint32_t operator[](Dim d) const { return row[static_cast<std::size_t>(d)]; }
  [[nodiscard]] std::uint32_t& operator[](Dim d) { return row[static_cast<std::size_t>(d)]; }
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// Rows by name, indexed dimension by dimension when first asked.
class Names {
 public:
  explicit Names(const Plan& plan) : plan_(&plan) {}
  /// A name that the plan does not have selects nothing.
  [[nodiscard]] Selection select(const Cell& cell);

 private:
  std::uint32_t row(Dim dim, const std::string& name);
  const Plan* plan_;
  std::array<std::vector<std::pair<std::string, std::uint32_t>>, dim_count>
      rows_;  ///< sorted by name
};
/// Rows of a dimension's table in the plan.
std::uint32_t rows_of(Dim dim, const Plan& plan);
/// The name of a row: "Dafeng", "A–B", "A→B", "up", "7".
std::string name_of(Dim dim, std::uint32_t row, const Plan& plan);

class Bins {
 public:
  static constexpr std::size_t most = 1u << 16;
  /// Takes the selection if the bins stay few (the first is always taken); false: open another set
  /// of bins.
  bool take(const Selection& selection);
  /// Numbers the bins; call once after the last `take`.
  void number(const Plan& plan);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// What a row of a dimension adds to the number of the bin.
  [[nodiscard]] std::uint32_t share(Dim d, std::uint32_t row) const {
    const auto& table = shares_[static_cast<std::size_t>(d)];
    return row < table.size() ? table[row] : 0;
  }
  [[nodiscard]] bool uses(Dim d) const { return !values_[static_cast<std::size_t>(d)].empty(); }
  /// Numbers of the bins that the selection covers, ascending.
  [[nodiscard]] std::vector<std::uint32_t> covered(const Selection& selection) const;

 private:
  std::array<std::vector<std::uint32_t>, dim_count>
      values_;  ///< asked for, ascending; code 0 is "another"
  std::array<std::vector<std::uint32_t>, dim_count> shares_;  ///< per row: stride · code
  std::array<std::size_t, dim_count> strides_{};
  std::size_t size_ = 1;
};

/// People are counted in [first, last) ms. A window that opens at 00:00 takes those who come before
/// midnight for an early train, one that closes at 47:59:59 or later takes everything after.
struct Window {
  std::int32_t first = 0;
  std::int32_t last = 0;
  explicit Window(const Plan& plan);
  [[nodiscard]] bool holds(std::int32_t ms) const { return ms >= first && ms < last; }
};
/// 0–47; what lies outside the service day counts to its first or last hour.
inline std::uint32_t hour_of(std::int32_t ms) {
  if (ms < 0) return 0;
  const auto hour = static_cast<std::uint32_t>(ms) / 3'600'000u;
  return hour < hours ? hour : hours - 1;
}

}  // namespace czt
