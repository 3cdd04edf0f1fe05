#pragma once
/// Stretches of dates as people write them: one, or the same in every year.
///
///   2017-02-13           a date
///   10-01                every year; 02-29 is 02-28 in a common year
///   spring festival -1   days before or after a feast, every year

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/core/date.hpp"
#include "czt/timetable/feasts.hpp"

namespace czt {

struct Boundary {
  enum class Kind : unsigned char { date, day_of_year, feast };
  Kind kind = Kind::date;
  Date date{};              ///< Kind::date
  unsigned month = 1;       ///< Kind::day_of_year
  unsigned day = 1;
  Feast feast = Feast::spring_festival;  ///< Kind::feast
  int offset = 0;           ///< days, −200 to 200

  [[nodiscard]] bool every_year() const { return kind != Kind::date; }
  /// Where it lies in a year (a date: always itself). None where the feast is not known.
  [[nodiscard]] std::optional<Date> in(int year) const;
};
std::optional<Boundary> parse_boundary(std::string_view text);

/// From `from` to `to`, both included. Both every year or both dates; an end that is missing is open, for dates alone.
/// In every year: where `to` lies before `from` it is that of the year after.
struct Stretch {
  std::optional<Boundary> from;
  std::optional<Boundary> to;

  [[nodiscard]] bool every_year() const { return (from && from->every_year()) || (to && to->every_year()); }
  [[nodiscard]] bool holds(Date date) const;
  /// The stretches within the known years, in order.
  [[nodiscard]] std::vector<std::pair<Date, Date>> all_known() const;
};

}  // namespace czt
