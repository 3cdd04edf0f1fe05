#pragma once
/// Stations out of stops: platforms go to their parent, stops of one name beside each other are one station; names in
/// English and Chinese.

#include <string>
#include <utility>
#include <vector>

#include "czt/exchange/written_line.hpp"
#include "gtfs_tables.hpp"

namespace czt::gtfs {

struct Stations {
  std::vector<LineStation> list;
  std::vector<std::uint32_t> of_stop;  ///< per row of feed.stops; only where used
  std::vector<bool> used;              ///< per row of feed.stops
  std::size_t merged = 0;
};

/// Of the first agency: in English where it can be, and in Chinese, which may be empty.
std::pair<std::string, std::string> names_of_agency(const Reading& reading, const Feed& feed);

/// used: per row of feed.stops, whether a wanted trip stops there.
Stations make_stations(const Reading& reading, const Feed& feed, const std::vector<bool>& used);

/// Kilometres on the great circle; none where one has no coordinates.
std::optional<double> straight_km(const LineStation& a, const LineStation& b);

}  // namespace czt::gtfs
