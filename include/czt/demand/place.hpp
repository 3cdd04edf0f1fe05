#pragma once
/// Places are where would-be travellers live and work: catchments with people, jobs and ways to stations.
/// They are balanced once in the root base; opening or closing a station changes only the access.

#include <string>
#include <utility>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/time.hpp"

namespace czt {

struct Access {
  StationId station;
  Duration time{};   ///< door to platform, one way
};

struct Place {
  std::string name;
  std::string name_zh;
  double people = 0.0;
  double jobs = 0.0;
  double latitude = 0.0;   ///< degrees
  double longitude = 0.0;
  std::vector<Access> access;
};

/// Great-circle distance in kilometres (haversine, radius 6371.0088 km).
double great_circle_km(const Place& a, const Place& b);

/// Road kilometres per great-circle kilometre (assumed).
inline constexpr double road_detour = 1.3;
inline double road_km(const Place& a, const Place& b) { return road_detour * great_circle_km(a, b); }

}  // namespace czt
