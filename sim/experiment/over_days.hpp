#pragma once
/// From the values of days to the value of all of them.

#include <span>
#include <vector>

#include "czt/observe/measures.hpp"

namespace czt {

class OverDaysReader {
 public:
  explicit OverDaysReader(const std::vector<Cell>& cells);
  /// The cells, then those that weights and ratios need beside them: what is to be read of each day.
  [[nodiscard]] const std::vector<Cell>& needed() const { return needed_; }
  /// One value per cell, from one row of `needed` values per day, in the order of the days.
  void read(std::span<const double* const> days, std::span<double> values) const;

 private:
  struct How {
    OverDays over = OverDays::mean;
    std::size_t part = 0;   ///< columns of `needed_`
    std::size_t whole = 0;
    bool money = false;     ///< whole fen are added as fen
  };
  std::size_t need(std::string_view measure, const Cell& like);
  std::vector<Cell> needed_;
  std::vector<How> how_;
};

}  // namespace czt
