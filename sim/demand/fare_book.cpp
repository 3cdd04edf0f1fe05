#include "czt/demand/fare_book.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace czt {

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t days_a_month = 30;

Money fare_of(const Tariff& tariff, StationId, StationId, std::int64_t km) { return tariff.fare(km); }
Money fare_of(const FlatFare& flat, StationId, StationId, std::int64_t) { return flat.price; }
Money fare_of(const ZoneFares& zones, StationId from, StationId to, std::int64_t) {
  return zones.price[zones.zone_of[from] * zones.zones + zones.zone_of[to]];
}
Money fare_of(const PairFares& pairs, StationId from, StationId to, std::int64_t) {
  return pairs.price[from.value * pairs.stations + to.value];
}

bool may_buy(const Product& product, PurposeId purpose) {
  return product.buyers.empty() ||
         std::find(product.buyers.begin(), product.buyers.end(), purpose) != product.buyers.end();
}

}  // namespace

bool FareRule::covers(StationId a, StationId b) const {
  const auto among = [&](StationId s) {
    return between.empty() || std::find(between.begin(), between.end(), s) != between.end();
  };
  return a != b && among(a) && among(b) && (!from || *from == a) && (!to || *to == b);
}

bool FareRule::holds_at(SimTime departure) const {
  return departs.empty() || std::any_of(departs.begin(), departs.end(), [&](const Hours& h) {
           return departure >= h.from && departure < h.to;
         });
}

FareBook::FareBook(FareTerms terms) : terms_(std::move(terms)) {
  assert(!terms_.products.empty() && terms_.products.size() <= 64 && terms_.round_to.fen > 0);
  const std::size_t purposes = terms_.rides_a_month.size();
  for (std::size_t p = 0; p <= purposes; ++p) {
    const PurposeId purpose{p};
    const Decimal often = p < purposes ? terms_.rides_a_month[purpose] : Decimal{million};
    for (std::size_t k = 0; k < terms_.products.size(); ++k) {
      const Product& product = terms_.products[ProductId{k}];
      if (p < purposes ? may_buy(product, purpose) : product.buyers.empty())
        offers_.add(offer(ProductId{k}, often));
    }
    offers_.end_row();
  }
  list_rules();
  price_distances();
}

void FareBook::price_distances() {
  const Tariff* tariff = std::get_if<Tariff>(&terms_.singles);
  if (tariff == nullptr) return;
  for (std::size_t row = 0; row < offers_.size(); ++row)
    for (std::int64_t km = 0; km < known_km; ++km)
      by_km_.push_back(cheapest(row, tariff->fare(km), {}, start_of_day));
}

FareBook::Offer FareBook::offer(ProductId id, Decimal rides_a_month) const {
  const Product& product = terms_.products[id];
  Offer o;
  o.product = id;
  o.singles = product.singles;
  o.bit = std::uint64_t{1} << id.value;
  o.has_price = product.price.has_value();
  if (product.price) o.price = *product.price;
  // He makes as many rides with it as it is good for, or as he expects to make while it is: this one at least.
  const std::int64_t most = product.rides ? std::int64_t{*product.rides} * million * days_a_month
                                          : std::numeric_limits<std::int64_t>::max();
  const std::int64_t expected =
      product.days > 0 ? rides_a_month.millionths * product.days : std::numeric_limits<std::int64_t>::max();
  o.parts = million * days_a_month;
  o.whole = std::max(std::min(most, expected), o.parts);
  const std::int64_t common = std::gcd(o.whole, o.parts);
  o.whole /= common;
  o.parts /= common;
  o.plain = !o.has_price && o.singles.millionths == million && o.whole == 1;
  return o;
}

std::uint64_t FareBook::products_of(const FareRule& rule) const {
  std::uint64_t bits = 0;
  for (const ProductId id : rule.products) bits |= std::uint64_t{1} << id.value;
  if (!rule.products.empty()) return bits;
  // A pass is bought once for all hours, and its rides are free: neither hours nor a cap of one ride reach it.
  const bool rides_only = !rule.departs.empty() || rule.effect == FareRule::Effect::cap;
  for (std::size_t k = 0; k < terms_.products.size(); ++k)
    if (!rides_only || !terms_.products[ProductId{k}].is_pass()) bits |= std::uint64_t{1} << k;
  return bits;
}

void FareBook::list_rules() {
  for (const FareRule& rule : terms_.rules) {
    rules_.push_back({products_of(rule), rule.amount, rule.effect, static_cast<std::uint32_t>(hours_.size()),
                      static_cast<std::uint32_t>(rule.departs.size())});
    for (const Hours& h : rule.departs) {
      hours_.push_back(h);
      bounds_.push_back(h.from);
      bounds_.push_back(h.to);
    }
  }
  std::sort(bounds_.begin(), bounds_.end());
  bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
  if (rules_.empty()) return;
  for (std::size_t from = 0; from < terms_.stations; ++from)
    for (std::size_t to = 0; to < terms_.stations; ++to) {
      for (std::size_t r = 0; r < rules_.size(); ++r)
        if (terms_.rules[r].covers(StationId{from}, StationId{to}))
          rules_of_.add(static_cast<std::uint32_t>(r));
      rules_of_.end_row();
    }
}

bool FareBook::holds(const Rule& rule, SimTime departure) const {
  if (rule.hours == 0) return true;
  for (std::uint32_t h = rule.first_hours; h < rule.first_hours + rule.hours; ++h)
    if (departure >= hours_[h].from && departure < hours_[h].to) return true;
  return false;
}

Money FareBook::single_fare(StationId from, StationId to, std::int64_t tariff_km) const {
  return std::visit([&](const auto& kind) { return fare_of(kind, from, to, tariff_km); }, terms_.singles);
}

Ticket FareBook::ticket(PurposeId purpose, StationId from, StationId to, std::int64_t tariff_km,
                        SimTime booked_departure) const {
  std::span<const std::uint32_t> rules;
  if (!rules_.empty()) rules = rules_of_[Id<PairTag>{from.value * std::size_t{terms_.stations} + to.value}];
  const std::size_t row = std::min<std::size_t>(purpose.value, terms_.rides_a_month.size());
  if (rules.empty() && tariff_km >= 0 && tariff_km < known_km && !by_km_.empty())
    return by_km_[row * known_km + static_cast<std::size_t>(tariff_km)];
  return cheapest(row, single_fare(from, to, tariff_km), rules, booked_departure);
}

Ticket FareBook::cheapest(std::size_t row, Money full, std::span<const std::uint32_t> rules,
                          SimTime departure) const {
  constexpr Money without_end{std::numeric_limits<std::int64_t>::max()};
  Ticket best{ProductId{}, without_end};
  for (const Offer& offer : offers_[Id<OffersTag>{row}]) {
    Money single = full;
    Money cap = without_end;
    for (const std::uint32_t r : rules) {
      const Rule& rule = rules_[r];
      if ((rule.products & offer.bit) == 0 || !holds(rule, departure)) continue;
      Money& limited = rule.effect == FareRule::Effect::price ? single : cap;
      limited = std::min(limited, rule.amount);
    }
    Money ride = single;
    if (!offer.plain) {
      const Money ticket_price =
          offer.has_price ? offer.price : price(offer.singles, single, terms_.round_to);
      ride = part_of(ticket_price, offer.parts, offer.whole);
    }
    ride = std::min(ride, cap);
    if (ride < best.fare) best = {offer.product, ride};
  }
  return best;
}

std::uint32_t FareBook::period_of(SimTime departure) const {
  return static_cast<std::uint32_t>(std::upper_bound(bounds_.begin(), bounds_.end(), departure) -
                                    bounds_.begin());
}

SimTime FareBook::time_in(std::uint32_t period) const {
  if (period > 0) return bounds_[period - 1];
  return bounds_.empty() ? start_of_day : bounds_.front() - milliseconds(1);
}

}  // namespace czt
