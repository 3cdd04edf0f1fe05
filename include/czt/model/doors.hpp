#pragma once
/// Over which doors a crowd spreads: Dirichlet-multinomial by a Pólya urn, one draw a person.

#include <cstdint>
#include <span>

#include "czt/core/draws.hpp"

namespace czt {

/// Puts `people` at doors (size = doors ≥ 1, cleared first). alpha is the Dirichlet weight per door: the larger,
/// the more even; 0 means exactly even doors. The k-th person goes to a fresh door with probability
/// alpha·D/(alpha·D + k), else where one of the k before him went. `scratch` holds at least `people`.
/// Source: Blackwell & MacQueen (1973); uneven doors after Krstanoski (2014).
void spread_over_doors(std::uint32_t people, double alpha, const Draws& draws, Chance chance,
                       std::uint64_t identity, std::span<std::uint16_t> doors,
                       std::span<std::uint8_t> scratch);

}  // namespace czt
