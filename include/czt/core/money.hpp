#pragma once
/// Amounts of money are integer fen (1/100 yuan). Rates, such as yuan per kilometre, are exact
/// decimals; a price is rounded once per ticket, half up to the tariff's step.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace czt {

struct Money {
  std::int64_t fen = 0;
  constexpr auto operator<=>(const Money&) const = default;
  friend constexpr Money operator+(Money a, Money b) { return {a.fen + b.fen}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.fen - b.fen}; }
  friend constexpr Money operator*(std::int64_t n, Money a) { return {n * a.fen}; }
  constexpr Money& operator+=(Money b) { fen += b.fen; return *this; }
};
constexpr double in_yuan(Money m) { return static_cast<double>(m.fen) / 100.0; }

/// A decimal with six places, kept exactly: 0.385 is 385000 millionths.
struct Decimal {
  std::int64_t millionths = 0;
  constexpr auto operator<=>(const Decimal&) const = default;
};
constexpr double in_units(Decimal d) { return static_cast<double>(d.millionths) / 1e6; }

/// "0.385", "-2", "29.00", ".5", "+1"; nothing for more than six places, an exponent, or beyond ±10^12.
std::optional<Decimal> parse_decimal(std::string_view text);
std::string to_text(Decimal d);
/// "29.00", always two places.
std::string to_text(Money m);

/// rate (yuan) × count, rounded half up to a whole number of `step`s.
/// Requires a rate and count ≥ 0 and step > 0. Exact: no floating point on the way.
Money price(Decimal rate, std::int64_t count, Money step);
/// factor × amount, rounded half up to a whole number of `step`s. The same requirements, as exact.
Money price(Decimal factor, Money amount, Money step);
/// amount × parts / whole, rounded half up to the fen; amount, parts ≥ 0, whole > 0.
Money part_of(Money amount, std::int64_t parts, std::int64_t whole);

}  // namespace czt
