#include "gtfs_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "czt/core/text.hpp"
#include "czt/exchange/gtfs.hpp"

namespace czt {

std::optional<std::int32_t> parse_gtfs_time(std::string_view text, bool* no_seconds) {
  std::int32_t parts[3] = {0, 0, 0};
  int found = 0;
  for (std::size_t from = 0;; ++found) {
    if (found == 3) return std::nullopt;
    const std::size_t to = std::min(text.find(':', from), text.size());
    const std::string_view part = text.substr(from, to - from);
    const bool digits = !part.empty() && part.size() <= 3 &&
                        std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || (found > 0 && part.size() != 2)) return std::nullopt;
    std::from_chars(part.data(), part.data() + part.size(), parts[found]);
    if (to == text.size()) break;
    from = to + 1;
  }
  if (found < 1 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  if (found == 1 && no_seconds) *no_seconds = true;
  return (parts[0] * 60 + parts[1]) * 60 + parts[2];
}

std::optional<Date> parse_gtfs_date(std::string_view text, bool* parted) {
  std::string together;
  if (text.size() == 10 && (text[4] == '-' || text[4] == '/') && text[7] == text[4]) {
    together = std::string(text.substr(0, 4)) + std::string(text.substr(5, 2)) + std::string(text.substr(8));
    text = together;
    if (parted) *parted = true;
  }
  if (text.size() != 8 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  int all = 0;
  std::from_chars(text.data(), text.data() + 8, all);
  return date_of(all / 10000, static_cast<unsigned>(all / 100 % 100), static_cast<unsigned>(all % 100));
}

namespace gtfs {

std::optional<double> number_in(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<int> whole_in(std::string_view text) {
  int value = 0;
  // A column of numbers with gaps is written "3.0" by those who think of a gap as a number.
  if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.remove_suffix(2);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

FeedTable::FeedTable(const Reading& reading, const std::string& file) : reading_(reading), rows_(reading.files.read(file), file) {
  for (std::size_t i = 0; i < rows_.header().size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (rows_.header()[i] == rows_.header()[j])
        reading.findings.ignore("columns that stand twice: the first is read", {reading.path(file), 1, rows_.header()[i]});
}

FeedTable::~FeedTable() {
  Findings& findings = reading_.findings;
  const std::string path = reading_.path(rows_.file());
  if (!rows_.trouble().empty()) findings.refuse({path, rows_.trouble_line(), {}}, rows_.trouble(), rows_.remedy());
  if (rows_.short_rows() > 0)
    findings.repair(fmt::format("table with {} rows shorter than its header: the rest is blank", rows_.short_rows()),
                    {path, rows_.first_uneven(), {}});
  if (rows_.long_rows() > 0)
    findings.ignore(fmt::format("table with {} rows longer than its header: what is beyond", rows_.long_rows()),
                    {path, rows_.first_uneven(), {}});
}

std::optional<std::size_t> FeedTable::needed(std::string_view name) {
  const auto found = column(name);
  if (!found && rows_.trouble().empty())
    reading_.findings.refuse({reading_.path(rows_.file()), 1, std::string(name)}, fmt::format("there is no column '{}'", name));
  return found;
}

bool Service::runs(Date date) const {
  if (std::binary_search(removed.begin(), removed.end(), date)) return false;
  if (std::binary_search(added.begin(), added.end(), date)) return true;
  return from && to && *from <= date && date <= *to && on[static_cast<std::size_t>(date.weekday())];
}

void read_agency(const Reading& reading, Feed& feed) {
  if (reading.files.has("agency.txt")) {
    FeedTable table(reading, "agency.txt");
    const auto name = table.column("agency_name");
    if (!name) reading.findings.ignore("table without the name of the agency", {reading.path("agency.txt"), 1, "agency_name"});
    const auto id = table.column("agency_id");
    const auto zone = table.column("agency_timezone");
    std::string first_zone;
    int agencies = 0;
    while (table.next()) {
      if (++agencies == 1) {
        feed.agency = std::string(table[name]);
        feed.agency_id = std::string(table[id]);
        first_zone = std::string(table[zone]);
      } else if (table[zone] != first_zone) {
        reading.findings.ignore("time zones that differ from the first agency's: all times are taken as they stand", table.place("agency_timezone"));
      }
    }
  } else {
    reading.findings.ignore("table that should be there and is not", {reading.path("agency.txt"), 0, {}});
  }
  if (!reading.files.has("feed_info.txt")) return;
  FeedTable table(reading, "feed_info.txt");
  const auto version = table.column("feed_version");
  const auto language = table.column("feed_lang");
  if (table.next()) {
    feed.version = std::string(table[version]);
    feed.language = std::string(table[language]);
  }
}

void read_routes(const Reading& reading, Feed& feed) {
  FeedTable table(reading, "routes.txt");
  const auto id = table.needed("route_id");
  const auto type = table.needed("route_type");
  const auto short_name = table.column("route_short_name");
  const auto long_name = table.column("route_long_name");
  const auto network = table.column("network_id");
  while (table.next()) {
    Route route{std::string(table[id]), std::string(table[short_name]), std::string(table[long_name]), 3, std::string(table[network]), 0};
    if (const auto t = whole_in(table[type]))
      route.type = *t;
    else
      reading.findings.repair("route types that are no number: taken as buses", table.place("route_type"));
    if (!feed.route_of.emplace(route.id, static_cast<std::uint32_t>(feed.routes.size())).second) {
      reading.findings.ignore("routes whose id stands twice", table.place("route_id"));
      continue;
    }
    feed.routes.push_back(std::move(route));
  }
  if (feed.routes.empty() && reading.findings.errors().empty())
    reading.findings.refuse({reading.path("routes.txt"), 0, {}}, "there is no route");
}

namespace {

std::optional<Date> date_in(const Reading& reading, const FeedTable& table, std::optional<std::size_t> column, const char* name) {
  bool parted = false;
  const auto date = parse_gtfs_date(table[column], &parted);
  if (date && parted) reading.findings.repair("dates that are not written as 20260525", table.place(name));
  return date;
}

Service& service_named(Feed& feed, std::string_view id) {
  const auto found = feed.service_of.find(id);
  if (found != feed.service_of.end()) return feed.services[found->second];
  feed.service_of.emplace(std::string(id), static_cast<std::uint32_t>(feed.services.size()));
  feed.services.emplace_back();
  feed.services.back().id = std::string(id);
  return feed.services.back();
}

void read_calendar(const Reading& reading, Feed& feed) {
  FeedTable table(reading, "calendar.txt");
  const auto id = table.needed("service_id");
  const auto from = table.needed("start_date");
  const auto to = table.needed("end_date");
  constexpr const char* names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  std::array<std::optional<std::size_t>, 7> days;
  for (std::size_t d = 0; d < 7; ++d) days[d] = table.needed(names[d]);
  while (table.next()) {
    const auto begins = date_in(reading, table, from, "start_date");
    const auto ends = date_in(reading, table, to, "end_date");
    if (!begins || !ends || *ends < *begins) {
      reading.findings.ignore("services without dates that can be read, or that end before they begin", table.place(begins ? "end_date" : "start_date"));
      continue;
    }
    Service& service = service_named(feed, table[id]);
    if (service.from) {
      reading.findings.ignore("services that stand twice in calendar.txt", table.place("service_id"));
      continue;
    }
    service.from = begins;
    service.to = ends;
    for (std::size_t d = 0; d < 7; ++d) {
      const auto on = whole_in(table[days[d]]);
      if (on != 0 && on != 1) reading.findings.repair("days of a calendar that are neither 0 nor 1: taken as 0", table.place(names[d]));
      service.on[d] = on == 1;
    }
  }
}

void read_calendar_dates(const Reading& reading, Feed& feed) {
  FeedTable table(reading, "calendar_dates.txt");
  const auto id = table.needed("service_id");
  const auto date = table.needed("date");
  const auto kind = table.needed("exception_type");
  while (table.next()) {
    const auto day = date_in(reading, table, date, "date");
    const auto exception = whole_in(table[kind]);
    const bool adds = exception == 1;
    if (!day || (!adds && exception != 2)) {
      reading.findings.ignore("exceptions of the calendar that cannot be read", table.place(day ? "exception_type" : "date"));
      continue;
    }
    Service& service = service_named(feed, table[id]);
    (adds ? service.added : service.removed).push_back(*day);
  }
}

}  // namespace

void read_calendars(const Reading& reading, Feed& feed) {
  const bool weeks = reading.files.has("calendar.txt");
  const bool dates = reading.files.has("calendar_dates.txt");
  if (!weeks && !dates) {
    reading.findings.refuse({reading.path("calendar.txt"), 0, {}}, "neither calendar.txt nor calendar_dates.txt is there: no day has service");
    return;
  }
  if (weeks) read_calendar(reading, feed);
  if (dates) read_calendar_dates(reading, feed);
  for (Service& service : feed.services) {
    std::sort(service.added.begin(), service.added.end());
    std::sort(service.removed.begin(), service.removed.end());
  }
}

void read_frequencies(const Reading& reading, Feed& feed) {
  if (!reading.files.has("frequencies.txt")) return;
  FeedTable table(reading, "frequencies.txt");
  const auto trip = table.needed("trip_id");
  const auto from = table.needed("start_time");
  const auto to = table.needed("end_time");
  const auto every = table.needed("headway_secs");
  const auto exact = table.column("exact_times");
  while (table.next()) {
    const auto begins = parse_gtfs_time(table[from]);
    const auto ends = parse_gtfs_time(table[to]);
    const auto headway = whole_in(table[every]);
    if (!begins || !ends || !headway || *headway <= 0 || *ends <= *begins) {
      reading.findings.ignore("frequencies that cannot be read, or are empty", table.place(!begins ? "start_time" : !ends || *ends <= *begins ? "end_time" : "headway_secs"));
      continue;
    }
    feed.frequencies.of_trip[std::string(table[trip])].push_back({*begins, *ends, *headway, whole_in(table[exact]) == 1, table.line()});
  }
}

void read_trips(const Reading& reading, Feed& feed) {
  FeedTable table(reading, "trips.txt");
  const auto id = table.needed("trip_id");
  const auto route = table.needed("route_id");
  const auto service = table.needed("service_id");
  const auto number = table.column("trip_short_name");
  const auto block = table.column("block_id");
  const auto shape = table.column("shape_id");
  if (!id || !route || !service) return;
  while (table.next()) {
    const auto r = feed.route_of.find(table[route]);
    if (r == feed.route_of.end()) {
      reading.findings.ignore("trips of a route that is not there", table.place("route_id"));
      continue;
    }
    const auto s = feed.service_of.find(table[service]);
    if (s == feed.service_of.end()) {
      reading.findings.ignore("trips of a service that no calendar has", table.place("service_id"));
      continue;
    }
    const auto row = static_cast<std::uint32_t>(feed.trips.size());
    if (!feed.trip_of.emplace(std::string(table[id]), row).second) {
      reading.findings.ignore("trips whose id stands twice", table.place("trip_id"));
      continue;
    }
    feed.trips.push_back({std::string(table[id]), r->second, s->second, std::string(table[number]), std::string(table[block]),
                          std::string(table[shape]), table.line()});
  }
}

void read_stops(const Reading& reading, Feed& feed) {
  FeedTable table(reading, "stops.txt");
  const auto id = table.needed("stop_id");
  const auto name = table.column("stop_name");
  const auto lat = table.column("stop_lat");
  const auto lon = table.column("stop_lon");
  const auto type = table.column("location_type");
  const auto parent = table.column("parent_station");
  const auto zone = table.column("zone_id");
  while (table.next()) {
    Stop stop{std::string(table[id]), std::string(table[name]), number_in(table[lat]), number_in(table[lon]), std::string(table[zone]),
              std::string(table[parent]), table[type].empty() ? 0 : whole_in(table[type]).value_or(0), table.line()};
    const bool bad = !stop.latitude || !stop.longitude || std::abs(*stop.latitude) > 90.0 || std::abs(*stop.longitude) > 180.0 ||
                     (*stop.latitude == 0.0 && *stop.longitude == 0.0);
    if (bad && stop.type <= 1) reading.findings.ignore("stops without coordinates that can be read", table.place("stop_lat"));
    if (bad) stop.latitude = stop.longitude = std::nullopt;
    if (!is_valid_utf8(stop.name)) {
      reading.findings.refuse(table.place("stop_name"), "the name is not UTF-8", "convert the table, as from GBK: iconv -f GB18030 -t UTF-8");
      continue;
    }
    if (!feed.stop_of.emplace(stop.id, static_cast<std::uint32_t>(feed.stops.size())).second) {
      reading.findings.ignore("stops whose id stands twice", table.place("stop_id"));
      continue;
    }
    feed.stops.push_back(std::move(stop));
  }
  for (Stop& stop : feed.stops) {
    if (stop.parent.empty() || feed.stop_of.count(stop.parent) > 0) continue;
    reading.findings.repair("stops whose parent station is not there: taken as stations of their own", {reading.path("stops.txt"), stop.line, "parent_station"});
    stop.parent.clear();
  }
}

}  // namespace gtfs
}  // namespace czt
