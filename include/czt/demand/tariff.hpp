#pragma once
/// What a ticket costs: a rate per tariff kilometre, rounded once per ticket, with a minimum.

#include "czt/core/money.hpp"

namespace czt {

struct Tariff {
  Decimal per_km{};                ///< yuan per tariff kilometre, ≥ 0
  Money minimum{500};
  Money round_to{100};             ///< > 0; half up

  /// max(minimum, rate × km rounded half up). 0.5 yuan/km gives the published 29 (58 km), 25 (49), 17 (33).
  [[nodiscard]] Money fare(std::int64_t tariff_km) const {
    const Money by_distance = price(per_km, tariff_km, round_to);
    return by_distance < minimum ? minimum : by_distance;
  }
};

}  // namespace czt
