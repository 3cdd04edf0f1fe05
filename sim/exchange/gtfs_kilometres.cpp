/// Kilometres from call to call.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "gtfs_trips.hpp"

namespace czt::gtfs {

namespace {

using Legs = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

/// What one unit of shape_dist_traveled is in km, by comparison with straight lines: the specification leaves it open.
std::optional<double> unit_of(double written, double straight) {
  if (!(written > 0.0) || !(straight > 0.0)) return std::nullopt;
  for (const double unit : {1.0, 0.001, 1.609344, 0.0003048})
    if (const double ratio = written * unit / straight; ratio > 0.97 && ratio < 1.55) return unit;
  return std::nullopt;
}

/// By the distances of stop_times; empty where they are not there or make no sense.
Legs by_written_distance(const Reading& reading, const DayTrips& day, const WrittenLine& line) {
  Legs legs;
  double written = 0.0;
  double straight = 0.0;
  for (const DayTrips::Way& way : day.ways)
    for (std::size_t i = 1; i < way.stations.size(); ++i) {
      if (way.distances[i - 1] < 0.0F || way.distances[i] <= way.distances[i - 1]) continue;
      const double length = double{way.distances[i]} - double{way.distances[i - 1]};
      if (!legs.emplace(std::pair(way.stations[i - 1], way.stations[i]), length).second) continue;
      if (const auto km = straight_km(line.stations[way.stations[i - 1]], line.stations[way.stations[i]])) {
        written += length;
        straight += *km;
      }
    }
  if (legs.empty()) return legs;
  const auto unit = straight > 0.0 ? unit_of(written, straight) : std::optional(1.0);
  if (!unit) {
    reading.findings.ignore("shape_dist_traveled: in no unit that fits the coordinates");
    return {};
  }
  for (auto& [leg, length] : legs) length *= *unit;
  return legs;
}

struct ShapePoint {
  double x = 0.0;  ///< km east
  double y = 0.0;  ///< km north
  int sequence = 0;
};
using Shapes = std::map<std::string, std::vector<ShapePoint>, std::less<>>;

constexpr double km_per_degree = 111.195;

/// Plane coordinates beside the line's first station: lines are short against the earth.
struct Plane {
  double latitude = 0.0;
  double longitude = 0.0;
  double shrink = 1.0;
  [[nodiscard]] ShapePoint at(double lat, double lon) const { return {(lon - longitude) * shrink * km_per_degree, (lat - latitude) * km_per_degree, 0}; }
};

/// cos of a latitude by its series: nothing here may call libm's.
double cosine(double degrees) {
  const double x = degrees * 0.017453292519943295;
  const double x2 = x * x;
  return 1.0 - x2 / 2 + x2 * x2 / 24 - x2 * x2 * x2 / 720 + x2 * x2 * x2 * x2 / 40320;
}

Shapes read_shapes(const Reading& reading, const Feed& feed, const DayTrips& day, const Plane& plane) {
  Shapes shapes;
  for (const DayTrips::Way& way : day.ways)
    if (const std::string& shape = feed.trips[way.trip].shape; !shape.empty()) shapes[shape];
  if (shapes.empty() || !reading.files.has("shapes.txt")) return {};
  FeedTable table(reading, "shapes.txt");
  const auto id = table.column("shape_id");
  const auto lat = table.column("shape_pt_lat");
  const auto lon = table.column("shape_pt_lon");
  const auto sequence = table.column("shape_pt_sequence");
  auto last = shapes.end();
  while (table.next()) {
    if (last == shapes.end() || last->first != table[id]) last = shapes.find(table[id]);
    if (last == shapes.end()) continue;
    const auto y = number_in(table[lat]);
    const auto x = number_in(table[lon]);
    const auto n = whole_in(table[sequence]);
    if (!x || !y || !n) {
      reading.findings.ignore("points of shapes that cannot be read", table.place(!y ? "shape_pt_lat" : !x ? "shape_pt_lon" : "shape_pt_sequence"));
      continue;
    }
    ShapePoint point = plane.at(*y, *x);
    point.sequence = *n;
    last->second.push_back(point);
  }
  for (auto& [name, points] : shapes)
    std::stable_sort(points.begin(), points.end(), [](const ShapePoint& a, const ShapePoint& b) { return a.sequence < b.sequence; });
  return shapes;
}

double apart(const ShapePoint& a, const ShapePoint& b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)); }

/// Where along the shape each stop lies, in order: the nearest place not before the stop before it.
std::vector<double> along_shape(const std::vector<ShapePoint>& shape, const std::vector<ShapePoint>& stops) {
  std::vector<double> at;
  std::size_t from = 0;
  double from_km = 0.0;    // of shape[from]
  double least_km = 0.0;
  for (const ShapePoint& stop : stops) {
    double best = std::numeric_limits<double>::infinity();
    double best_at = least_km;
    std::size_t best_from = from;
    double best_from_km = from_km;
    double km = from_km;
    for (std::size_t i = from; i + 1 < shape.size(); ++i) {
      const double length = apart(shape[i], shape[i + 1]);
      double share = 0.0;
      if (length > 0.0)
        share = std::clamp(((stop.x - shape[i].x) * (shape[i + 1].x - shape[i].x) + (stop.y - shape[i].y) * (shape[i + 1].y - shape[i].y)) / (length * length), 0.0, 1.0);
      share = std::max(share, length > 0.0 ? std::min(1.0, (least_km - km) / length) : 0.0);
      const ShapePoint there{shape[i].x + share * (shape[i + 1].x - shape[i].x), shape[i].y + share * (shape[i + 1].y - shape[i].y), 0};
      if (const double off = apart(stop, there); off < best - 1e-9) {
        best = off;
        best_at = km + share * length;
        best_from = i;
        best_from_km = km;
      }
      km += length;
    }
    at.push_back(best_at);
    least_km = best_at;
    from = best_from;
    from_km = best_from_km;
  }
  return at;
}

Legs by_shape(const Reading& reading, const Feed& feed, const DayTrips& day, const WrittenLine& line) {
  Legs legs;
  const auto known = std::find_if(line.stations.begin(), line.stations.end(), [](const LineStation& s) { return s.latitude.has_value(); });
  if (known == line.stations.end()) return legs;
  const Plane plane{*known->latitude, *known->longitude, cosine(*known->latitude)};
  const Shapes shapes = read_shapes(reading, feed, day, plane);
  for (const DayTrips::Way& way : day.ways) {
    const auto shape = shapes.find(feed.trips[way.trip].shape);
    const bool placed = std::all_of(way.stations.begin(), way.stations.end(), [&](std::uint32_t s) { return line.stations[s].latitude.has_value(); });
    if (shape == shapes.end() || shape->second.size() < 2 || !placed) continue;
    std::vector<ShapePoint> stops;
    for (const std::uint32_t s : way.stations) stops.push_back(plane.at(*line.stations[s].latitude, *line.stations[s].longitude));
    const std::vector<double> at = along_shape(shape->second, stops);
    for (std::size_t i = 1; i < at.size(); ++i) {
      const double straight = *straight_km(line.stations[way.stations[i - 1]], line.stations[way.stations[i]]);
      const double length = at[i] - at[i - 1];
      if (length >= 0.9 * straight && length <= 3.0 * straight + 1.0) legs.emplace(std::pair(way.stations[i - 1], way.stations[i]), length);
    }
  }
  return legs;
}

}  // namespace

void measure_legs(const Reading& reading, const Feed& feed, const DayTrips& day, WrittenLine& line) {
  line.leg_km = by_written_distance(reading, day, line);
  line.km_source = "shape_dist_traveled";
  if (line.leg_km.empty()) {
    line.leg_km = by_shape(reading, feed, day, line);
    line.km_source = "along shapes.txt";
  }
  if (line.leg_km.empty()) line.km_source.clear();
}

}  // namespace czt::gtfs
