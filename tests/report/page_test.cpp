#include "czt/report/page.hpp"

#include <regex>

#include "czt/core/digest.hpp"
#include "czt/report/replay.hpp"
#include "czt/report/what_if.hpp"
#include "report/summaries.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

/// Two stations, one train in each direction and five people.
DayPictures small_day(const std::string& name) {
  DayPictures day;
  day.days = 2;
  day.first_quarter = 8 * 3'600'000;
  day.quarters = 4;
  day.stations = {{name, "甲", 0.0, 0}, {"B", "", 10.0, 0}};
  day.branches = {{0, 1}};
  const std::vector<double> none(4, 0.0);
  day.segments = {{0, 1, Direction::down, 10.0, {5.0, 0, 0, 0}, {4.0, 0, 0, 0}, {10.0, 0, 0, 0}}, {1, 0, Direction::up, 10.0, none, none, none}};
  TrainPicture train{name, Direction::down, false, 4, 10, {}};
  train.stops = {{0, true, day.first_quarter, day.first_quarter, day.first_quarter, day.first_quarter + 60'000, 31'000, 5, 0, 5},
                 {1, true, day.first_quarter + 600'000, day.first_quarter + 600'000, day.first_quarter + 660'000, day.first_quarter + 660'000, 30'000, 0, 5, 0}};
  day.trains = {train};
  day.platforms = {{{2.5, 0, 0, 0}, {1, 0, 0, 0}, {4, 0, 0, 0}, {0.5, 0, 0, 0}, 5.0, 0.0}, {none, none, none, none, 0.0, 5.0}};
  day.waits = std::vector<double>(61, 0.0);
  day.waits[3] = 5.0;
  day.journeys = std::vector<double>(91, 0.0);
  day.journeys[10] = 5.0;
  day.delay[static_cast<std::size_t>(DelayCause::dwell)] = 60.0;
  return day;
}

}  // namespace

TEST_CASE("a report says in its first sentence what changed, how much and how sure", "[report][page]") {
  const Summary summaries[] = {base_summary(), other_summary()};
  const std::string page = report_page({summaries, {}, nullptr, "czt compare a b", "0.1", Language::en, {}});
  INFO(page.substr(page.find("against 2017"), 90));
  CHECK(page.find("2021 weekday against 2017 weekday: boardings 70,000 (+8,766 ± 80)") != std::string::npos);
  CHECK(page.find("The same: wait, mean") != std::string::npos);
  CHECK(page.find("2021 weekday与2017 weekday相比") != std::string::npos);
  CHECK(page.find("purposes.commuter.trips") != std::string::npos);
  CHECK(page.find("czt compare a b") != std::string::npos);
  CHECK(page.find("Zhuzhou is closed") != std::string::npos);
}

TEST_CASE("a table of differences marks what is surely more, surely less and not clear", "[report][page]") {
  const Summary summaries[] = {base_summary(), other_summary()};
  const std::string page = report_page({summaries, {}, nullptr, "", "0.1", Language::en, {}});
  const auto row = [&](const std::string& measure) {
    const std::size_t at = page.find("data-measure=\"" + measure + "\"");
    REQUIRE(at != std::string::npos);
    return page.substr(at, page.find("</tr>", at) - at);
  };
  CHECK(row("boardings").find("▲") != std::string::npos);
  CHECK(row("boardings").find("better") != std::string::npos);
  CHECK(row("wait_mean").find("= the same") != std::string::npos);
  CHECK(row("on_time_end").find("▼") != std::string::npos);
}

TEST_CASE("names of scenarios, stations and trains are text on a page, whatever they are", "[report][page]") {
  const std::string hostile = "<script>alert(1)</script>\"'&=cmd";
  Summary summaries[] = {base_summary(), other_summary()};
  for (Summary& s : summaries) {
    s.scenario = hostile;
    s.about_en = hostile;
    s.about_zh = hostile;
    s.notes = {hostile};
    s.assumed = {{hostile, 1, 0, 2, hostile, hostile, {}, {}}};
  }
  const DayPictures days[] = {small_day(hostile), small_day(hostile)};
  const std::string page = report_page({summaries, days, nullptr, hostile, hostile, Language::zh, {}});
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(count_of(page, "<script") == 1);
  CHECK(page.find("\"'&=") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;=cmd") != std::string::npos);
}

TEST_CASE("a page runs its own script alone and asks for nothing", "[report][page]") {
  const Summary summaries[] = {base_summary(), other_summary()};
  const DayPictures days[] = {small_day("A"), small_day("A")};
  const std::string page = report_page({summaries, days, nullptr, "", "0.1", Language::en, {}});
  std::smatch policy;
  REQUIRE(std::regex_search(page, policy, std::regex("Content-Security-Policy\" content=\"([^\"]*)\"")));
  CHECK(std::regex_match(policy[1].str(), std::regex("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; script-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'")));
  // The policy names the digest of the script that is there, in base 64.
  const std::size_t begin = page.find("<script>") + 8;
  const std::string script = page.substr(begin, page.find("</script>") - begin);
  std::smatch named;
  REQUIRE(std::regex_search(page, named, std::regex("script-src 'sha256-([^=]*)=")));
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits, hex;
  for (const char c : named[1].str())
    for (int bit = 5; bit >= 0; --bit) bits += letters.find(c) >> bit & 1u ? '1' : '0';
  for (std::size_t at = 0; at < 256; at += 4) hex += "0123456789abcdef"[std::stoul(bits.substr(at, 4), nullptr, 2)];
  CHECK(hex == sha256_hex(script));
  const std::regex address("(https?:|[ ]src=|[ ]href=|@import|url\\(|[ ]style=|[ ]on[a-z]+=)");
  std::string without = page;
  for (std::size_t at; (at = without.find("http://www.w3.org/2000/svg")) != std::string::npos;) without.erase(at, 26);
  CHECK_FALSE(std::regex_search(without, address));
}

TEST_CASE("a report has every picture of every scenario with its numbers", "[report][page]") {
  const Summary summaries[] = {base_summary(), other_summary()};
  const DayPictures days[] = {small_day("A"), small_day("A")};
  const std::string page = report_page({summaries, days, nullptr, "", "0.1", Language::en, {}});
  for (const std::string picture : {"train-graph", "load-map", "load-profile", "stations", "platform", "platforms", "wait", "journey", "dwell", "delay"})
    for (const std::string of : {"0", "1"}) CHECK(page.find("<figure id=\"" + picture + "-" + of + "\">") != std::string::npos);
  CHECK(page.find("A–B in the quarter-hour from 08:00: 5 on 4 seats (room for 10)") != std::string::npos);
  CHECK(page.find("1 trains ran on the first day simulated; on 1 of them people stood somewhere") != std::string::npos);
  CHECK(page.find("<tr><th scope=rowgroup colspan=9>A\n<tr><th scope=row><i>A</i><b>甲</b><td>08:00<td>08:00<td>08:00<td>08:01<td>5<td>0<td>31<td>5\n<tr><th scope=row>B<td>08:10<td>08:10<td>08:11<td>08:11") != std::string::npos);
  // One segment and direction above its quarter-hours, in both languages.
  CHECK(page.find("<tr><th scope=\"col\" colspan=3>") != std::string::npos);
  CHECK(page.find("<tr><th scope=rowgroup colspan=3><i>A–B</i><b>甲–B</b><th scope=rowgroup><i>down</i><b>下行</b>\n<tr><th scope=row>08:00<td>5.0<td>4.0<td>10.0\n") != std::string::npos);
  CHECK(page.find("At 08:15 2 people wait at A on average") != std::string::npos);
  CHECK(page.find("<tr><th scope=row><i>A</i><b>甲</b><td>2.50<td>08:15<td>0.50") != std::string::npos);
  CHECK(count_of(page, "<svg ") == count_of(page, "</svg>"));
}

TEST_CASE("revenue and subsidy add up to the cost to the fen", "[report][page]") {
  Summary s = base_summary();
  const auto put = [&](std::string_view measure, double mean) { s.rows.push_back({cell(measure), {mean, 0, 0, mean, mean, 20}, {}, {}, {}, {}}); };
  put("revenue", 100.004);
  put("operating_cost", 250.008);
  put("subsidy", 150.004);
  const std::string page = report_page({{&s, 1}, {}, nullptr, "", "0.1", Language::en, {}});
  CHECK(page.find("2017 weekday<td>100.00<td>250.00<td>150.00") != std::string::npos);
}

TEST_CASE("who gains and who loses is named in the language of the page", "[report][page]") {
  std::vector<Summary> both{base_summary(), other_summary()};
  Winners w;
  w.replications = 1;
  WinnersTally tally;
  tally.stay.people = 4;
  w.rows = {{"line", "", "", tally, {}}, {"purpose", "commuter", "通勤", tally, {}}, {"purpose", "visitor", "", tally, {}}};
  both[1].winners = w;
  const std::string page = report_page({both, {}, nullptr, "", "0.1", Language::en, {}});
  CHECK(page.find("<th scope=row><i>commuter</i><b>通勤</b><td>4.0") != std::string::npos);
  CHECK(page.find("<th scope=row>visitor<td>4.0") != std::string::npos);
  CHECK(page.find("<th scope=row><i>all</i><b>全部</b>") != std::string::npos);
}

TEST_CASE("pictures of what would be stand beside those of what is, and name what can be picked", "[report][page]") {
  const std::string both = what_if_places(true), one = what_if_places(false);
  CHECK(both.find("<figure id=\"load-map-0\">") != std::string::npos);
  CHECK(both.find("<figure id=\"load-map-1\">") != std::string::npos);
  CHECK(one.find("radiogroup") == std::string::npos);
  CHECK(one.find("load-map-1") == std::string::npos);
  const DayPictures day = small_day("A<b");
  const DayPictures* const days[] = {&day, &day};
  CHECK(what_if_picture("train-graph", days).value().find("运行图：改动后") != std::string::npos);
  CHECK(what_if_picture("train-graph", {days, 1}).value().find("运行图：现状") != std::string::npos);
  CHECK(what_if_picture("load-map", days).value().find("data-station=\"A&lt;b\" data-and=\"B\"") != std::string::npos);
  CHECK_FALSE(what_if_picture("load-map-1", days));
}

TEST_CASE("a picture that is asked for alone is the report's, its numbers apart", "[report][page]") {
  const Summary summaries[] = {base_summary(), other_summary()};
  const DayPictures two[] = {small_day("A<b"), small_day("A<b")};
  const std::string page = report_page({summaries, two, nullptr, "", "0.1", Language::en, {}});
  const DayPictures* const days[] = {&two[0], &two[1]};
  const auto drawing = [](const std::string& text) {  // after its title, which names the scenario
    const std::size_t at = text.find("</title>");
    return text.substr(at, text.rfind("</svg>") - at);
  };
  for (const std::string name : {"train-graph", "load-map", "load-profile", "stations", "platform", "platforms", "wait", "journey", "dwell", "delay"}) {
    INFO(name);
    const std::size_t at = page.find("<figure id=\"" + name + "-1\">");
    REQUIRE(at != std::string::npos);
    const std::string whole = page.substr(at, page.find("</figure>", at) - at), alone = what_if_picture(name, days).value();
    CHECK(alone.find("A<b") == std::string::npos);
    CHECK(alone.find("<table") == std::string::npos);
    if (whole.find("<svg ") != std::string::npos) CHECK(drawing(alone) == drawing(whole));
    if (whole.find("<table") == std::string::npos) continue;
    CHECK(whole.find(what_if_numbers(name, days).value()) != std::string::npos);
  }
}

TEST_CASE("a replay has each train's times and loads, steps of waiting, and where things are on the train graph", "[report][page]") {
  DayPictures day = small_day("A<b");
  day.trains.front().stops.front().load = 7;  // with two who were on board
  const DayReplay replay{day, {{{28'700, 2}, {28'860, 0}}, {}}};
  const std::string json = replay_json(replay);
  CHECK(json.find(R"("stops": [[0, 1, 28800, 28860, 5, 0, 7], [1, 1, 29460, 29460, 0, 5, 0]])") != std::string::npos);
  CHECK(json.find("[28700, 2, 160, -2]") != std::string::npos);
  CHECK(json.find(R"("name": "A<b", "zh": "甲")") != std::string::npos);
  CHECK(json.find(R"("stations": [0, 1], "y": [34, 274])") != std::string::npos);
  CHECK(json.find("A&lt;b</title>") != std::string::npos);
}
