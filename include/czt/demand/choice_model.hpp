#pragma once
/// How would-be travellers weigh what they can do: rail against its rivals, one station or departure against
/// another. Tastes belong to the scenario; the formulas are in mode_choice.hpp.

#include <array>
#include <cstdint>
#include <string>

#include "czt/core/money.hpp"
#include "czt/core/quantity.hpp"
#include "czt/core/time.hpp"

namespace czt {

enum class Nest : std::uint8_t { rail, road };
inline constexpr std::size_t nest_count = 2;

/// How measures call the railway among the modes.
inline constexpr const char* railway_mode = "railway";
inline constexpr const char* railway_mode_zh = "铁路";

/// Whose CO2 a passenger-kilometre of a rival counts as: see Emissions in model/plan.hpp.
enum class Emits : std::uint8_t { nothing, car, coach };

/// Another way to travel than the intercity railway. Its level of service between two places follows from the
/// road distance (great circle × road_detour).
struct Rival {
  std::string name;
  std::string name_zh;
  Nest nest = Nest::road;
  double share = 1.0;               ///< weight among those who do not take the railway in the root base, > 0
  Money fare{};                     ///< of a trip, whatever its length
  Decimal per_km{};                 ///< yuan per road kilometre, added
  MetresPerSecond speed{};          ///< > 0
  Duration time{};                  ///< on top of distance / speed
  Duration headway{};               ///< people wait half of it
  Duration access{};                ///< to it and from it, both together
  SimTime first = start_of_day;     ///< runs for wishes in [first, last)
  SimTime last = clock_time(48);
  Metres least_distance{};          ///< does not exist for shorter trips by road,
  Metres most_distance = kilometres(1e4);  ///< nor for longer ones
  Emits emits = Emits::nothing;
  bool operator==(const Rival&) const = default;
};

/// What riding among others adds to the riding time: 1 + density · (persons/m²), and `standing` for who stands.
/// Form and defaults: Hörcher et al. (2017), revealed preference, metro: 0.265 and 0.119.
struct Crowding {
  double standing = 0.265;
  double density = 0.119;
  std::uint32_t iterations = 20;    ///< at most; 0: people do not learn
  double gap = 1e-4;                ///< settled when Σ flow·|Δcost| / Σ flow·cost is below
  bool operator==(const Crowding&) const = default;
};

/// Weights multiply minutes of riding. Hierarchy: departures within station pairs within railway within nests.
struct ChoiceModel {
  double fare_elasticity = -1.0;    ///< of rail demand at the root base, < 0: sets the scale (put in, not found)
  Money at_fare{2900};              ///< the fare at which it holds
  double wait_weight = 2.0;
  double access_weight = 1.8;
  double early = 0.5;               ///< per minute of travelling before the wish
  double late = 0.5;                ///< and after it
  Duration window = minutes(60);    ///< how far from the wish people look
  double departure_scale = 0.1;     ///< logit scale between departures, per minute, > 0
  double station_scale = 0.05;      ///< and between station pairs; not above departure_scale
  std::array<double, nest_count> nest{0.6, 0.6};  ///< dissimilarity of each nest, (0, 1]
  double induced = 0.3;             ///< trips grow by exp(induced · what the railway adds to the logsum)
  double learning_rate = 0.2;       ///< share of a day's experience in what people expect of the next, (0, 1]
  bool rechoose = false;            ///< who is left behind asks again, with the wait before him, whether to go by rail
  Crowding crowding;
  bool operator==(const ChoiceModel&) const = default;
};

}  // namespace czt
