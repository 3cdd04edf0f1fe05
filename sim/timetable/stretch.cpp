#include "czt/timetable/stretch.hpp"

#include <algorithm>

namespace czt {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<int> whole(std::string_view text) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "spring festival", "spring festival +6", "春节-1". The sign must have its number: mid-autumn has a dash of its own.
std::optional<Boundary> from_feast(std::string_view text) {
  constexpr int most_offset = 200;
  Boundary boundary;
  boundary.kind = Boundary::Kind::feast;
  std::string_view name = text;
  const std::size_t sign = text.find_last_of("+-");
  if (sign != std::string_view::npos)
    if (const auto days = whole(trim(text.substr(sign + 1)))) {
      if (*days > most_offset) return std::nullopt;
      boundary.offset = text[sign] == '-' ? -*days : *days;
      name = trim(text.substr(0, sign));
    }
  const auto feast = feast_named(name);
  if (!feast) return std::nullopt;
  boundary.feast = *feast;
  return boundary;
}

}  // namespace

std::optional<Date> Boundary::in(int year) const {
  if (kind == Kind::date) return date;
  if (kind == Kind::day_of_year) {
    const auto there = date_of(year, month, day);
    return there ? *there : Date(year, month, day - 1);
  }
  const auto own_day = date_of(feast, year);
  return own_day ? std::optional(*own_day + offset) : std::nullopt;
}

std::optional<Boundary> parse_boundary(std::string_view text) {
  text = trim(text);
  Boundary boundary;
  if (const auto date = parse_date(text)) {
    boundary.date = *date;
    return boundary;
  }
  if (text.size() == 5 && text[2] == '-') {
    const auto month = whole(text.substr(0, 2));
    const auto day = whole(text.substr(3, 2));
    constexpr int leap_year = 2016;
    if (!month || !day || !date_of(leap_year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)))
      return std::nullopt;
    boundary.kind = Boundary::Kind::day_of_year;
    boundary.month = static_cast<unsigned>(*month);
    boundary.day = static_cast<unsigned>(*day);
    return boundary;
  }
  return from_feast(text);
}

bool Stretch::holds(Date date) const {
  const auto known = all_known();
  return std::any_of(known.begin(), known.end(),
                     [&](const auto& one) { return one.first <= date && date <= one.second; });
}

std::vector<std::pair<Date, Date>> Stretch::all_known() const {
  std::vector<std::pair<Date, Date>> known;
  const auto add = [&](Date first, Date last) {
    first = std::max(first, first_known_date);
    last = std::min(last, last_known_date);
    if (first <= last) known.emplace_back(first, last);
  };
  if (!every_year()) {
    add(from ? from->date : first_known_date, to ? to->date : last_known_date);
    return known;
  }
  for (int year = first_known_year - 1; year <= last_known_year; ++year) {
    const auto first = from->in(year);
    if (!first) continue;
    auto last = to->in(year);
    if (!last || *last < *first) last = to->in(year + 1);
    add(*first, last ? *last : last_known_date);
  }
  return known;
}

}  // namespace czt
