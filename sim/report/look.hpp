#pragma once
/// How a row of a page's table shows its numbers.

#include <string>

#include "czt/experiment/summary.hpp"
#include "number.hpp"

namespace czt {

struct Look {
  Scale scale;
  int decimals = 0;
  [[nodiscard]] std::string value(double v, bool sign = false) const { return number(v * scale.factor, decimals, sign); }
  [[nodiscard]] std::string half_width(double v) const { return plus_minus(v * scale.factor, decimals); }
};
/// `base`: the same row of the scenario that it is compared with, or null.
Look look_of(const SummaryRow& row, const SummaryRow* base);

}  // namespace czt
