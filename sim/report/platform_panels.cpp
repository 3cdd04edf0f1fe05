/// Every platform through the day, small and beside the others.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "charts.hpp"
#include "svg.hpp"

namespace czt::html {

namespace {

constexpr double panel_width = 236.0, panel_height = 84.0, drawn_height = 52.0, drawn_width = 222.0;
constexpr std::size_t panels_a_row = 5;

struct Peak {
  std::uint32_t quarter = 0;
  double waiting = 0.0;
  double missed = 0.0;  ///< left behind through the day
};

Peak peak_of(const DayPictures::PlatformPicture& platform) {
  Peak peak;
  for (std::uint32_t q = 0; q < platform.waiting.size(); ++q) {
    peak.missed += platform.left_behind[q];
    if (platform.waiting[q] > peak.waiting) peak = {q, platform.waiting[q], peak.missed};
  }
  return peak;
}

/// Whole units are enough here.
std::string way_of(const std::vector<double>& values, double x, double bottom, double most) {
  std::string way;
  const double step = drawn_width / static_cast<double>(std::max<std::size_t>(1, values.size()));
  for (std::size_t q = 0; q < values.size(); ++q)
    way += fmt::format("{}{:.0f} {:.0f}", q ? "L" : "M", x + step * (static_cast<double>(q) + 1.0), bottom - drawn_height * values[q] / most);
  return way;
}

}  // namespace

Figure platform_panels(const Shown& shown) {
  const DayPictures& day = *shown.day;
  std::vector<std::uint32_t> stations;
  double most = 1.0;
  for (std::uint32_t s = 0; s < day.platforms.size(); ++s)
    if (day.platforms[s].boarded + day.platforms[s].alighted > 0.0) {
      stations.push_back(s);
      most = std::max(most, peak_of(day.platforms[s]).waiting);
    }
  std::stable_sort(stations.begin(), stations.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return peak_of(day.platforms[a]).waiting > peak_of(day.platforms[b]).waiting; });
  Figure f;
  f.id = "platforms-" + shown.id;
  f.title = {"Waiting at every station through the day: " + shown.scenario.en, "各站全日候车人数：" + shown.scenario.zh};
  f.numbers.heads = {{"station", "车站"}, {"most waiting, mean", "最多候车（平均）"}, {"at", "时刻"}, {"left behind a day", "日滞留人次"}};
  const double rows = std::ceil(static_cast<double>(stations.size()) / panels_a_row);
  Svg svg(panel_width * panels_a_row, panel_height * std::max(1.0, rows) + 20, f.title);
  for (std::size_t k = 0; k < stations.size(); ++k) {
    const DayPictures::PlatformPicture& platform = day.platforms[stations[k]];
    const Peak peak = peak_of(platform);
    const double x = 4 + panel_width * static_cast<double>(k % panels_a_row), bottom = panel_height * static_cast<double>(k / panels_a_row + 1) - 8;
    const Both name = name_of(day, stations[k]);
    const std::string at = clock(day.first_quarter + (peak.quarter + 1.0) * DayPictures::quarter);
    svg.raw(of_station(day, stations[k])).line(x, bottom, x + drawn_width, bottom, "grid");
    svg.raw(fmt::format("<path class=mean d=\"{}\"/>", way_of(platform.waiting, x, bottom, most)));
    for (std::uint32_t q = 0; q < day.quarters; ++q)
      if (platform.left_behind[q] >= 0.5) {
        const double height = std::min(drawn_height, drawn_height * platform.left_behind[q] / most);
        svg.rect(x + drawn_width * q / day.quarters, bottom - height, drawn_width / day.quarters, height, "left-behind");
      }
    const std::string label = fmt::format(" {:.0f} ({})", peak.waiting, at);
    svg.text(x, bottom - drawn_height - 6, {name.en + label, name.zh + label}, "start", "small").raw("</g>");
    f.numbers.rows.push_back({entry_of(day, stations[k]), fmt::format("{:.2f}", peak.waiting), at, fmt::format("{:.2f}", peak.missed)});
  }
  const std::string from = clock(day.first_quarter), to = clock(day.first_quarter + static_cast<double>(day.quarters) * DayPictures::quarter);
  svg.text(4, panel_height * std::max(1.0, rows) + 12, {"each panel: " + from + " to " + to, "每格：" + from + "至" + to}, "start", "unit");
  const Both first = stations.empty() ? Both{} : name_of(day, stations.front());
  f.see = {fmt::format("All on one scale, the fullest first ({}: {:.0f} people). Beside the name: most people waiting and when, mean of {} days. Bars: people left behind by full trains.", first.en, stations.empty() ? 0.0 : most, day.days),
           fmt::format("各站同一比例，按最多候车人数排列（{}：{:.0f}人）。站名旁为最多候车人数及时刻（{}日平均），柱为因满员滞留的人次。", first.zh, stations.empty() ? 0.0 : most, day.days)};
  f.svg = svg.done();
  return f;
}

}  // namespace czt::html
