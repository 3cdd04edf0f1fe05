#pragma once
/// A share of what may be nothing.

#include <limits>

namespace czt {

inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

inline double ratio(double part, double whole) { return whole > 0.0 ? part / whole : nothing; }

}  // namespace czt
