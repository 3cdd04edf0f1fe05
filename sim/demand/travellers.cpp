#include "czt/demand/travellers.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

namespace {

// 0, then from 2^-6 two bands an octave: [1, 1.5)·2^-k and [1.5, 2)·2^-k, up to 1.
constexpr std::size_t octaves = 6;
constexpr std::array<Band, 1 + 2 * octaves> make_bands() {
  std::array<Band, 1 + 2 * octaves> bands{};
  bands[0] = {0, std::uint64_t{1} << (32 - octaves)};
  std::uint64_t low = bands[0].high;
  for (std::size_t k = 0; k < octaves; ++k) {
    bands[1 + 2 * k] = {static_cast<std::uint32_t>(low), low + low / 2};
    bands[2 + 2 * k] = {static_cast<std::uint32_t>(low + low / 2), 2 * low};
    low *= 2;
  }
  return bands;
}
constexpr auto bands_table = make_bands();
static_assert(bands_table.back().high == std::uint64_t{1} << 32);

constexpr std::uint64_t stream_identity(std::uint32_t purpose, std::uint32_t place,
                                        std::uint32_t layer, std::uint32_t band) {
  return std::uint64_t{purpose} << 48 | std::uint64_t{place} << 24 | std::uint64_t{layer} << 8 | band;
}

}  // namespace

std::span<const Band> inclination_bands() { return bands_table; }

namespace {

std::vector<OdMatrix> own_heights(const IdVector<PurposeId, Purpose>& purposes) {
  std::vector<OdMatrix> heights;
  for (const Purpose& purpose : purposes) heights.push_back(purpose.height);
  return heights;
}

}  // namespace

TravellerField::TravellerField(const IdVector<PurposeId, Purpose>& purposes)
    : TravellerField(purposes, own_heights(purposes)) {}

TravellerField::TravellerField(const IdVector<PurposeId, Purpose>& purposes, const std::vector<OdMatrix>& heights) {
  places_ = purposes.empty() ? 0 : static_cast<std::size_t>(purposes[PurposeId{0}].travellers.rows());
  destinations_.resize(purposes.size() * places_);
  std::vector<double> weights(places_);
  for (std::size_t p = 0; p < purposes.size(); ++p) {
    const Purpose& purpose = purposes[PurposeId{p}];
    for (std::size_t from = 0; from < places_; ++from) {
      double mean = 0.0;
      double height = 0.0;
      const auto row = static_cast<Eigen::Index>(from);
      for (std::size_t to = 0; to < places_; ++to) {
        const auto column = static_cast<Eigen::Index>(to);
        weights[to] = purpose.travellers(row, column);
        mean += weights[to];
        if (weights[to] > 0.0) height = std::max(height, heights[p](row, column));
      }
      if (!(mean > 0.0)) continue;
      destinations_[p * places_ + from] = AliasTable(weights);
      const auto layers = static_cast<std::uint32_t>(std::ceil(height));
      for (std::uint32_t layer = 0; layer < layers; ++layer) {
        for (std::uint32_t band = 0; band < bands_table.size(); ++band) {
          const Band& b = bands_table[band];
          const std::uint64_t width = b.high - b.low;
          streams_.push_back({stream_identity(static_cast<std::uint32_t>(p),
                                              static_cast<std::uint32_t>(from), layer, band),
                              mean * (static_cast<double>(width) * 0x1p-32), b.low,
                              static_cast<std::uint32_t>(width), PurposeId{p}, PlaceId{from}, layer,
                              band});
        }
      }
    }
  }
}

std::uint32_t TravellerField::count(const TravellerStream& stream, const Draws& draws) {
  return poisson(stream.mean, draws, Chance::traveller_count, stream.identity);
}

}  // namespace czt
