#pragma once
/// The would-be travellers: a Poisson field over time, height and inclination that is the same in every
/// scenario. A stream is one purpose, origin and band of inclination; its travellers come in order of height, and each
/// of them is a pure function of (seed, replication, stream, row).
///
///   height      the scenario that the field was made for has everybody below 1; another keeps those below its own
///               multiple, so that scaling demand adds or removes people and never moves the others. Gaps between
///               heights are exponential, 1 / mean on average
///   inclination u in [0, 1): rail is taken below the rail share; bands far above it are counted, not drawn. High bands,
///               which few pairs of places reach, are cut by destination too

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "czt/core/draws.hpp"
#include "czt/core/id.hpp"
#include "czt/demand/purpose.hpp"

namespace czt {

struct TravellerStream {
  static constexpr std::uint32_t anywhere = 0xFFFFFFFFu;
  std::uint64_t identity = 0;  ///< purpose, place, destination, band packed; never depends on the scenario
  double mean = 0.0;           ///< expected travellers a day and unit of height
  std::uint32_t low = 0;       ///< inclinations [low, low + width), in 1/2^32
  std::uint32_t width = 0;     ///< at most 2^30: the widest band is [3/4, 1)
  PurposeId purpose;
  PlaceId from;
  std::uint32_t to = anywhere; ///< place
  std::uint32_t band = 0;
};

/// What a stream's row says of one traveller, before any scenario looks at him.
struct TravellerDraw {
  double height;              ///< > 0
  std::uint32_t destination;  ///< row of the purpose's alias table for the origin
  std::uint32_t when;         ///< quantile of the day profile
  std::uint32_t inclination;  ///< u in 1/2^32
  std::uint32_t arriving;     ///< quantile of the arrival behaviour
};

/// Bands of inclination: [0, 1/64), then two an octave up to 1. Finer ones would cost more streams than they save.
struct Band {
  std::uint32_t low;
  std::uint64_t high;             ///< up to 2^32
  bool by_destination = false;
};
std::span<const Band> inclination_bands();

class TravellerField {
 public:
  TravellerField() = default;
  /// Builds the alias tables of destinations (root matrices) and every stream.
  explicit TravellerField(const IdVector<PurposeId, Purpose>& purposes);

  /// All streams, ordered by identity.
  [[nodiscard]] std::span<const TravellerStream> streams() const { return streams_; }
  [[nodiscard]] std::size_t places() const { return places_; }
  /// Where a traveller of the stream wishes to go: a place.
  [[nodiscard]] std::uint32_t destination(const TravellerStream& stream, const TravellerDraw& traveller) const {
    return stream.to != TravellerStream::anywhere ? stream.to : destinations(stream.purpose, stream.from)(traveller.destination);
  }
  [[nodiscard]] const AliasTable& destinations(PurposeId purpose, PlaceId from) const {
    return destinations_[purpose.value * places_ + from.value];
  }

  /// One traveller by his row, but for his height.
  static TravellerDraw traveller(const TravellerStream& stream, std::uint32_t row, const Draws& draws);

 private:
  std::size_t places_ = 0;
  std::vector<AliasTable> destinations_;  ///< purpose · places + from
  std::vector<TravellerStream> streams_;
};

/// A stream's travellers below a height, in order of height, some at a time: blocks in one sweep are cheaper than one
/// by one.
class TravellerRun {
 public:
  static constexpr std::uint32_t most = 64;

  TravellerRun(const TravellerStream& stream, double below, const Draws& draws)
      : stream_(stream), draws_(draws), below_(below) {}
  /// The next of them, at most `most`; empty when no more come.
  std::span<const TravellerDraw> next();
  /// One more word of each of the last `next`, for what only some scenarios ask.
  std::span<const std::uint32_t> more();
  /// Row of the first of the last `next`.
  [[nodiscard]] std::uint32_t first_row() const { return first_; }

 private:
  const TravellerStream& stream_;
  const Draws& draws_;
  double below_;
  double reached_ = 0.0;       ///< height of the last drawn
  std::uint32_t first_ = 0;
  std::uint32_t rows_ = 0;     ///< drawn so far
  TravellerDraw drawn_[most];  // NOLINT: written before it is read
  std::uint32_t more_[most];   // NOLINT
};

}  // namespace czt
