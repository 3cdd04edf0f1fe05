#pragma once
/// A year of days. Replication r of the year is one replication of each of its dates, and every measure of the year
/// comes from those of its days as the table of measures says (`OverDays`): sums are exactly the sums of the days.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "czt/experiment/replications.hpp"
#include "czt/experiment/summary.hpp"
#include "czt/scenario/year_plans.hpp"

namespace czt {

/// Replications of runs without a date are numbered from 0 and stay below this; those of dates follow, so that each
/// date has people of its own and the ordinary day keeps the people it has always had.
inline constexpr std::uint32_t most_replications = 10'000'000;
/// Of one date: 10,000,000 + 5,479 dates × 1,200 stays below the 2^24 that the draws can tell apart.
inline constexpr std::uint32_t most_dated_replications = 1'200;
/// The number that the draws of a date's replication know it by. replication < most_dated_replications.
std::uint32_t dated_replication(Date date, std::uint32_t replication);

/// What the days of a year measured.
struct YearOutcomes {
  Outcomes years;               ///< replications of the year: what the days come to
  std::uint32_t days = 0;
  std::vector<double> by_day;   ///< (day · replications + replication) · cells + cell, of the same cells
  [[nodiscard]] double at(std::uint32_t day, std::uint32_t replication, std::size_t cell) const {
    return by_day[(std::size_t{day} * years.replications + replication) * years.cells.size() + cell];
  }
};

/// The same bits for any number of threads. No replications at all when `progress` said stop.
YearOutcomes replicate_year(const YearPlans& plans, const std::vector<Cell>& cells, const RunOptions& options,
                            const OnProgress& progress = {});
/// Replication k of the year with sample k of the scenario's assumed inputs. Errors as `replicate_over_ranges`.
Result<Outcomes> replicate_year_over_ranges(const Scenario& scenario, int year, const std::vector<Cell>& cells,
                                            const RunOptions& options, const OnProgress& progress = {});

/// A bound that days pass or not: "left_behind_passengers > 0".
struct DayCondition {
  std::string text;
  Cell cell;
  std::string comparison;  ///< <, <=, >, >=
  double value = 0.0;      ///< in the measure's unit
  [[nodiscard]] bool holds(double measured) const;
};

struct YearSummary {
  Summary summary;              ///< of the year
  int year = 0;
  struct Day {
    Date date;
    std::string type;           ///< empty without a calendar
    std::string type_zh;
    std::string period;
    std::vector<double> means;  ///< over the replications, of the summary's cells
  };
  std::vector<Day> days;
  struct Type {
    std::string name;           ///< empty without a calendar
    std::string name_zh;
    std::uint32_t days = 0;
    Estimate journeys;          ///< a day, over the replications of the year
    Estimate share;             ///< of the year's
  };
  std::vector<Type> types;      ///< those that the year has, in the calendar's order
  std::size_t busiest = 0;      ///< row of `days` with the most journeys; the earliest of equals
  std::size_t quietest = 0;
  struct DaysWith {
    std::string condition;
    Estimate share;             ///< of the year's days
  };
  std::vector<DaysWith> days_with;
};

/// The outcomes' cells must hold journeys of the line and the conditions' cells.
YearSummary summarise_year(const Scenario& scenario, const YearPlans& plans, const YearOutcomes& outcomes,
                           std::uint64_t seed, const Outcomes& sampled, const std::vector<DayCondition>& conditions);

}  // namespace czt
