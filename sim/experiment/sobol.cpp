#include <boost/random/sobol.hpp>
#include <cassert>

#include "czt/experiment/design.hpp"

namespace czt {

namespace {

constexpr unsigned bits = 32;
static_assert(most_sobol_parameters == boost::random::default_sobol_table::max_dimension);

/// Coordinates as whole numbers of 2^-32, row by row. Boost leaves out the origin; it is put back.
std::vector<std::uint32_t> sobol_words(std::size_t parameters, std::uint32_t rows) {
  assert(parameters >= 1 && parameters <= most_sobol_parameters);
  boost::random::sobol_engine<std::uint32_t, bits> engine(parameters);
  std::vector<std::uint32_t> words(std::size_t{rows} * parameters, 0);
  for (std::size_t k = parameters; k < words.size(); ++k) words[k] = engine();
  return words;
}

/// Whether a bit is flipped is a node of a binary tree, the path to it the bits before. One block of
/// 128 bits holds the 127 nodes of seven levels, counted as in a heap.
std::uint32_t scramble(const Draws& draws, std::uint64_t parameter, std::uint32_t word) {
  constexpr unsigned levels = 7;
  std::uint32_t scrambled = 0;
  for (unsigned depth = 0; depth < bits; depth += levels) {
    const std::uint32_t path = depth == 0 ? 0 : word >> (bits - depth);
    const PhiloxBlock b =
        draws.block(Chance::design_scramble, parameter, std::uint32_t{1} << depth | path);
    std::uint32_t node = 1;
    for (unsigned level = depth; level < depth + levels && level < bits; ++level) {
      const std::uint32_t bit = word >> (bits - 1 - level) & 1u;
      const std::uint32_t flip = b[node / 32] >> (node % 32) & 1u;
      scrambled = scrambled << 1 | (bit ^ flip);
      node = 2 * node + bit;
    }
  }
  return scrambled;
}

}  // namespace

Points sobol_points(std::size_t parameters, std::uint32_t rows) {
  Points points(rows, parameters);
  const std::vector<std::uint32_t> words = sobol_words(parameters, rows);
  for (std::size_t k = 0; k < words.size(); ++k) points.values[k] = words[k] * 0x1p-32;
  return points;
}

Points scrambled_sobol_points(std::size_t parameters, std::uint32_t rows, std::uint64_t seed) {
  const Draws draws(seed, 0);
  Points points(rows, parameters);
  const std::vector<std::uint32_t> words = sobol_words(parameters, rows);
  for (std::size_t k = 0; k < words.size(); ++k)
    points.values[k] = unit(scramble(draws, k % parameters, words[k]));
  return points;
}

}  // namespace czt
