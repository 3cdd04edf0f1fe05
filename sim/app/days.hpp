#pragma once
/// --day, --date and --year: what they may be, and what they mean for a run.

#include "czt/scenario/compile.hpp"
#include "loading.hpp"
#include "options.hpp"

namespace czt::app {

/// Failure (wrong_usage) for what is no date or outside the known years.
int year_of(const Options& options);
DayAsked day_of(const Options& options);
/// Refuses a type of day that the scenario's calendar does not have.
void require_day(const Scenario& scenario, const DayAsked& day);
/// Replications of a date, or of a year of them: the option, else the scenario's own. There are at most
/// `most_dated_replications`.
std::uint32_t dated_replications_of(const Scenario& scenario, const Options& options);
/// The number of the first replication: a date has its own people.
std::uint32_t first_replication_of(const Options& options);
/// "day type saturday; commuter × 0.4, visitor × 1.8"; nothing for the ordinary day.
std::vector<std::string> remarks_on_day(const Compiled& compiled);

}  // namespace czt::app
