#include "czt/report/ramp_up.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "number.hpp"
#include "table.hpp"

namespace czt {

namespace {

/// 0 to 7, then each day a quarter later than the one shown before.
bool is_shown(std::size_t day, std::size_t before, std::size_t last) {
  return day <= 7 || day == last || day >= before + std::max<std::size_t>(1, before / 4);
}

}  // namespace

std::string ramp_up_text(std::string_view scenario, std::span<const RampUpDay> path, Language language) {
  const bool zh = language == Language::zh;
  constexpr double bar = 24.0;
  double most = 0.0;
  for (const RampUpDay& day : path) most = std::max(most, day.journeys);
  TextTable table({8, 12, 12, 12, static_cast<int>(bar) + 2});
  table.row(zh ? std::vector<std::string>{"日", "知晓（%）", "铁路出行", "差距"}
               : std::vector<std::string>{"day", "informed %", "journeys", "gap"});
  table.rule();
  std::size_t before = 0;
  for (std::size_t d = 0; d < path.size(); ++d) {
    if (!is_shown(d, before, path.size() - 1)) continue;
    before = d;
    const auto cells = static_cast<std::size_t>(most > 0.0 ? std::lround(bar * path[d].journeys / most) : 0);
    std::string drawn;
    for (std::size_t k = 0; k < static_cast<std::size_t>(bar); ++k) drawn += k < cells ? "█" : " ";
    table.row({std::to_string(d), number(100.0 * path[d].informed, 1), number(path[d].journeys, 0), number(path[d].gap, 5), drawn});
  }
  std::string text = escape_control(scenario) + "\n\n" + table.text();
  return text + (zh ? "\n期望值，不含诱增出行；第 0 日为开通日，无人知晓新服务。\n"
                      "学习率（choice.learning_rate）为假设。\n"
                    : "\nExpected values, without induced trips; day 0 is the opening day, on which\n"
                      "nobody knows of the change. The rate of learning (choice.learning_rate) is assumed.\n");
}

std::string ramp_up_json(std::string_view scenario, std::span<const RampUpDay> path, std::string_view version) {
  Json json;
  json.begin_object().field("czt", version).field("command", "run").field("scenario", scenario);
  json.key("ramp_up").begin_array();
  for (std::size_t d = 0; d < path.size(); ++d) {
    json.line().begin_object().field("day", d).field("informed", path[d].informed);
    json.field("journeys", path[d].journeys).field("gap", path[d].gap).end_object();
  }
  json.end_array().end_object();
  return json.text() + "\n";
}

}  // namespace czt
