#pragma once
/// Quantities in words: what a dimension is called, how it may be written, what a key allows.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "czt/core/time.hpp"
#include "czt/scenario/keys.hpp"

namespace czt {

struct Unit {
  std::string_view name;
  double si;
};

/// Units of a dimension, the usual one first; empty for bare numbers.
/// What a list of days of the week may hold, Monday first, English and Chinese in turn.
inline constexpr std::string_view weekday_words = "mon|周一|tue|周二|wed|周三|thu|周四|fri|周五|sat|周六|sun|周日";

/// 0 Monday … 6 Sunday.
std::optional<std::size_t> weekday_named(std::string_view word);

std::span<const Unit> units_of(Dimension dimension);
/// The unit of that name, or none.
const Unit* find_unit(std::string_view name, std::span<const Unit> units);
/// Whether a number without a unit is fine: counts, plain numbers, shares 0–1, kilometres of a
/// station.
bool may_be_bare(Dimension dimension);
/// "a duration such as 12 min"
std::string_view described(Dimension dimension);
/// "above 0 min, at most 1440 min"; empty without bounds.
std::string range_of(const Key& key);
/// What `times` (a factor) or `plus` takes for a key: a duration for a time of day, else the key's
/// own dimension.
Key amount_key(const Key& key, bool times);
/// "09:00-16:30" → both ends as they stand, in order or not; none if it is no such thing.
std::optional<std::pair<SimTime, SimTime>> parse_hours(std::string_view text);
/// Whether an SI value is allowed by the key.
bool in_range(double si, const Key& key);

}  // namespace czt
