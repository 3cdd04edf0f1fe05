#pragma once
/// How long a train stands: the door cycle and the exchange at the busiest door. Closed set of models, asked
/// once per call with the whole exchange. Coefficients belong to the scenario; sources at each model.

#include <cstdint>
#include <span>
#include <variant>

#include "czt/core/quantity.hpp"
#include "czt/core/time.hpp"

namespace czt {

/// What a dwell model may look at: people per door, and how crowded it is after alighting.
struct Exchange {
  std::span<const std::uint16_t> boarding;   ///< per door; empty for models that do not ask
  std::span<const std::uint16_t> alighting;
  std::uint32_t boarders = 0;
  std::uint32_t alighters = 0;
  std::uint32_t through = 0;      ///< on board who stay
  std::uint32_t standing = 0;     ///< of those, without a seat
  std::uint32_t seats = 0;
  std::uint32_t doors = 1;
  double standing_density = 0.0;  ///< persons per m² of standing area, after alighting, before boarding
  double door_width = 1.3;        ///< m
};

/// T = door_cycle + noise · max over doors of
///     [aA·A_d + aB·B_d·(1 + crowding·s²)] · [1 + mixing·2·min(A_d, B_d)/(A_d + B_d)]
/// with aA, aB per 1.3 m door, scaled by sqrt(1.3/w); s ≤ 6 /m². MODELS.md 1.1; critical door after
/// Wirasinghe & Szplett (1984), width after Harris, Risan & Schrader (2014).
struct CriticalDoorDwell {
  double door_cycle = 20.0;      ///< s
  double per_alighting = 0.90;   ///< s per person at one door
  double per_boarding = 1.15;
  double crowding = 0.03;        ///< per (person/m²)²
  double mixing = 0.2;
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = true;
};

/// Puong (2000), MBTA Red Line: T = 12.22 + 2.27·B + 1.82·A + 6.2e-4·TS³·B, averages per door.
struct PuongDwell {
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = false;
};

/// Lin & Wilson (1992), MBTA Green Line, whole train. ON, OFF totals, LS leaving standees.
/// one_car 9.24+0.71·ON+0.52·OFF+0.16·LS; one_car_crowded 12.50+0.55·ON+0.23·OFF+0.0078·(ON+OFF)·LS;
/// two_cars 13.93+0.27·ON+0.36·OFF+0.0008·(ON+OFF)·LS.
struct LinWilsonDwell {
  enum class Form : std::uint8_t { one_car, one_car_crowded, two_cars } form = Form::one_car;
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = false;
  /// The published formula; `crowding` is LS, or SUMASLS for the crowded forms.
  [[nodiscard]] double formula(double on, double off, double crowding) const;
};

/// Weston (1989), London Underground: T = 15 + 1.4·(1 + F/35·(through − S)/D)·[(F·B/D)^0.7 + (F·A/D)^0.7 +
/// 0.027·(F·B/D)(F·A/D)], the bracket of standees at least 1.
struct WestonDwell {
  double peak_door_factor = 1.5;
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = false;
};

/// Lam, Cheung & Poon (1998), MTR, whole train of 40 doors: T = 10.5 + 0.021·A + 0.016·B.
struct LamDwell {
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = false;
};

/// TCQSM 3rd ed. (TCRP 165, 2013): T = people at the busiest door · per_person + door_cycle + margin.
struct TcqsmDwell {
  double per_person = 1.0;  ///< s at a two-channel door, level boarding
  double door_cycle = 4.0;
  double margin = 0.0;
  double operator()(const Exchange& x, double noise) const;
  static constexpr bool uses_doors = true;
};

struct FixedDwell {
  double time = 30.0;
  double operator()(const Exchange&, double) const { return time; }
  static constexpr bool uses_doors = false;
};

using DwellModel = std::variant<CriticalDoorDwell, PuongDwell, LinWilsonDwell, WestonDwell, LamDwell,
                                TcqsmDwell, FixedDwell>;

bool uses_doors(const DwellModel& model);
/// Seconds needed; `noise` multiplies the flow term (mean 1).
double needed_dwell(const DwellModel& model, const Exchange& x, double noise);

}  // namespace czt
