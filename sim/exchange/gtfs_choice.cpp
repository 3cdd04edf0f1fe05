/// Which routes and which day.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/text.hpp"
#include "gtfs_tables.hpp"

namespace czt::gtfs {

namespace {

bool is_railway(int type) { return type == 2 || (type >= 100 && type < 118); }
/// Trams, metros, cable cars, funiculars, monorails.
bool is_on_rails(int type) { return is_railway(type) || type == 0 || type == 1 || type == 5 || type == 7 || type == 12 || (type >= 400 && type < 406) || (type >= 900 && type < 907) || type == 1400; }

std::string list_of(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i > 0 ? ", " : "") + escape_control(names[i]);
  if (names.size() > most) text += fmt::format(", … ({} in all)", names.size());
  return text;
}

}  // namespace

std::vector<bool> choose_routes(const Reading& reading, const Feed& feed, const std::vector<std::string>& asked) {
  std::vector<bool> taken(feed.routes.size(), false);
  if (!asked.empty()) {
    std::vector<std::string> names;
    for (const Route& route : feed.routes) names.push_back(route.name());
    for (const std::string& wanted : asked) {
      bool found = false;
      for (std::size_t r = 0; r < feed.routes.size(); ++r) {
        const Route& route = feed.routes[r];
        if (wanted != route.id && wanted != route.short_name && wanted != route.long_name) continue;
        taken[r] = found = true;
      }
      if (found) continue;
      const auto close = nearest(wanted, names);
      reading.findings.refuse({reading.path("routes.txt"), 0, "route_id"}, "no route is called '" + escape_control(wanted) + "'",
                              close ? "did you mean '" + escape_control(*close) + "'?" : "there are: " + list_of(names, 12));
    }
    return taken;
  }
  for (const auto kind : {is_railway, is_on_rails}) {
    std::size_t of_kind = 0;
    for (std::size_t r = 0; r < feed.routes.size(); ++r) of_kind += (taken[r] = kind(feed.routes[r].type));
    if (of_kind == 0) continue;
    if (of_kind < feed.routes.size())
      reading.findings.ignore(fmt::format("{} routes that are not {} (--route takes any)", feed.routes.size() - of_kind, kind == is_railway ? "railways" : "on rails"));
    return taken;
  }
  taken.assign(feed.routes.size(), true);
  return taken;
}

namespace {

/// Trips on a date, those by frequency as often as they run.
double trips_on(const Feed& feed, Date date) {
  double sum = 0.0;
  for (const Service& service : feed.services)
    if (service.weight > 0.0 && service.runs(date)) sum += service.weight;
  return sum;
}

std::set<Date> all_dates(const Feed& feed) {
  std::set<Date> dates;
  constexpr int most = 366 * 5;
  for (const Service& service : feed.services) {
    if (service.weight <= 0.0) continue;
    dates.insert(service.added.begin(), service.added.end());
    if (service.from && service.to)
      for (int k = 0; k <= std::min(most, *service.to - *service.from); ++k)
        if (service.on[static_cast<std::size_t>((*service.from + k).weekday())]) dates.insert(*service.from + k);
  }
  std::erase_if(dates, [&](Date date) { return trips_on(feed, date) <= 0.0; });
  return dates;
}

void weigh_services(Feed& feed, const std::vector<bool>& routes) {
  for (const TripRow& trip : feed.trips) {
    if (!routes[trip.route]) continue;
    double runs = 1.0;
    if (const auto f = feed.frequencies.of_trip.find(trip.id); f != feed.frequencies.of_trip.end()) {
      runs = 0.0;
      for (const Frequency& frequency : f->second) runs += (frequency.to - frequency.from + frequency.every - 1) / frequency.every;
    }
    feed.services[trip.service].weight += runs;
  }
}

}  // namespace

std::optional<Date> choose_date(const Reading& reading, Feed& feed, const std::vector<bool>& routes, std::optional<Date> asked) {
  weigh_services(feed, routes);
  const std::set<Date> dates = all_dates(feed);
  const CellPlace calendar{reading.path(reading.files.has("calendar.txt") ? "calendar.txt" : "calendar_dates.txt"), 0, {}};
  if (dates.empty()) {
    reading.findings.refuse(calendar, "no day has a trip of these routes");
    return std::nullopt;
  }
  if (asked) {
    if (dates.count(*asked) > 0) return asked;
    const auto after = dates.lower_bound(*asked);
    std::string near;
    if (after != dates.begin()) near = to_text(*std::prev(after));
    if (after != dates.end()) near += (near.empty() ? "" : " and ") + to_text(*after);
    reading.findings.refuse(calendar, fmt::format("no trip runs on {}", to_text(*asked)), "the nearest days with service are " + near);
    return std::nullopt;
  }
  Date best = *dates.begin();
  double most = -1.0;
  for (const bool weekdays : {true, false}) {
    for (const Date date : dates) {
      if (weekdays != (date.weekday() < Weekday::saturday)) continue;
      if (const double trips = trips_on(feed, date); trips > most) {
        most = trips;
        best = date;
      }
    }
    if (most > 0.0) break;
  }
  return best;
}

}  // namespace czt::gtfs
