#pragma once
/// The would-be travellers: a Poisson field over time, height and inclination that is the same in every
/// scenario. A stream is one purpose, origin, layer of height and band of inclination; its number of
/// travellers and each traveller are pure functions of (seed, replication, stream, row).
///
///   height      layer ℓ holds heights [ℓ, ℓ+1); a scenario keeps the travellers below its own height, so that
///               scaling demand adds or removes people and never moves the others
///   inclination u in [0, 1): rail is taken below the rail share; bands far above it are counted, not drawn

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "czt/core/draws.hpp"
#include "czt/core/id.hpp"
#include "czt/demand/purpose.hpp"

namespace czt {

struct TravellerStream {
  std::uint64_t identity = 0;  ///< purpose, place, layer, band packed; never depends on the scenario
  double mean = 0.0;           ///< expected travellers a day
  std::uint32_t low = 0;       ///< inclinations [low, low + width), in 1/2^32
  std::uint32_t width = 0;     ///< at most 2^30: the widest band is [3/4, 1)
  PurposeId purpose;
  PlaceId from;
  std::uint32_t layer = 0;
  std::uint32_t band = 0;
};

/// What a stream's row says of one traveller, before any scenario looks at him.
struct TravellerDraw {
  std::uint32_t destination;  ///< row of the purpose's alias table for the origin
  std::uint32_t when;         ///< quantile of the day profile
  std::uint32_t inclination;  ///< u in 1/2^32
  std::uint32_t arriving;     ///< quantile of the arrival behaviour
  std::uint32_t height;       ///< within the layer, in 1/2^32

  /// How high he stands in the field, in 1/2^32 of a layer: a scenario keeps him below its own height.
  [[nodiscard]] std::uint64_t height_above(std::uint32_t layer) const { return std::uint64_t{layer} << 32 | height; }
};

/// Bands of inclination: [0, 1/64), then two an octave up to 1. Finer ones would cost more streams than they save.
struct Band {
  std::uint32_t low;
  std::uint64_t high;  ///< up to 2^32
};
std::span<const Band> inclination_bands();

class TravellerField {
 public:
  TravellerField() = default;
  /// Builds the alias tables of destinations (root matrices) and every stream up to each purpose's heights.
  TravellerField(const IdVector<PurposeId, Purpose>& purposes, const std::vector<OdMatrix>& heights);
  explicit TravellerField(const IdVector<PurposeId, Purpose>& purposes);  ///< up to the purposes' own heights

  /// All streams, ordered by identity; `most_inclined` of a purpose and origin bounds the bands worth drawing.
  [[nodiscard]] std::span<const TravellerStream> streams() const { return streams_; }
  [[nodiscard]] const AliasTable& destinations(PurposeId purpose, PlaceId from) const {
    return destinations_[purpose.value * places_ + from.value];
  }
  [[nodiscard]] std::size_t places() const { return places_; }

  static std::uint32_t count(const TravellerStream& stream, const Draws& draws);
  static TravellerDraw traveller(const TravellerStream& stream, std::uint32_t row, const Draws& draws) {
    return read(stream, draws.block(Chance::traveller, stream.identity, row));
  }
  /// The same for `count` ≤ 64 travellers from row `first` on: blocks in one sweep are cheaper than one by one.
  static void travellers(const TravellerStream& stream, std::uint32_t first, std::uint32_t count,
                         const Draws& draws, TravellerDraw* drawn) {
    PhiloxBlock blocks[64];
    draws.blocks(Chance::traveller, stream.identity, first, count, blocks);
    for (std::uint32_t i = 0; i < count; ++i) drawn[i] = read(stream, blocks[i]);
  }
 private:
  static TravellerDraw read(const TravellerStream& stream, const PhiloxBlock& b) {
    const std::uint32_t u =
        stream.low + static_cast<std::uint32_t>((std::uint64_t{b[2]} * stream.width) >> 32);
    // The low bytes decide nothing else that matters (5 ms of a wish, 2^-24 of a choice): together they are one more word.
    const std::uint32_t height = b[1] << 24 | (b[2] & 0xFF) << 16 | (b[0] & 0xFF) << 8 | (b[3] & 0xFF);
    return {b[0], b[1], u, b[3], height};
  }

  std::size_t places_ = 0;
  std::vector<AliasTable> destinations_;  ///< purpose · places + from
  std::vector<TravellerStream> streams_;
};

}  // namespace czt
