#pragma once
/// A picture with axes, written as SVG without styles of its own: classes and presentation attributes only, since the page's
/// policy allows no style attributes.

#include <string>
#include <string_view>
#include <vector>

#include "html.hpp"

namespace czt::html {

/// From values to places on the picture.
struct Axis {
  double low = 0.0;
  double high = 1.0;
  double from = 0.0;  ///< where `low` is drawn
  double to = 1.0;
  [[nodiscard]] double operator()(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

/// Round numbers from 0 or `low` to at least `high`, about `count` of them.
std::vector<double> ticks(double low, double high, int count);
/// "07:15" of milliseconds of the service day.
std::string clock(double ms);

class Svg {
 public:
  Svg(double width, double height, const Both& about);
  Svg& raw(std::string_view text) {
    text_ += text;
    return *this;
  }
  Svg& line(double x1, double y1, double x2, double y2, std::string_view cls);
  Svg& rect(double x, double y, double width, double height, std::string_view cls, std::string_view more = {});
  /// M x y L …; `points`: x, y, x, y …
  Svg& path(const std::vector<double>& points, std::string_view cls);
  /// `anchor`: start, middle, end.
  Svg& text(double x, double y, const Both& escaped, std::string_view anchor = "start", std::string_view cls = {});
  /// Ends at the place, rising: for names below bars.
  Svg& slanted(double x, double y, const Both& escaped);
  /// Grid lines and labels.
  Svg& y_axis(const Axis& y, double left, double right, const Both& unit, int decimals = 0);
  Svg& hours(const Axis& x, double top, double bottom);
  Svg& x_axis(const Axis& x, double bottom, const Both& unit, int count = 8);
  [[nodiscard]] std::string done() const { return text_ + "</svg>"; }

 private:
  std::string text_;
};

/// One decimal of a unit of the picture is enough.
std::string place(double at);

}  // namespace czt::html
