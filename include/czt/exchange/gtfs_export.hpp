#pragma once
/// The timetable and the fares of a scenario as a GTFS feed: every date of a year. What a feed cannot say is named.

#include "czt/exchange/findings.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/scenario/year_plans.hpp"

namespace czt {

struct FeedFacts {
  std::string timezone = "Asia/Shanghai";
  std::string currency = "CNY";
};

/// agency, stops, routes, trips, stop_times, calendar or calendar_dates, shapes, fares of version 1, and of version 2 where
/// prices differ by the hour; translations, feed_info.
std::vector<ScenarioFile> gtfs_of(const Scenario& scenario, const YearPlans& year, const FeedFacts& facts, Findings& findings);

}  // namespace czt
