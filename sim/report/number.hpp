#pragma once
/// Numbers for people: minutes instead of hundreds of seconds, percent instead of shares, 61,234
/// instead of 61234.1, and no more decimals than the half-width makes sense of.

#include <string>
#include <string_view>

#include "czt/observe/measures.hpp"

namespace czt {

/// How one row of a table shows its measure: value × factor, unit after the label.
struct Scale {
  double factor = 1.0;
  std::string_view unit;  ///< empty where the label says it all
};
/// `largest`: the largest absolute value that the row shows.
Scale scale_for(const Measure& measure, double largest);

/// Decimals that show two digits of the half-width, 0–3; without one, what the value itself
/// deserves.
int decimals_for(double value, double half_width);
/// The half-width of chance; nothing where chance has no part: zero means that every replication gave the same.
std::string plus_minus(double half_width, int decimals);
/// "61,234", "−0.5", "–" for NaN. `sign`: a plus before what is positive.
std::string number(double value, int decimals, bool sign = false);

}  // namespace czt
