#pragma once
/// How people time their coming to the platform: partly at random, partly by the timetable.

#include <cstdint>
#include <variant>

#include "czt/core/distributions.hpp"
#include "czt/core/time.hpp"

namespace czt {

/// Share aware s(H) = most_aware / (1 + exp(−(H − H0)/slope)), H in minutes. The aware come
/// d + (min(H, longest) − d) · Beta(a, b) before the departure they want, d = earliest + gate_closes;
/// the others come when they happen to. MODELS.md 3.1; basis Jolliffe & Hutchinson (1975),
/// Lüthi, Weidmann & Nash (2007), Ingvardson et al. (2018), Frumin & Zhao (2012).
struct ArrivalModel {
  double most_aware = 0.95;
  Duration slope = minutes(5);
  Duration earliest = minutes(1);
  Duration gate_closes{};
  Duration longest = minutes(20);
  double beta_a = 1.5;
  double beta_b = 4.5;
  bool everybody_aware = false;  ///< whatever the headway

  [[nodiscard]] double aware_share(Duration headway, Duration aware_headway) const;
  bool operator==(const ArrivalModel&) const = default;
  static ArrivalModel random();       ///< nobody looks at the timetable
};

}  // namespace czt
