#pragma once
/// What an estimate is that the data do not allow.

#include <limits>

namespace czt {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace czt
