#include "number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace czt {

Scale scale_for(const Measure& measure, double largest) {
  if (measure.unit == "s") return largest >= 120.0 ? Scale{1.0 / 60.0, "min"} : Scale{1.0, "s"};
  if (measure.unit.empty()) return {100.0, "%"};
  if (measure.unit == "passenger-hours") return {1.0, "h"};
  if (measure.unit == "yuan" || measure.unit == "km" || measure.unit == "km/h" ||
      measure.unit == "kWh" || measure.unit == "kg" ||
      measure.unit == "/m2")
    return {1.0, measure.unit};
  return {1.0, {}};
}

int decimals_for(double value, double half_width) {
  const double shown = half_width > 0.0 ? half_width : std::fabs(value);
  if (!(half_width > 0.0) && (value == std::floor(value) || std::isnan(value))) return 0;
  const double scaled =
      half_width > 0.0 ? shown : shown / 100.0;  // without an interval: four digits
  int decimals = 0;
  for (double edge = 10.0; decimals < 3 && scaled < edge; edge /= 10.0) ++decimals;
  return decimals;
}

std::string plus_minus(double half_width, int decimals) {
  return half_width == 0.0 ? std::string() : number(half_width, decimals);
}

std::string number(double value, int decimals, bool sign) {
  if (std::isnan(value)) return "–";
  std::string digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const std::size_t point =
      digits.find('.') == std::string::npos ? digits.size() : digits.find('.');
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  const bool zero = digits.find_first_not_of("0.,") == std::string::npos;
  if (zero) return digits;
  if (value < 0.0) return "-" + digits;
  return sign ? "+" + digits : digits;
}

}  // namespace czt
