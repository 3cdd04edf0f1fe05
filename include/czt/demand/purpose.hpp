#pragma once
/// Why people travel: each purpose has its own OD, day profiles, inclination to rail and habit of arriving.

#include <optional>
#include <string>

#include "czt/core/distributions.hpp"
#include "czt/core/time.hpp"
#include "czt/demand/od_matrix.hpp"

namespace czt {

/// Who goes also comes back, by the same way of travelling: a mode is judged by both legs.
struct LegBack {
  Duration after{};               ///< mean time between the two wishes
  Duration spread{};              ///< its standard deviation
  double same_day = 1.0;          ///< share who must be back the same day: without a last train home they do not set out
  SimTime turn = clock_time(13);  ///< legs wished earlier are the first of two, later ones the second
  bool operator==(const LegBack&) const = default;
};

struct Purpose {
  std::string name;
  std::string name_zh;
  OdMatrix travellers;         ///< would-be, per day, place × place, of the root base
  OdMatrix height;             ///< this scenario's multiple of it, place × place, ≥ 0
  OdMatrix rail_share;         ///< probability of rail, place × place, 0–1; with a choice model: in the root base
  double value_of_time = 20.0; ///< yuan per hour, > 0; for the choice model
  QuantileTable profile_up;    ///< wished time of travel, milliseconds of the service day
  QuantileTable profile_down;
  Duration aware_headway = minutes(12);  ///< H0 of the arrival mixture
  std::optional<LegBack> back;           ///< none: legs know of no other; for the choice model
  /// Of the same places.
  bool operator==(const Purpose&) const = default;
};

}  // namespace czt
