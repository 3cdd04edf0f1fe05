#include "czt/timetable/feasts.hpp"

#include <array>

namespace czt {

namespace {

struct DayOfYear {
  unsigned month;
  unsigned day;
};
struct Feasts {
  DayOfYear spring_festival, qingming, dragon_boat, mid_autumn;
};

// 2016 … 2030
constexpr std::array table{
    Feasts{{2, 8}, {4, 4}, {6, 9}, {9, 15}},   Feasts{{1, 28}, {4, 4}, {5, 30}, {10, 4}},
    Feasts{{2, 16}, {4, 5}, {6, 18}, {9, 24}}, Feasts{{2, 5}, {4, 5}, {6, 7}, {9, 13}},
    Feasts{{1, 25}, {4, 4}, {6, 25}, {10, 1}}, Feasts{{2, 12}, {4, 4}, {6, 14}, {9, 21}},
    Feasts{{2, 1}, {4, 5}, {6, 3}, {9, 10}},   Feasts{{1, 22}, {4, 5}, {6, 22}, {9, 29}},
    Feasts{{2, 10}, {4, 4}, {6, 10}, {9, 17}}, Feasts{{1, 29}, {4, 4}, {5, 31}, {10, 6}},
    Feasts{{2, 17}, {4, 5}, {6, 19}, {9, 25}}, Feasts{{2, 6}, {4, 5}, {6, 9}, {9, 15}},
    Feasts{{1, 26}, {4, 4}, {5, 28}, {10, 3}}, Feasts{{2, 13}, {4, 4}, {6, 16}, {9, 22}},
    Feasts{{2, 3}, {4, 5}, {6, 5}, {9, 12}},
};
static_assert(table.size() == last_known_year - first_known_year + 1);

DayOfYear day_of(const Feasts& feasts, Feast feast) {
  switch (feast) {
    case Feast::spring_festival: return feasts.spring_festival;
    case Feast::qingming:        return feasts.qingming;
    case Feast::dragon_boat:     return feasts.dragon_boat;
    case Feast::mid_autumn:      return feasts.mid_autumn;
  }
  return {};
}

}  // namespace

std::optional<Date> date_of(Feast feast, int year) {
  if (feast == Feast::spring_festival && year == last_known_year + 1) return Date(2031, 1, 23);
  if (year < first_known_year || year > last_known_year) return std::nullopt;
  const DayOfYear day = day_of(table[static_cast<std::size_t>(year - first_known_year)], feast);
  return Date(year, day.month, day.day);
}

std::optional<Feast> feast_named(std::string_view name) {
  if (name == "spring festival" || name == "春节") return Feast::spring_festival;
  if (name == "qingming" || name == "清明") return Feast::qingming;
  if (name == "dragon boat" || name == "端午") return Feast::dragon_boat;
  if (name == "mid-autumn" || name == "中秋") return Feast::mid_autumn;
  return std::nullopt;
}

}  // namespace czt
