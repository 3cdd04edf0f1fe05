#pragma once
/// Two summaries made up for reports: a base and a later scenario with a difference, a verdict and
/// ranges.

#include <limits>

#include "czt/experiment/summary.hpp"

namespace czt::test {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

inline Cell cell(std::string_view measure,
                 std::vector<std::pair<std::string, std::string>> where = {}) {
  return {static_cast<std::uint32_t>(find_measure(measure) - measures().data()), std::move(where)};
}

inline Summary base_summary() {
  Summary s;
  s.scenario = "2017 weekday";
  s.about_en = "Empty carriages";
  s.about_zh = "空车厢";
  s.seed = 1;
  s.replications = 20;
  s.fingerprint = 0xabc;
  s.rows = {{cell("boardings"), {61234.5, 120.25, 56.25, 61000, 61500, 20}, {}, {}, {}, {}},
            {cell("wait_mean"), {378.125, 4.5, 2.1, 370, 386, 20}, {}, {}, {}, {}},
            {cell("on_time_end"), {0.9765, 0.01, 0.004, 0.96, 0.99, 20}, {}, {}, {}, {}},
            {cell("wait_mean", {{"station", "大丰"}}),
             {undefined, undefined, undefined, undefined, undefined, 0},
             {},
             {},
             {},
             {}},
            {cell("left_behind", {{"direction", "up"}, {"hour", "7"}}),
             {0, 0, 0, 0, 0, 20},
             {},
             {},
             {},
             {}}};
  return s;
}

inline Summary other_summary() {
  Summary s = base_summary();
  s.scenario = "2021 weekday";
  s.rows[0].estimate.mean = 70000.5;
  s.rows[0].difference = Difference{8766, 80.5, 38.5, 4.5, 20, false};
  s.rows[0].verdict = Verdict::better;
  s.rows[0].with_ranges = WithRanges{65000, 75000};
  s.rows[0].difference_with_ranges = WithRanges{4000.25, 12000};
  s.rows[1].difference = Difference{0, 0, 0, undefined, 20, true};
  s.rows[1].verdict = Verdict::same;
  s.rows[2].difference = Difference{-0.01, 0.002, 0.001, 2, 20, false};
  s.rows[3].difference = Difference{undefined, undefined, undefined, undefined, 0, true};
  s.rows[4].difference = Difference{0.5, 0.75, 0.3, 1, 20, false};
  s.assumed = {{"purposes.commuter.trips", 2.0, 1.5, 3.0, "", "commuters discover it", {}, {}}};
  s.notes = {"Zhuzhou is closed"};
  return s;
}

}  // namespace czt::test
