#pragma once
/// A type of train as passengers and timetables meet it.

#include <optional>
#include <string>

#include "czt/core/id.hpp"
#include "czt/core/quantity.hpp"
#include "czt/core/time.hpp"
#include "czt/rolling_stock/traction.hpp"

namespace czt {

struct TrainType {
  std::string name;
  int cars = 4;
  int doors_per_side = 10;           ///< ≥ 1
  Metres door_width = metres(1.3);   ///< 0.8–1.9 m scales the dwell models
  int seats = 230;
  SquareMetres standing_area{};      ///< where standees stand; 0: no standing
  int crush = 0;                     ///< most people it ever takes; 0: seats + standing area × density
  Metres length = metres(100);
  MetresPerSecond max_speed = kmh(160);
  MetresPerSecond2 accelerate{0.8};  ///< from a stand
  MetresPerSecond2 brake{0.8};
  MetresPerSecond3 jerk{0.0};        ///< 0: no jerk limit
  Motion motion{};
  int owned = 0;                     ///< trainsets of this type
  std::optional<Duration> turnaround;  ///< least, from an arrival to the next departure; none: the timetable's
  Duration turnaround_by_length{};   ///< what of it grows with the train's length
  std::optional<TrainTypeId> unit;   ///< coupled of several trainsets of this type; none: it is one trainset
  int units = 1;                     ///< trainsets in a train

  /// Persons on board when nobody more gets in: seats + floor(standing_area × full_at), at most crush.
  [[nodiscard]] int capacity(PersonsPerSquareMetre full_at) const;
};

/// The type of `units` ≥ 1 trainsets of `unit` coupled to one train, "CJ6 + CJ6": doors, seats, standing area, crush,
/// length, mass and power add up, speed, acceleration and braking stay. Added to `types` when it is not there; one unit is the type itself.
TrainTypeId coupled(IdVector<TrainTypeId, TrainType>& types, TrainTypeId unit, int units);
/// The type of the trainsets that a train is made of.
TrainTypeId trainset_type(const IdVector<TrainTypeId, TrainType>& types, TrainTypeId type);

}  // namespace czt
