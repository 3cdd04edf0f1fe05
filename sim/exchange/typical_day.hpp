#pragma once
/// Which day stands for the others, where none is asked for: of the busiest weekdays one as most of them are.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/date.hpp"
#include "czt/exchange/findings.hpp"

namespace czt {

/// A day on which trains run.
struct DayOfService {
  Date date;
  double trips = 0.0;
  std::vector<std::uint32_t> services;  ///< that run, by row
  bool exception = false;               ///< the calendar names this date
};

struct TypicalDay {
  Date date;
  bool weekday = true;      ///< else no weekday has a train
  bool named = false;       ///< the calendar names it, and not every weekday
  std::size_t as_busy = 1;  ///< days with as many trips, the named ones left aside where there are others
  std::size_t alike = 1;    ///< of them those with the same services
};

/// Of the weekdays (Saturdays and Sundays where there are none) those with most trips, of these those that the calendar does not
/// name, of these those whose services are the most usual, of these a Tuesday to Thursday away from the turn of the year, the
/// middle one: each where there is such a day. None of no day.
std::optional<TypicalDay> typical_day(const std::vector<DayOfService>& days);

/// The day that is asked for, else a typical one. Not every day has service: none, with an error that names the nearest dates,
/// where the day asked for has none. `days`: by date, at least one; `what`: "trip".
std::optional<TypicalDay> choose_day(const std::vector<DayOfService>& days, std::optional<Date> asked, const CellPlace& where, const char* what, Findings& findings);

/// "Wednesday 2026-06-17"
std::string day_text(Date date);
/// "Wednesday 2026-06-17, the busiest weekday"; of several as busy that it is one of them.
std::string chosen_day_text(const TypicalDay& day);

}  // namespace czt
