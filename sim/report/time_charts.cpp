#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "charts.hpp"
#include "svg.hpp"

namespace czt::html {

namespace {

constexpr double width = 1200.0, left = 70.0, top = 34.0, height = 200.0;

struct Distribution {
  const std::vector<double>* bins = nullptr;
  double bin = 1.0;    ///< minutes
  Both what;           ///< "waited", escaped
  Both unit;
};

/// Within the bin the values are taken to be spread evenly.
double quantile_of(const std::vector<double>& bins, double bin, double p) {
  const double all = std::accumulate(bins.begin(), bins.end(), 0.0);
  double below = 0.0;
  for (std::size_t k = 0; k < bins.size(); ++k) {
    if (below + bins[k] >= p * all && bins[k] > 0.0) return bin * (static_cast<double>(k) + (p * all - below) / bins[k]);
    below += bins[k];
  }
  return bin * static_cast<double>(bins.size());
}

Figure distribution(const std::string& id, const Both& title, const Distribution& d, const std::vector<double>* before, std::uint32_t days) {
  Figure f;
  f.id = id;
  f.title = title;
  const std::vector<double>& bins = *d.bins;
  std::size_t last = 0;
  double most = 1.0;
  for (std::size_t k = 0; k < bins.size(); ++k) {
    if (bins[k] > 0.0 || (before && (*before)[k] > 0.0)) last = k;
    most = std::max({most, bins[k], before ? (*before)[k] : 0.0});
  }
  const Axis x{0.0, d.bin * static_cast<double>(last + 1), left, width - 10};
  const Axis y{0.0, ticks(0, most, 5).back(), top + height, top};
  Svg svg(width, top + height + 40, {title.en, title.zh});
  svg.y_axis(y, left, width - 10, {"persons a day", "人/日"}).x_axis(x, top + height, d.unit, 12);
  const double wide = (x.to - x.from) / static_cast<double>(last + 1);
  std::vector<double> outline;
  f.numbers.heads = {{"from, min", "起，分"}, {"to, min", "止，分"}, {"persons a day", "人/日"}};
  if (before) f.numbers.heads.push_back({"in the base", "基准方案"});
  for (std::size_t k = 0; k <= last; ++k) {
    const double at = x.from + wide * static_cast<double>(k);
    const bool open = k + 1 == bins.size();
    svg.rect(at, y(bins[k]), wide - 1, y(0) - y(bins[k]), "fill-plain", fmt::format("{:g}{} min: {:.1f}", d.bin * static_cast<double>(k), open ? "+" : "", bins[k]));
    f.numbers.rows.push_back({fmt::format("{:g}", d.bin * static_cast<double>(k)), open ? "" : fmt::format("{:g}", d.bin * static_cast<double>(k + 1)), fmt::format("{:.2f}", bins[k])});
    if (!before) continue;
    outline.insert(outline.end(), {at, y((*before)[k]), at + wide, y((*before)[k])});
    f.numbers.rows.back().push_back(fmt::format("{:.2f}", (*before)[k]));
  }
  if (before) svg.path(outline, "before");
  const double median = quantile_of(bins, d.bin, 0.5), p95 = quantile_of(bins, d.bin, 0.95);
  for (const auto& [at, label] : {std::pair{median, Both{"median", "中位数"}}, std::pair{p95, Both{"95 %", "95%"}}}) {
    svg.line(x(at), top, x(at), top + height, "mark");
    svg.text(x(at) + 3, top + 8, label, "start", "small");
  }
  f.see = {fmt::format("Half of the people {} up to {:.0f} min, 95 % up to {:.0f} min. Mean of {} days.{}", d.what.en, median, p95, days, before ? " Outline: the base." : ""),
           fmt::format("半数人{}不超过{:.0f}分钟，95%不超过{:.0f}分钟。{}日平均。{}", d.what.zh, median, p95, days, before ? "轮廓线为基准方案。" : "")};
  f.svg = svg.done();
  return f;
}

}  // namespace

Figure wait_distribution(const Shown& shown) {
  return distribution("wait-" + shown.id, {"Waiting on the platform, of each train boarded: " + shown.scenario.en, "站台候车时间：" + shown.scenario.zh},
                      {&shown.day->waits, 1.0, {"waited", "候车"}, {"minutes waited", "候车（分钟）"}}, shown.before ? &shown.before->waits : nullptr, shown.day->days);
}

Figure journey_distribution(const Shown& shown) {
  return distribution("journey-" + shown.id, {"Journeys from door to door: " + shown.scenario.en, "门到门旅行时间：" + shown.scenario.zh},
                      {&shown.day->journeys, 2.0, {"travelled", "旅行"}, {"minutes from door to door", "门到门（分钟）"}}, shown.before ? &shown.before->journeys : nullptr, shown.day->days);
}

Figure dwell_points(const Shown& shown) {
  const DayPictures& day = *shown.day;
  Figure f;
  f.id = "dwell-" + shown.id;
  f.title = {"What stops need and how many get on or off: " + shown.scenario.en, "停站所需时间与上下车人数：" + shown.scenario.zh};
  double most = 1.0, longest = 1.0;
  std::size_t stops = 0, longer = 0;
  const auto each = [&](const auto& visit) {
    for (const TrainPicture& train : day.trains)
      for (const TrainPicture::Stop& s : train.stops)
        if (s.calls && s.boarded + s.alighted > 0 && s.arrived != PointColumns::not_yet) visit(train, s);
  };
  each([&](const TrainPicture&, const TrainPicture::Stop& s) {
    most = std::max(most, static_cast<double>(s.boarded + s.alighted));
    longest = std::max(longest, s.dwell_needed / 1000.0);
    ++stops;
    const std::int32_t booked = s.booked_departure - s.booked_arrival;
    longer += booked > 0 && s.dwell_needed > booked;
  });
  const Axis x{0.0, ticks(0, most, 10).back(), left, width - 20};
  const Axis y{0.0, ticks(0, longest, 5).back(), top + height, top};
  Svg svg(width, top + height + 40, {f.title.en, f.title.zh});
  svg.y_axis(y, left, width - 20, {"seconds", "秒"}).x_axis(x, top + height, {"people boarding and alighting", "上下车人数"}, 12);
  std::string dots[2];
  each([&](const TrainPicture& train, const TrainPicture::Stop& s) {
    dots[train.direction == Direction::down] += 'M' + place(x(s.boarded + s.alighted)) + ' ' + place(y(s.dwell_needed / 1000.0)) + "h0";
  });
  svg.raw("<path class=\"dots up\" d=\"" + dots[0] + "\"/><path class=\"dots down\" d=\"" + dots[1] + "\"/>");
  f.see = {fmt::format("{} stops of the first day; {} needed longer than was booked, the longest {:.0f} s. Every stop is in the train graph's table.", stops, longer, longest),
           fmt::format("首日共{}次停站，其中{}次所需时间超过图定停站时间，最长{:.0f}秒。逐次数据见运行图的表格。", stops, longer, longest)};
  f.svg = svg.done();
  return f;
}

Figure delay_owners(const Shown& shown) {
  const DayPictures& day = *shown.day;
  Figure f;
  f.id = "delay-" + shown.id;
  f.title = {"Delay and who owns it: " + shown.scenario.en, "晚点及其责任：" + shown.scenario.zh};
  double made = 0.0, most = 0.0;
  for (std::size_t c = 0; c < delay_causes; ++c) {
    made += std::max(0.0, day.delay[c]);
    most = std::max(most, std::abs(day.delay[c]));
  }
  const double recovered = -std::min(0.0, day.delay[static_cast<std::size_t>(DelayCause::recovery)]);
  f.see = {fmt::format("Trains lose {:.0f} min a day in all and make up {:.0f} of them on the way. Each second is booked to one cause; mean of {} days.", made / 60.0, recovered / 60.0, day.days),
           fmt::format("每日累计晚点{:.0f}分钟，途中恢复{:.0f}分钟。每一秒都归于一个原因；{}日平均。", made / 60.0, recovered / 60.0, day.days)};
  f.numbers.heads = {{"cause", "原因"}, {"seconds a day", "秒/日"}};
  if (most <= 0.0) return f;
  constexpr double row = 22.0, names = 190.0;
  std::vector<std::size_t> shown_causes;
  for (std::size_t c = 0; c < delay_causes; ++c)
    if (day.delay[c] != 0.0) shown_causes.push_back(c);
  const Axis x{std::min(0.0, -recovered / 60.0), most / 60.0, names, width - 80};
  Svg svg(width, 20 + row * static_cast<double>(shown_causes.size()) + 20, {f.title.en, f.title.zh});
  for (std::size_t k = 0; k < shown_causes.size(); ++k) {
    const auto cause = static_cast<DelayCause>(shown_causes[k]);
    const double minutes = day.delay[shown_causes[k]] / 60.0, at = 10 + row * static_cast<double>(k);
    std::string en(to_text(cause));
    std::replace(en.begin(), en.end(), '_', ' ');
    svg.text(names - 8, at + 14, {en, std::string(chinese(cause))}, "end");
    svg.rect(std::min(x(0), x(minutes)), at + 3, std::abs(x(minutes) - x(0)), row - 6, minutes < 0 ? "fill-gain" : "fill-loss");
    const std::string label = fmt::format("{:.1f}", minutes);
    svg.text(std::max(x(0), x(minutes)) + 5, at + 14, {label + " min", label + "分"});
    f.numbers.rows.push_back({named(en, std::string(chinese(cause))), fmt::format("{:.1f}", day.delay[shown_causes[k]])});
  }
  svg.line(x(0), 8, x(0), 12 + row * static_cast<double>(shown_causes.size()), "axis");
  f.svg = svg.done();
  return f;
}

}  // namespace czt::html
