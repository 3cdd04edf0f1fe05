#include "czt/model/doors.hpp"

#include <algorithm>

namespace czt {

namespace {

// The urn counts in 1/256 of a person, so that alpha need not be whole.
constexpr double grain = 256.0;
constexpr std::uint32_t sweep = 64;  // people whose words are drawn at a time
constexpr double even_beyond = 1e4;  // a Dirichlet this concentrated is a plain multinomial

}  // namespace

void spread_over_doors(std::uint32_t people, double alpha, const Draws& draws, Chance chance,
                       std::uint64_t identity, std::span<std::uint16_t> doors,
                       std::span<std::uint8_t> scratch) {
  std::fill(doors.begin(), doors.end(), std::uint16_t{0});
  if (people == 0) return;
  const auto count = static_cast<std::uint32_t>(doors.size());
  if (alpha <= 0.0) {
    for (std::uint32_t d = 0; d < count; ++d)
      doors[d] = static_cast<std::uint16_t>(people / count + (d < people % count ? 1 : 0));
    return;
  }
  const bool multinomial = alpha >= even_beyond;
  const std::uint32_t per_door = multinomial ? 1 : std::max(1u, static_cast<std::uint32_t>(alpha * grain + 0.5));
  const std::uint32_t more = multinomial ? 0 : static_cast<std::uint32_t>(grain);
  const std::uint32_t fresh = per_door * count;
  // ball / per_door as a product: exact, since ball · per_door < 2^22 · 255 · 2^22 < 2^55.
  const std::uint64_t reciprocal = (std::uint64_t{1} << 55) / per_door + 1;
  std::uint32_t urn = fresh;
  PhiloxBlock blocks[sweep / 4];
  for (std::uint32_t k = 0; k < people; k += sweep) {
    const std::uint32_t here = std::min(sweep, people - k);
    draws.blocks(chance, identity, k / 4, (here + 3) / 4, blocks);
    const std::uint32_t* word = blocks[0].data();
    for (std::uint32_t i = k; i < k + here; ++i) {
      const std::uint32_t ball = below(*word++, urn);
      // Masks instead of a branch: which of the two doors it is, nobody can guess.
      const std::uint32_t is_old = ball < fresh ? 0 : ~0u;
      const std::uint32_t new_door = static_cast<std::uint32_t>((ball * reciprocal) >> 55) & ~is_old;
      const std::uint32_t old_door = scratch[((ball - fresh) & is_old) >> 8] & is_old;
      const std::uint32_t door = new_door | old_door;
      scratch[i] = static_cast<std::uint8_t>(door);
      ++doors[door];
      urn += more;
    }
  }
}

}  // namespace czt
