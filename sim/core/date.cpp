#include "czt/core/date.hpp"

namespace czt {

namespace {

/// Exactly as many digits as the text is long.
std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::string padded(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return date_of(static_cast<int>(*year), *month, *day);
}

std::string to_text(Date date) {
  return padded(static_cast<unsigned>(date.year()), 4) + "-" + padded(date.month(), 2) + "-" + padded(date.day(), 2);
}

}  // namespace czt
