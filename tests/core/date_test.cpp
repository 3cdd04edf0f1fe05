#include "czt/core/date.hpp"

#include "support/catch.hpp"

using namespace czt;

TEST_CASE("a date knows its day of the week", "[core][date]") {
  CHECK(Date(2017, 1, 28).weekday() == Weekday::saturday);  // first day of the year of the rooster
  CHECK(Date(2021, 5, 24).weekday() == Weekday::monday);
  CHECK(Date(2016, 2, 29) + 1 == Date(2016, 3, 1));
  CHECK(Date(2018, 1, 1) - Date(2017, 1, 1) == 365);
}

TEST_CASE("only a date that exists is read", "[core][date]") {
  CHECK(parse_date("2016-02-29") == Date(2016, 2, 29));
  for (const char* wrong : {"2017-02-29", "2017-13-01", "2017-00-10", "2017-1-01", "17-01-01", "2017/01/01", "2017-01-01 ", "", "2017-01-0x"})
    CHECK_FALSE(parse_date(wrong));
  CHECK(to_text(Date(2017, 1, 8)) == "2017-01-08");
}
