#include "czt/core/time.hpp"

#include <cmath>

namespace czt {

Duration quantise(double seconds) {
  const double ms = seconds * 1000.0;
  return Duration{static_cast<std::int64_t>(ms < 0.0 ? std::ceil(ms - 0.5) : std::floor(ms + 0.5))};
}

namespace {

/// Up to `most` digits at the front of text; −1 when there are none or more.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') {
    if (++n > most) return -1;
    value = 10 * value + (text[n - 1] - '0');
  }
  if (n < least) return -1;
  text.remove_prefix(n);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::optional<SimTime> parse_clock(std::string_view text) {
  const int hour = take_number(text, 1, 2);
  if (hour < 0 || hour > 47 || !take(text, ':')) return std::nullopt;
  const int minute = take_number(text, 2, 2);
  if (minute < 0 || minute > 59) return std::nullopt;
  int second = 0;
  int ms = 0;
  if (take(text, ':')) {
    second = take_number(text, 2, 2);
    if (second < 0 || second > 59) return std::nullopt;
    if (take(text, '.')) {
      const std::size_t digits = text.size();
      ms = take_number(text, 1, 3);
      if (ms < 0) return std::nullopt;
      for (std::size_t k = digits; k < 3; ++k) ms *= 10;
    }
  }
  if (!text.empty()) return std::nullopt;
  return clock_time(hour, minute, second) + milliseconds(ms);
}

std::string to_clock_seconds(SimTime t) {
  const std::int64_t ms = in_milliseconds(t);
  const std::int64_t s = (ms < 0 ? -ms : ms) / 1000;
  return (ms < 0 ? "-" : "") + two(s / 3600) + ":" + two(s / 60 % 60) + ":" + two(s % 60);
}

std::string to_clock(SimTime t) {
  const std::int64_t ms = in_milliseconds(t);
  std::string text = to_clock_seconds(t);
  if (const std::int64_t part = (ms < 0 ? -ms : ms) % 1000; part != 0)
    return text + "." + (part < 100 ? "0" : "") + two(part);
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

}  // namespace czt
