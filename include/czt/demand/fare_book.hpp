#pragma once
/// What a ride costs. A FareBook is made once from the terms that a scenario sets and answers one question: which
/// ticket does this traveller use for one ride, and what does that ride bear of its price? The answer depends on
/// nothing but the question.
///
///   single fare   by distance, flat, by zones or from a table of pairs
///   rules         for some pairs, hours and products: another single fare (price), or the most a ride may cost (cap)
///   products      single, ten-ride, pass …: he takes the one with the least cost a ride, riding as often as his purpose
///
/// A journey with a change of trains is one ride, from its first station to its last. A rule only ever lowers what is
/// paid. Would-be travellers are single legs that know of no other leg, so nothing here caps a day's or a month's sum.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/jagged.hpp"
#include "czt/core/money.hpp"
#include "czt/core/time.hpp"
#include "czt/demand/tariff.hpp"

namespace czt {

struct ProductTag;
using ProductId = Id<ProductTag>;  ///< 0 is the single ticket, which is always sold

struct FlatFare {
  Money price{};
};
struct ZoneFares {
  IdVector<StationId, std::uint32_t> zone_of;
  std::uint32_t zones = 0;
  std::vector<Money> price;  ///< zone · zones + zone
};
struct PairFares {
  std::uint32_t stations = 0;
  std::vector<Money> price;  ///< from · stations + to
};
using SingleFares = std::variant<Tariff, FlatFare, ZoneFares, PairFares>;

/// A ticket for some number of rides. What it costs: `singles` times the single fare of the pair, rounded half up to
/// the step, or `price` whatever the pair. A ride bears its price divided by the rides he expects to make with it.
struct Product {
  std::string name;
  std::string name_zh;
  std::optional<std::uint32_t> rides = 1;  ///< it is good for; none: as many as one likes
  std::uint32_t days = 0;                  ///< it is good for; 0: for ever
  Decimal singles{1'000'000};
  std::optional<Money> price;
  std::vector<PurposeId> buyers;           ///< who may buy it; empty: everybody

  static Product single() { return {"single", "单程票", 1, 0, Decimal{1'000'000}, std::nullopt, {}}; }
  /// Every further ride is free to who holds one.
  [[nodiscard]] bool is_pass() const { return !rides.has_value(); }
};

/// [from, to): a train booked to leave at `to` is outside.
struct Hours {
  SimTime from{};
  SimTime to{};
};

struct FareRule {
  enum class Effect : std::uint8_t { price, cap };
  std::string name;
  std::vector<StationId> between;     ///< from any of these to any other of them; empty: no such condition
  std::optional<StationId> from;
  std::optional<StationId> to;
  std::vector<Hours> departs;         ///< booked departure of the train boarded first; empty: always
  std::vector<ProductId> products;    ///< empty: all, but no pass where hours or a cap are set
  Effect effect = Effect::price;
  Money amount{};

  [[nodiscard]] bool covers(StationId a, StationId b) const;
  [[nodiscard]] bool holds_at(SimTime departure) const;
};

struct FareTerms {
  SingleFares singles = Tariff{};
  Money round_to{100};                                        ///< step of what products cost, > 0
  IdVector<ProductId, Product> products{1, Product::single()};  ///< the single ticket first, at most 64
  std::vector<FareRule> rules;
  IdVector<PurposeId, Decimal> rides_a_month;                 ///< who has no row rides once
  std::uint32_t stations = 0;                                 ///< of the network; needed where there are rules
};

struct Ticket {
  ProductId product;
  Money fare;  ///< what the ride bears of the ticket's price, rounded half up to the fen: revenue
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// Of people whose purpose nobody knows: explicit passengers.
inline constexpr PurposeId no_purpose{0xFFFFFFFFu};

class FareBook {
 public:
  FareBook() : FareBook(FareTerms{}) {}
  explicit FareBook(FareTerms terms);

  /// What somebody of the purpose who rides from one station to another uses, leaving by a train booked at this time.
  /// The cheapest product by the cheapest rules that hold; among equals the one written first. A purpose without a row
  /// gets what everybody may buy. A look-up by distance where no rule covers the pair; else some
  /// 15 ns a product.
  [[nodiscard]] Ticket ticket(PurposeId purpose, StationId from, StationId to, std::int64_t tariff_km,
                              SimTime booked_departure) const;
  /// The fare before rules and products.
  [[nodiscard]] Money single_fare(StationId from, StationId to, std::int64_t tariff_km) const;

  [[nodiscard]] const FareTerms& terms() const { return terms_; }
  [[nodiscard]] const IdVector<ProductId, Product>& products() const { return terms_.products; }

  /// Within one period of the day no ticket changes: periods are bounded by the hours of all rules.
  [[nodiscard]] std::uint32_t periods() const { return static_cast<std::uint32_t>(bounds_.size() + 1); }
  [[nodiscard]] std::uint32_t period_of(SimTime departure) const;
  /// A time within the period.
  [[nodiscard]] SimTime time_in(std::uint32_t period) const;

 private:
  /// A product as one purpose meets it: a ride bears price · parts / whole.
  struct Offer {
    ProductId product;
    Decimal singles;
    Money price;               ///< if has_price
    std::int64_t parts = 1;
    std::int64_t whole = 1;
    std::uint64_t bit = 1;     ///< of the product, in Rule::products
    bool has_price = false;
    bool plain = false;        ///< costs one single fare a ride
  };
  struct Rule {
    std::uint64_t products = 0;
    Money amount;
    FareRule::Effect effect;
    std::uint32_t first_hours = 0;
    std::uint32_t hours = 0;   ///< 0: always
  };
  struct OffersTag;
  struct PairTag;

  [[nodiscard]] Ticket cheapest(std::size_t row, Money full, std::span<const std::uint32_t> rules,
                                SimTime departure) const;
  [[nodiscard]] Offer offer(ProductId product, Decimal rides_a_month) const;
  [[nodiscard]] std::uint64_t products_of(const FareRule& rule) const;
  [[nodiscard]] bool holds(const Rule& rule, SimTime departure) const;
  void list_rules();
  void price_distances();

  FareTerms terms_;
  Jagged<Id<OffersTag>, Offer> offers_;          ///< per purpose, then for anybody else
  std::vector<Rule> rules_;
  std::vector<Hours> hours_;
  Jagged<Id<PairTag>, std::uint32_t> rules_of_;  ///< per from · stations + to; no rows without rules
  std::vector<SimTime> bounds_;                  ///< ascending
  static constexpr std::int64_t known_km = 256;
  std::vector<Ticket> by_km_;                    ///< row of offers_ · known_km + km, without rules; by distance alone
};

}  // namespace czt
