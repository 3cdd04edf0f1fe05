#include <fmt/format.h>

#include <algorithm>

#include "charts.hpp"
#include "svg.hpp"

namespace czt::html {

namespace {

using Platform = DayPictures::PlatformPicture;
constexpr double width = 1200.0, left = 70.0, top = 34.0;

std::vector<std::uint32_t> in_order(const DayPictures& day) {
  std::vector<std::uint32_t> stations;
  for (const auto& branch : day.branches)
    for (const std::uint32_t s : branch)
      if (std::find(stations.begin(), stations.end(), s) == stations.end()) stations.push_back(s);
  return stations;
}

}  // namespace

Figure station_bars(const Shown& shown) {
  const DayPictures& day = *shown.day;
  constexpr double height = 220.0;
  const std::vector<std::uint32_t> stations = in_order(day);
  const DayPictures* before = shown.before && shown.before->stations.size() == day.stations.size() ? shown.before : nullptr;
  double most = 1.0;
  std::uint32_t busiest = stations.empty() ? 0 : stations.front();
  for (const std::uint32_t s : stations) {
    most = std::max({most, day.platforms[s].boarded, day.platforms[s].alighted});
    if (before) most = std::max({most, before->platforms[s].boarded, before->platforms[s].alighted});
    if (day.platforms[s].boarded > day.platforms[busiest].boarded) busiest = s;
  }
  const Axis y{0.0, ticks(0, most, 5).back(), top + height, top};
  const double bar = (width - left - 10) / static_cast<double>(std::max<std::size_t>(1, stations.size()));
  Svg svg(width, top + height + 95, {"boardings and alightings by station", "各站上下车人数"});
  svg.y_axis(y, left, width - 10, {"persons a day", "人/日"});
  Figure f;
  f.numbers.heads = {{"station", "车站"}, {"boardings a day", "日上车"}, {"alightings a day", "日下车"}};
  if (before) f.numbers.heads.insert(f.numbers.heads.end(), {{"boardings before", "原上车"}, {"alightings before", "原下车"}});
  for (std::size_t k = 0; k < stations.size(); ++k) {
    const std::uint32_t s = stations[k];
    const double x = left + bar * static_cast<double>(k), half = (bar - 8) / 2;
    const Platform& p = day.platforms[s];
    const Both name = name_of(day, s);
    svg.raw(of_station(day, s)).rect(x + 4, y(p.boarded), half, y(0) - y(p.boarded), "fill-up", fmt::format("{}: {:.0f}", name.en, p.boarded));
    svg.rect(x + 4 + half, y(p.alighted), half, y(0) - y(p.alighted), "fill-down", fmt::format("{}: {:.0f}", name.en, p.alighted));
    f.numbers.rows.push_back({entry_of(day, s), fmt::format("{:.1f}", p.boarded), fmt::format("{:.1f}", p.alighted)});
    if (before) {
      const Platform& b = before->platforms[s];
      svg.line(x + 3, y(b.boarded), x + 4 + half, y(b.boarded), "before");
      svg.line(x + 4 + half, y(b.alighted), x + 5 + 2 * half, y(b.alighted), "before");
      f.numbers.rows.back().insert(f.numbers.rows.back().end(), {fmt::format("{:.1f}", b.boarded), fmt::format("{:.1f}", b.alighted)});
    }
    svg.slanted(x + bar / 2, top + height + 12, name).raw("</g>");
  }
  f.id = "stations-" + shown.id;
  f.title = {"Boardings and alightings by station: " + shown.scenario.en, "各站上下车人数：" + shown.scenario.zh};
  const Both name = stations.empty() ? Both{} : name_of(day, busiest);
  const double boarded = stations.empty() ? 0.0 : day.platforms[busiest].boarded;
  f.see = {fmt::format("Most people board at {}: {:.0f} a day, mean of {} days.{}", name.en, boarded, day.days, before ? " Lines across the bars: the base." : ""),
           fmt::format("{}上车人数最多，日均{:.0f}人（{}日平均）。{}", name.zh, boarded, day.days, before ? "横线为基准方案。" : "")};
  f.svg = svg.done() + "<p class=\"legend\"><span class=\"key fill-up\"></span>" + span({"boardings", "上车"}) + " <span class=\"key fill-down\"></span>" + span({"alightings", "下车"}) + "</p>";
  return f;
}

Figure platform_day(const Shown& shown) {
  const DayPictures& day = *shown.day;
  constexpr double height = 220.0;
  std::uint32_t where = 0, when = 0;
  double most = -1.0, missed = 0.0;
  for (std::uint32_t s = 0; s < day.platforms.size(); ++s)
    for (std::uint32_t q = 0; q < day.quarters; ++q)
      if (day.platforms[s].waiting[q] > most) {
        most = day.platforms[s].waiting[q];
        where = s;
        when = q;
      }
  Figure f;
  f.id = "platform-" + shown.id;
  if (day.platforms.empty()) return f;
  const Platform& p = day.platforms[where];
  const Both name = name_of(day, where);
  f.title = {"The fullest platform through the day, " + name.en + ": " + shown.scenario.en, "候车人数最多的车站（" + name.zh + "）全日情况：" + shown.scenario.zh};
  double highest = 1.0;
  for (std::uint32_t q = 0; q < day.quarters; ++q) {
    highest = std::max({highest, p.high[q], p.left_behind[q]});
    missed += p.left_behind[q];
  }
  const double last = day.first_quarter + static_cast<double>(day.quarters) * DayPictures::quarter;
  const Axis x{static_cast<double>(day.first_quarter), last, left, width - 10};
  const Axis y{0.0, ticks(0, highest, 5).back(), top + height, top};
  std::vector<double> band, mean;
  f.numbers.heads = {{"at", "时刻"}, {"waiting, mean", "候车，平均"}, {"10 %", "10%"}, {"90 %", "90%"}, {"left behind in the quarter-hour before", "此前一刻钟滞留人次"}};
  for (std::uint32_t q = 0; q < day.quarters; ++q) {
    const double at = day.first_quarter + (q + 1.0) * DayPictures::quarter;
    band.insert(band.end(), {x(at), y(p.high[q])});
    mean.insert(mean.end(), {x(at), y(p.waiting[q])});
    f.numbers.rows.push_back({clock(at), fmt::format("{:.2f}", p.waiting[q]), fmt::format("{:.0f}", p.low[q]), fmt::format("{:.0f}", p.high[q]), fmt::format("{:.2f}", p.left_behind[q])});
  }
  for (std::uint32_t q = day.quarters; q-- > 0;) band.insert(band.end(), {x(day.first_quarter + (q + 1.0) * DayPictures::quarter), y(p.low[q])});
  Svg svg(width, top + height + 40, {"people waiting through the day", "全日候车人数"});
  svg.y_axis(y, left, width - 10, {"persons", "人"}).hours(x, top, top + height);
  svg.path(band, "band").path(mean, "mean");
  for (std::uint32_t q = 0; q < day.quarters; ++q)
    if (p.left_behind[q] >= 0.05) {
      const double at = day.first_quarter + q * static_cast<double>(DayPictures::quarter);
      svg.rect(x(at), y(p.left_behind[q]), (x.to - x.from) / day.quarters - 1, y(0) - y(p.left_behind[q]), "left-behind", fmt::format("{}: {:.1f}", clock(at), p.left_behind[q]));
    }
  const std::string at = clock(day.first_quarter + (when + 1.0) * DayPictures::quarter);
  f.see = {fmt::format("At {} {:.0f} people wait at {} on average; {:.1f} a day are left behind there by a full train. Line: mean of {} days; band: 10 to 90 % of the days.", at, most, name.en, missed, day.days),
           fmt::format("{}时，{}平均有{:.0f}人候车；每日{:.1f}人次因满员滞留。曲线为{}日平均，阴影为10%至90%的日子。", at, name.zh, most, missed, day.days)};
  f.svg = svg.done() + "<p class=\"legend\"><span class=\"key line mean\"></span>" + span({"waiting", "候车"}) + " <span class=\"key band\"></span>" + span({"10 to 90 % of the days", "10%至90%的日子"}) +
          " <span class=\"key left-behind\"></span>" + span({"left behind", "滞留"}) + "</p>";
  return f;
}

}  // namespace czt::html
