/// Reading quantities: nothing that another program would read as another number.

#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "czt/core/money.hpp"
#include "czt/core/time.hpp"
#include "scenario/key_tree.hpp"

namespace czt {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Number {
  double value = 0.0;
  std::size_t length = 0;  // bytes read
  std::size_t decimals = 0;
  std::string problem;
};

/// A decimal number at the start of the text: -12, 0.385; nothing that reads differently elsewhere.
Number read_number(std::string_view text) {
  Number n;
  const bool negative = text.starts_with('-');
  const std::size_t start = negative ? 1 : 0;
  std::size_t at = start;
  while (at < text.size() && is_digit(text[at])) ++at;
  const std::size_t whole_digits = at - start;
  if (whole_digits == 0) {
    n.problem = "is not a number";
    if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1]))
      n.problem = "has no digit before the point: write 0 there";
    if (text.starts_with('+')) n.problem = "has a plus sign: write the number without it";
    if (text.starts_with("−")) n.problem = "has a typographic minus: write -";
    if (text.starts_with("\xEF\xBC"))  // U+FF10…: full-width digits
      n.problem = "has full-width digits: write ordinary digits 0-9";
    return n;
  }
  if (at < text.size() && text[at] == '.') {
    const std::size_t point = at++;
    while (at < text.size() && is_digit(text[at])) ++at;
    n.decimals = at - point - 1;
    if (n.decimals == 0) {
      n.problem = "has no digit after the point";
      return n;
    }
  }
  if (whole_digits > 1 && text[start] == '0') {
    n.problem = (at < text.size() && text[at] == ':')
                    ? "is a time of day, not a number"
                    : "begins with 0, which some programs read as octal: write it without the 0";
    return n;
  }
  n.length = at;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with(','))
    n.problem = "has a comma: write a point for decimals, and nothing between thousands";
  else if (rest.starts_with("，"))
    n.problem = "has a full-width comma: write a point for decimals";
  else if (rest.starts_with("\xEF\xBC"))
    n.problem = "has full-width digits: write ordinary digits 0-9";
  else if (rest.starts_with('_'))
    n.problem = "has an underscore: write the digits together";
  else if (rest.starts_with('x') || rest.starts_with('X') || rest.starts_with('o'))
    n.problem = "is not a decimal number: write it with the digits 0-9";
  else if (rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E') &&
           (is_digit(rest[1]) || rest[1] == '-' || rest[1] == '+'))
    n.problem = "has an exponent: write all its digits";
  if (!n.problem.empty()) return n;
  std::from_chars(text.data(), text.data() + at, n.value);
  if (negative && n.value == 0.0) n.problem = "is minus zero: write 0";
  return n;
}

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string unit_names(std::span<const Unit> units) {
  std::string names;
  for (const Unit& unit : units) {
    if (static_cast<unsigned char>(unit.name.back()) >= 0x80)
      continue;  // m² is fine but not taught
    if (!names.empty()) names += ", ";
    names += unit.name;
  }
  return names;
}

std::string missing_unit(Dimension dimension) {
  return fmt::format("has no unit ({}): expected {}", unit_names(units_of(dimension)),
                     described(dimension));
}

/// "1h30m", "1 h 30 min", "90 s": parts from long to short; the m of 1h30m is minutes.
Parsed read_duration(std::string_view text) {
  Parsed out;
  double last_unit = 1e9;
  const bool negative = text.starts_with('-');
  std::string_view rest = negative ? text.substr(1) : text;
  std::size_t parts = 0;
  while (!rest.empty()) {
    const Number number = read_number(rest);
    if (rest.starts_with('-')) return {0.0, "is not a number"};
    if (rest.find(':') != std::string_view::npos)
      return {0.0, "is a time of day, not a duration: write 12 min, 90 s, 1 h 30 min"};
    if (!number.problem.empty()) return {0.0, number.problem};
    rest = without_spaces(rest.substr(number.length));
    std::size_t letters = 0;
    while (letters < rest.size() && !is_digit(rest[letters]) && rest[letters] != ' ') ++letters;
    const std::string_view name = rest.substr(0, letters);
    if (name.empty()) return {0.0, missing_unit(Dimension::duration)};
    const Unit* unit = find_unit(name, units_of(Dimension::duration));
    if (unit == nullptr && name == "m" && parts > 0)
      unit = find_unit("min", units_of(Dimension::duration));
    if (unit == nullptr)
      return {0.0, fmt::format("has the unit '{}': write {}", name,
                               unit_names(units_of(Dimension::duration)))};
    if (unit->si >= last_unit) return {0.0, "names its units out of order: write 1 h 30 min"};
    last_unit = unit->si;
    out.value += number.value * unit->si;
    rest = without_spaces(rest.substr(letters));
    ++parts;
  }
  if (negative) {
    if (out.value == 0.0) return {0.0, "is minus zero: write 0"};
    out.value = -out.value;
  }
  return out;
}

Parsed read_clock(std::string_view text) {
  if (const auto time = parse_clock(text)) return {in_seconds(*time), {}};
  if (text.find("：") != std::string_view::npos)
    return {0.0, "has a full-width colon: write \"07:05\""};
  return {0.0, "is not a time of day: write \"07:05\" or \"25:30:00\", up to \"47:59:59\""};
}

std::size_t most_decimals(Dimension dimension, std::string_view unit) {
  const bool fen = unit == "fen" || unit == "分";
  if (dimension == Dimension::money) return fen ? 0 : 2;
  if (dimension == Dimension::money_rate) return fen ? 4 : 6;
  return 40;
}

}  // namespace

std::optional<std::pair<SimTime, SimTime>> parse_hours(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_clock(without_spaces(text.substr(0, dash)));
  const auto to = parse_clock(without_spaces(text.substr(dash + 1)));
  if (!from || !to) return std::nullopt;
  return std::pair{*from, *to};
}

Parsed parse_quantity(std::string_view text, Dimension dimension) {
  text = without_spaces(text);
  if (text.empty()) return {0.0, "is empty"};
  if (dimension == Dimension::clock || dimension == Dimension::clocks) return read_clock(text);
  if (dimension == Dimension::duration || dimension == Dimension::durations) return read_duration(text);
  if (!is_numeric(dimension)) return {0.0, "is not a quantity"};
  const Number number = read_number(text);
  if (!number.problem.empty()) return {0.0, number.problem};
  const std::string_view unit_name = without_spaces(text.substr(number.length));
  if (unit_name.empty()) {
    if (!may_be_bare(dimension)) return {0.0, missing_unit(dimension)};
    if (dimension == Dimension::whole && number.decimals > 0) return {0.0, "is not a whole number"};
    return {number.value * (dimension == Dimension::length_km ? 1000.0 : 1.0), {}};
  }
  const auto units = units_of(dimension);
  if (units.empty())
    return {0.0, fmt::format("has '{}' after the number: write the number alone", unit_name)};
  const Unit* unit = find_unit(unit_name, units);
  if (unit == nullptr)
    return {0.0, fmt::format("has the unit '{}': write {}", unit_name, unit_names(units))};
  if (const std::size_t most = most_decimals(dimension, unit->name); number.decimals > most)
    return {0.0, most == 0
                     ? "has parts of a fen: an amount is a whole number of fen"
                     : fmt::format("has {} decimals: at most {} are kept", number.decimals, most)};
  if (unit->si == 0.01) return {number.value / 100.0, {}};    // 7 % is 0.07 exactly as written
  if (unit->name == "km/h") return {number.value / 3.6, {}};  // the same bits as kmh()
  return {number.value * unit->si, {}};
}

}  // namespace czt
