#include <algorithm>
#include <utility>

#include "czt/experiment/design.hpp"

namespace czt {

namespace {

/// Exchanges belong to nobody among the parameters.
constexpr std::uint64_t exchanges = std::uint64_t{1} << 32;

/// (1 / squared distance)^10 summed over the pairs of rows a and b with all others. Distances are
/// taken in units of the root mean square one (1/6 a coordinate).
double crowding(const Points& points, std::size_t a, std::size_t b) {
  const double mean_square = static_cast<double>(points.parameters) / 6.0;
  const auto of_pair = [&](std::size_t r, std::size_t s) {
    double square = 0.0;
    for (std::size_t p = 0; p < points.parameters; ++p) {
      const double apart = points.at(r, p) - points.at(s, p);
      square += apart * apart;
    }
    const double x = mean_square / square;
    const double x2 = x * x;
    const double x4 = x2 * x2;
    return x4 * x4 * x2;
  };
  double sum = 0.0;
  for (std::size_t r = 0; r < points.rows(); ++r)
    if (r != a && r != b) sum += of_pair(r, a) + of_pair(r, b);
  return sum + of_pair(a, b);
}

}  // namespace

std::vector<double> latin_column(const Draws& draws, Chance chance, std::uint64_t identity,
                                 std::uint32_t count) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
  std::vector<double> within(count);
  for (std::uint32_t k = 0; k < count; ++k) {
    const PhiloxBlock b = draws.block(chance, identity, k);
    keys.emplace_back(std::uint64_t{b[0]} << 32 | b[1], k);
    within[k] = unit(b[2], b[3]);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<double> column(count);
  for (std::uint32_t stratum = 0; stratum < count; ++stratum) {
    const std::uint32_t k = keys[stratum].second;
    column[k] = (stratum + within[k]) / count;
  }
  return column;
}

Points latin_hypercube(std::size_t parameters, std::uint32_t rows, std::uint64_t seed) {
  const Draws draws(seed, 0);
  Points points(rows, parameters);
  for (std::size_t p = 0; p < parameters; ++p) {
    const std::vector<double> column = latin_column(draws, Chance::design_order, p, rows);
    for (std::uint32_t r = 0; r < rows; ++r) points.at(r, p) = column[r];
  }
  if (parameters < 2 || rows < 3) return points;

  const std::uint64_t coordinates = std::uint64_t{rows} * parameters;
  const std::uint64_t tries = std::min(50 * coordinates, 200'000'000 / coordinates);
  for (std::uint32_t t = 0; t < tries; ++t) {
    const PhiloxBlock b = draws.block(Chance::design_order, exchanges, t);
    const std::uint32_t one = below(b[0], rows);
    const std::uint32_t other = (one + 1 + below(b[1], rows - 1)) % rows;
    const std::uint32_t p = below(b[2], static_cast<std::uint32_t>(parameters));
    const double before = crowding(points, one, other);
    std::swap(points.at(one, p), points.at(other, p));
    if (!(crowding(points, one, other) < before)) std::swap(points.at(one, p), points.at(other, p));
  }
  return points;
}

}  // namespace czt
