#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/report/report.hpp"
#include "report/summaries.hpp"
#include "report/table.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;
using nlohmann::ordered_json;

namespace {

/// Three changes that add 1,000, 200 and −50 boardings, the first two together 500 more; 5 days.
Attribution three_changes(const std::vector<std::string>& names = {"fares fall", "trains", "more people"},
                          double scale = 1.0) {
  Attribution a;
  a.base = base_summary();
  a.whole = other_summary();
  a.whole.replications = 5;
  a.base.rows.resize(1);
  a.whole.rows.resize(1);
  for (const std::string& name : names) a.changes.push_back({name, name == names.back()});
  a.combinations = combinations_of(names.size(), 8, 1);
  std::vector<Outcomes> outcomes;
  for (const Combination c : a.combinations.all) {
    Outcomes o;
    o.cells = {cell("boardings")};
    o.replications = 5;
    for (int k = 0; k < 5; ++k)
      o.values.push_back(scale * (60000 + (c & 1 ? 1000.0 + k : 0.0) + (c & 2 ? 200.0 : 0.0) +
                                  (c & 4 ? -50.0 : 0.0) + ((c & 3) == 3 ? 500.0 : 0.0)));
    o.prints.resize(5);
    outcomes.push_back(std::move(o));
  }
  a.base.rows[0].estimate = estimate(column(outcomes.front(), 0));
  a.whole.rows[0].estimate = estimate(column(outcomes.back(), 0));
  attribute(a, outcomes);
  return a;
}

std::string line_with(const std::string& text, const std::string& part) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find(part) != std::string::npos) return line;
  return {};
}
int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}
bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
const std::vector<Cell> boardings{cell("boardings")};

}  // namespace

TEST_CASE("the text of an attribution divides the total among the changes and marks what is put in",
          "[report][attribution]") {
  const std::string text = attribution_text(three_changes(), {Language::en, boardings});
  CHECK(contains(text, "8 combinations of the changes"));
  // 1,002 alone, 1,502 last; half of the 500 is its own.
  CHECK(contains(line_with(text, "fares fall"), "+1,252.0"));
  CHECK(contains(line_with(text, "fares fall"), "+1,002.0"));
  CHECK(contains(line_with(text, "fares fall"), "+1,502.0"));
  CHECK(contains(line_with(text, "fares fall"), "75.8 %"));
  CHECK(contains(line_with(text, "trains"), "+450.0"));
  CHECK(contains(line_with(text, "more people"), "more people *"));
  CHECK(contains(line_with(text, "more people"), "-50.0"));
  CHECK(contains(line_with(text, "total"), "+1,652.0"));
  CHECK(contains(line_with(text, "fares fall × trains"), "+500.0"));
  CHECK_FALSE(contains(text, "× more people"));
  CHECK(contains(text, "* put in, not found"));
  CHECK(contains(text, "Ridership is assumed, not predicted"));
  CHECK(contains(text, "chance alone"));
  CHECK_FALSE(contains(attribution_text(three_changes(), {Language::en, {cell("revenue")}}), "fares fall"));
}

TEST_CASE("an attribution keeps within 80 cells in both languages, however long its names",
          "[report][attribution]") {
  std::vector<std::string> chinese, long_ones;
  for (const char* c : {"一", "二", "三"}) {
    std::string name = c;
    for (int k = 0; k < 15; ++k) name += "株洲站开通之后";
    chinese.push_back(name);
    long_ones.push_back(c + std::string(120, 'x'));
  }
  for (const Language language : {Language::en, Language::zh})
    for (const auto& names : {chinese, long_ones, std::vector<std::string>{"开新站", "增车", "客流加倍"}}) {
      const std::string text = attribution_text(three_changes(names, 100.0), {language, boardings});
      CHECK(widest_line(text) <= 80);
    }
  const std::string zh = attribution_text(three_changes({"开新站", "增车", "客流加倍"}), {Language::zh, boardings});
  CHECK(contains(zh, "上车人数"));
  CHECK(contains(zh, "是输入，不是结果"));
  CHECK(contains(zh, "客流是假设的"));
  const std::string a = line_with(zh, "开新站");  // columns line up by cells, not by bytes
  const std::string b = line_with(zh, "合计");
  CHECK(display_width(a.substr(0, a.find("+1,252.0") + 8)) ==
        display_width(b.substr(0, b.find("+1,652.0") + 8)));
}

TEST_CASE("of sampled orders the text says so", "[report][attribution]") {
  const std::string text = attribution_text(
      three_changes({"a", "b", "c", "d", "e", "f", "g", "h", "i"}), {Language::en, boardings});
  CHECK(contains(text, "8 of all orders were sampled"));
  CHECK(contains(text, "chance and sampling"));
  CHECK(widest_line(text) <= 80);
}

TEST_CASE("the JSON of an attribution has the members of the design and its parts add up",
          "[report][attribution][json]") {
  const ordered_json j = ordered_json::parse(attribution_json(three_changes(), "0.1.0"));
  CHECK(j["command"] == "attribute");
  CHECK(j["scenario"] == "2021 weekday");
  CHECK(j["base"] == "2017 weekday");
  CHECK(j["replications"] == 5);
  CHECK(j["combinations"] == 8);
  CHECK(j["orders"] == 0);
  const ordered_json& row = j["attribution"][0];
  CHECK(row["measure"] == "boardings");
  CHECK(row["scope"] == "line");
  double sum = 0;
  for (const ordered_json& part : row["parts"]) sum += part["value"].get<double>();
  CHECK(std::fabs(sum - row["total"].get<double>()) < 1e-9);
  CHECK(row["parts"][0]["change"] == "fares fall");
  CHECK(row["parts"][0]["put_in"] == false);
  CHECK(row["parts"][2]["put_in"] == true);
  CHECK(row["parts"][0]["first"] == 1002.0);
  CHECK(row["parts"][0]["last"] == 1502.0);
  CHECK(row["parts"][1]["half_width"] == 0.0);
  CHECK(row["interactions"].size() == 3);
  CHECK(row["interactions"][0]["changes"] == ordered_json({"fares fall", "trains"}));
  CHECK(row["interactions"][0]["value"] == 500.0);
  CHECK(j["assumed"].size() == 1);
}

TEST_CASE("the tables of an attribution have a row per change, pair and combination",
          "[report][attribution][csv]") {
  const Attribution a = three_changes({"fares, \"cheap\"", "trains", "more people"});
  const auto at = [](const CsvTable& table, std::size_t row, const char* column) {
    return table.rows[row].fields[table.column(column).value()];
  };
  const CsvTable parts = parse_csv(attribution_csv(a), "attribution.csv").value();
  REQUIRE(parts.rows.size() == 3);
  CHECK(at(parts, 0, "change") == "fares, \"cheap\"");
  CHECK(at(parts, 0, "value") == "1252");
  CHECK(at(parts, 2, "put_in") == "1");
  CHECK(at(parts, 2, "total") == "1652");
  CHECK(at(parts, 0, "low_with_ranges").empty());
  const CsvTable pairs = parse_csv(interactions_csv(a), "interactions.csv").value();
  REQUIRE(pairs.rows.size() == 3);
  CHECK(at(pairs, 0, "change_b") == "trains");
  CHECK(at(pairs, 0, "value") == "500");
  const CsvTable all = parse_csv(combinations_csv(a), "combinations.csv").value();
  REQUIRE(all.rows.size() == 8);
  CHECK(at(all, 3, "changes") == "2");
  CHECK(at(all, 3, "with:fares, \"cheap\"") == "1");
  CHECK(at(all, 3, "with:more people") == "0");
  CHECK(at(all, 3, "mean") == "61702");
}
