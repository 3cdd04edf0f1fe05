/// When a pattern's trains leave, and what they are called.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "czt/timetable/pattern.hpp"

namespace czt {
namespace {

// A train every nine seconds all day; more is a slip of the pen ("every: 12 ms"), not a timetable.
constexpr std::int64_t most_departures = 10'000;

Diagnostic wrong(std::string path, std::string message) {
  Diagnostic d;
  d.path = std::move(path);
  d.message = std::move(message);
  return d;
}

std::vector<SimTime> every_so_often(SimTime first, Duration every, std::int64_t trains) {
  std::vector<SimTime> departures;
  departures.reserve(static_cast<std::size_t>(trains));
  for (std::int64_t i = 0; i < trains; ++i) departures.push_back(first + i * every);
  return departures;
}

/// n ≥ 2 trains, the first and the last as told, those between to the nearest second, halves up.
std::vector<SimTime> spread_evenly(SimTime first, SimTime last, std::int64_t n) {
  std::vector<SimTime> departures;
  departures.reserve(static_cast<std::size_t>(n));
  const std::int64_t span = (last - first).count();
  for (std::int64_t i = 0; i + 1 < n; ++i) {
    const std::int64_t twice_seconds = 2000 * (n - 1);
    departures.push_back(first + seconds((2 * span * i + 1000 * (n - 1)) / twice_seconds));
  }
  departures.push_back(last);
  return departures;
}

void check_values(SimTime first, std::optional<SimTime> last, std::optional<Duration> every,
                  std::optional<int> trains, Diagnostics& errors) {
  if (every && *every <= Duration{})
    errors.push_back(wrong("every", fmt::format("{:g} s between trains; it must be above 0",
                                                in_seconds(*every))));
  if (trains && (*trains < 1 || *trains > most_departures))
    errors.push_back(wrong("trains", fmt::format("{} trains; allowed are 1 to {}", *trains,
                                                 most_departures)));
  if (last && *last < first)
    errors.push_back(wrong("last", fmt::format("the last train at {} leaves before the first at {}",
                                               to_clock(*last), to_clock(first))));
}

/// Which of the three combinations is it? None is an error that lists them.
void check_combination(std::optional<SimTime> last, std::optional<Duration> every,
                       std::optional<int> trains, Diagnostics& errors) {
  if (every ? last.has_value() != trains.has_value() : last && trains) return;
  std::string found = "first";
  if (last) found += ", last";
  if (every) found += ", every";
  if (trains) found += ", trains";
  errors.push_back(wrong("", fmt::format("departures from {}; allowed are first, every and last; "
                                         "first, every and trains; or first, last and trains",
                                         found)));
}

void check_spread(SimTime first, SimTime last, int trains, Diagnostics& errors) {
  if (trains < 2)
    errors.push_back(wrong("trains", fmt::format("{} train from first to last; at least 2 are "
                                                 "needed",
                                                 trains)));
  else if (last == first)
    errors.push_back(wrong("last", fmt::format("{} trains would all leave at {}", trains,
                                               to_clock(first))));
}

/// "S7802" is "S" and 7802 in four digits.
struct NumberParts {
  std::string_view letters;
  std::string_view digits;
};
NumberParts split(std::string_view number) {
  std::size_t digits = number.size();
  while (digits > 0 && std::isdigit(static_cast<unsigned char>(number[digits - 1]))) --digits;
  return {number.substr(0, digits), number.substr(digits)};
}

constexpr std::size_t most_digits = 9;

}  // namespace

Result<std::vector<SimTime>> departures_of(SimTime first, std::optional<SimTime> last,
                                           std::optional<Duration> every,
                                           std::optional<int> trains) {
  Diagnostics errors;
  check_values(first, last, every, trains, errors);
  check_combination(last, every, trains, errors);
  if (!errors.empty()) return errors;
  if (!every) {
    check_spread(first, *last, *trains, errors);
    if (!errors.empty()) return errors;
    return spread_evenly(first, *last, *trains);
  }
  if (trains) return every_so_often(first, *every, *trains);
  const std::int64_t count = (*last - first) / *every + 1;
  if (count > most_departures)
    return wrong("every", fmt::format("{} trains from first to last; allowed are 1 to {}", count,
                                      most_departures));
  return every_so_often(first, *every, count);
}

bool is_train_number(std::string_view text) {
  const NumberParts parts = split(text);
  return !parts.digits.empty() && parts.digits.size() <= most_digits;
}

std::string nth_number(const Numbers& numbers, std::size_t n) {
  const NumberParts parts = split(numbers.first);
  std::int64_t value = 0;
  std::from_chars(parts.digits.data(), parts.digits.data() + parts.digits.size(), value);
  value += static_cast<std::int64_t>(n) * numbers.step;
  return fmt::format("{}{:0{}}", parts.letters, value, parts.digits.size());
}

}  // namespace czt
