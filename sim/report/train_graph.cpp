#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "charts.hpp"
#include "svg.hpp"

namespace czt::html {

namespace {

constexpr double width = 1200.0, left = 130.0, top = 34.0, per_km = 7.0;

/// Stations from top to bottom with their kilometres, along segments.
struct Panel {
  std::vector<std::uint32_t> stations;
  std::vector<double> km;
  std::vector<int> row;  ///< per station of the line; −1: elsewhere
};

double length_between(const DayPictures& day, std::uint32_t a, std::uint32_t b) {
  for (const DayPictures::SegmentPicture& s : day.segments)
    if (s.from == a && s.to == b) return s.km;
  return 1.0;
}

/// The branch with its way to the first station of the main one.
std::vector<std::uint32_t> way_along(const DayPictures& day, std::size_t branch) {
  std::vector<std::uint32_t> way = day.branches[branch];
  while (branch > 0 && !way.empty()) {
    const std::uint32_t joint = way.front();
    const std::size_t parent = day.stations[joint].branch;
    if (parent >= branch) break;
    const auto& before = day.branches[parent];
    const auto at = std::find(before.begin(), before.end(), joint);
    way.insert(way.begin(), before.begin(), at);
    branch = parent;
  }
  return way;
}

Panel panel_of(const DayPictures& day, std::size_t branch) {
  Panel panel;
  panel.stations = way_along(day, branch);
  panel.row.assign(day.stations.size(), -1);
  double km = 0.0;
  for (std::size_t k = 0; k < panel.stations.size(); ++k) {
    if (k > 0) km += length_between(day, panel.stations[k - 1], panel.stations[k]);
    panel.km.push_back(km);
    panel.row[panel.stations[k]] = static_cast<int>(k);
  }
  return panel;
}

/// Straight lines in as few letters as they need: there are thousands.
class Way {
 public:
  void begin(double x, double y) {
    if (const auto [px, py] = std::pair(place(x), place(y)); px != x_ || py != y_) put('M' + px + ' ' + py, px, py);
  }
  void go(double x, double y) {
    const std::string px = place(x), py = place(y);
    put(py == y_ ? 'H' + px : 'L' + px + ' ' + py, px, py);
  }
  [[nodiscard]] bool empty() const { return d_.empty(); }
  [[nodiscard]] const std::string& d() const { return d_; }

 private:
  void put(const std::string& step, const std::string& x, const std::string& y) {
    d_ += step;
    x_ = x;
    y_ = y;
  }
  std::string d_, x_, y_;
};

/// One train in one panel: by line width the pieces of its path; booked beneath, dashed.
class Drawing {
 public:
  Drawing(const Panel& panel, const Axis& x, const Axis& y) : panel_(panel), x_(x), y_(y) {}

  std::string train(const TrainPicture& train, const std::string& number) {
    std::map<int, Way> pieces;
    Way booked;
    std::string label;
    for (std::size_t k = 0; k + 1 < train.stops.size(); ++k) {
      const auto &a = train.stops[k], &b = train.stops[k + 1];
      const int ra = panel_.row[a.station], rb = panel_.row[b.station];
      if (ra < 0 || rb < 0 || std::abs(ra - rb) != 1) continue;
      const double ya = y_(panel_.km[static_cast<std::size_t>(ra)]), yb = y_(panel_.km[static_cast<std::size_t>(rb)]);
      if (a.departed != PointColumns::not_yet && b.arrived != PointColumns::not_yet) {
        Way& piece = pieces[weight(a.load, train.seats, train.empty)];
        piece.begin(x_(a.departed), ya);
        piece.go(x_(b.arrived), yb);
        if (b.departed != PointColumns::not_yet && b.departed > b.arrived && k + 2 < train.stops.size()) piece.go(x_(b.departed), yb);
        if (label.empty() && has_room(x_(a.departed), ya)) label = fmt::format(R"(<text x="{}" y="{}" class="no">{}</text>)", place(x_(a.departed) + 2), place(ya + (rb > ra ? 9 : -3)), number);
      }
      if (a.departed != a.booked_departure || b.arrived != b.booked_arrival) {
        booked.begin(x_(a.booked_departure), ya);
        booked.go(x_(b.booked_arrival), yb);
      }
    }
    if (pieces.empty()) return {};
    std::string text = fmt::format(R"(<g class="train {}" data-train="{}"><title>{}</title>)", train.direction == Direction::up ? "up" : "down", number, number);
    if (!booked.empty()) text += R"(<path class="booked" d=")" + booked.d() + "\"/>";
    for (const auto& [w, way] : pieces) text += fmt::format(R"(<path class="w{}" d="{}"/>)", w, way.d());
    return text + label + "</g>\n";
  }

 private:
  /// For a number of its own beside those written before.
  bool has_room(double x, double y) {
    for (const auto& [other_x, other_y] : labels_)
      if (std::abs(other_x - x) < 24.0 && std::abs(other_y - y) < 8.0) return false;
    labels_.emplace_back(x, y);
    return true;
  }
  /// 0: nearly empty … 3: all seats taken, 4: people stand.
  static int weight(std::uint32_t load, std::uint32_t seats, bool empty) {
    if (empty || seats == 0) return 0;
    return load > seats ? 4 : static_cast<int>(std::min(3u, load * 4 / seats));
  }
  const Panel& panel_;
  const Axis& x_;
  const Axis& y_;
  std::vector<std::pair<double, double>> labels_;
};

TrainGraphPanel draw_panel(const DayPictures& day, std::size_t branch, const Both& about) {
  const Panel panel = panel_of(day, branch);
  if (panel.stations.size() < 2) return {};
  const double height = std::clamp(panel.km.back() * per_km, 240.0, 620.0);
  const double last = day.first_quarter + static_cast<double>(day.quarters) * DayPictures::quarter;
  const Axis x{static_cast<double>(day.first_quarter), last, left, width - 10};
  const Axis y{0.0, panel.km.back(), top, top + height};
  Svg svg(width, top + height + 40, about);
  double above = -100.0;
  for (std::size_t k = 0; k < panel.stations.size(); ++k) {
    const double at = y(panel.km[k]);
    svg.raw(of_station(day, panel.stations[k])).line(left, at, width - 10, at, "grid");
    if (at - above >= 9) {
      above = at;
      svg.text(left - 6, at + 3.5, name_of(day, panel.stations[k]), "end", "small");
    }
    svg.raw("</g>");
  }
  svg.hours(x, top, top + height);
  Drawing drawing(panel, x, y);
  for (const TrainPicture& train : day.trains) svg.raw(drawing.train(train, escape(train.number)));
  TrainGraphPanel drawn{svg.done(), x, top, top + height, panel.stations, {}};
  for (const double km : panel.km) drawn.y.push_back(y(km));
  return drawn;
}

}  // namespace

std::vector<TrainGraphPanel> train_graph_panels(const DayPictures& day) {
  std::vector<TrainGraphPanel> panels;
  for (std::size_t branch = 0; branch < day.branches.size(); ++branch)
    if (TrainGraphPanel panel = draw_panel(day, branch, {"train graph", "运行图"}); !panel.svg.empty()) panels.push_back(std::move(panel));
  return panels;
}

Figure train_graph(const Shown& shown) {
  const DayPictures& day = *shown.day;
  Figure f;
  f.id = "train-graph-" + shown.id;
  f.title = {"Train graph: " + shown.scenario.en, "运行图：" + shown.scenario.zh};
  std::size_t running = 0, standing = 0;
  for (const TrainPicture& train : day.trains) {
    bool stands = false, ran = false;
    for (const TrainPicture::Stop& stop : train.stops) {
      ran = ran || stop.departed != PointColumns::not_yet;
      stands = stands || stop.load > train.seats;
    }
    running += ran && !train.empty;
    standing += stands && !train.empty;
  }
  f.see = {fmt::format("{} trains ran on the first day simulated; on {} of them people stood somewhere. A thicker line carries more, the thickest has no free seat; "
                       "dashes are the booked times of trains that were late.", running, standing),
           fmt::format("第一个模拟日共开行{}列，其中{}列在途中有人站立。线越粗载客越多，最粗为满座；虚线为晚点列车的图定时刻。", running, standing)};
  for (const TrainGraphPanel& panel : train_graph_panels(day)) f.svg += panel.svg;
  f.svg += "<p class=\"legend\"><span class=\"key up\"></span>" + span({"up", "上行"}) + " <span class=\"key down\"></span>" + span({"down", "下行"}) + "</p>";
  f.numbers.group = 1;
  f.numbers.heads = {{"train", "车次"}, {"station", "车站"}, {"booked arrival", "图定到达"}, {"booked departure", "图定出发"},
                     {"arrived", "实际到达"}, {"departed", "实际出发"}, {"boarded", "上车"}, {"alighted", "下车"},
                     {"dwell needed, s", "所需停站秒数"}, {"load after", "出发后载客"}};
  for (const TrainPicture& train : day.trains)
    for (const TrainPicture::Stop& s : train.stops) {
      if (!s.calls) continue;
      const auto at = [](std::int32_t ms) { return ms == PointColumns::not_yet ? std::string() : clock(ms); };
      f.numbers.rows.push_back({train.number, entry_of(day, s.station), at(s.booked_arrival), at(s.booked_departure), at(s.arrived), at(s.departed), std::to_string(s.boarded), std::to_string(s.alighted), fmt::format("{:.0f}", s.dwell_needed / 1000.0), std::to_string(s.load)});
    }
  return f;
}

}  // namespace czt::html
