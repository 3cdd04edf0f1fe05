#pragma once
/// GTFS schedule feeds (gtfs.org/documentation/schedule/reference, as of June 2026): one service day of the routes that are
/// asked for. Read are agency, stops, routes, trips, stop_times, calendar, calendar_dates, frequencies, transfers, shapes,
/// translations, feed_info and both kinds of fares; the rest (Flex, pathways, levels) is named and left out.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/date.hpp"
#include "czt/exchange/feed_files.hpp"
#include "czt/exchange/findings.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

struct GtfsAsked {
  std::optional<Date> date;         ///< none: a usual one of the busiest weekdays
  std::vector<std::string> routes;  ///< by id, short or long name; empty: the railway, or what else there is
  std::size_t most_stations = 300;  ///< of what is chosen when no route is asked for
};

/// None where the findings have an error.
std::optional<WrittenLine> read_gtfs(const FeedFiles& files, const GtfsAsked& asked, const std::string& feed_name, Findings& findings);

/// "6:05:00", "25:10:00": seconds; none where it is no such time. "6:05" is taken, `no_seconds` then set.
std::optional<std::int32_t> parse_gtfs_time(std::string_view text, bool* no_seconds = nullptr);
/// "20260525", a date that exists. "2026-05-25" and "2026/05/25" are taken, `parted` then set.
std::optional<Date> parse_gtfs_date(std::string_view text, bool* parted = nullptr);

}  // namespace czt
