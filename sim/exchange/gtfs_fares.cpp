#include "gtfs_fares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "czt/core/money.hpp"

namespace czt::gtfs {

namespace {

constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max() / 4;

/// The dearest price of the day is the fare; hours in which it is less are told beside it.
class PairPrices {
 public:
  explicit PairPrices(std::size_t stations) : n_(stations), full_(stations * stations, none), hours_(stations * stations) {}

  void add(std::uint32_t from, std::uint32_t to, const std::vector<Offer>& offers) {
    if (offers.empty()) return;
    std::set<std::int32_t> bounds{0};
    for (const Offer& offer : offers)
      for (const auto& [begins, ends] : offer.hours) bounds.insert({begins, ends});
    std::vector<std::pair<std::int32_t, std::int64_t>> prices;  // from a time on
    for (const std::int32_t at : bounds) {
      std::int64_t least = none;
      for (const Offer& offer : offers) {
        const bool now = offer.hours.empty() || std::any_of(offer.hours.begin(), offer.hours.end(), [&](const auto& h) { return h.first <= at && at < h.second; });
        if (now) least = std::min(least, offer.cents);
      }
      prices.emplace_back(at, least);
    }
    std::int64_t full = -1;
    for (const auto& [at, cents] : prices)
      if (cents != none) full = std::max(full, cents);
    const std::size_t cell = from * n_ + to;
    if (full_[cell] != none && full_[cell] <= full) return;  // another route is as cheap
    full_[cell] = full;
    hours_[cell].clear();
    for (std::size_t i = 0; i < prices.size(); ++i) {
      const std::int32_t ends = i + 1 < prices.size() ? prices[i + 1].first : 48 * 3600 - 1;
      if (prices[i].second < full) hours_[cell][prices[i].second].emplace_back(prices[i].first, ends);
    }
  }

  [[nodiscard]] bool has(std::uint32_t from, std::uint32_t to) const { return full_[from * n_ + to] != none; }
  [[nodiscard]] bool any() const {
    return std::any_of(full_.begin(), full_.end(), [](std::int64_t cents) { return cents != none; });
  }

  /// Where one must change, the legs' fares add up.
  std::size_t add_up() {
    const std::vector<std::int64_t> direct = full_;
    for (std::size_t k = 0; k < n_; ++k)
      for (std::size_t i = 0; i < n_; ++i) {
        if (full_[i * n_ + k] == none) continue;
        for (std::size_t j = 0; j < n_; ++j)
          if (i != j && direct[i * n_ + j] == none) full_[i * n_ + j] = std::min(full_[i * n_ + j], full_[i * n_ + k] + full_[k * n_ + j]);
      }
    std::size_t summed = 0;
    for (std::size_t c = 0; c < full_.size(); ++c) summed += direct[c] == none && full_[c] < none;
    return summed;
  }

  /// The dearest fare for pairs that have none.
  std::size_t fill() {
    std::int64_t most = 0;
    for (const std::int64_t cents : full_)
      if (cents < none) most = std::max(most, cents);
    std::size_t filled = 0;
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j) {
        std::int64_t& cents = full_[i * n_ + j];
        if (i == j || cents < none) continue;
        const std::int64_t back = full_[j * n_ + i];
        filled += back >= none;
        cents = back < none ? back : most;
      }
    return filled;
  }

  void put(LineFares& fares) const {
    for (const std::int64_t cents : full_)
      while (cents < none && cents / fares.per_yuan > LineFares::most) fares.per_yuan *= 100;
    const auto fen = [&](std::int64_t cents) { return (cents + fares.per_yuan / 2) / fares.per_yuan; };
    for (std::uint32_t i = 0; i < n_; ++i)
      for (std::uint32_t j = 0; j < n_; ++j) {
        if (i == j) continue;
        fares.pairs.push_back({i, j, fen(full_[i * n_ + j])});
        for (const auto& [cents, hours] : hours_[i * n_ + j]) fares.cheaper.push_back({{i, j, fen(cents)}, hours});
      }
  }

 private:
  std::size_t n_;
  std::vector<std::int64_t> full_;
  std::vector<std::map<std::int64_t, std::vector<std::pair<std::int32_t, std::int32_t>>>> hours_;
};

}  // namespace

namespace {

/// Rides for which several fares hold all day, and one example.
class SeveralFares {
 public:
  void see(const std::vector<Offer>& offers) {
    std::optional<std::int64_t> least, most;
    for (const Offer& offer : offers) {
      if (!offer.hours.empty()) continue;
      least = std::min(least.value_or(offer.cents), offer.cents);
      most = std::max(most.value_or(offer.cents), offer.cents);
    }
    if (!least || *least == *most) return;
    if (++rides_ == 1) example_ = to_text(Money{*least}) + " and " + to_text(Money{*most});
  }
  void say(Findings& findings) const {
    if (rides_ > 0) findings.assume(fmt::format("{} rides have several fares at once, such as {}: the cheapest is taken", rides_, example_));
  }

 private:
  std::size_t rides_ = 0;
  std::string example_;
};

}  // namespace

void read_fares(const Reading& reading, const Feed& feed, const Stations& stations, const DayTrips& day, Date date, WrittenLine& line) {
  LineFares fares;
  Offers offers = fares_v2(reading, feed, stations, date, fares);
  const char* kind = "fare_leg_rules.txt (Fares v2)";
  if (!offers) {
    offers = fares_v1(reading, feed, stations, fares);
    kind = "fare_attributes.txt";
  }
  if (!offers) return;
  PairPrices prices(stations.list.size());
  SeveralFares several;
  for (const DayTrips::Way& way : day.ways) {
    const std::span<const std::uint32_t> all(way.stations);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      for (std::size_t j = i + 1; j < all.size(); ++j)
        if (all[i] != all[j]) {
          const std::vector<Offer> here = offers({feed.trips[way.trip].route, all.subspan(i, j - i + 1)});
          several.see(here);
          prices.add(all[i], all[j], here);
        }
  }
  for (std::uint32_t a = 0; a < stations.list.size(); ++a)
    for (std::uint32_t b = 0; b < stations.list.size(); ++b) {
      const std::uint32_t ends[] = {a, b};
      if (a != b && !prices.has(a, b)) prices.add(a, b, offers({0, ends, true}));
    }
  if (!prices.any()) {
    reading.findings.ignore(std::string(kind) + ": no fare holds for any ride");
    return;
  }
  const std::size_t summed = prices.add_up();
  const std::size_t filled = prices.fill();
  prices.put(fares);
  reading.findings.take(fmt::format("fares from {}, in {}: written as yuan, {} for one", kind, fares.currency.empty() ? "an unknown currency" : fares.currency,
                                    fares.per_yuan == 1 ? "one" : std::to_string(fares.per_yuan)));
  several.say(reading.findings);
  if (summed > 0) reading.findings.assume(fmt::format("{} pairs of stations need a change: the fares of the legs add up", summed));
  if (filled > 0) reading.findings.assume(fmt::format("{} pairs of stations have no fare: the dearest", filled));
  line.fares = std::move(fares);
}

}  // namespace czt::gtfs
