#pragma once
/// Random numbers by identity: `draws.block(chance, identity, index)` is a pure function of seed,
/// replication, what the number decides, whose it is and which of his it is. Nothing here has state;
/// asking twice gives the same answer, and asking for one number moves no other.

#include <cstdint>
#include <string_view>

#include "czt/core/philox.hpp"
#include "czt/core/philox_sweep.hpp"

namespace czt {

/// What a random number decides. The numbers are part of the seed scheme: never renumber.
enum class Chance : std::uint8_t {
  traveller_count = 1,  ///< reserved: how many would-be travellers a stream has
  traveller = 2,        ///< one would-be traveller: to where, when, how inclined, how arriving
  traveller_more = 3,   ///< reserved: his rarer numbers
  door_boarding = 4,    ///< at which doors a stop's boarders queue
  door_alighting = 5,
  dwell_noise = 6,      ///< one call's noise, and whether somebody runs for the doors
  late_runner = 7,      ///< reserved
  entry_delay = 8,
  input_range = 9,      ///< Latin hypercube over assumed inputs
  order_of_changes = 10,  ///< orders in which attribution makes changes
  design_point = 11,    ///< where a point of a study's design lies
  design_order = 12,    ///< in which order a design takes strata, steps and exchanges
  design_scramble = 13, ///< Owen's scrambling of a Sobol' sequence
  resample = 14,        ///< which blocks a bootstrap sample takes
  entrance = 16,        ///< how somebody gets his ticket, and how long each stage of an entrance takes him
  feeder = 17,          ///< whether somebody comes by a feeder bus, and by which
  bus_delay = 18,
  running_delay = 24,   ///< whether one train runs late over one segment, and by how much
  dwell_extension = 25, ///< likewise at one call
};

class Draws {
 public:
  constexpr Draws() = default;
  /// seed: any 64 bits. replication: 0, 1, 2 … below 2^24.
  /// The replication shares the last counter word with `chance`, so that the key is the seed alone.
  constexpr Draws(std::uint64_t seed, std::uint32_t replication)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        replication_(replication << 8) {}

  /// 128 bits. identity: whose; index: which of his.
  [[nodiscard]] constexpr PhiloxBlock block(Chance chance, std::uint64_t identity,
                                            std::uint32_t index) const {
    return philox4x32_10(counter(chance, identity, index), key_);
  }
  /// The blocks of indices first, first + 1, … of one identity. `blocks` holds count rounded up to four.
  void blocks(Chance chance, std::uint64_t identity, std::uint32_t first, std::size_t count,
              PhiloxBlock* blocks) const {
    philox_sweep(counter(chance, identity, first), key_, count, blocks);
  }

 private:
  [[nodiscard]] constexpr PhiloxBlock counter(Chance chance, std::uint64_t identity, std::uint32_t index) const {
    return {index, static_cast<std::uint32_t>(identity), static_cast<std::uint32_t>(identity >> 32),
            replication_ | static_cast<std::uint32_t>(chance)};
  }

  PhiloxKey key_{};
  std::uint32_t replication_ = 0;
};

/// A name as an identity: FNV-1a, then a finaliser so that near names fall far apart.
constexpr std::uint64_t identity_of(std::string_view name) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  return h;
}

/// 52 bits in (0, 1), never an end point: (k + 1/2) / 2^52, hence symmetric about 1/2.
constexpr double unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t k = ((std::uint64_t{high} << 32) | low) >> 12;  // 52 bits
  return (static_cast<double>(k) + 0.5) * 0x1p-52;
}
/// 32 bits in (0, 1).
constexpr double unit(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

/// A whole number in [0, n): the high word of word × n. Bias below n / 2^32.
constexpr std::uint32_t below(std::uint32_t word, std::uint32_t n) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * n) >> 32);
}

}  // namespace czt
