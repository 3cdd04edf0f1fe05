#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "czt/core/text.hpp"
#include "czt/exchange/matsim.hpp"
#include "gtfs_tables.hpp"
#include "matsim_parts.hpp"
#include "unique_name.hpp"
#include "xml_file.hpp"

namespace czt {

namespace {

constexpr std::int32_t latest_arrival = 48 * 3600 - 1;

constexpr double same_place_m = 50.0;    ///< stops without a name: both sides of one platform
constexpr double same_name_m = 400.0;    ///< stops of one name

/// The nearer to a railway the lower.
struct Mode {
  int rank;
  VehicleKind kind;
};
Mode mode_of(std::string_view name) {
  for (const char* railway : {"rail", "train"})
    if (name == railway) return {0, VehicleKind::train};
  for (const char* metro : {"subway", "metro"})
    if (name == metro) return {1, VehicleKind::metro};
  for (const char* tram : {"tram", "light_rail", "lightRail"})
    if (name == tram) return {2, VehicleKind::tram};
  if (name == "pt") return {3, VehicleKind::train};
  if (name == "ferry" || name == "ship") return {5, VehicleKind::ferry};
  return {4, VehicleKind::bus};
}

struct ProfileStop {
  std::uint32_t station = 0;
  std::int32_t arrival = 0, departure = 0;  ///< from the route's departure
  std::string link;                         ///< empty: not said
};

class ScheduleReader {
 public:
  ScheduleReader(const MatsimSource& source, Findings& findings) : source_(source), findings_(findings) {}

  std::optional<WrittenLine> read() {
    auto schedule = XmlFile::read(source_.schedule.text, source_.schedule.path, "transitSchedule", findings_);
    if (!schedule) return std::nullopt;
    file_ = &*schedule;
    if (source_.network && !read_network()) return std::nullopt;
    read_stops();
    choose_lines();
    if (!findings_.errors().empty()) return std::nullopt;
    for (const pugi::xml_node route : routes_) read_route(route);
    measure_pairs();
    if (findings_.errors().empty() && line_.trips.empty()) findings_.refuse({source_.schedule.path, 0, {}}, "no line has a departure");
    if (source_.vehicles) give_vehicles(read_vehicles(*source_.vehicles, trips_of_, line_, findings_));
    if (!findings_.errors().empty()) return std::nullopt;
    finish();
    return std::move(line_);
  }

 private:
  struct Link {
    std::string from, to;
    double km = 0.0;
  };
  struct Facility {
    std::uint32_t station = 0;
    std::string link;
  };

  bool read_network() {
    const auto network = XmlFile::read(source_.network->text, source_.network->path, "network", findings_);
    if (!network) return false;
    for (const pugi::xml_node link : child_of(network->root(), "links").children())
      if (const auto metres = gtfs::number_in(link.attribute("length").value()); metres && *metres >= 0.0)
        links_[link.attribute("id").value()] = {link.attribute("from").value(), link.attribute("to").value(), *metres / 1000.0};
    return true;
  }

  /// Between stations whose trains do not run from one to the other without a stop: along the links that join their nodes,
  /// over others where need be; else straight.
  void measure_pairs() {
    const std::set<std::uint32_t> called = stations_called();
    const std::vector<std::uint32_t> stations(called.begin(), called.end());
    const std::size_t n = stations.size();
    constexpr std::size_t most_stations = 400;
    if (n > most_stations) return;
    constexpr double unknown = 1e9;
    std::map<std::string, std::size_t> row_at;  // of the node where a station's trains stand
    for (const auto& [id, facility] : facilities_)
      if (const auto link = links_.find(facility.link); link != links_.end() && called.count(facility.station) > 0)
        row_at[link->second.to] = static_cast<std::size_t>(std::lower_bound(stations.begin(), stations.end(), facility.station) - stations.begin());
    std::vector<double> km(n * n, unknown);
    for (const auto& [id, link] : links_) {
      const auto from = row_at.find(link.from), to = row_at.find(link.to);
      if (from != row_at.end() && to != row_at.end()) km[from->second * n + to->second] = std::min(km[from->second * n + to->second], link.km);
    }
    for (std::size_t over = 0; over < n; ++over)  // Floyd (1962)
      for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) km[a * n + b] = std::min(km[a * n + b], km[a * n + over] + km[over * n + b]);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = a + 1; b < n; ++b) {
        const std::pair there(stations[a], stations[b]), back(stations[b], stations[a]);
        if (line_.leg_km.count(there) + line_.leg_km.count(back) > 0) continue;
        const double along = std::min(km[a * n + b], km[b * n + a]);
        if (along < unknown)
          line_.leg_km[there] = along;
        else if (const auto straight = straight_way(there.first, there.second))
          line_.leg_km[there] = *straight;
      }
  }

  [[nodiscard]] std::set<std::uint32_t> stations_called() const {
    std::set<std::uint32_t> called;
    for (const LineTrip& trip : line_.trips)
      for (const LineCall& call : trip.calls) called.insert(call.station);
    return called;
  }

  /// km.
  [[nodiscard]] std::optional<double> straight_way(std::uint32_t from, std::uint32_t to) const {
    const auto &a = at_[from], &b = at_[to];
    if (!a || !b) return std::nullopt;
    return std::sqrt((a->first - b->first) * (a->first - b->first) + (a->second - b->second) * (a->second - b->second)) / 1000.0;
  }

  using Place = std::optional<std::pair<double, double>>;
  using StationsOf = std::map<std::string, std::vector<std::uint32_t>>;  ///< by stop area, else by name

  static std::string key_of(pugi::xml_node stop) {
    const std::string area = stop.attribute("stopAreaId").value();
    return area.empty() ? std::string("name ") + stop.attribute("name").value() : "area " + area;
  }

  /// The station that is there already: of the same area, or beside it of the same name or without one.
  [[nodiscard]] std::optional<std::uint32_t> station_of(pugi::xml_node stop, const Place& place, const StationsOf& rows) const {
    const auto known = rows.find(key_of(stop));
    if (known == rows.end()) return std::nullopt;
    if (!stop.attribute("stopAreaId").empty()) return known->second.front();
    const bool named = !std::string_view(stop.attribute("name").value()).empty();
    for (const std::uint32_t row : known->second) {
      if (named && (!place || !at_[row])) return row;
      if (!place || !at_[row]) continue;
      const double east = place->first - at_[row]->first, north = place->second - at_[row]->second, most = named ? same_name_m : same_place_m;
      if (east * east + north * north <= most * most) return row;
    }
    return std::nullopt;
  }

  void read_stops() {
    StationsOf rows;
    std::set<std::string> names;
    for (const pugi::xml_node stop : child_of(file_->root(), "transitStops").children()) {
      if (local_name(stop) != "stopFacility") continue;
      const std::string id = stop.attribute("id").value();
      const auto x = gtfs::number_in(stop.attribute("x").value()), y = gtfs::number_in(stop.attribute("y").value());
      const auto place = x && y ? std::optional(std::pair(*x, *y)) : std::nullopt;
      auto row = station_of(stop, place, rows);
      if (!row) {
        row = static_cast<std::uint32_t>(line_.stations.size());
        const std::string name = stop.attribute("name").value();
        line_.stations.push_back({unique_name(names, escape_control(name.empty() ? id : name)), {}, {}, {}, {}});
        if (!place) findings_.ignore("stops without coordinates", file_->place(stop, x ? "y" : "x"));
        at_.push_back(place);
        rows[key_of(stop)].push_back(*row);
      }
      if (!facilities_.try_emplace(id, Facility{*row, stop.attribute("linkRefId").value()}).second)
        findings_.refuse(file_->place(stop, "id"), "this stop stands twice");
    }
  }

  void choose_lines() {
    std::set<std::string> wanted(source_.lines.begin(), source_.lines.end());
    std::set<std::string> found;
    int best = 9;
    std::vector<std::pair<int, pugi::xml_node>> all;
    for (const pugi::xml_node line : file_->root().children()) {
      if (local_name(line) != "transitLine") continue;
      const std::string id = line.attribute("id").value(), name = line.attribute("name").value();
      if (!wanted.empty() && wanted.count(id) == 0 && wanted.count(name) == 0) continue;
      found.insert({id, name});
      for (const pugi::xml_node route : line.children()) {
        if (local_name(route) != "transitRoute") continue;
        const Mode mode = mode_of(child_of(route, "transportMode").child_value());
        all.emplace_back(mode.rank, route);
        if (mode.rank < best) {
          best = mode.rank;
          line_.vehicle = mode.kind;
        }
      }
    }
    for (const std::string& name : wanted)
      if (found.count(name) == 0) findings_.refuse({source_.schedule.path, 0, "transitLine"}, "no line is called '" + escape_control(name) + "'");
    std::set<pugi::xml_node> lines;  // with a route of the best mode: its other direction may be called "pt", which is any
    for (const auto& [rank, route] : all)
      if (rank == best) lines.insert(route.parent());
    for (const auto& [rank, route] : all) {
      const bool any_mode = std::string_view(child_of(route, "transportMode").child_value()) == "pt" && lines.count(route.parent()) > 0;
      if (rank == best || any_mode || !wanted.empty())
        routes_.push_back(route);
      else
        findings_.ignore("routes of other modes", file_->place(route));
    }
  }

  void read_route(pugi::xml_node route) {
    std::vector<ProfileStop> profile;
    for (const pugi::xml_node stop : child_of(route, "routeProfile").children()) {
      if (local_name(stop) != "stop") continue;
      const auto facility = facilities_.find(stop.attribute("refId").value());
      if (facility == facilities_.end()) return findings_.refuse(file_->place(stop, "refId"), "no stop is called '" + escape_control(stop.attribute("refId").value()) + "'");
      const std::string_view came = stop.attribute("arrivalOffset").value(), left = stop.attribute("departureOffset").value();
      const auto arrival = matsim_time(came.empty() ? left : came), departure = matsim_time(left.empty() ? came : left);
      if (!arrival || !departure)
        return findings_.refuse(file_->place(stop, arrival ? "departureOffset" : "arrivalOffset"), "'" + escape_control(arrival ? left : came.empty() ? left : came) + "' is no time, such as 00:07:30");
      if (*departure < *arrival || (!profile.empty() && *arrival < profile.back().departure))
        return findings_.ignore("routes whose times go backwards", file_->place(stop, "arrivalOffset"));
      if (!profile.empty() && profile.back().station == facility->second.station) {
        findings_.repair("stops at a station where the train already stands: one call", file_->place(stop, "refId"));
        profile.back().departure = *departure;
      } else {
        profile.push_back({facility->second.station, *arrival, *departure, facility->second.link});
      }
    }
    if (profile.size() < 2) return findings_.ignore("routes with fewer than two stops", file_->place(route));
    measure(route, profile);
    for (const pugi::xml_node departure : child_of(route, "departures").children())
      if (local_name(departure) == "departure") read_departure(route, departure, profile);
  }

  /// The links of the route between two stops, or the straight way.
  void measure(pugi::xml_node route, const std::vector<ProfileStop>& profile) {
    std::vector<std::string> links;
    if (!links_.empty())
      for (const pugi::xml_node link : child_of(route, "route").children()) links.push_back(link.attribute("refId").value());
    auto at = links.begin();
    for (std::size_t i = 0; i < profile.size(); ++i) {
      double km = 0.0;
      auto ahead = at;
      for (; ahead != links.end() && *ahead != profile[i].link; ++ahead) km += length_of(*ahead);
      const bool known = ahead != links.end();
      if (known) {
        km += i > 0 && ahead != at ? length_of(*ahead) : 0.0;
        at = ahead + 1;
      }
      if (i == 0) continue;
      const std::pair leg(profile[i - 1].station, profile[i].station);
      if (known && km > 0.0)
        by_links_ += line_.leg_km.emplace(leg, km).second;
      else if (const auto straight = straight_way(leg.first, leg.second))
        line_.leg_km.emplace(leg, *straight);
    }
  }
  /// km.
  [[nodiscard]] double length_of(const std::string& link) const {
    const auto found = links_.find(link);
    // A link from a node to itself is where trains stand, and no way.
    return found == links_.end() || found->second.from == found->second.to ? 0.0 : found->second.km;
  }

  void read_departure(pugi::xml_node route, pugi::xml_node departure, const std::vector<ProfileStop>& profile) {
    const auto at = matsim_time(departure.attribute("departureTime").value());
    if (!at) return findings_.refuse(file_->place(departure, "departureTime"), "'" + escape_control(departure.attribute("departureTime").value()) + "' is no time, such as 06:30:00");
    LineTrip trip;
    const pugi::xml_node line = route.parent();
    trip.route = escape_control(line.attribute("name").empty() ? line.attribute("id").value() : line.attribute("name").value());
    trip.number = escape_control(departure.attribute("id").value());
    if (trip.number.empty()) trip.number = "train";
    if (!numbers_.insert(trip.number).second) {
      trip.number = unique_name(numbers_, escape_control(line.attribute("id").value()) + " " + trip.number);
      findings_.repair("departures whose id another route has too: named by their line", file_->place(departure));
    }
    trip.number_may_go = true;
    trip.where = file_->place(departure);
    for (const ProfileStop& stop : profile) trip.calls.push_back({stop.station, *at + stop.arrival, *at + stop.departure});
    trip.calls.front().arrival = trip.calls.front().departure;
    trip.calls.back().departure = trip.calls.back().arrival;
    if (trip.calls.back().arrival > latest_arrival) return findings_.ignore("trips that run into a third day", trip.where);
    if (const std::string vehicle = departure.attribute("vehicleRefId").value(); !vehicle.empty()) {
      trip.trainset = vehicle;
      ++trips_of_[vehicle];
    }
    line_.trips.push_back(std::move(trip));
  }

  void give_vehicles(const std::map<std::string, std::uint32_t>& row_of) {
    for (LineTrip& trip : line_.trips)
      if (const auto row = row_of.find(trip.trainset); row != row_of.end()) trip.vehicle = row->second;
  }

  void finish() {
    // A vehicle of its own for each departure says nothing.
    for (LineTrip& trip : line_.trips)
      if (trips_of_[trip.trainset] < 2) trip.trainset.clear();
    const std::string file = source_.schedule.path.substr(source_.schedule.path.find_last_of('/') + 1);
    line_.name = file.substr(0, file.find('.'));
    line_.source = "the MATSim schedule " + file;
    line_.day = "the day of the schedule";
    line_.chosen_with = "--line";
    line_.km_source = by_links_ > 0 ? "links of the network" : line_.leg_km.empty() ? "" : "coordinates of the schedule, taken as metres on a plane";
    findings_.take(fmt::format("{} departures of {} route{}, {} stations", line_.trips.size(), routes_.size(), routes_.size() == 1 ? "" : "s", stations_called().size()));
    if (by_links_ == 0 && !line_.leg_km.empty()) findings_.assume("coordinates are metres on a plane, ways between stops straight (--network tells the links' lengths)");
  }

  const MatsimSource& source_;
  Findings& findings_;
  const XmlFile* file_ = nullptr;
  WrittenLine line_;
  std::map<std::string, Facility> facilities_;
  std::vector<Place> at_;
  std::map<std::string, Link> links_;
  std::vector<pugi::xml_node> routes_;
  std::set<std::string> numbers_;
  std::map<std::string, std::size_t> trips_of_;
  std::size_t by_links_ = 0;
};

}  // namespace

std::optional<WrittenLine> read_matsim(const MatsimSource& source, Findings& findings) { return ScheduleReader(source, findings).read(); }

}  // namespace czt
