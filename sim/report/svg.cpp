#include "svg.hpp"

#include <fmt/format.h>

#include <cmath>

namespace czt::html {

std::string place(double at) {
  std::string text = fmt::format("{:.1f}", at);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::vector<double> ticks(double low, double high, int count) {
  if (!(high > low)) high = low + 1.0;
  const double rough = (high - low) / count;
  double ten = 1.0;
  while (ten > rough) ten /= 10.0;
  while (10.0 * ten <= rough) ten *= 10.0;
  double step = 10.0 * ten;
  for (const double of : {1.0, 2.0, 5.0})
    if (of * ten >= rough) {
      step = of * ten;
      break;
    }
  std::vector<double> at;
  for (double k = std::floor(low / step); k * step < high + step; k += 1.0) {
    at.push_back(k * step);
    if (at.back() >= high) break;
  }
  return at;
}

std::string clock(double ms) {
  const auto minutes = static_cast<long>(std::floor(ms / 60'000.0));
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Svg::Svg(double width, double height, const Both& about) {
  text_ = fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" preserveAspectRatio="xMinYMin meet"><title>{}</title>)", place(width), place(height),
                      about.en + (about.en == about.zh ? "" : " · " + about.zh));
}

Svg& Svg::line(double x1, double y1, double x2, double y2, std::string_view cls) {
  text_ += fmt::format(R"(<path class="{}" d="M{} {}L{} {}"/>)", cls, place(x1), place(y1), place(x2), place(y2));
  return *this;
}

Svg& Svg::rect(double x, double y, double width, double height, std::string_view cls, std::string_view more) {
  text_ += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")", cls, place(x), place(y), place(std::max(0.0, width)), place(std::max(0.0, height)));
  text_ += more.empty() ? "/>" : fmt::format("><title>{}</title></rect>", more);
  return *this;
}

Svg& Svg::path(const std::vector<double>& points, std::string_view cls) {
  if (points.size() < 4) return *this;
  text_ += fmt::format(R"(<path class="{}" d=")", cls);
  for (std::size_t k = 0; k + 1 < points.size(); k += 2) text_ += (k ? 'L' : 'M') + place(points[k]) + ' ' + place(points[k + 1]);
  text_ += "\"/>";
  return *this;
}

Svg& Svg::text(double x, double y, const Both& escaped, std::string_view anchor, std::string_view cls) {
  std::string at = fmt::format(R"(x="{}" y="{}")", place(x), place(y));
  if (anchor != "start") at += fmt::format(R"( text-anchor="{}")", anchor);
  if (!cls.empty()) at += fmt::format(R"( class="{}")", cls);
  text_ += svg_text(escaped, at);
  return *this;
}

Svg& Svg::slanted(double x, double y, const Both& escaped) {
  text_ += svg_text(escaped, fmt::format(R"~(x="{0}" y="{1}" text-anchor="end" class="small" transform="rotate(-40 {0} {1})")~", place(x), place(y)));
  return *this;
}

Svg& Svg::y_axis(const Axis& y, double left, double right, const Both& unit, int decimals) {
  for (const double at : ticks(y.low, y.high, 5)) {
    if (at > y.high + 1e-9 * std::abs(y.high)) break;
    line(left, y(at), right, y(at), "grid");
    const std::string label = fmt::format("{:.{}f}", at, decimals);
    text(left - 5, y(at) + 4, {label, label}, "end");
  }
  return text(left, y(y.high) - 12, unit, "middle", "unit");
}

Svg& Svg::hours(const Axis& x, double top, double bottom) {
  constexpr double hour = 3.6e6;
  for (double at = std::ceil(x.low / hour) * hour; at <= x.high; at += hour) {
    line(x(at), top, x(at), bottom, "grid");
    const auto h = static_cast<int>(at / hour);
    const double room = (x.to - x.from) * hour / (x.high - x.low);
    if (room < 30 && h % 2) continue;
    const std::string label = fmt::format("{:02}", h);
    text(x(at), bottom + 15, {label, label}, "middle");
  }
  return text(x.to, bottom + 30, {"hour of the day", "时刻（时）"}, "end", "unit");
}

Svg& Svg::x_axis(const Axis& x, double bottom, const Both& unit, int count) {
  for (const double at : ticks(x.low, x.high, count)) {
    if (at > x.high + 1e-9) break;
    const std::string label = fmt::format("{:g}", at);
    line(x(at), bottom, x(at), bottom + 4, "axis");
    text(x(at), bottom + 16, {label, label}, "middle");
  }
  line(x.from, bottom, x.to, bottom, "axis");
  return text(x.to, bottom + 31, unit, "end", "unit");
}

}  // namespace czt::html
