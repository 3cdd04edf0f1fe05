#include "railml_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "czt/core/text.hpp"
#include "czt/core/time.hpp"
#include "gtfs_tables.hpp"
#include "unique_name.hpp"

namespace czt {

namespace {

pugi::xml_node points_of(const XmlFile& file) {
  const pugi::xml_node infrastructure = child_of(file.root(), "infrastructure");
  const pugi::xml_node points = child_of(infrastructure, "operationControlPoints");
  return points ? points : child_of(child_of(infrastructure, "infraGraph"), "operationControlPoints");
}

/// Points along the tracks: what lies next to each other on one is so far apart.
void measure_tracks(const XmlFile& file, const std::map<std::string, std::uint32_t>& points, WrittenLine& line, Findings& findings) {
  for (const pugi::xml_node track : child_of(child_of(file.root(), "infrastructure"), "tracks").children()) {
    std::vector<std::pair<double, std::uint32_t>> along;
    const auto take = [&](pugi::xml_node node, pugi::xml_node placed) {
      const auto point = points.find(node.attribute("ocpRef").value());
      if (point == points.end()) return;
      const pugi::xml_attribute absolute = placed.attribute("absPos");
      const char* attribute = absolute ? "absPos" : "pos";
      if (const auto metres = gtfs::number_in(placed.attribute(attribute).value()))
        along.emplace_back(*metres, point->second);
      else
        findings.ignore("points on tracks without a position", file.place(placed, attribute));
    };
    const pugi::xml_node topology = child_of(track, "trackTopology");
    for (const char* end : {"trackBegin", "trackEnd"}) {
      const pugi::xml_node placed = child_of(topology, end);
      if (const pugi::xml_node macro = child_of(placed, "macroscopicNode")) take(macro, placed);
    }
    for (const pugi::xml_node parent : {topology, child_of(track, "trackElements")})  // where some programs put them
      for (const pugi::xml_node section : child_of(parent, "crossSections").children()) take(section, section);
    std::sort(along.begin(), along.end());
    for (std::size_t i = 1; i < along.size(); ++i)
      if (along[i].second != along[i - 1].second && along[i].first > along[i - 1].first)
        line.leg_km.emplace(std::pair(along[i - 1].second, along[i].second), (along[i].first - along[i - 1].first) / 1000.0);
  }
}

/// The times that are taken of an ocpTT.
pugi::xml_node times_of(pugi::xml_node call) {
  for (const std::string_view scope : {"scheduled", "published", "calculated"})
    for (const pugi::xml_node times : call.children())
      if (local_name(times) == "times" && (times.attribute("scope").empty() ? "scheduled" : std::string_view(times.attribute("scope").value())) == scope) return times;
  return {};
}

class PartReader {
 public:
  PartReader(const XmlFile& file, const std::map<std::string, std::uint32_t>& points, Findings& findings) : file_(file), points_(points), findings_(findings) {}

  TrainPart read(pugi::xml_node node) {
    TrainPart part;
    part.number = escape_control(node.attribute(node.attribute("trainNumber").empty() ? "name" : "trainNumber").value());
    part.line = escape_control(node.attribute("line").value());
    part.period = child_of(node, "operatingPeriodRef").attribute("ref").value();
    part.formation = child_of(node, "formationTT").attribute("formationRef").value();
    part.where = file_.place(node);
    std::vector<std::pair<std::int64_t, pugi::xml_node>> rows;
    for (const pugi::xml_node call : child_of(node, "ocpsTT").children())
      if (local_name(call) == "ocpTT") rows.emplace_back(gtfs::whole_in(call.attribute("sequence").value()).value_or(static_cast<int>(rows.size()) + 1), call);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!take(rows[i].second, i == 0 || i + 1 == rows.size(), part)) break;
    return part;
  }

 private:
  /// False: the part is not read further.
  bool take(pugi::xml_node call, bool end, TrainPart& part) {
    const auto point = points_.find(call.attribute("ocpRef").value());
    if (point == points_.end()) {
      findings_.refuse(file_.place(call, "ocpRef"), "no ocp is called '" + escape_control(call.attribute("ocpRef").value()) + "'");
      return false;
    }
    const std::string_view type = call.attribute("ocpType").value();
    const bool operational = std::string_view(child_of(call, "stopDescription").attribute("commercial").value()) == "false";
    if (type == "pass" && !end) return true;
    if (operational && !end) {
      findings_.ignore("stops that are not commercial: passed", file_.place(call, "stopDescription commercial"));
      return true;
    }
    const pugi::xml_node times = times_of(call);
    const std::int32_t arrival = time(times, "arrival"), departure = time(times, "departure");
    if (arrival == bad || departure == bad) return false;
    if (arrival == none && departure == none) {
      findings_.ignore("stops without a scheduled time", file_.place(call, "times"));
      return true;
    }
    PartCall made{point->second, arrival == none ? departure : arrival, departure == none ? arrival : departure};
    // Without the days of the times the clock tells.
    while (!part.calls.empty() && made.arrival < part.calls.back().departure) {
      made.arrival += day_seconds;
      made.departure += day_seconds;
    }
    while (made.departure < made.arrival) made.departure += day_seconds;
    if (made.departure >= 2 * day_seconds) {
      findings_.ignore("train parts that run into a third day: cut there", file_.place(call, "times"));
      return false;
    }
    if (!part.calls.empty() && part.calls.back().station == made.station)
      part.calls.back().departure = made.departure;
    else
      part.calls.push_back(made);
    return true;
  }

  static constexpr std::int32_t none = -1, bad = -2;

  std::int32_t time(pugi::xml_node times, const char* attribute) {
    const std::string_view text = times.attribute(attribute).value();
    if (text.empty()) return none;
    const auto at = parse_clock(text.substr(0, text.find_first_of(".+Z")));
    const std::string day_attribute = std::string(attribute) + "Day";
    const std::string_view day = times.attribute(day_attribute.c_str()).value();
    const auto days = day.empty() ? std::optional(0) : gtfs::whole_in(day);
    if (at && days && *days >= 0 && *days <= 1) return static_cast<std::int32_t>(in_milliseconds(*at) / 1000) + *days * day_seconds;
    if (at && days)
      findings_.ignore("train parts that begin or end beyond the next day: cut there", file_.place(times, day_attribute));
    else
      findings_.refuse(file_.place(times, at ? day_attribute : attribute), "'" + escape_control(at ? day : text) + (at ? "' is no number of days" : "' is no time of day, such as 07:05:00"));
    return bad;
  }

  const XmlFile& file_;
  const std::map<std::string, std::uint32_t>& points_;
  Findings& findings_;
};

}  // namespace

std::map<std::string, std::uint32_t> read_points(const XmlFile& file, WrittenLine& line, Findings& findings) {
  std::map<std::string, std::uint32_t> points;
  std::set<std::string> names;
  for (const pugi::xml_node ocp : points_of(file).children()) {
    if (local_name(ocp) != "ocp") continue;
    const std::string id = ocp.attribute("id").value();
    std::string name = ocp.attribute("name").value();
    for (const char* other : {ocp.attribute("code").value(), child_of(ocp, "designator").attribute("entry").value(), id.c_str()})
      if (name.empty()) name = other;
    const std::string unique = unique_name(names, escape_control(name));
    if (!points.try_emplace(id, static_cast<std::uint32_t>(line.stations.size())).second) {
      findings.refuse(file.place(ocp, "id"), "this ocp stands twice");
      continue;
    }
    line.stations.push_back({unique, {}, {}, {}, {}});
    const std::string_view coordinates = child_of(ocp, "geoCoord").attribute("coord").value();
    const std::size_t space = coordinates.find(' ');
    if (space == std::string_view::npos) continue;
    const auto latitude = gtfs::number_in(coordinates.substr(0, space)), longitude = gtfs::number_in(coordinates.substr(space + 1));
    if (latitude && longitude && std::abs(*latitude) <= 90.0 && std::abs(*longitude) <= 180.0) {
      line.stations.back().latitude = latitude;
      line.stations.back().longitude = longitude;
    } else {
      findings.ignore("coordinates that are no degrees", file.place(child_of(ocp, "geoCoord"), "coord"));
    }
  }
  measure_tracks(file, points, line, findings);
  return points;
}

std::map<std::string, TrainPart> read_parts(const XmlFile& file, pugi::xml_node timetable, const std::map<std::string, std::uint32_t>& points, Findings& findings) {
  std::map<std::string, TrainPart> parts;
  PartReader reader(file, points, findings);
  for (const pugi::xml_node node : child_of(timetable, "trainParts").children()) {
    if (local_name(node) != "trainPart") continue;
    if (!parts.try_emplace(node.attribute("id").value(), reader.read(node)).second) findings.refuse(file.place(node, "id"), "this train part stands twice");
  }
  return parts;
}

std::optional<LineVehicle> formation_of(const XmlFile& file, const std::string& formation) {
  const pugi::xml_node stock = child_of(file.root(), "rollingstock");
  std::map<std::string, pugi::xml_node> vehicles;
  for (const pugi::xml_node vehicle : child_of(stock, "vehicles").children()) vehicles[vehicle.attribute("id").value()] = vehicle;
  for (const pugi::xml_node node : child_of(stock, "formations").children()) {
    if (node.attribute("id").value() != formation) continue;
    LineVehicle made;
    double length = 0.0;
    int cars = 0;
    for (const pugi::xml_node reference : child_of(node, "trainOrder").children()) {
      const auto vehicle = vehicles.find(reference.attribute("vehicleRef").value());
      const int count = gtfs::whole_in(reference.attribute("vehicleCount").value()).value_or(1);
      if (vehicle == vehicles.end() || count < 1 || count > 100) continue;
      cars += count;
      length += count * gtfs::number_in(vehicle->second.attribute("length").value()).value_or(0.0);
      pugi::xml_node passenger = child_of(child_of(vehicle->second, "wagon"), "passenger");
      if (!passenger) passenger = child_of(vehicle->second, "passenger");
      for (const pugi::xml_node places : passenger.children()) {
        const std::string_view category = places.attribute("category").value();
        const int here = std::clamp(gtfs::whole_in(places.attribute("count").value()).value_or(0), 0, LineVehicle::most_standing);
        if (local_name(places) != "places" || category.find("bicycle") != std::string_view::npos || category.find("wheelchair") != std::string_view::npos) continue;
        const bool stands = category.find("standing") != std::string_view::npos;
        int& sum = stands ? made.standing : made.seats;
        sum = std::min(stands ? LineVehicle::most_standing : LineVehicle::most_seats, sum + count * here);
      }
    }
    if (made.seats == 0) return std::nullopt;
    made.name = escape_control(node.attribute("name").empty() ? formation : std::string(node.attribute("name").value()));
    if (cars > 1) made.cars = cars;  // one may be a whole trainset
    if (length >= 5.0 && length <= 1000.0) made.length = length;
    return made;
  }
  return std::nullopt;
}

}  // namespace czt
