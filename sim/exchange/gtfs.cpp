#include "czt/exchange/gtfs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "czt/core/text.hpp"
#include "gtfs_trips.hpp"

namespace czt {

namespace gtfs {
namespace {

bool has_needed(const Reading& reading) {
  for (const char* file : {"routes.txt", "trips.txt", "stops.txt", "stop_times.txt"})
    if (!reading.files.has(file)) reading.findings.refuse({reading.path(file), 0, {}}, "this table is needed and not there");
  return reading.findings.errors().empty();
}

/// What the simulator has no use for, so that nobody believes it was read.
void name_unread(const Reading& reading) {
  const std::set<std::string> known{"agency.txt",      "stops.txt",        "routes.txt",          "trips.txt",           "stop_times.txt",
                                    "calendar.txt",    "calendar_dates.txt", "frequencies.txt",   "transfers.txt",       "fare_attributes.txt",
                                    "fare_rules.txt",  "shapes.txt",       "translations.txt",    "feed_info.txt",       "fare_products.txt",
                                    "fare_leg_rules.txt", "stop_areas.txt", "areas.txt",          "timeframes.txt",      "rider_categories.txt",
                                    "networks.txt",    "route_networks.txt"};
  std::string others;
  for (const std::string& name : reading.files.names())
    if (known.count(name) == 0) others += (others.empty() ? "" : ", ") + escape_control(name);
  if (!others.empty()) reading.findings.ignore("files: " + others);
}

VehicleKind vehicle_of(int type) {
  if (type == 2 || (type >= 100 && type < 118)) return VehicleKind::train;
  if (type == 1 || type == 12 || (type >= 400 && type < 500)) return VehicleKind::metro;
  if (type == 0 || type == 5 || type == 7 || (type >= 900 && type < 1000) || type == 1400) return VehicleKind::tram;
  if (type == 4 || type == 1000 || type == 1200) return VehicleKind::ferry;
  return VehicleKind::bus;
}

VehicleKind most_usual(const Feed& feed) {
  std::map<VehicleKind, std::size_t> trips;
  for (const Route& route : feed.routes) trips[vehicle_of(route.type)] += route.trips;
  return std::max_element(trips.begin(), trips.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

void read_transfers(const Reading& reading, WrittenLine& line) {
  if (!reading.files.has("transfers.txt")) return;
  FeedTable table(reading, "transfers.txt");
  const auto time = table.column("min_transfer_time");
  std::map<int, int> times;
  while (table.next())
    if (const auto seconds = whole_in(table[time]); seconds && *seconds > 0 && *seconds <= 7200) ++times[*seconds];
  if (times.empty()) return;
  line.transfer = std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

/// Routes in order of their trips until there are too many stations: a line is wanted, not a country.
void keep_to_a_line(const Reading& reading, const Feed& feed, std::size_t most, std::vector<StopTimeRow>& rows) {
  std::map<std::uint32_t, std::set<std::uint32_t>> stops_of;
  for (const StopTimeRow& row : rows) {
    const Stop& stop = feed.stops[row.stop];
    stops_of[feed.trips[row.trip].route].insert(stop.parent.empty() ? row.stop : feed.stop_of.find(stop.parent)->second);
  }
  std::vector<std::uint32_t> order;
  for (const auto& [route, stops] : stops_of) order.push_back(route);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return feed.routes[a].trips > feed.routes[b].trips; });
  std::set<std::uint32_t> kept;
  std::set<std::uint32_t> stops;
  std::string names;
  for (const std::uint32_t route : order) {
    std::set<std::uint32_t> with = stops;
    with.insert(stops_of[route].begin(), stops_of[route].end());
    if (!kept.empty() && with.size() > most) continue;
    kept.insert(route);
    stops = std::move(with);
    if (kept.size() <= 8) names += (names.empty() ? "" : ", ") + escape_control(feed.routes[route].name());
  }
  if (kept.size() == order.size()) return;
  reading.findings.ignore(fmt::format("{} routes: all {} have more than {} stations together; taken are those with most trips, {}{} (--route takes others)",
                                      order.size() - kept.size(), order.size(), most, names, kept.size() > 8 ? ", …" : ""));
  std::erase_if(rows, [&](const StopTimeRow& row) { return kept.count(feed.trips[row.trip].route) == 0; });
}

/// Letters of another code as their bytes, "%D3": a scenario is UTF-8.
void spell_out(std::string& text, Findings& findings) {
  if (is_valid_utf8(text)) return;
  std::string spelt;
  for (const char c : text) spelt += static_cast<unsigned char>(c) < 128 ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  text = std::move(spelt);
  findings.repair("names that are not UTF-8: letters written as their bytes (convert the tables, as from GBK: iconv -f GB18030 -t UTF-8)", {text, 0, {}});
}

void keep_to_utf8(WrittenLine& line, Findings& findings) {
  for (std::string* text : {&line.name, &line.name_zh, &line.source, &line.fares.currency}) spell_out(*text, findings);
  for (LineStation& station : line.stations)
    for (std::string* text : {&station.name, &station.name_zh}) spell_out(*text, findings);
  for (LineTrip& trip : line.trips)
    for (std::string* text : {&trip.number, &trip.route, &trip.trainset}) spell_out(*text, findings);
  for (LineFares::Reduced& reduced : line.fares.reduced) spell_out(reduced.name, findings);
}

std::vector<bool> trips_on(const Feed& feed, const std::vector<bool>& routes, Date date) {
  std::vector<bool> running;
  for (const Service& service : feed.services) running.push_back(service.runs(date));
  std::vector<bool> wanted;
  for (const TripRow& trip : feed.trips) wanted.push_back(routes[trip.route] && running[trip.service]);
  return wanted;
}

}  // namespace
}  // namespace gtfs

std::optional<WrittenLine> read_gtfs(const FeedFiles& files, const GtfsAsked& asked, const std::string& feed_name, Findings& findings) {
  using namespace gtfs;
  const Reading reading{files, feed_name, findings};
  if (!files.within().empty()) findings.repair("folder that the files stand in", {feed_name, 0, files.within()});
  if (!has_needed(reading)) return std::nullopt;
  Feed feed;
  read_agency(reading, feed);
  read_routes(reading, feed);
  read_calendars(reading, feed);
  read_frequencies(reading, feed);
  read_trips(reading, feed);
  read_stops(reading, feed);
  if (!findings.errors().empty()) return std::nullopt;
  const std::vector<bool> routes = choose_routes(reading, feed, asked.routes);
  if (!findings.errors().empty()) return std::nullopt;
  const auto day_chosen = choose_date(reading, feed, routes, asked.date);
  if (!day_chosen) return std::nullopt;
  const Date date = day_chosen->date;

  const std::vector<bool> wanted = trips_on(feed, routes, date);
  for (std::size_t t = 0; t < wanted.size(); ++t)
    if (wanted[t]) ++feed.routes[feed.trips[t].route].trips;
  std::vector<StopTimeRow> rows = read_stop_times(reading, feed, wanted);
  if (!findings.errors().empty()) return std::nullopt;
  if (asked.routes.empty()) keep_to_a_line(reading, feed, asked.most_stations, rows);
  std::vector<bool> used(feed.stops.size(), false);
  for (const StopTimeRow& row : rows) used[row.stop] = true;
  const Stations stations = make_stations(reading, feed, used);
  DayTrips day = make_trips(reading, feed, stations, rows);
  if (day.trips.empty()) {
    findings.refuse({reading.path("stop_times.txt"), 0, {}}, fmt::format("no trip of {} can be used", to_text(date)));
    return std::nullopt;
  }

  WrittenLine line;
  std::tie(line.name, line.name_zh) = names_of_agency(reading, feed);
  if (line.name.empty()) line.name = "imported line";
  line.source = "the GTFS feed " + feed_name + (feed.version.empty() ? "" : ", version " + feed.version);
  line.day = day_text(date);
  line.vehicle = most_usual(feed);
  line.chosen_with = "--route";
  line.stations = stations.list;
  measure_legs(reading, feed, day, line);
  read_transfers(reading, line);
  read_fares(reading, feed, stations, day, date, line);
  if (!findings.errors().empty()) return std::nullopt;
  std::set<std::string> names;
  for (const LineTrip& trip : day.trips) names.insert(trip.route);
  const auto by_headway = std::count_if(day.trips.begin(), day.trips.end(), [](const LineTrip& t) { return t.by_headway; });
  findings.take(fmt::format("{}: {} trip{} of {} route{}, {} stations", asked.date ? line.day : chosen_day_text(*day_chosen), day.trips.size(),
                            day.trips.size() == 1 ? "" : "s", names.size(), names.size() == 1 ? "" : "s", line.stations.size()));
  if (by_headway > 0)
    findings.take(fmt::format("{} of the trips stand for a headway (frequencies.txt, exact_times 0): they leave at even times", by_headway));
  if (stations.merged > 0) findings.take(fmt::format("{} stops as part of a station of the same name within 400 m", stations.merged));
  name_unread(reading);
  line.trips = std::move(day.trips);
  keep_to_utf8(line, findings);
  return line;
}

}  // namespace czt
