#pragma once
/// The one table of keys. It drives the reader's checks, the did-you-mean, `czt keys`, and the JSON
/// Schema.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace czt {

/// What a value is. SI values are metres, seconds, m/s, persons per m², yuan, shares 0–1; a clock
/// is seconds of the service day; rates stay per minute, per day and yuan per hour, as they are
/// called.
enum class Dimension : unsigned char {
  text,
  boolean,
  whole,
  number,
  share,
  clock,
  duration,
  length_km,
  length_m,
  area,
  speed,
  acceleration,
  jerk,
  density,
  money,
  money_rate,
  rate_per_minute,
  rate_per_day,
  money_per_hour,
  energy_rate,    ///< kWh/km
  grid_rate,      ///< kg/kWh
  emission_rate,  ///< kg/km
  mass,           ///< kg
  power,          ///< W
  gradient,       ///< rise per length
  station,
  train_type,
  place,
  profile,
  choice,
  file_path,
  names,   ///< a list of stations
  clocks,  ///< a list of times of day, or one of the key's choices
  durations,  ///< a list of them
  stops,   ///< a list of stations, or one of the key's choices
  hours,   ///< a list of stretches of the day, "09:00-16:30"
  purposes,  ///< a list of purposes
  products,  ///< a list of products of the fares, single among them
  date,      ///< a date, a day of every year, or one by a feast
  day_type,  ///< of the calendar
  day_types, ///< a list of them
  weekdays,  ///< a list of mon … sun
  any_map  ///< a map whose own keys are in the table
};

struct Key {
  std::string_view path;  ///< "stations.*.tracks.up": * stands for a name
  Dimension dimension;
  std::string_view unit;      ///< how it is written: "min", "yuan", "" …
  std::optional<double> low;  ///< in SI (seconds, metres, …)
  std::optional<double> high;
  bool low_is_open = false;   ///< low itself is not allowed
  std::string_view fallback;  ///< default, as written; "" for none
  bool required = false;
  std::string_view choices;  ///< for choice: "default|puong|…"
  std::string_view doc;      ///< one sentence, English
  std::string_view doc_zh;   ///< one sentence, Chinese
  Dimension names =
      Dimension::text;  ///< what a last * stands for: any name, a clock (knots), a station (access)
};

std::span<const Key> keys();
/// The key for a concrete path (names in place of *), if any.
const Key* find_key(std::string_view path);
/// `czt keys [PREFIX]`
std::string keys_reference(std::string_view prefix);
/// JSON Schema draft-07 for editors.
std::string json_schema();

/// A quantity as written → SI value (seconds, metres, yuan, shares 0–1, …), or what is wrong with
/// it.
struct Parsed {
  double value = 0.0;
  std::string problem;  ///< empty when fine
};
Parsed parse_quantity(std::string_view text, Dimension dimension);
/// The SI value as a number in the key's own unit: 720 s of a key in minutes is 12.
double in_own_unit(double si, const Key& key);
/// …and back into text that the reader accepts: "12 min", "06:40", "5.25 yuan" (whole fen), "3"
/// (whole).
std::string written(double in_own_unit, const Key& key);

/// "timetable.\"a.b\".every" ↔ names
std::optional<std::vector<std::string>> split_path(std::string_view path);
std::string join_path(std::span<const std::string> names);

}  // namespace czt
