#pragma once
/// A civil date of the Gregorian calendar: which day a service day is, never what time it is.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace czt {

/// 0 Monday … 6 Sunday.
enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

class Date {
 public:
  constexpr Date() = default;
  /// The date must exist: see `date_of` for one that may not.
  constexpr Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}) {}

  [[nodiscard]] constexpr int year() const { return static_cast<int>(civil().year()); }
  [[nodiscard]] constexpr unsigned month() const { return static_cast<unsigned>(civil().month()); }
  [[nodiscard]] constexpr unsigned day() const { return static_cast<unsigned>(civil().day()); }
  [[nodiscard]] constexpr Weekday weekday() const {
    return static_cast<Weekday>(std::chrono::weekday{days_}.iso_encoding() - 1);
  }

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
  friend constexpr Date operator+(Date date, int days) {
    date.days_ += std::chrono::days{days};
    return date;
  }
  /// Days from one date to another.
  friend constexpr int operator-(Date later, Date earlier) {
    return static_cast<int>((later.days_ - earlier.days_).count());
  }

 private:
  [[nodiscard]] constexpr std::chrono::year_month_day civil() const { return {days_}; }
  std::chrono::sys_days days_{};
};

/// None for 30 February.
constexpr std::optional<Date> date_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return civil.ok() ? std::optional(Date(year, month, day)) : std::nullopt;
}

/// "2017-01-28", a date that exists; nothing else.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

}  // namespace czt
