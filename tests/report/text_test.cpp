#include <cmath>
#include <sstream>

#include "czt/core/text.hpp"
#include "czt/report/report.hpp"
#include "report/number.hpp"
#include "report/summaries.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}
std::string line_with(const std::string& text, const std::string& part) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (contains(line, part)) return line;
  return {};
}

}  // namespace

TEST_CASE("numbers are as exact as they are known and no more", "[report][text]") {
  CHECK(number(61234.5, 0) == "61,234");
  CHECK(number(-1234567.0, 0) == "-1,234,567");
  CHECK(number(123.0, 0) == "123");
  CHECK(number(6.3021, 2) == "6.30");
  CHECK(number(0.5, 1, true) == "+0.5");
  CHECK(number(-0.001, 2, true) == "0.00");
  CHECK(number(NAN, 2) == "–");
  CHECK(decimals_for(61234.5, 56.25) == 0);
  CHECK(decimals_for(6.302, 0.035) == 3);
  CHECK(decimals_for(6.302, 0.35) == 2);
  CHECK(decimals_for(6.3, 3.5) == 1);
  CHECK(decimals_for(42.0, 0.0) == 0);
  CHECK(decimals_for(42.125, NAN) == 2);
}

TEST_CASE("the text of a run shows minutes and percent and keeps within 80 cells",
          "[report][text]") {
  Summary summary = other_summary();
  const std::string text = run_text(summary, {});
  CHECK(contains(text, "2021 weekday"));
  CHECK(contains(line_with(text, "boardings"), "70,000"));  // half to even
  CHECK(contains(line_with(text, "wait, mean (min)"), "6.302"));
  CHECK(contains(line_with(text, "finished on time (%)"), "97.65"));
  CHECK(contains(text, "Ridership is assumed, not predicted"));
  CHECK(contains(text, "purposes.commuter.trips = 2, range 1.5–3"));
  CHECK(contains(text, "Zhuzhou is closed"));
  CHECK_FALSE(contains(text, "大丰"));  // only what was asked for beside the line
  CHECK(widest_line(text) <= 80);
}

TEST_CASE("the text of a comparison says which way and how sure", "[report][text]") {
  const std::vector<Summary> both{base_summary(), other_summary()};
  const std::string text =
      compare_text(both, {Language::en, {cell("wait_mean", {{"station", "大丰"}})}});
  const std::string boardings = line_with(text, "boardings");
  CHECK(contains(boardings, "61,234"));
  CHECK(contains(boardings, "+8,766 ▲"));
  CHECK(contains(boardings, "better"));
  CHECK(contains(line_with(text, "wait, mean (min) "), "="));
  CHECK(contains(line_with(text, "finished"), "-1.00 ▼"));
  CHECK(contains(text, "大丰"));
  CHECK(contains(text, "+4,000 … +12,000"));
  CHECK(contains(text, "Ridership is assumed, not predicted"));
}

TEST_CASE("every table line fits into 80 cells in both languages", "[report][text]") {
  Summary base = base_summary();
  base.rows.clear();
  for (const Measure& m : measures()) {
    const double most = m.unit.empty() ? 1.0 : 12345678.9;
    base.rows.push_back({cell(m.name), {most, most / 1e4, most / 1e4, 0, 0, 20}, {}, {}, {}, {}});
  }
  Summary other = base;
  for (SummaryRow& row : other.rows) {
    const double most = row.estimate.mean;
    row.difference = Difference{-most / 10, most / 1e3, 1, 2, 20, false};
    row.verdict = Verdict::undecided;
    row.with_ranges = WithRanges{-most / 10, most};
  }
  for (const Language language : {Language::en, Language::zh}) {
    CHECK(widest_line(run_text(other, {language, {}})) <= 80);
    CHECK(widest_line(compare_text(std::vector<Summary>{base, other}, {language, {}})) <= 80);
  }
}

TEST_CASE("Chinese reports line up and carry Chinese labels", "[report][text]") {
  const std::vector<Summary> both{base_summary(), other_summary()};
  const std::string text = compare_text(both, {Language::zh, {}});
  CHECK(contains(text, "上车人数"));
  CHECK(contains(text, "改善"));
  CHECK(contains(text, "客流是假设的"));
  CHECK(contains(text, "空车厢"));
  const std::string a = line_with(text, "上车人数");
  const std::string b = line_with(text, "终到正点率");
  CHECK(display_width(a.substr(0, a.find("61,234") + 6)) ==
        display_width(b.substr(0, b.find("97.65") + 5)));
}

TEST_CASE("a name cannot send commands to the terminal", "[report][text]") {
  Summary summary = base_summary();
  summary.scenario = "evil\x1b]0;gotcha\x07";
  summary.notes = {"note\x1b[2J"};
  CHECK_FALSE(contains(run_text(summary, {}), "\x1b"));
}

TEST_CASE("who gains and who loses fits into 80 cells, a day on the mean, and adds up", "[report][text]") {
  std::vector<Summary> both{base_summary(), other_summary()};
  Winners w;
  w.replications = 2;
  WinnersTally t;
  t.stay = {8000, -60 * 60'000 * 4, -400'00, 3'600'000};
  t.gainers = 5000;
  t.losers = 1000;
  t.newcomers = {2000, 3'600'000'000, 50'000'00, 7'200'000};
  t.leavers = {10, 36'000'000, 300'00, 0};
  t.undelivered = 3;
  w.rows = {{"line", "", "", t, {}}, {"purpose", "a purpose of a name that is long", "通勤", t, {}}, {"od", "A→B", "", t, {}}};
  both[1].winners = w;
  for (const Language language : {Language::en, Language::zh}) {
    const std::string text = compare_text(both, {language, {}});
    CHECK(widest_line(text) <= 80);
    CHECK_FALSE(contains(text, "A→B"));
    CHECK(contains(text, language == Language::zh ? "通勤" : "a purpose of a name"));
  }
  const std::string text = compare_text(both, {});
  CHECK(line_with(text, "all  ") == "all                         4,000        2,500          500     1,000      +0.03");
  CHECK(line_with(text, "newcomers") == "newcomers                      +1,000         +500        +25,000             +1");
  CHECK(line_with(text, "leavers   ") == "leavers                            -5           -5           -150              0");
  CHECK(line_with(text, "change of") == "change of the totals             +995         +493        +24,650           +1.5");
  CHECK(contains(text, "of the leavers 1.5; before, of the newcomers 0"));
}

TEST_CASE("what is the same in every replication has no ±", "[report][text]") {
  std::vector<Summary> both{base_summary(), other_summary()};
  for (Summary& s : both) s.rows = {{cell("trainsets"), {5, 0, 0, 5, 5, 20}, {}, {}, {}, {}}};
  both[1].rows[0].difference = Difference{15, 0, 0, undefined, 20, false};
  CHECK(line_with(compare_text(both, {}), "trainsets") == "trainsets needed                   5          5        +15 ▲");
  CHECK(line_with(run_text(both[0], {}), "trainsets") == "trainsets needed                           5");
}

TEST_CASE("assumed inputs and notes are broken or cut to 80 cells", "[report][text]") {
  Summary summary = other_summary();
  std::string long_zh;
  for (int k = 0; k < 60; ++k) long_zh += "假";
  summary.assumed[0].path = "changes.a change with a name that goes on and on.purposes.commuter.trips";
  summary.assumed[0].why = "a reason that needs more than the eighty cells that a terminal has in each of its lines";
  summary.assumed.push_back({"choice.fare_elasticity", -1, -1.3, -0.6, "", long_zh, {}, {}});
  summary.notes = {summary.assumed[0].why + " and a little more", long_zh};
  const std::string text = run_text(summary, {});
  CHECK(widest_line(text) <= 80);
  CHECK(contains(text, "lines\n"));
  CHECK(contains(text, "…"));
}
