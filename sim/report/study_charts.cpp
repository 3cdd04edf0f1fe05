#include "study_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "svg.hpp"

namespace czt::html {

namespace {

constexpr std::size_t most_curves = 8, most_bars = 15, most_dotted = 3;
constexpr double chart_width = 1200.0, chart_left = 90.0, chart_top = 34.0, chart_height = 320.0, room_for_names = 150.0;

/// Numbers of a parameter that occur, each once, in order; empty where it has others than numbers.
std::vector<double> levels_of(const StudyPoints& study, std::size_t parameter) {
  std::vector<double> levels;
  for (const StudyPoint& point : study.points) {
    if (point.row == 0) continue;
    if (parameter >= point.numbers.size() || !point.numbers[parameter]) return {};
    levels.push_back(*point.numbers[parameter]);
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  return levels;
}

std::size_t values_of(const StudyPoints& study, std::size_t parameter) {
  std::vector<std::string> values;
  for (const StudyPoint& point : study.points)
    if (parameter < point.values.size()) values.push_back(point.values[parameter]);
  std::sort(values.begin(), values.end());
  return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

/// "yuan" of "0.65 yuan".
std::string unit_of(const StudyPoints& study, std::size_t parameter) {
  for (const StudyPoint& point : study.points)
    if (parameter < point.values.size())
      if (const std::size_t space = point.values[parameter].find(' '); space != std::string::npos) return point.values[parameter].substr(space + 1);
  return {};
}

struct Dot {
  double x, y, half_width;
  std::size_t point;
};

class Chart {
 public:
  Chart(const StudyPoints& study, std::size_t cell, std::size_t parameter) : study_(study), cell_(cell), parameter_(parameter) {
    const std::vector<double> levels = levels_of(study, parameter);
    double low = 0.0, high = 0.0;
    for (const StudyPoint& point : study.points) {
      if (std::isnan(point.means[cell])) continue;
      const double half_width = std::isnan(point.half_widths[cell]) ? 0.0 : point.half_widths[cell];
      low = std::min(low, point.means[cell] - half_width);
      high = std::max(high, point.means[cell] + half_width);
    }
    const std::vector<double> at = ticks(low, high, 5);
    y_ = {std::min(low, at.front()), at.back(), chart_top + chart_height, chart_top};
    const double least = levels.front(), most = levels.size() > 1 ? levels.back() : levels.front() + 1.0;
    x_ = {least, most, chart_left + 20, chart_width - room_for_names};
  }

  /// One curve of each value of `other`; all points as dots where `lines` is false.
  Figure figure(std::optional<std::size_t> other, bool lines) {
    Svg svg(chart_width, chart_top + chart_height + 44, study_.cells[cell_].label);
    svg.y_axis(y_, chart_left, x_.to, study_.cells[cell_].label, y_.high - y_.low < 5 ? 2 : 0);
    const std::string unit = unit_of(study_, parameter_), name = escape(study_.parameters[parameter_]) + (unit.empty() ? "" : " (" + escape(unit) + ")");
    x_axis(svg, {name, name});
    std::map<std::string, std::vector<Dot>> curves;
    std::vector<std::string> in_order;
    for (std::size_t k = 0; k < study_.points.size(); ++k) {
      const StudyPoint& point = study_.points[k];
      if (point.row == 0 || std::isnan(point.means[cell_])) continue;
      const std::string curve = other ? point.values[*other] : std::string();
      if (curves.find(curve) == curves.end()) in_order.push_back(curve);
      curves[curve].push_back({*point.numbers[parameter_], point.means[cell_], point.half_widths[cell_], k});
    }
    // Names beside the ends of their curves, apart from each other.
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t c = 0; c < in_order.size(); ++c) {
      std::vector<Dot>& dots = curves[in_order[c]];
      std::stable_sort(dots.begin(), dots.end(), [](const Dot& a, const Dot& b) { return a.x < b.x; });
      draw(svg, dots, c, lines);
      ends.emplace_back(y_(dots.back().y), c);
    }
    std::sort(ends.begin(), ends.end());
    double free = 0.0;
    for (auto& [at, c] : ends) {
      at = std::max(at, free);
      free = at + 14;
      if (other) svg.text(x_.to + 10, at + 4, {escape(in_order[c]), escape(in_order[c])}, "start", fmt::format("name of-{}", c % most_curves));
    }
    mark_best(svg);
    return made(svg, other);
  }

 private:
  void x_axis(Svg& svg, const Both& unit) {
    const std::vector<double> levels = levels_of(study_, parameter_);
    if (levels.size() > 12) {
      svg.x_axis(x_, chart_top + chart_height, unit, 10);
      return;
    }
    for (const double level : levels) {
      const std::string label = fmt::format("{:g}", level);
      svg.line(x_(level), chart_top + chart_height, x_(level), chart_top + chart_height + 4, "axis");
      svg.text(x_(level), chart_top + chart_height + 16, {label, label}, "middle");
    }
    svg.line(chart_left, chart_top + chart_height, x_.to, chart_top + chart_height, "axis");
    svg.text(x_.to, chart_top + chart_height + 33, unit, "end", "unit");
  }

  void draw(Svg& svg, const std::vector<Dot>& dots, std::size_t curve, bool lines) {
    std::vector<double> way;
    svg.raw(fmt::format("<g class=\"curve of-{}\">", curve % most_curves));
    for (const Dot& dot : dots) {
      way.insert(way.end(), {x_(dot.x), y_(dot.y)});
      if (dot.half_width > 0.0) svg.line(x_(dot.x), y_(dot.y - dot.half_width), x_(dot.x), y_(dot.y + dot.half_width), "interval");
      svg.raw(fmt::format(R"(<circle cx="{}" cy="{}" r="3"><title>{}: {}</title></circle>)", place(x_(dot.x)), place(y_(dot.y)),
                          escape(settings_text(study_, study_.points[dot.point])), with_interval(dot.y, dot.half_width)));
    }
    if (lines) svg.path(way, "way");
    svg.raw("</g>");
  }

  void mark_best(Svg& svg) {
    const auto best = best_of(study_, cell_);
    if (!best) return;
    const StudyPoint& point = study_.points[*best];
    svg.raw(fmt::format(R"(<circle class="best" cx="{}" cy="{}" r="8"/>)", place(x_(*point.numbers[parameter_])), place(y_(point.means[cell_]))));
  }

  Figure made(const Svg& svg, std::optional<std::size_t> other) {
    const Both& label = study_.cells[cell_].label;
    const std::string x = escape(study_.parameters[parameter_]), by = other ? escape(study_.parameters[*other]) : "";
    Figure f;
    f.id = fmt::format("curve-{}-{}", cell_, parameter_);
    f.title = {label.en + " by " + x + (other ? ", for each " + by : ""), label.zh + "随" + x + "的变化" + (other ? "（按" + by + "分）" : "")};
    if (const auto best = best_of(study_, cell_)) {
      const StudyPoint& point = study_.points[*best];
      std::size_t near = 0;
      for (const StudyPoint& p : study_.points)
        near += p.row != 0 && p.row != point.row && std::fabs(p.means[cell_] - point.means[cell_]) <= p.half_widths[cell_] + point.half_widths[cell_];
      const std::string where = escape(settings_text(study_, point)), value = with_interval(point.means[cell_], point.half_widths[cell_]);
      const bool less = study_.cells[cell_].less_is_better;
      f.see = {fmt::format("{} at {}: {} (ringed). {}Vertical lines: 95 % intervals.", less ? "Lowest" : "Highest", where, value,
                           near == 1 ? "One other point is not clearly different. " : near ? fmt::format("{} other points are not clearly different. ", near) : ""),
               fmt::format("{}处{}：{}（圆圈）。{}竖线为95%置信区间。", where, less ? "最低" : "最高", value, near ? fmt::format("另有{}个点与之无明显差异（区间重叠）。", near) : "")};
    }
    f.svg = svg.done();
    f.numbers.heads.push_back({"row", "行"});
    for (const std::string& name : study_.parameters) f.numbers.heads.push_back({escape(name), escape(name)});
    f.numbers.heads.insert(f.numbers.heads.end(), {label, {"95 % half-width", "95%半宽"}});
    for (const StudyPoint& point : study_.points) {
      if (point.row == 0 || std::isnan(point.means[cell_])) continue;
      std::vector<Entry> row{std::to_string(point.row)};
      row.insert(row.end(), point.values.begin(), point.values.end());
      row.insert(row.end(), {fmt::format("{:.6g}", point.means[cell_]), fmt::format("{:.3g}", point.half_widths[cell_])});
      f.numbers.rows.push_back(std::move(row));
    }
    return f;
  }

  const StudyPoints& study_;
  std::size_t cell_, parameter_;
  Axis x_, y_;
};

}  // namespace

std::vector<Figure> response_curves(const StudyPoints& study, std::size_t cell) {
  std::vector<std::pair<std::size_t, std::size_t>> numeric;  // how many levels, parameter
  for (std::size_t p = 0; p < study.parameters.size(); ++p)
    if (const std::size_t levels = levels_of(study, p).size(); levels > 1) numeric.emplace_back(levels, p);
  if (numeric.empty() || !best_of(study, cell)) return {};
  std::stable_sort(numeric.begin(), numeric.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::size_t along = numeric.front().second;
  if (study.parameters.size() == 1) return {Chart(study, cell, along).figure({}, true)};
  if (study.parameters.size() == 2 && values_of(study, 1 - along) <= most_curves) return {Chart(study, cell, along).figure(1 - along, true)};
  std::vector<Figure> figures;
  for (std::size_t k = 0; k < std::min(most_dotted, numeric.size()); ++k) figures.push_back(Chart(study, cell, numeric[k].second).figure({}, false));
  return figures;
}

Figure sensitivity_bars(const StudyPoints& study, std::size_t cell, const std::vector<SensitivityLine>& lines) {
  struct Bar {
    std::string parameter;
    double value = 0.0, low = 0.0, high = 0.0, beside = NAN;
  };
  std::vector<Bar> bars;
  bool sobol = false;
  for (const SensitivityLine& line : lines) {
    if (line.cell != study.cells[cell].cell || line.parameter.empty()) continue;
    auto bar = std::find_if(bars.begin(), bars.end(), [&](const Bar& b) { return b.parameter == line.parameter; });
    if (bar == bars.end()) bar = bars.insert(bars.end(), Bar{line.parameter});
    sobol = sobol || line.what == "ST";
    if (line.what == "ST" || line.what == "mu_star") {
      bar->value = line.value;
      bar->low = line.low;
      bar->high = line.high;
    }
    if (line.what == "S1" || line.what == "sigma") bar->beside = line.value;
  }
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  Figure f;
  f.id = fmt::format("sensitivity-{}", cell);
  f.numbers.heads = {{"parameter", "参数"}, sobol ? Both{"total index ST", "总效应指数ST"} : Both{"mean size of the effect μ*", "效应均值μ*"}, {"from", "下限"}, {"to", "上限"},
                     sobol ? Both{"first-order index S1", "一阶指数S1"} : Both{"spread σ", "离散度σ"}};
  // Morris' effects are of the measure, in its own unit.
  const double factor = sobol ? 1.0 : study.cells[cell].factor;
  double most = 0.0;
  for (const Bar& bar : bars) {
    f.numbers.rows.push_back({bar.parameter, fmt::format("{:.4g}", factor * bar.value), fmt::format("{:.4g}", factor * bar.low), fmt::format("{:.4g}", factor * bar.high), fmt::format("{:.4g}", factor * bar.beside)});
    if (std::isfinite(bar.high)) most = std::max(most, factor * bar.high);
    if (std::isfinite(bar.value)) most = std::max(most, factor * bar.value);
  }
  const std::size_t shown = std::min(most_bars, bars.size());
  constexpr double names = 430.0, line = 22.0;
  const double bottom = 20 + line * static_cast<double>(shown);
  const Axis x{0.0, ticks(0, most, 6).back(), names, chart_width - 40};
  const Both& label = study.cells[cell].label;
  Svg svg(chart_width, bottom + 40, label);
  for (std::size_t k = 0; k < shown; ++k) {
    const double at = 20 + line * static_cast<double>(k);
    const std::string name = escape(bars[k].parameter);
    svg.text(names - 8, at + 14, {name, name}, "end");
    svg.rect(names, at + 3, x(std::max(0.0, factor * bars[k].value)) - names, line - 8, "fill-plain", fmt::format("{}: {:.3g}", name, factor * bars[k].value));
    if (bars[k].low < bars[k].high) svg.line(x(std::max(0.0, factor * bars[k].low)), at + 10, x(factor * bars[k].high), at + 10, "before");
  }
  svg.x_axis(x, bottom, sobol ? Both{"share of the variance (ST)", "方差份额（ST）"} : Both{"μ*: change over the whole range, " + label.en, "μ*：全范围内的变化，" + label.zh});
  f.title = {"Which parameter matters: " + label.en, "哪个参数重要：" + label.zh};
  const std::string first = bars.empty() ? "" : escape(bars.front().parameter);
  f.see = {fmt::format("Most of all: {}. Bars with 95 % intervals{}{}.", first, sobol ? "; what noise of replications adds is taken out" : "; noise raises small μ*",
                       shown < bars.size() ? fmt::format("; the {} largest of {}", shown, bars.size()) : ""),
           fmt::format("影响最大：{}。横线为95%置信区间{}。", first, shown < bars.size() ? fmt::format("；{}个参数中最大的{}个", bars.size(), shown) : "")};
  f.svg = svg.done();
  return f;
}

}  // namespace czt::html
