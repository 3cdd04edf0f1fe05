#include "czt/demand/travellers.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

namespace {

// 0, then from 2^-6 two bands an octave: [1, 1.5)·2^-k and [1.5, 2)·2^-k, up to 1.
constexpr std::size_t octaves = 6;
constexpr std::array<Band, 1 + 2 * octaves> make_bands() {
  constexpr std::uint64_t one_eighth = std::uint64_t{1} << 29;  // few shares are higher
  std::array<Band, 1 + 2 * octaves> bands{};
  bands[0] = {0, std::uint64_t{1} << (32 - octaves)};
  std::uint64_t low = bands[0].high;
  for (std::size_t k = 0; k < octaves; ++k) {
    bands[1 + 2 * k] = {static_cast<std::uint32_t>(low), low + low / 2, low >= one_eighth};
    bands[2 + 2 * k] = {static_cast<std::uint32_t>(low + low / 2), 2 * low, low + low / 2 >= one_eighth};
    low *= 2;
  }
  return bands;
}
constexpr auto bands_table = make_bands();
static_assert(bands_table.back().high == std::uint64_t{1} << 32);

/// to: a place + 1, or 0 for anywhere.
constexpr std::uint64_t stream_identity(std::size_t purpose, std::size_t place, std::size_t to, std::size_t band) {
  return std::uint64_t{purpose} << 48 | std::uint64_t{place} << 28 | std::uint64_t{to} << 8 | band;
}

TravellerDraw read(const TravellerStream& stream, const PhiloxBlock& b) {
  const std::uint32_t u = stream.low + static_cast<std::uint32_t>((std::uint64_t{b[2]} * stream.width) >> 32);
  return {0.0, b[0], b[1], u, b[3]};
}

/// The low bytes decide nothing else that matters (5 ms of a wish, 2^-24 of a choice): together they are one more word.
std::uint32_t low_bytes(const PhiloxBlock& b) { return b[1] << 24 | (b[2] & 0xFF) << 16 | (b[0] & 0xFF) << 8 | (b[3] & 0xFF); }

}  // namespace

std::span<const Band> inclination_bands() { return bands_table; }

TravellerField::TravellerField(const IdVector<PurposeId, Purpose>& purposes) {
  places_ = purposes.empty() ? 0 : static_cast<std::size_t>(purposes[PurposeId{0}].travellers.rows());
  destinations_.resize(purposes.size() * places_);
  std::vector<double> weights(places_);
  for (std::size_t p = 0; p < purposes.size(); ++p) {
    const OdMatrix& travellers = purposes[PurposeId{p}].travellers;
    for (std::size_t from = 0; from < places_; ++from) {
      double mean = 0.0;
      for (std::size_t to = 0; to < places_; ++to)
        mean += weights[to] = travellers(static_cast<Eigen::Index>(from), static_cast<Eigen::Index>(to));
      if (!(mean > 0.0)) continue;
      destinations_[p * places_ + from] = AliasTable(weights);
      // 0: to anywhere; then one by one.
      for (std::size_t to = 0; to <= places_; ++to) {
        const double travel = to == 0 ? mean : weights[to - 1];
        if (!(travel > 0.0)) continue;
        for (std::size_t band = 0; band < bands_table.size(); ++band) {
          const Band& b = bands_table[band];
          if (b.by_destination == (to == 0)) continue;
          const std::uint64_t width = b.high - b.low;
          streams_.push_back({stream_identity(p, from, to, band), travel * (static_cast<double>(width) * 0x1p-32), b.low,
                              static_cast<std::uint32_t>(width), PurposeId{p}, PlaceId{from},
                              to == 0 ? TravellerStream::anywhere : static_cast<std::uint32_t>(to - 1),
                              static_cast<std::uint32_t>(band)});
        }
      }
    }
  }
}

TravellerDraw TravellerField::traveller(const TravellerStream& stream, std::uint32_t row, const Draws& draws) {
  return read(stream, draws.block(Chance::traveller, stream.identity, row));
}

std::span<const TravellerDraw> TravellerRun::next() {
  if (!(reached_ < below_)) return {};
  // As many as are expected still, and some more so that a second turn is seldom needed.
  const double expected = (below_ - reached_) * stream_.mean;
  const auto count = static_cast<std::uint32_t>(std::min<double>(most, expected + std::sqrt(expected) + 2.0));
  PhiloxBlock blocks[most];
  double words[most];
  double logs[most];
  draws_.blocks(Chance::traveller, stream_.identity, rows_, count, blocks);
  for (std::uint32_t i = 0; i < count; ++i) words[i] = unit(low_bytes(blocks[i]));
  maths::log_each({words, count}, logs);
  first_ = rows_;
  std::uint32_t kept = 0;
  for (; kept < count; ++kept) {
    reached_ -= logs[kept] / stream_.mean;
    if (!(reached_ < below_)) break;
    drawn_[kept] = read(stream_, blocks[kept]);
    drawn_[kept].height = reached_;
  }
  rows_ += kept;
  return {drawn_, kept};
}

std::span<const std::uint32_t> TravellerRun::more() {
  PhiloxBlock blocks[most];
  const std::uint32_t count = rows_ - first_;
  draws_.blocks(Chance::traveller_more, stream_.identity, first_, count, blocks);
  for (std::uint32_t i = 0; i < count; ++i) more_[i] = blocks[i][0];
  return {more_, count};
}

}  // namespace czt
