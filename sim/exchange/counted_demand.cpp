#include "czt/exchange/counted_demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "count_tables.hpp"
#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "line_demand.hpp"
#include "scenario/quoted.hpp"

namespace czt {

namespace {

std::optional<StationId> nearest_station(const Place& place) {
  const auto near = std::min_element(place.access.begin(), place.access.end(), [](const Access& a, const Access& b) { return a.time < b.time; });
  return near == place.access.end() ? std::nullopt : std::optional(near->station);
}

/// Per station the largest place that has it as its nearest; none: nobody lives there.
std::vector<std::optional<PlaceId>> places_of(const Plan& plan) {
  std::vector<std::optional<PlaceId>> of(plan.input.network.stations.size());
  for (std::size_t p = 0; p < plan.input.places.size(); ++p) {
    const auto station = nearest_station(plan.input.places[PlaceId{p}]);
    if (!station) continue;
    auto& here = of[station->value];
    if (!here || plan.input.places[PlaceId{p}].people > plan.input.places[*here].people) here = PlaceId{p};
  }
  return of;
}

std::string clock_text(std::int32_t s) { return to_clock(start_of_day + seconds(s)); }

/// When trains run, in a direction: calls by hour.
std::string service_profile(const Plan& plan, Direction direction) {
  std::vector<double> by_hour(48, 0.0);
  for (const Trip& trip : plan.input.trips)
    if (trip.direction == direction && !trip.empty)
      for (const StopTime& stop : trip.stops)
        if (stop.calls) by_hour[static_cast<std::size_t>(std::clamp<std::int64_t>(in_milliseconds(stop.departure) / 3'600'000, 0, 47))] += 1.0;
  return profile_text(hour_shares(by_hour));
}

}  // namespace

Eigen::MatrixXd riders_by_station(const Plan& plan) {
  const auto n = static_cast<Eigen::Index>(plan.input.network.stations.size());
  Eigen::MatrixXd riders = Eigen::MatrixXd::Zero(n, n);
  const auto& places = plan.input.places;
  for (const Purpose& purpose : plan.input.purposes)
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t j = 0; j < places.size(); ++j) {
        const auto from = nearest_station(places[PlaceId{i}]);
        const auto to = nearest_station(places[PlaceId{j}]);
        if (!from || !to || from == to) continue;
        const auto a = static_cast<Eigen::Index>(i);
        const auto b = static_cast<Eigen::Index>(j);
        riders(from->value, to->value) += purpose.travellers(a, b) * purpose.height(a, b) * purpose.rail_share(a, b);
      }
  return riders;
}

std::vector<ScenarioFile> counted_scenario(const std::vector<CountedPeriod>& periods, const Plan& plan, const std::string& base, const std::string& source,
                                           const std::string& stem, Findings& findings) {
  const Network& network = plan.input.network;
  const auto place_of = places_of(plan);
  std::string csv = "from,to,purpose,travellers,rail_share\n";
  std::set<std::string> without;
  double people = 0.0;
  for (const CountedPeriod& period : periods)
    for (Eigen::Index a = 0; a < period.od.rows(); ++a)
      for (Eigen::Index b = 0; b < period.od.cols(); ++b) {
        const double count = std::floor(period.od(a, b) * 1e4 + 0.5) / 1e4;
        if (a == b || count <= 0.0) continue;
        const auto from = place_of[static_cast<std::size_t>(a)];
        const auto to = place_of[static_cast<std::size_t>(b)];
        for (const auto& [place, station] : {std::pair(from, a), std::pair(to, b)})
          if (!place) without.insert(network.stations[StationId{static_cast<std::size_t>(station)}].name);
        if (!from || !to) continue;
        people += count;
        csv += csv_field(plan.input.places[*from].name) + "," + csv_field(plan.input.places[*to].name) + "," + csv_field(period.name) + fmt::format(",{:.4f},1\n", count);
      }
  for (const std::string& station : without)
    findings.refuse({base, 0, "places"}, "no place of this scenario has " + station + " as its nearest station: its people would be lost",
                    "give it a place, with access to that station");
  std::string text = "# People counted by " + source + ".\nscenario: " + in_quotes(stem) + "\nbase: " + in_quotes(base) + "\nchoice: {model: share}  # they were counted on the trains: all of them ride\ndemand: {od: " +
                     in_quotes(stem + "-od.csv") + "}\nprofiles:\n";
  bool by_service = false;
  for (const CountedPeriod& period : periods) {
    by_service = by_service || !period.seconds;
    if (period.seconds)
      text += fmt::format("  {}: {{hours: {{\"{}\": 100 %, \"{}\": 0 %}}}}\n", in_quotes("counted " + period.name), clock_text(period.seconds->first), clock_text(period.seconds->second));
  }
  if (by_service) {
    text += "  counted up: " + service_profile(plan, Direction::up) + "\n  counted down: " + service_profile(plan, Direction::down) + "\n";
    findings.assume("people travel when trains run: the table has no times");
  }
  text += "purposes:\n";
  for (const CountedPeriod& period : periods) {
    const std::string up = period.seconds ? in_quotes("counted " + period.name) : "counted up";
    const std::string down = period.seconds ? up : "counted down";
    text += fmt::format("  {}: {{sourced: {}, profile: {{up: {}, down: {}}}}}\n", in_quotes(period.name), in_quotes(source), up, down);
  }
  findings.take(fmt::format("{:.0f} people of a day in {} period{}", people, periods.size(), periods.size() == 1 ? "" : "s"));
  return {{stem + ".yaml", std::move(text)}, {stem + "-od.csv", std::move(csv)}};
}

std::optional<std::vector<CountedPeriod>> read_counts(TableStream& table, const std::string& path, const Plan& plan, Findings& findings) {
  std::vector<CountedPeriod> periods;
  const CountTable counts{table, path, plan, findings};
  const auto has = [&](const char* column) { return table.column(column).has_value(); };
  if (!table.trouble().empty()) {
    findings.refuse({path, table.trouble_line(), {}}, table.trouble(), table.remedy());
  } else if (has("station") && has("boardings") && has("alightings")) {
    periods = expand_totals(counts);
  } else if (has("entry_station") && has("exit_station")) {
    periods = from_gates(counts);
  } else if (has("train") && has("station") && has("on_board")) {
    periods = from_loads(counts);
  } else if (has("origin") && has("destination") && has("passengers")) {
    periods = from_long_table(counts);
  } else if (table.header().size() > 2 && plan.input.network.find(table.header()[1])) {
    periods = from_matrix(counts);
  } else {
    findings.refuse({path, 1, {}}, "its columns are those of no table of counts",
                    "station,hour,boardings,alightings or origin,destination,passengers or entry_station,entry_time,exit_station,exit_time or train,station,on_board, or a matrix of stations");
  }
  if (findings.errors().empty() && !table.trouble().empty()) findings.refuse({path, table.trouble_line(), {}}, table.trouble(), table.remedy());
  if (findings.errors().empty() && periods.empty()) findings.refuse({path, 0, {}}, "nobody was counted");
  if (!findings.errors().empty()) return std::nullopt;
  return periods;
}

}  // namespace czt
