#include "czt/demand/fare_book.hpp"

#include <algorithm>

#include "czt/core/draws.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

const StationId changsha{0}, zhaoshan{1}, xiangtan{2}, zhuzhou_south{3};
const PurposeId commuter{0}, student{1}, visitor{2};
const SimTime noon = clock_time(12);
constexpr std::int64_t south_km = 58;  // published: 29 yuan

/// 2017: half a yuan a kilometre, at least 5 yuan, to the yuan. Commuters ride 40 times a month, students 12, visitors 2.
FareTerms terms_2017() {
  FareTerms terms;
  terms.singles = Tariff{Decimal{500'000}, Money{500}, Money{100}};
  terms.stations = 4;
  for (const std::int64_t rides : {40, 12, 2}) terms.rides_a_month.push_back(Decimal{rides * 1'000'000});
  return terms;
}
Product ten_ride() { return {"ten-ride", "", 10, 90, Decimal{9'000'000}, std::nullopt, {}}; }  // 10 × (1 − 10 %)
Product pass() { return {"pass", "", std::nullopt, 30, Decimal{30'000'000}, std::nullopt, {}}; }
Product half_fare() { return {"student", "", 1, 0, Decimal{500'000}, std::nullopt, {student}}; }

FareRule rule(Money amount, FareRule::Effect effect = FareRule::Effect::price) {
  FareRule r;
  r.effect = effect;
  r.amount = amount;
  return r;
}
FareRule off_peak() {
  FareRule r = rule(Money{2000});
  r.between = {zhuzhou_south, changsha};
  r.departs = {{clock_time(9), clock_time(16, 30)}, {clock_time(19), clock_time(24)}};
  r.products = {ProductId{0}};
  return r;
}
Ticket south(const FareTerms& terms, PurposeId who, SimTime at = noon) {
  return FareBook(terms).ticket(who, zhuzhou_south, changsha, south_km, at);
}
Money fare(const FareTerms& terms, PurposeId who, SimTime at = noon) { return south(terms, who, at).fare; }

}  // namespace

TEST_CASE("the tariff of 2017 gives the published fares, whoever rides whenever", "[demand][fares]") {
  const FareBook book(terms_2017());
  CHECK(book.ticket(visitor, changsha, zhuzhou_south, 58, noon) == Ticket{ProductId{0}, Money{2900}});
  CHECK(book.ticket(commuter, xiangtan, changsha, 49, clock_time(7)).fare == Money{2500});  // 24.50 half up
  CHECK(book.ticket(student, changsha, zhaoshan, 33, noon).fare == Money{1700});            // 16.50 half up
  CHECK(book.ticket(visitor, changsha, zhaoshan, 3, noon).fare == Money{500});              // the least
  CHECK(book.ticket(no_purpose, changsha, zhaoshan, 33, noon).fare == Money{1700});      // nobody's purpose
}

TEST_CASE("a ticket is rounded half up at the step and not before", "[demand][fares]") {
  FareTerms terms = terms_2017();
  terms.singles = Tariff{Decimal{385'000}, Money{0}, Money{50}};
  const auto by = [&](std::int64_t km) { return FareBook(terms).single_fare(changsha, zhaoshan, km).fen; };
  CHECK(by(26) == 1000);  // 10.01 yuan
  CHECK(by(10) == 400);   // 3.85: 3.75 and up belong to 4.00
  CHECK(by(9) == 350);    // 3.465
  terms.singles = Tariff{Decimal{250'000}, Money{0}, Money{50}};
  CHECK(by(1) == 50);     // 0.25 is half a step
  CHECK(by(3) == 100);    // 0.75 is a step and a half
}

TEST_CASE("flat fares, zones and a table of pairs ask for no kilometres", "[demand][fares]") {
  FareTerms terms = terms_2017();
  terms.singles = FlatFare{Money{300}};
  CHECK(fare(terms, visitor) == Money{300});
  ZoneFares zones;
  zones.zones = 2;
  zones.zone_of.assign(4, 0);
  zones.zone_of[zhuzhou_south] = 1;
  zones.price = {Money{200}, Money{600}, Money{600}, Money{250}};
  terms.singles = zones;
  CHECK(fare(terms, visitor) == Money{600});
  CHECK(FareBook(terms).single_fare(changsha, xiangtan, 49) == Money{200});
  PairFares pairs{4, std::vector<Money>(16, Money{1})};
  pairs.price[3 * 4 + 0] = Money{1950};
  terms.singles = pairs;
  CHECK(fare(terms, visitor) == Money{1950});
  CHECK(FareBook(terms).single_fare(changsha, zhuzhou_south, 58) == Money{1});
}

TEST_CASE("20 yuan off-peak holds either way, from its first minute until just before its end", "[demand][fares]") {
  FareTerms terms = terms_2017();
  terms.rules = {off_peak()};
  CHECK(fare(terms, visitor, clock_time(8, 59, 59)) == Money{2900});
  CHECK(fare(terms, visitor, clock_time(9)) == Money{2000});
  CHECK(fare(terms, visitor, clock_time(16, 29, 59)) == Money{2000});
  CHECK(fare(terms, visitor, clock_time(16, 30)) == Money{2900});
  CHECK(fare(terms, visitor, clock_time(19)) == Money{2000});
  CHECK(fare(terms, visitor, clock_time(24)) == Money{2900});
  const FareBook book(terms);
  CHECK(book.ticket(visitor, changsha, zhuzhou_south, 58, noon).fare == Money{2000});
  CHECK(book.ticket(visitor, changsha, xiangtan, 49, noon).fare == Money{2500});
}

TEST_CASE("a rule from and to holds one way", "[demand][fares]") {
  FareTerms terms = terms_2017();
  FareRule r = rule(Money{1000});
  r.from = zhuzhou_south;
  r.to = changsha;
  terms.rules = {r};
  CHECK(fare(terms, visitor) == Money{1000});
  CHECK(FareBook(terms).ticket(visitor, changsha, zhuzhou_south, 58, noon).fare == Money{2900});
}

TEST_CASE("of several valid rules the cheapest wins, and none makes a ride dearer", "[demand][fares]") {
  FareTerms terms = terms_2017();
  terms.rules = {off_peak(), rule(Money{1800}), rule(Money{4000})};
  CHECK(fare(terms, visitor) == Money{1800});
  CHECK(fare(terms, visitor, clock_time(8)) == Money{1800});
  terms.rules = {rule(Money{4000})};
  CHECK(fare(terms, visitor) == Money{2900});
}

TEST_CASE("who rides often takes the pass, a ride bears its share and the next is free", "[demand][fares]") {
  FareTerms terms = terms_2017();
  const ProductId ten = terms.products.push_back(ten_ride());
  const ProductId monthly = terms.products.push_back(pass());
  // Commuter: 30 × 29 / 40 = 21.75. Student: 30 × 29 / 12 = 72.50, ten rides 26.10. Visitor: six rides in 90 days of
  // the ten he would pay for, 261 / 6 = 43.50, so single tickets.
  CHECK(south(terms, commuter) == Ticket{monthly, Money{2175}});
  CHECK(south(terms, student) == Ticket{ten, Money{2610}});
  CHECK(south(terms, visitor) == Ticket{ProductId{0}, Money{2900}});
  CHECK(terms.products[monthly].is_pass());
  CHECK_FALSE(terms.products[ten].is_pass());
}

TEST_CASE("a pass's share is rounded half up to the fen", "[demand][fares]") {
  FareTerms terms = terms_2017();
  Product fixed = pass();
  fixed.price = Money{10'020};  // 100.20 / 40 = 2.505
  terms.products.push_back(fixed);
  CHECK(fare(terms, commuter) == Money{251});
  terms.products[ProductId{1}].price = Money{10'019};
  CHECK(fare(terms, commuter) == Money{250});
}

TEST_CASE("a product is sold to its buyers alone", "[demand][fares]") {
  FareTerms terms = terms_2017();
  const ProductId half = terms.products.push_back(half_fare());
  CHECK(south(terms, student) == Ticket{half, Money{1500}});  // 14.50 half up to the yuan
  CHECK(south(terms, commuter) == Ticket{ProductId{0}, Money{2900}});
  CHECK(south(terms, no_purpose) == Ticket{ProductId{0}, Money{2900}});
}

TEST_CASE("a price changes what discounts are taken from, a cap what is paid in the end", "[demand][fares]") {
  FareTerms terms = terms_2017();
  terms.products.push_back(half_fare());
  terms.rules = {rule(Money{2000})};
  CHECK(fare(terms, student) == Money{1000});
  terms.rules = {rule(Money{2000}, FareRule::Effect::cap)};
  CHECK(fare(terms, student) == Money{1500});
  CHECK(fare(terms, visitor) == Money{2000});
}

TEST_CASE("hours and caps do not reach a pass, a price at all hours does", "[demand][fares]") {
  FareTerms terms = terms_2017();
  const ProductId monthly = terms.products.push_back(pass());
  FareRule cheap = off_peak();
  cheap.products.clear();
  cheap.amount = Money{2500};
  terms.rules = {cheap};
  CHECK(south(terms, commuter) == Ticket{monthly, Money{2175}});
  terms.rules = {rule(Money{2400})};
  CHECK(south(terms, commuter) == Ticket{monthly, Money{1800}});  // 30 × 24 / 40
}

TEST_CASE("within a period of the day no fare changes", "[demand][fares]") {
  FareTerms terms = terms_2017();
  CHECK(FareBook(terms).periods() == 1);
  terms.rules = {off_peak()};
  const FareBook book(terms);
  REQUIRE(book.periods() == 5);  // to 9:00, 16:30, 19:00, 24:00 and on
  for (int minute = 0; minute < 26 * 60; ++minute) {
    const SimTime at = start_of_day + minutes(minute);
    CHECK(book.ticket(visitor, zhuzhou_south, changsha, 58, at) ==
          book.ticket(visitor, zhuzhou_south, changsha, 58, book.time_in(book.period_of(at))));
  }
}

TEST_CASE("adding a rule never raises a fare", "[demand][fares]") {
  const Draws draws(20210526, 0);
  std::uint32_t asked = 0;
  const auto below = [&](std::uint32_t n) {
    return static_cast<std::uint32_t>(std::uint64_t{draws.block(Chance::traveller, 1, asked++)[0]} * n >> 32);
  };
  const auto random_rule = [&](std::size_t products) {
    FareRule r = rule(Money{below(4000)}, below(2) ? FareRule::Effect::cap : FareRule::Effect::price);
    if (below(2)) r.between = {StationId{below(2)}, StationId{2 + below(2)}};
    if (below(3) == 0) r.from = StationId{below(4)};
    if (below(2)) {
      const std::uint32_t first = below(20);
      r.departs = {{clock_time(first), clock_time(first + 1 + below(4))}};
    }
    for (std::size_t k = 0; k < products; ++k)
      if (below(3) == 0) r.products.push_back(ProductId{k});
    return r;
  };
  int lowered = 0;
  for (int round = 0; round < 200; ++round) {
    FareTerms terms = terms_2017();
    for (const Product& product : {ten_ride(), pass(), half_fare()})
      if (below(2)) terms.products.push_back(product);
    while (below(3) != 0) terms.rules.push_back(random_rule(terms.products.size()));
    const FareBook before(terms);
    terms.rules.insert(terms.rules.begin() + below(static_cast<std::uint32_t>(terms.rules.size()) + 1),
                       random_rule(terms.products.size()));
    const FareBook after(terms);
    for (int question = 0; question < 100; ++question) {
      const PurposeId who{below(4)};
      const StationId from{below(4)}, to{below(4)};
      const std::int64_t km = below(80);
      const SimTime at = start_of_day + minutes(below(26 * 60));
      const Money now = after.ticket(who, from, to, km, at).fare;
      const Money then = before.ticket(who, from, to, km, at).fare;
      REQUIRE(now <= then);
      lowered += now < then;
    }
  }
  CHECK(lowered > 500);
}
