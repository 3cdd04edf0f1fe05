#pragma once
/// Below these a phase of driving is rounding of doubles, not a phase.

namespace czt {

inline constexpr double no_speed = 1e-9;   // m/s: would pay no jerk term
inline constexpr double no_length = 1e-6;  // m

}  // namespace czt
