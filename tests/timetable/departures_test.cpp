#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

std::string clocks(const Result<std::vector<SimTime>>& departures) {
  REQUIRE(departures.has_value());
  std::string all;
  for (const SimTime t : *departures) all += to_clock(t) + " ";
  return all;
}

/// The paths of what is wrong, in order.
std::string wrong_in(const Result<std::vector<SimTime>>& departures) {
  REQUIRE_FALSE(departures.has_value());
  std::string paths;
  for (const Diagnostic& d : departures.error()) paths += (d.path.empty() ? "-" : d.path) + " ";
  return paths;
}

constexpr auto none = std::nullopt;

}  // namespace

TEST_CASE("trains leave every so often up to the last, which is one of them when hit",
          "[timetable][departures]") {
  CHECK(clocks(departures_of(at("06:40"), at("07:40"), minutes(20), none)) ==
        "06:40 07:00 07:20 07:40 ");
  CHECK(clocks(departures_of(at("06:40"), at("07:39"), minutes(20), none)) == "06:40 07:00 07:20 ");
  CHECK(clocks(departures_of(at("06:40"), at("06:40"), minutes(20), none)) == "06:40 ");
}

TEST_CASE("a number of trains leaves every so often, into the night", "[timetable][departures]") {
  CHECK(clocks(departures_of(at("23:30"), none, minutes(25), 3)) == "23:30 23:55 24:20 ");
}

TEST_CASE("trains spread evenly leave at whole seconds, halves up", "[timetable][departures]") {
  CHECK(clocks(departures_of(at("06:00"), at("08:00"), none, 4)) == "06:00 06:40 07:20 08:00 ");
  // 5 s in two: 2.5 → 3. 10 s in three: 3.33 → 3, 6.67 → 7.
  CHECK(clocks(departures_of(at("06:00"), at("06:00:05"), none, 3)) == "06:00 06:00:03 06:00:05 ");
  CHECK(clocks(departures_of(at("06:00"), at("06:00:10"), none, 4)) ==
        "06:00 06:00:03 06:00:07 06:00:10 ");
  // The 2017 day: 11 trains from 06:40 to 22:27, 947 min in ten: 94 min 42 s.
  const auto day = departures_of(at("06:40"), at("22:27"), none, 11);
  CHECK((*day)[1] - (*day)[0] == minutes(94) + seconds(42));
  CHECK(day->back() == at("22:27"));
}

TEST_CASE("departures that are told too little or too much are an error",
          "[timetable][departures]") {
  CHECK(wrong_in(departures_of(at("06:40"), none, none, none)) == "- ");
  CHECK(wrong_in(departures_of(at("06:40"), none, minutes(5), none)) == "- ");
  CHECK(wrong_in(departures_of(at("06:40"), at("07:00"), none, none)) == "- ");
  CHECK(wrong_in(departures_of(at("06:40"), none, none, 3)) == "- ");
  const auto all = departures_of(at("06:40"), at("07:00"), minutes(5), 3);
  CHECK(wrong_in(all) == "- ");
  CHECK(all.error().front().message ==
        "departures from first, last, every, trains; allowed are first, every and last; "
        "first, every and trains; or first, last and trains");
}

TEST_CASE("departures that cannot be are an error, all of them at once",
          "[timetable][departures]") {
  CHECK(wrong_in(departures_of(at("07:00"), at("06:40"), minutes(0), none)) == "every last ");
  CHECK(wrong_in(departures_of(at("07:00"), none, minutes(-5), 0)) == "every trains ");
  CHECK(wrong_in(departures_of(at("07:00"), at("08:00"), none, 1)) == "trains ");
  CHECK(wrong_in(departures_of(at("07:00"), at("07:00"), none, 2)) == "last ");
}

TEST_CASE("a slip of the pen does not make a million trains", "[timetable][departures]") {
  CHECK(wrong_in(departures_of(at("00:00"), at("24:00"), milliseconds(12), none)) == "every ");
  CHECK(wrong_in(departures_of(at("00:00"), none, minutes(1), 1'000'000)) == "trains ");
}

TEST_CASE("train numbers go on by the step and keep their digits", "[timetable][departures]") {
  CHECK(nth_number({"S7802", 2}, 0) == "S7802");
  CHECK(nth_number({"S7802", 2}, 3) == "S7808");
  CHECK(nth_number({"S0098", 2}, 1) == "S0100");
  CHECK(nth_number({"0S0009", 1}, 1) == "0S0010");
  CHECK(nth_number({"C98", 1}, 2) == "C100");
  CHECK(nth_number({"7", 1}, 1) == "8");
}

TEST_CASE("a train number ends in one to nine digits", "[timetable][departures]") {
  CHECK(is_train_number("S7802"));
  CHECK(is_train_number("42"));
  CHECK_FALSE(is_train_number("S"));
  CHECK_FALSE(is_train_number(""));
  CHECK_FALSE(is_train_number("S7802A"));
  CHECK_FALSE(is_train_number("S1234567890"));
}
