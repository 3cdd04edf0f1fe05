#include "czt/demand/feeder.hpp"

#include <algorithm>

namespace czt {

std::optional<std::size_t> Feeder::last_by(SimTime at_door) const {
  const auto after = std::upper_bound(comes.begin(), comes.end(), at_door - walk);
  if (after == comes.begin() || at_door - walk - *(after - 1) > within) return std::nullopt;
  return static_cast<std::size_t>(after - comes.begin()) - 1;
}

std::optional<std::size_t> Feeder::first_from(SimTime at_door) const {
  const auto next = std::lower_bound(comes.begin(), comes.end(), at_door - walk);
  if (next == comes.end() || *next - (at_door - walk) > within) return std::nullopt;
  return static_cast<std::size_t>(next - comes.begin());
}

}  // namespace czt
