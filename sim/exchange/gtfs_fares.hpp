#pragma once
/// What a ride costs by a feed's fares, of both kinds: asked pair by pair along each way.

#include <functional>
#include <set>
#include <span>
#include <vector>

#include "gtfs_trips.hpp"

namespace czt::gtfs {

/// A price in some hours of the day; without hours in all.
struct Offer {
  std::int64_t cents = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> hours;
};

/// One ride: its route, and the stations from the first to the last; or a journey with changes, of which only the ends are
/// known.
struct Ride {
  std::uint32_t route = 0;
  std::span<const std::uint32_t> stations;
  bool changes = false;
};

/// All prices that hold for a ride.
using Offers = std::function<std::vector<Offer>(const Ride&)>;

/// fare_attributes and fare_rules; none where they are not there.
Offers fares_v1(const Reading& reading, const Feed& feed, const Stations& stations, LineFares& fares);
/// fare_products, fare_leg_rules and what belongs to them; none where they are not there.
Offers fares_v2(const Reading& reading, const Feed& feed, const Stations& stations, Date date, LineFares& fares);

/// "2.80" in hundredths; none for what is no amount, or has more than two places that matter.
std::optional<std::int64_t> cents_in(std::string_view text);

}  // namespace czt::gtfs
