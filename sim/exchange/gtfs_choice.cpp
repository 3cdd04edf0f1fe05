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

/// Days with a trip, those by frequency counted as often as they run.
std::vector<DayOfService> days_of(const Feed& feed) {
  std::map<Date, DayOfService> days;
  constexpr int most = 366 * 5;
  const auto take = [&](Date date, std::uint32_t row) {
    DayOfService& day = days[date];
    day.date = date;
    day.trips += feed.services[row].weight;
    day.services.push_back(row);
  };
  for (std::uint32_t row = 0; row < feed.services.size(); ++row) {
    const Service& service = feed.services[row];
    if (service.weight <= 0.0) continue;
    std::set<Date> dates(service.added.begin(), service.added.end());
    if (service.from && service.to)
      for (int k = 0; k <= std::min(most, *service.to - *service.from); ++k)
        if (service.on[static_cast<std::size_t>((*service.from + k).weekday())]) dates.insert(*service.from + k);
    for (const Date date : dates)
      if (service.runs(date)) take(date, row);
  }
  // Where there are dates alone, none is an exception.
  const bool weekly = std::any_of(feed.services.begin(), feed.services.end(), [](const Service& service) { return service.weight > 0.0 && service.from && std::count(service.on.begin(), service.on.end(), true) > 0; });
  for (const Service& service : feed.services)
    for (const auto* dates : {&service.added, &service.removed})
      for (const Date date : *dates)
        if (const auto day = days.find(date); day != days.end() && service.weight > 0.0 && weekly) day->second.exception = true;
  std::vector<DayOfService> list;
  for (auto& [date, day] : days) list.push_back(std::move(day));
  return list;
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

std::optional<TypicalDay> choose_date(const Reading& reading, Feed& feed, const std::vector<bool>& routes, std::optional<Date> asked) {
  weigh_services(feed, routes);
  const std::vector<DayOfService> days = days_of(feed);
  const CellPlace calendar{reading.path(reading.files.has("calendar.txt") ? "calendar.txt" : "calendar_dates.txt"), 0, {}};
  if (!days.empty()) return choose_day(days, asked, calendar, "trip", reading.findings);
  reading.findings.refuse(calendar, "no day has a trip of these routes");
  return std::nullopt;
}

}  // namespace czt::gtfs
