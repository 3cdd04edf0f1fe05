#include "czt/report/json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "support/catch.hpp"

using czt::Json;
using czt::json_string;

TEST_CASE("JSON keeps the order of its keys and the last bit of its numbers", "[report][json]") {
  Json json;
  json.begin_object()
      .field("b", 0.1)
      .field("a", 1)
      .key("list")
      .begin_array()
      .value(1e300)
      .value(true)
      .null()
      .end_array();
  json.key("empty").begin_array().end_array().key("o").begin_object().end_object().end_object();
  CHECK(json.text() == R"({"b": 0.1, "a": 1, "list": [1e+300, true, null], "empty": [], "o": {}})");
}

TEST_CASE("what is no number in JSON is null", "[report][json]") {
  Json json;
  json.begin_array()
      .value(std::numeric_limits<double>::quiet_NaN())
      .value(std::numeric_limits<double>::infinity());
  json.end_array();
  CHECK(json.text() == "[null, null]");
}

TEST_CASE("names with quotes, control characters and Chinese survive JSON", "[report][json]") {
  const std::string hostile = "a\"b\\c\n\t\x1b[31m\x7f 株洲\r";
  const nlohmann::json read = nlohmann::json::parse(json_string(hostile));
  CHECK(read.get<std::string>() == hostile);
  CHECK(json_string(hostile).find('\x1b') == std::string::npos);
}
