#pragma once
/// One simulated day as it can be played again: where each train was and how many it carried, how many waited at each
/// station. Plain data; whoever shows it knows no World.

#include <cstdint>
#include <vector>

#include "czt/observe/day_pictures.hpp"

namespace czt {

struct DayReplay {
  /// From `at` on, a whole second of the service day, so many wait.
  struct Step {
    std::int32_t at = 0;
    std::int32_t waiting = 0;
  };
  DayPictures day;                          ///< its trains, stations and branches; of this day alone
  std::vector<std::vector<Step>> waiting;   ///< per station; exact at whole seconds
};

/// Of a finished day.
DayReplay replay_of(const Plan& plan, const World& world);

}  // namespace czt
