/// Units of each dimension, and quantities in words.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "czt/core/time.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

constexpr auto durations =
    std::to_array<Unit>({{"min", 60.0}, {"s", 1.0}, {"h", 3600.0}, {"ms", 0.001}});
constexpr auto kilometres_ = std::to_array<Unit>({{"km", 1000.0}, {"m", 1.0}});
constexpr auto metres_ = std::to_array<Unit>({{"m", 1.0}, {"km", 1000.0}});
constexpr auto areas = std::to_array<Unit>({{"m2", 1.0}, {"m²", 1.0}});
constexpr auto speeds = std::to_array<Unit>({{"km/h", 1.0 / 3.6}, {"m/s", 1.0}});
constexpr auto accelerations = std::to_array<Unit>({{"m/s2", 1.0}, {"m/s²", 1.0}});
constexpr auto jerks = std::to_array<Unit>({{"m/s3", 1.0}, {"m/s³", 1.0}});
constexpr auto densities = std::to_array<Unit>({{"/m2", 1.0}, {"/m²", 1.0}});
constexpr auto moneys =
    std::to_array<Unit>({{"yuan", 1.0}, {"fen", 0.01}, {"元", 1.0}, {"分", 0.01}});
constexpr auto shares = std::to_array<Unit>({{"%", 0.01}});
constexpr auto per_minute = std::to_array<Unit>({{"/min", 1.0}});
constexpr auto per_hour =
    std::to_array<Unit>({{"yuan/h", 1.0}, {"元/h", 1.0}, {"元/小时", 1.0}});
constexpr auto energy_rates = std::to_array<Unit>({{"kWh/km", 1.0}});
constexpr auto grid_rates = std::to_array<Unit>({{"kg/kWh", 1.0}});
constexpr auto emission_rates = std::to_array<Unit>({{"kg/km", 1.0}, {"g/km", 0.001}});
constexpr auto masses = std::to_array<Unit>({{"t", 1000.0}, {"kg", 1.0}});
constexpr auto powers = std::to_array<Unit>({{"kW", 1000.0}, {"MW", 1e6}});
constexpr auto gradients = std::to_array<Unit>({{"m/km", 0.001}, {"‰", 0.001}});
constexpr auto per_day = std::to_array<Unit>({{"/day", 1.0}});

std::string fixed_digits(double value) {
  std::array<char, 400> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

}  // namespace

const Unit* find_unit(std::string_view name, std::span<const Unit> units) {
  for (const Unit& unit : units)
    if (unit.name == name) return &unit;
  return nullptr;
}

std::span<const Unit> units_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::duration:
    case Dimension::durations:
      return durations;
    case Dimension::length_km:
      return kilometres_;
    case Dimension::length_m:
      return metres_;
    case Dimension::area:
      return areas;
    case Dimension::speed:
      return speeds;
    case Dimension::acceleration:
      return accelerations;
    case Dimension::jerk:
      return jerks;
    case Dimension::density:
      return densities;
    case Dimension::money:
    case Dimension::money_rate:
      return moneys;
    case Dimension::share:
      return shares;
    case Dimension::rate_per_minute:
      return per_minute;
    case Dimension::rate_per_day:
      return per_day;
    case Dimension::money_per_hour:
      return per_hour;
    case Dimension::energy_rate:
      return energy_rates;
    case Dimension::grid_rate:
      return grid_rates;
    case Dimension::emission_rate:
      return emission_rates;
    case Dimension::mass:
      return masses;
    case Dimension::power:
      return powers;
    case Dimension::gradient:
      return gradients;
    default:
      return {};
  }
}

std::optional<std::size_t> weekday_named(std::string_view word) {
  std::size_t row = 0;
  for (std::string_view rest = weekday_words; !rest.empty(); ++row) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, bar) == word) return row / 2;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return std::nullopt;
}

bool may_be_bare(Dimension dimension) {
  return dimension == Dimension::whole || dimension == Dimension::number ||
         dimension == Dimension::share || dimension == Dimension::length_km;
}

std::string_view described(Dimension dimension) {
  switch (dimension) {
    case Dimension::text:
      return "text";
    case Dimension::boolean:
      return "true or false";
    case Dimension::whole:
      return "a whole number";
    case Dimension::number:
      return "a number";
    case Dimension::share:
      return "a share such as 4 % or 0.04";
    case Dimension::clock:
      return "a time of day such as \"07:05\"";
    case Dimension::duration:
      return "a duration such as 12 min";
    case Dimension::length_km:
      return "a distance such as 72.34 km";
    case Dimension::length_m:
      return "a length such as 1.3 m";
    case Dimension::area:
      return "an area such as 330 m2";
    case Dimension::speed:
      return "a speed such as 160 km/h";
    case Dimension::acceleration:
      return "an acceleration such as 0.8 m/s2";
    case Dimension::jerk:
      return "a jerk such as 0.6 m/s3";
    case Dimension::density:
      return "a density such as 4 /m2";
    case Dimension::money:
      return "an amount such as 5 yuan";
    case Dimension::money_rate:
      return "a rate such as 0.385 yuan";
    case Dimension::rate_per_minute:
      return "a rate such as 0.05 /min";
    case Dimension::rate_per_day:
      return "a rate such as 0.12 /day";
    case Dimension::money_per_hour:
      return "a value of time such as 20 yuan/h";
    case Dimension::energy_rate:
      return "a rate such as 2 kWh/km";
    case Dimension::grid_rate:
      return "a rate such as 0.58 kg/kWh";
    case Dimension::emission_rate:
      return "a rate such as 0.13 kg/km";
    case Dimension::mass:
      return "a mass such as 215 t";
    case Dimension::power:
      return "a power such as 2750 kW";
    case Dimension::gradient:
      return "a gradient such as 6 m/km";
    case Dimension::station:
      return "a station";
    case Dimension::train_type:
      return "a train type";
    case Dimension::place:
      return "a place";
    case Dimension::profile:
      return "a profile";
    case Dimension::choice:
      return "one of a few words";
    case Dimension::file_path:
      return "a file";
    case Dimension::names:
    case Dimension::stops:
      return "a list of stations";
    case Dimension::clocks:
      return "a list of times of day";
    case Dimension::durations:
      return "a list of durations such as 4 min 30 s";
    case Dimension::hours:
      return "a list of hours such as \"09:00-16:30\"";
    case Dimension::purposes:
      return "a list of purposes";
    case Dimension::products:
      return "a list of products";
    case Dimension::date:
      return "a date such as 2017-10-01, 10-01 or spring festival -1";
    case Dimension::day_type:
      return "a type of day";
    case Dimension::day_types:
      return "a list of types of days";
    case Dimension::weekdays:
      return "a list of days of the week, mon to sun";
    case Dimension::any_map:
      return "a map";
  }
  return "";
}

Key amount_key(const Key& key, bool times) {
  Key amount = key;
  amount.low.reset();
  amount.high.reset();
  amount.low_is_open = false;
  if (times) {
    amount.dimension = Dimension::number;
    amount.unit = "";
    amount.low = 0.0;
  } else if (key.dimension == Dimension::clock || key.dimension == Dimension::clocks) {
    amount.dimension = Dimension::duration;
    amount.unit = "min";
  }
  return amount;
}

bool in_range(double si, const Key& key) {
  if (key.low && (key.low_is_open ? si <= *key.low : si < *key.low)) return false;
  return !key.high || si <= *key.high;
}

double in_own_unit(double si, const Key& key) {
  const Unit* unit = find_unit(key.unit, units_of(key.dimension));
  if (unit == nullptr || unit->si == 1.0) return si;
  // 14 digits: 7 %, not 7.000000000000001 %
  const std::string digits = fmt::format("{:.14g}", si / unit->si);
  double own = 0.0;
  std::from_chars(digits.data(), digits.data() + digits.size(), own);
  return own;
}

std::string written(double own, const Key& key) {
  if (key.dimension == Dimension::clock) return to_clock(start_of_day + quantise(own));
  if (key.dimension == Dimension::whole) own = std::floor(own + 0.5);
  if (key.dimension == Dimension::money) own = std::floor(own * 100.0 + 0.5) / 100.0;
  if (key.dimension == Dimension::money_rate) own = std::floor(own * 1e6 + 0.5) / 1e6;
  if (own == 0.0) own = 0.0;  // not minus zero
  std::string text = fixed_digits(own);
  if (!key.unit.empty()) text.append(" ").append(key.unit);
  return text;
}

std::string range_of(const Key& key) {
  const auto bound = [&](double si) {
    if (key.dimension == Dimension::clock || key.dimension == Dimension::clocks)
      return fmt::format("\"{}\"", to_clock(start_of_day + quantise(si)));
    if (key.dimension == Dimension::whole) return fmt::format("{:.0f}", si);
    if (key.dimension == Dimension::duration && std::fabs(si) >= 7200.0)
      return fmt::format("{:.10g} h", si / 3600.0);
    return fmt::format("{:.10g}{}{}", in_own_unit(si, key), key.unit.empty() ? "" : " ", key.unit);
  };
  if (key.low && key.high)
    return key.low_is_open ? fmt::format("above {}, at most {}", bound(*key.low), bound(*key.high))
                           : fmt::format("{} to {}", bound(*key.low), bound(*key.high));
  if (key.low) return fmt::format("{} {}", key.low_is_open ? "above" : "at least", bound(*key.low));
  if (key.high) return fmt::format("at most {}", bound(*key.high));
  return {};
}

}  // namespace czt
