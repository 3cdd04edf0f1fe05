#pragma once
/// China's moveable feasts, 2016 to 2030: those by the lunar calendar and Qingming. A table, because the lunar
/// calendar follows the sky: the State Council and the almanac publish it, no short formula gives it.

#include <optional>
#include <string_view>

#include "czt/core/date.hpp"

namespace czt {

/// The years whose days are known.
inline constexpr int first_known_year = 2016;
inline constexpr int last_known_year = 2030;
inline constexpr Date first_known_date{first_known_year, 1, 1};
inline constexpr Date last_known_date{last_known_year, 12, 31};
inline constexpr int known_dates = last_known_date - first_known_date + 1;

enum class Feast : unsigned char {
  spring_festival,  ///< first day of the first lunar month
  qingming,         ///< solar term: 4 or 5 April
  dragon_boat,      ///< fifth day of the fifth lunar month
  mid_autumn        ///< fifteenth day of the eighth lunar month
};

/// The feast's own day; of Spring Festival also in 2031, where a winter's school term ends. None for other years.
std::optional<Date> date_of(Feast feast, int year);
/// "spring festival", "qingming", "dragon boat", "mid-autumn", and 春节, 清明, 端午, 中秋.
std::optional<Feast> feast_named(std::string_view name);

}  // namespace czt
