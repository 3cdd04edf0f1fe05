#include "czt/core/time.hpp"

#include "support/catch.hpp"

using namespace czt;

TEST_CASE("a clock time is read up to the end of the next night", "[core]") {
  CHECK(parse_clock("7:05") == clock_time(7, 5));
  CHECK(parse_clock("07:05") == clock_time(7, 5));
  CHECK(parse_clock("07:05:30") == clock_time(7, 5, 30));
  CHECK(parse_clock("25:30") == clock_time(25, 30));
  CHECK(parse_clock("47:59:59.999") == clock_time(48) - milliseconds(1));
  CHECK(parse_clock("07:05:30.25") == clock_time(7, 5, 30) + milliseconds(250));
  CHECK(parse_clock("00:00") == start_of_day);
}

TEST_CASE("what is not a clock time is refused", "[core]") {
  for (const char* text :
       {"48:00", "7:5", "07:60", "-1:00", "", ":", "7", "07:05:60", "07:05:3", "07:05:30.",
        "07:05:30.1234", "007:05", "07:005", " 07:05", "07:05 ", "07:05:30.2x", "0７:05"}) {
    INFO(text);
    CHECK_FALSE(parse_clock(text));
  }
}

TEST_CASE("a clock time is written as briefly as it is exact", "[core]") {
  CHECK(to_clock(clock_time(7, 5)) == "07:05");
  CHECK(to_clock(clock_time(7, 5, 30)) == "07:05:30");
  CHECK(to_clock(clock_time(7, 5) + milliseconds(250)) == "07:05:00.250");
  CHECK(to_clock(clock_time(7, 5) + milliseconds(7)) == "07:05:00.007");
  CHECK(to_clock(clock_time(25, 30)) == "25:30");
  CHECK(to_clock(clock_time(0) - minutes(5)) == "-00:05");
  CHECK(to_clock_seconds(clock_time(7, 5)) == "07:05:00");
  CHECK(to_clock_seconds(clock_time(7, 5, 30) + milliseconds(999)) == "07:05:30");
}

TEST_CASE("every clock time reads back as itself", "[core]") {
  for (std::int64_t ms = 0; ms < 48 * 3'600'000; ms += 61'007) {
    const SimTime time{milliseconds(ms)};
    REQUIRE(parse_clock(to_clock(time)) == time);
  }
}

TEST_CASE("seconds become the nearest millisecond, halves away from zero", "[core]") {
  CHECK(quantise(1.2344) == milliseconds(1234));
  CHECK(quantise(0.0625) == milliseconds(63));  // 62.5 exactly
  CHECK(quantise(-0.0625) == milliseconds(-63));
  CHECK(quantise(0.00049999999999999) == milliseconds(0));
}
