#include <algorithm>
#include <sstream>

#include "czt/core/text.hpp"
#include "czt/report/report.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

Estimate about(double mean) { return {mean, 12.0, 5.6, mean - 20.0, mean + 20.0, 20}; }

YearSummary year_2017() {
  YearSummary year;
  year.summary.scenario = "2017 weekday";
  year.summary.replications = 20;
  year.summary.seed = 1;
  for (const char* name : {"journeys", "boardings", "revenue", "wait_mean", "load_max", "dwell_mean", "load_factor_seats"}) {
    SummaryRow row;
    row.cell.measure = static_cast<std::uint32_t>(find_measure(name) - measures().data());
    row.estimate = about(name == std::string("revenue") ? 38'010'318.25 : 1234.5);
    row.with_ranges = WithRanges{1000.0, 98'765'432.0};
    year.summary.rows.push_back(row);
  }
  year.year = 2017;
  year.days = {{Date(2017, 1, 1), "holiday", "法定假日", "New Year 2017", {10.0, 11.0, 100.0, 60, 3, 4, 5}},
               {Date(2017, 1, 2), "a type of day with a name that is too long for any table", "", "and so is this period's",
                {30.0, 31.0, 300.0, 60, 3, 4, 5}}};
  year.types = {{"holiday", "法定假日", 1, about(10.0), about(0.25)},
                {"a type of day with a name that is too long for any table", "", 1, about(30.0), about(0.75)}};
  year.busiest = 1;
  year.days_with = {{"left_behind_passengers > 0", {0.5, 0.1, 0.05, 0.4, 0.6, 20}}};
  return year;
}

}  // namespace

TEST_CASE("the text of a year fits 80 columns in both languages", "[report][year]") {
  for (const Language language : {Language::en, Language::zh}) {
    const std::string text = year_text(year_2017(), {language, {}});
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(display_width(line) <= 80);
    }
  }
}

TEST_CASE("the text of a year says what is summed, what is a mean, and which day was the busiest", "[report][year]") {
  const std::string text = year_text(year_2017(), {});
  const auto at = [&](const char* words) {
    INFO(text << "\nlooking for " << words);
    REQUIRE(text.find(words) != std::string::npos);
    return text.find(words);
  };
  CHECK(at("Sums of the days:") < at("fare revenue"));
  CHECK(at("fare revenue") < at("Of the year as a whole:"));
  CHECK(at("Of the year as a whole:") < at("wait, mean"));
  CHECK(at("Highest of the days:") < at("highest load"));
  CHECK(at("Means of the days:") < at("dwell, mean"));
  at("busiest day   2017-01-02        30  a type of day");
  at("quietest day  2017-01-01        10  holiday, New Year 2017");
  at("days with left_behind_passengers > 0: 1.00 ± 0.10 of 2");
  const std::string chinese = year_text(year_2017(), {Language::zh, {}});
  CHECK(chinese.find("法定假日") != std::string::npos);
}

TEST_CASE("a year's table of days has a row for each, by date", "[report][year]") {
  const std::string csv = days_csv(year_2017());
  CHECK(csv.starts_with("date,weekday,day_type,period,journeys,boardings,revenue,wait_mean,load_max,dwell_mean,load_factor_seats\n"
                        "2017-01-01,sun,holiday,New Year 2017,10,11,100,60,3,4,5\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
  const std::string json = year_json(year_2017(), "0");
  CHECK(json.find("\"over_days\": {\"travellers\": \"sum\"") != std::string::npos);
  CHECK(json.find("\"busiest\": {\"date\": \"2017-01-02\"") != std::string::npos);
}
