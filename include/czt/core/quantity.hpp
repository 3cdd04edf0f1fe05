#pragma once
/// The few physical quantities that the railway's formulas need, each its own type in SI units.
/// Only what the formulas use is offered; this is not a dimension algebra.

#include <compare>

namespace czt {

template <class Tag>
struct Quantity {
  double value = 0.0;
  constexpr auto operator<=>(const Quantity&) const = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
  friend constexpr Quantity operator*(double k, Quantity a) { return {k * a.value}; }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
};

using Metres = Quantity<struct MetresTag>;
using SquareMetres = Quantity<struct SquareMetresTag>;
using MetresPerSecond = Quantity<struct MetresPerSecondTag>;
using MetresPerSecond2 = Quantity<struct MetresPerSecond2Tag>;
using MetresPerSecond3 = Quantity<struct MetresPerSecond3Tag>;
using PersonsPerSquareMetre = Quantity<struct PersonsPerSquareMetreTag>;

constexpr Metres metres(double v) { return {v}; }
constexpr Metres kilometres(double v) { return {v * 1000.0}; }
constexpr double in_km(Metres d) { return d.value / 1000.0; }
constexpr MetresPerSecond kmh(double v) { return {v / 3.6}; }
constexpr double in_kmh(MetresPerSecond v) { return v.value * 3.6; }

}  // namespace czt
