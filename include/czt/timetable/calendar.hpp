#pragma once
/// The calendar: which type each day of 2016 to 2030 is of, how many people each purpose has on it, and which
/// services run.
///
/// A day's type is that of the dated period (with a year) that holds it; else that of the period of every year; else
/// that of its day of the week. Two periods of one rank that hold a date agree on its type. A purpose's would-be
/// travellers are those of the ordinary day × factor of the type × factor of the month × factor outside school terms.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/date.hpp"
#include "czt/timetable/stretch.hpp"

namespace czt {

struct DayType {
  std::string name;
  std::string name_zh;
  std::array<bool, 7> on{};     ///< days of the week, Monday first
  std::vector<double> factors;  ///< per purpose, ≥ 0
};

/// Dates that are of another type than their day of the week.
struct Period {
  std::string name;
  Stretch stretch;
  std::uint32_t type = 0;
};

/// When a service, or a single trip, runs.
struct Validity {
  std::string name;
  bool is_trip = false;
  Stretch stretch;
  std::vector<std::uint32_t> types;  ///< empty: all
};

struct Calendar {
  static constexpr std::uint16_t none = 0xFFFF;

  std::vector<DayType> types;
  std::uint32_t ordinary = 0;         ///< the type of a run without a day
  std::optional<Date> as_of;          ///< and its date, where services have dates
  std::vector<Period> periods;
  std::array<double, 12> months{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  std::vector<Stretch> terms;         ///< of schools; none: always in term
  std::vector<double> out_of_term;    ///< per purpose
  std::vector<Validity> services;     ///< those with a validity

  struct Day {
    std::uint16_t type = none;
    std::uint16_t period = none;      ///< that gave it its type
    bool in_term = true;
  };
  std::vector<Day> days;              ///< from first_known_date on; `lay_out` fills them

  /// None outside the known years.
  [[nodiscard]] const Day* find(Date date) const;
  [[nodiscard]] std::optional<std::uint32_t> type_named(std::string_view name) const;
  /// Per purpose, against the ordinary day: of a type alone (in term, no season), of a date.
  [[nodiscard]] std::vector<double> factors(std::uint32_t type) const { return types[type].factors; }
  [[nodiscard]] std::vector<double> factors(Date date) const;
  /// For each of `services`, whether it runs. Without a date: with `as_of`; without both dates do not matter.
  [[nodiscard]] std::vector<bool> running(std::uint32_t type, std::optional<Date> date) const;
};

/// A date that has no type, or two.
struct CalendarProblem {
  Date date;                   ///< the first such
  int dates = 1;               ///< how many
  std::optional<std::uint32_t> period;  ///< the later of two periods that do not agree; none: a gap
  std::uint32_t other = 0;
};
/// Fills `days`. Says one problem for all gaps, one for each pair of periods.
std::vector<CalendarProblem> lay_out(Calendar& calendar);

}  // namespace czt
