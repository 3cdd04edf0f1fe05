#include "czt/core/money.hpp"

#include "support/catch.hpp"

using namespace czt;

namespace {
constexpr Money yuan(std::int64_t n) { return {n * 100}; }
}  // namespace

TEST_CASE("the line's first fares follow from half a yuan per kilometre", "[core]") {
  const Decimal rate = *parse_decimal("0.5");
  CHECK(price(rate, 58, yuan(1)) == yuan(29));  // Zhuzhou–Changsha
  CHECK(price(rate, 49, yuan(1)) == yuan(25));  // Changsha–Xiangtan, 24.50 before rounding
  CHECK(price(rate, 33, yuan(1)) == yuan(17));  // Changsha–Zhaoshan, 16.50
}

TEST_CASE("a price is rounded half up to the tariff's step, once and exactly", "[core]") {
  CHECK(price(*parse_decimal("0.1"), 5, yuan(1)) == yuan(1));
  CHECK(price(*parse_decimal("0.099999"), 5, yuan(1)) == yuan(0));
  CHECK(price(*parse_decimal("0.385"), 13, Money{50}) == Money{500});  // 5.005
  CHECK(price(*parse_decimal("0.385"), 13, Money{1}) == Money{501});   // 5.005: half a fen goes up
  CHECK(price(*parse_decimal("0.1"), 3, Money{10}) == Money{30});      // 0.1 × 3 > 0.3 in binary
  CHECK(price(*parse_decimal("0"), 58, yuan(1)) == yuan(0));
  CHECK(price(*parse_decimal("1000000"), 1'000'000'000, Money{1}) == yuan(1'000'000'000'000'000));
}

TEST_CASE("a decimal keeps six places exactly", "[core]") {
  CHECK(parse_decimal("0.385") == Decimal{385'000});
  CHECK(parse_decimal("-2") == Decimal{-2'000'000});
  CHECK(parse_decimal("29.00") == Decimal{29'000'000});
  CHECK(parse_decimal("0.000001") == Decimal{1});
  CHECK(parse_decimal("1000000000000") == Decimal{1'000'000'000'000'000'000});
  CHECK(parse_decimal(".5") == Decimal{500'000});
  CHECK(parse_decimal("+1") == Decimal{1'000'000});
  for (const char* text :
       {"", "-", ".", "5.", "1e3", "0.0000001", "1000000000000.1", "1000000000001",
        "-1000000000000.1", "1,5", " 1", "1 ", "--1", "nan", "99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(parse_decimal(text));
  }
}

TEST_CASE("decimals and money are written as people write them", "[core]") {
  CHECK(to_text(Decimal{385'000}) == "0.385");
  CHECK(to_text(Decimal{-2'000'000}) == "-2");
  CHECK(to_text(Decimal{-50'000}) == "-0.05");
  CHECK(to_text(Decimal{0}) == "0");
  CHECK(to_text(Decimal{100'000'000}) == "100");
  CHECK(to_text(yuan(29)) == "29.00");
  CHECK(to_text(Money{5}) == "0.05");
  CHECK(to_text(Money{-1234}) == "-12.34");
}
