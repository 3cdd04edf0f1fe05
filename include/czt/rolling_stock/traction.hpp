#pragma once
/// How a type of train gets going: at a constant acceleration, or as its power and what holds it back allow.

#include <variant>

#include "czt/core/quantity.hpp"

namespace czt {

/// Constant acceleration and braking, whatever the speed and the track.
struct Trapezoid {
  friend bool operator==(const Trapezoid&, const Trapezoid&) = default;
};

/// What holds a train back on level, straight, open track, in newtons for each kilonewton of its weight:
/// w(V) = constant + linear·V + quadratic·V², V in km/h (Davis, 1926). All ≥ 0.
struct Resistance {
  double constant = 0.88;
  double linear = 0.00744;
  double quadratic = 0.000114;
  double tunnel = 1.35;        ///< factor on the quadratic term in a tunnel, ≥ 1
  friend bool operator==(const Resistance&, const Resistance&) = default;
};

/// Start-up acceleration until the power is all used, then less and less. Per mass, the wheels pull with
///   f(v) = min(ρ·a₀ + g·w(0)/1000, P / (m·v))
/// and the train accelerates at
///   a(v) = (f(v) − g·(w(V) + i + 600/R)/1000) / ρ,
/// i the gradient in ‰, R the radius of the curve in m (600/R: China's TB/T 1407). So a₀, the type's
/// `accelerate`, is what it does from a stand on level straight track: the number that is published. Braking is the type's
/// `brake`, net of all this.
struct Traction {
  double mass = 400'000.0;     ///< kg, as it runs; > 0
  double power = 5.0e6;        ///< W at the wheels, > 0; may be infinite
  double rotating_mass = 1.08; ///< ρ: what turning wheels and motors add to the mass that is accelerated, ≥ 1
  Resistance resistance{};
  double efficiency = 0.85;    ///< work at the wheels / energy drawn from the line, > 0, ≤ 1
  double regeneration = 0.6;   ///< energy given back to the line / work of the brakes, 0–1
  friend bool operator==(const Traction&, const Traction&) = default;
};

using Motion = std::variant<Trapezoid, Traction>;

}  // namespace czt
