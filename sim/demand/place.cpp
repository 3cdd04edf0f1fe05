#include "czt/demand/place.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

constexpr double earth_radius_km = 6371.0088;  // IUGG mean radius
constexpr double radians_per_degree = 0.017453292519943295;

/// asin by its power series: exact to the last digits for the short arcs of a region.
double arcsine(double x) {
  double term = x;
  double sum = x;
  for (int k = 1; k < 400; ++k) {
    const double n = 2.0 * k - 1.0;
    term *= x * x * n * n / ((n + 1.0) * (n + 2.0));
    if (std::fabs(term) < 1e-17 * std::fabs(sum)) break;
    sum += term;
  }
  return sum;
}

}  // namespace

double great_circle_km(const Place& a, const Place& b) {
  const double lat_a = a.latitude * radians_per_degree;
  const double lat_b = b.latitude * radians_per_degree;
  const double half_lat = maths::sin(0.5 * (lat_b - lat_a));
  const double half_lon = maths::sin(0.5 * (b.longitude - a.longitude) * radians_per_degree);
  const double h = half_lat * half_lat + maths::cos(lat_a) * maths::cos(lat_b) * half_lon * half_lon;
  return 2.0 * earth_radius_km * arcsine(std::min(1.0, std::sqrt(h)));
}

}  // namespace czt
