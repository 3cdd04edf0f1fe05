#pragma once
/// Time is an integer number of milliseconds on the clock of one service day: 00:00 of the day is
/// zero and 25:30 is half past one in the next night, as in GTFS. Drawn or computed seconds become
/// time in one place, `quantise`.

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>

namespace czt {

using Duration = std::chrono::duration<std::int64_t, std::milli>;

struct ServiceDay {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<ServiceDay, Duration>;
  static constexpr bool is_steady = false;
};
using SimTime = ServiceDay::time_point;

inline constexpr SimTime start_of_day{};

constexpr Duration milliseconds(std::int64_t n) { return Duration{n}; }
constexpr Duration seconds(std::int64_t n) { return Duration{n * 1000}; }
constexpr Duration minutes(std::int64_t n) { return Duration{n * 60'000}; }
constexpr SimTime clock_time(std::int64_t hour, std::int64_t minute = 0, std::int64_t second = 0) {
  return start_of_day + Duration{((hour * 60 + minute) * 60 + second) * 1000};
}
constexpr std::int64_t in_milliseconds(Duration d) { return d.count(); }
constexpr std::int64_t in_milliseconds(SimTime t) { return t.time_since_epoch().count(); }
/// As the arrays of a day count them: 32 bits hold 24 days.
constexpr std::int32_t ms(Duration d) { return static_cast<std::int32_t>(in_milliseconds(d)); }
constexpr std::int32_t ms(SimTime t) { return static_cast<std::int32_t>(in_milliseconds(t)); }
constexpr double in_seconds(Duration d) { return static_cast<double>(d.count()) / 1000.0; }
constexpr double in_seconds(SimTime t) { return in_seconds(t.time_since_epoch()); }
constexpr double in_minutes(Duration d) { return static_cast<double>(d.count()) / 60'000.0; }

/// Seconds to time, rounded to the nearest millisecond, halves away from zero.
Duration quantise(double seconds);

/// "7:05", "07:05", "07:05:30", "25:10", "07:05:30.250"; hours 0–47. Nothing else is a clock time.
std::optional<SimTime> parse_clock(std::string_view text);

/// "07:05" when the seconds are zero, else "07:05:30"; milliseconds only when there are any.
std::string to_clock(SimTime t);
/// Always "07:05:30", fractions of a second cut off.
std::string to_clock_seconds(SimTime t);

}  // namespace czt
