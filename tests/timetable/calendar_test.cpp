#include "czt/timetable/calendar.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;

namespace {

constexpr std::uint32_t weekday = 0, weekend = 1, holiday = 2;

Stretch stretch(const char* from, const char* to) { return {parse_boundary(from), parse_boundary(to)}; }

/// Weekdays, weekends and holidays; two purposes.
Calendar plain_calendar() {
  Calendar calendar;
  calendar.types = {{"weekday", "工作日", {true, true, true, true, true, false, false}, {1.0, 1.0}},
                    {"weekend", "", {false, false, false, false, false, true, true}, {0.25, 2.0}},
                    {"holiday", "", {}, {0.0, 3.0}}};
  calendar.out_of_term = {1.0, 0.5};
  return calendar;
}

}  // namespace

TEST_CASE("the lunar feasts lie whole moons after the Spring Festival", "[timetable][calendar]") {
  // A slip of a digit in the table would break the moon's pace: four moons (five with a leap one between) and four days
  // to the Dragon Boat, seven (eight) and fourteen days to Mid-Autumn.
  constexpr double moon = 29.530588;
  for (int year = first_known_year; year <= last_known_year; ++year) {
    const Date first = *date_of(Feast::spring_festival, year);
    const int boats = *date_of(Feast::dragon_boat, year) - first;
    const int harvest = *date_of(Feast::mid_autumn, year) - first;
    INFO(year);
    CHECK(std::fabs(std::remainder(boats - 4, moon)) < 1.5);
    CHECK(std::fabs(std::remainder(harvest - 14, moon)) < 1.5);
    CHECK(boats < 5.5 * moon);
    CHECK(harvest < 8.7 * moon);
    CHECK(date_of(Feast::spring_festival, year + 1).has_value());
    // Twelve or thirteen moons to the next.
    CHECK(std::fabs(std::remainder(*date_of(Feast::spring_festival, year + 1) - first, moon)) < 1.5);
    const Date qingming = *date_of(Feast::qingming, year);
    CHECK((qingming == Date(year, 4, 4) || qingming == Date(year, 4, 5)));
  }
}

TEST_CASE("an end of a stretch is a date, a day of every year or one by a feast", "[timetable][calendar]") {
  CHECK(parse_boundary("2017-10-01")->in(2020) == Date(2017, 10, 1));
  CHECK(parse_boundary("10-01")->in(2020) == Date(2020, 10, 1));
  CHECK(parse_boundary("02-29")->in(2017) == Date(2017, 2, 28));
  CHECK(parse_boundary("spring festival -1")->in(2017) == Date(2017, 1, 27));
  CHECK(parse_boundary("春节+6")->in(2017) == Date(2017, 2, 3));
  CHECK(parse_boundary("mid-autumn")->in(2017) == Date(2017, 10, 4));
  CHECK(parse_boundary("mid-autumn -1")->in(2017) == Date(2017, 10, 3));
  CHECK_FALSE(parse_boundary("qingming")->in(2035));
  for (const char* wrong : {"", "13-01", "02-30", "spring festival 3", "easter", "spring festival +999", "2017-02-29"})
    CHECK_FALSE(parse_boundary(wrong));
}

TEST_CASE("a stretch of every year may end in the next", "[timetable][calendar]") {
  const Stretch autumn = stretch("09-01", "spring festival -14");
  CHECK(autumn.holds(Date(2017, 12, 31)));
  CHECK(autumn.holds(Date(2018, 2, 2)));
  CHECK_FALSE(autumn.holds(Date(2018, 2, 3)));
  CHECK(autumn.holds(Date(2016, 1, 10)));   // begun in 2015
  CHECK(autumn.holds(Date(2030, 12, 31)));  // ends in 2031
  CHECK_FALSE(autumn.holds(Date(2030, 8, 31)));
}

TEST_CASE("a dated period beats one of every year, and that the day of the week", "[timetable][calendar]") {
  Calendar calendar = plain_calendar();
  calendar.periods = {{"National Day", stretch("10-01", "10-07"), holiday},
                      {"works", stretch("2017-10-07", "2017-10-08"), weekday}};
  CHECK(lay_out(calendar).empty());
  CHECK(calendar.find(Date(2017, 10, 6))->type == holiday);
  CHECK(calendar.find(Date(2017, 10, 7))->type == weekday);  // a Saturday
  CHECK(calendar.find(Date(2017, 10, 8))->type == weekday);
  CHECK(calendar.find(Date(2018, 10, 7))->type == holiday);
  CHECK(calendar.find(Date(2017, 10, 14))->type == weekend);
  CHECK(calendar.find(Date(2017, 10, 14))->period == Calendar::none);
  CHECK(calendar.find(Date(2031, 1, 1)) == nullptr);
  CHECK(calendar.find(Date(2015, 12, 31)) == nullptr);
}

TEST_CASE("dates without a type and dates with two are found and counted", "[timetable][calendar]") {
  Calendar calendar = plain_calendar();
  calendar.types[weekend].on[6] = false;  // no Sundays
  calendar.periods = {{"a", stretch("2017-05-01", "2017-05-03"), holiday}, {"b", stretch("2017-05-02", "2017-05-04"), weekday}};
  const auto problems = lay_out(calendar);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].period == 1u);
  CHECK(problems[0].other == 0);
  CHECK(problems[0].date == Date(2017, 5, 2));
  CHECK(problems[0].dates == 2);
  CHECK_FALSE(problems[1].period);
  CHECK(problems[1].date == Date(2016, 1, 3));
  CHECK(problems[1].dates == 783);  // 15 years hold 783 Sundays: 2016-01-03 … 2030-12-29
  // Two periods that agree are no problem.
  calendar.periods[1].type = holiday;
  CHECK(lay_out(calendar).size() == 1);
}

TEST_CASE("a date's factors are those of its type, its month and the school's", "[timetable][calendar]") {
  Calendar calendar = plain_calendar();
  calendar.months[6] = 1.5;
  calendar.terms = {stretch("09-01", "07-07")};
  CHECK(lay_out(calendar).empty());
  CHECK(calendar.factors(Date(2017, 7, 5)) == std::vector<double>{1.5, 1.5});    // Wednesday, in term
  CHECK(calendar.factors(Date(2017, 7, 15)) == std::vector<double>{0.375, 1.5});  // Saturday, out of term
  CHECK(calendar.factors(Date(2017, 9, 4)) == std::vector<double>{1.0, 1.0});
  CHECK(calendar.factors(weekend) == std::vector<double>{0.25, 2.0});
}

TEST_CASE("a service runs on its types of day between its dates", "[timetable][calendar]") {
  Calendar calendar = plain_calendar();
  calendar.services = {{"summer", false, stretch("2017-07-01", "2017-08-31"), {}},
                       {"from July", false, {parse_boundary("2017-07-01"), std::nullopt}, {weekday}}};
  CHECK(lay_out(calendar).empty());
  CHECK(calendar.running(weekday, Date(2017, 6, 30)) == std::vector<bool>{false, false});
  CHECK(calendar.running(weekday, Date(2017, 7, 1)) == std::vector<bool>{true, true});
  CHECK(calendar.running(weekend, Date(2017, 7, 2)) == std::vector<bool>{true, false});
  CHECK(calendar.running(weekday, Date(2017, 9, 1)) == std::vector<bool>{false, true});
  calendar.as_of = Date(2017, 5, 15);
  CHECK(calendar.running(weekday, std::nullopt) == std::vector<bool>{false, false});
}
