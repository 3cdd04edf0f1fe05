#include "czt/core/money.hpp"

#include <cassert>

namespace czt {

namespace {
constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t largest = 1'000'000'000'000;  // units
}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::int64_t units = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    units = 10 * units + (text.front() - '0');
    if (units > largest) return std::nullopt;
    ++digits;
    text.remove_prefix(1);
  }
  std::int64_t parts = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    std::int64_t place = million / 10;
    if (text.empty()) return std::nullopt;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
      if (place == 0) return std::nullopt;
      parts += place * (text.front() - '0');
      place /= 10;
      ++digits;
      text.remove_prefix(1);
    }
  }
  if (!text.empty() || digits == 0) return std::nullopt;
  const std::int64_t all = units * million + parts;
  if (all > largest * million) return std::nullopt;
  return Decimal{negative ? -all : all};
}

std::string to_text(Decimal d) {
  const std::int64_t whole = d.millionths < 0 ? -d.millionths : d.millionths;
  std::string text = (d.millionths < 0 ? "-" : "") + std::to_string(whole / million);
  std::string parts = std::to_string(million + whole % million).substr(1);
  while (!parts.empty() && parts.back() == '0') parts.pop_back();
  return parts.empty() ? text : text + "." + parts;
}

std::string to_text(Money m) {
  const std::int64_t fen = m.fen < 0 ? -m.fen : m.fen;
  const std::string parts = std::to_string(100 + fen % 100).substr(1);
  return (m.fen < 0 ? "-" : "") + std::to_string(fen / 100) + "." + parts;
}

namespace {
/// `amount` in 1/parts of a fen, to whole steps. Exact: the product that it comes from is far below 2^127.
__extension__ using Wide = __int128;
Money rounded(Wide amount, std::int64_t parts, Money step) {
  const Wide unit = Wide{step.fen} * parts;
  const Wide steps = (2 * amount + unit) / (2 * unit);
  return {static_cast<std::int64_t>(steps) * step.fen};
}
}  // namespace

Money price(Decimal rate, std::int64_t count, Money step) {
  assert(rate.millionths >= 0 && count >= 0 && step.fen > 0);
  return rounded(Wide{rate.millionths} * count, 10'000, step);  // millionths of a yuan are 10^-4 fen
}

Money price(Decimal factor, Money amount, Money step) {
  assert(factor.millionths >= 0 && amount.fen >= 0 && step.fen > 0);
  return rounded(Wide{factor.millionths} * amount.fen, million, step);
}

Money part_of(Money amount, std::int64_t parts, std::int64_t whole) {
  assert(amount.fen >= 0 && parts >= 0 && whole > 0);
  return rounded(Wide{amount.fen} * parts, whole, Money{1});
}

}  // namespace czt
