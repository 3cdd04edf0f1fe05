#pragma once
/// One train's way through the bookings of the others, booked longer where it must be.

#include <optional>

#include "bookings.hpp"

namespace czt {

struct FreePath {
  Trip trip;
  Duration stretch{};  ///< how much later than booked before it arrives
};

/// The trip with the same departure and the least stretch, in steps up to `may_stretch`, that keeps clear of all
/// bookings; none where there is none. It is late no sooner than it must be: slower between two stations, or
/// standing longer where it calls.
std::optional<FreePath> free_path(const Trip& trip, Duration may_stretch, const Bookings& bookings,
                                  const Network& network);

}  // namespace czt
