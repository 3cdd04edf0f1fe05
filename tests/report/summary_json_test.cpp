#include <nlohmann/json.hpp>

#include "czt/report/report.hpp"
#include "report/summaries.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;
using nlohmann::ordered_json;

namespace {

std::vector<std::string> keys_of(const ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}
using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the JSON of run has the members of the design, in order", "[report][json]") {
  const ordered_json run = ordered_json::parse(run_json(base_summary(), "0.1.0"));
  CHECK(keys_of(run) == Keys{"czt", "command", "scenario", "seed", "replications", "fingerprint",
                             "measures", "assumed", "notes"});
  CHECK(run["command"] == "run");
  CHECK(run["fingerprint"] == "0000000000000abc");
  const ordered_json& row = run["measures"][0];
  CHECK(keys_of(row) == Keys{"measure", "where", "scope", "id", "unit", "mean", "sd", "half_width",
                             "confidence", "p05", "p95", "n"});
  CHECK(row["measure"] == "boardings");
  CHECK(row["scope"] == "line");
  CHECK(row["id"] == "");
  CHECK(row["where"].empty());
  CHECK(row["mean"] == 61234.5);
  CHECK(row["confidence"] == 0.95);
  const ordered_json& nobody = run["measures"][3];
  CHECK(nobody["where"]["station"] == "大丰");
  CHECK(nobody["scope"] == "station");
  CHECK(nobody["mean"].is_null());
  CHECK(run["measures"][4]["scope"] == "direction/hour");
  CHECK(run["measures"][4]["id"] == "up/7");
}

TEST_CASE("the JSON of compare adds differences to the later scenarios alone", "[report][json]") {
  const std::vector<Summary> both{base_summary(), other_summary()};
  const ordered_json compare = ordered_json::parse(compare_json(both, "0.1.0"));
  CHECK(compare["command"] == "compare");
  REQUIRE(compare["scenarios"].size() == 2);
  CHECK_FALSE(compare["scenarios"][0]["measures"][0].contains("difference"));
  const ordered_json& rows = compare["scenarios"][1]["measures"];
  CHECK(rows[0]["difference"] == 8766.0);
  CHECK(rows[0]["difference_half_width"] == 80.5);
  CHECK(rows[0]["variance_ratio"] == 4.5);
  CHECK(rows[0]["verdict"] == "better");
  CHECK(rows[0]["low_with_ranges"] == 65000.0);
  CHECK(rows[0]["difference_low_with_ranges"] == 4000.25);
  CHECK(rows[1]["variance_ratio"].is_null());
  CHECK(rows[1]["verdict"] == "same");
  CHECK_FALSE(rows[2].contains("verdict"));
  CHECK(rows[3]["difference"].is_null());
  CHECK(compare["scenarios"][1]["assumed"][0]["path"] == "purposes.commuter.trips");
  CHECK(compare["scenarios"][1]["assumed"][0]["high"] == 3.0);
}
