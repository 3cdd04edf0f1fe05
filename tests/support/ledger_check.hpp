#pragma once
/// The identity of the delay ledger, checked on a finished day.

#include <array>
#include <cstdint>

#include "czt/observe/delay_ledger.hpp"

namespace czt::test {

struct Checked {
  std::array<std::uint64_t, delay_causes> seen{};
  int wrong = 0;
};

/// At every arrival and departure: what was booked so far on the trip is exactly how late it is.
inline void check_day(const Plan& plan, const World& world, Checked& checked) {
  DelayLedger ledger(plan);
  ledger.read(world);
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    if (trip.when_ready) continue;
    const auto entries = ledger.of_trip(TripId{t});
    std::size_t next = 0;
    std::int32_t late = 0;
    const auto add_up = [&](std::uint32_t p, bool departing) {
      for (; next < entries.size() && entries[next].point == p && entries[next].departing == departing; ++next) {
        late += entries[next].time;
        if ((entries[next].time < 0) != (entries[next].cause == DelayCause::recovery)) ++checked.wrong;
        ++checked.seen[static_cast<std::size_t>(entries[next].cause)];
      }
      if (late < 0) ++checked.wrong;
    };
    const auto came = [&](std::uint32_t p) { return world.points.arrived[p] != PointColumns::not_yet; };
    std::uint32_t first = trip.first_point;
    while (first < trip.first_point + trip.points && !came(first)) ++first;
    for (std::uint32_t p = first; p < trip.first_point + trip.points && came(p); ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      add_up(p, false);
      if (p > first && world.points.arrived[p] - point.arrival != late) ++checked.wrong;
      add_up(p, true);
      const bool turned = p + 1 < trip.first_point + trip.points && !came(p + 1);
      if (point.segment != Plan::Point::none && !turned && world.points.departed[p] - point.departure != late) ++checked.wrong;
    }
    if (next != entries.size()) ++checked.wrong;
  }
}

}  // namespace czt::test
