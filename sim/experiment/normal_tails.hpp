#pragma once
/// Both tails of the standard normal, each with all its digits.

#include "czt/core/maths.hpp"

namespace czt {

inline constexpr double root_half = 0.70710678118654752440;

/// P(Z > z).
inline double above(double z) { return 0.5 * maths::erfc(z * root_half); }

/// P(Z ≤ z).
inline double below(double z) { return 0.5 * maths::erfc(-z * root_half); }

}  // namespace czt
