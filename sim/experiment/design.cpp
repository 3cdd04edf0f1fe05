#include "czt/experiment/design.hpp"

#include <cassert>
#include <limits>

namespace czt {

std::optional<std::uint64_t> grid_size(std::span<const std::uint32_t> levels) {
  std::uint64_t size = 1;
  for (const std::uint32_t n : levels) {
    assert(n >= 1);
    if (size > std::numeric_limits<std::uint64_t>::max() / n) return std::nullopt;
    size *= n;
  }
  return size;
}

std::vector<std::uint32_t> grid_row(std::span<const std::uint32_t> levels, std::uint64_t row) {
  std::vector<std::uint32_t> level(levels.size());
  for (std::size_t p = levels.size(); p-- > 0;) {
    level[p] = static_cast<std::uint32_t>(row % levels[p]);
    row /= levels[p];
  }
  assert(row == 0);
  return level;
}

Points random_points(std::size_t parameters, std::uint32_t rows, std::uint64_t seed) {
  const Draws draws(seed, 0);
  Points points(rows, parameters);
  for (std::uint32_t r = 0; r < rows; ++r)
    for (std::size_t p = 0; p < parameters; ++p) {
      const PhiloxBlock b = draws.block(Chance::design_point, p, r);
      points.at(r, p) = unit(b[0], b[1]);
    }
  return points;
}

Points saltelli_points(std::size_t parameters, std::uint32_t blocks, std::uint64_t seed) {
  const Points pairs = scrambled_sobol_points(2 * parameters, blocks, seed);
  Points points(std::size_t{blocks} * (parameters + 2), parameters);
  std::size_t r = 0;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const auto a = pairs.row(block).first(parameters);
    const auto b = pairs.row(block).last(parameters);
    for (std::size_t p = 0; p < parameters; ++p) points.at(r, p) = a[p];
    ++r;
    for (std::size_t changed = 0; changed < parameters; ++changed, ++r)
      for (std::size_t p = 0; p < parameters; ++p) points.at(r, p) = p == changed ? b[p] : a[p];
    for (std::size_t p = 0; p < parameters; ++p) points.at(r, p) = b[p];
    ++r;
  }
  return points;
}

}  // namespace czt
