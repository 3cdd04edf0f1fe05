#pragma once
/// Who stood on which platform from when until when.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

/// One stage of a journey before its train: from coming onto the platform until the train leaves, or until patience ends.
struct Waiting {
  std::uint32_t station = 0;
  std::int32_t from = 0;   ///< ms of the service day
  std::int32_t until = 0;
  bool boarded = false;
};

/// One per row of the passengers, in their order.
std::vector<Waiting> waiting_of(const Plan& plan, const World& world);

}  // namespace czt
