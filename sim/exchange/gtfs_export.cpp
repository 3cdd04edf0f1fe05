#include "czt/exchange/gtfs_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/csv.hpp"
#include "exported.hpp"
#include "gtfs_export_fares.hpp"
#include "performed.hpp"

namespace czt {

namespace {

std::int64_t whole_seconds(SimTime t) { return (in_milliseconds(t) + 500) / 1000; }
std::string gtfs_time(SimTime t) {
  const std::int64_t s = whole_seconds(t);
  return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

/// One trip as it runs on some of the dates.
struct FeedTrip {
  const Trip* trip = nullptr;
  std::string block;
  const Network* network = nullptr;
  std::set<std::uint32_t> timetables;  ///< of the year, in which it runs so
};

bool same_calls(const Trip& a, const Trip& b) {
  return a.stops.size() == b.stops.size() && std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), [](const StopTime& x, const StopTime& y) {
           return x.station == y.station && x.arrival == y.arrival && x.departure == y.departure && x.calls == y.calls && x.closed == y.closed;
         });
}

class FeedWriter {
 public:
  FeedWriter(const Scenario& scenario, const YearPlans& year, const FeedFacts& facts, Findings& findings)
      : scenario_(scenario), year_(year), facts_(facts), findings_(findings), plan_(year.timetables.front().plan), network_(plan_.input.network) {}

  std::vector<ScenarioFile> write() {
    collect();
    std::vector<ScenarioFile> files;
    files.push_back({"agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nczt," + csv_field(line_name()) + ",https://example.org," + facts_.timezone + "\n"});
    files.push_back({"feed_info.txt", "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version\nczt,https://example.org,en," +
                                          basic_date(year_.days.front().date) + "," + basic_date(year_.days.back().date) + "," + digest(scenario_).substr(0, 12) + "\n"});
    files.push_back({"routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\nline,czt,," + csv_field(line_name()) + ",2\n"});
    files.push_back({"stops.txt", stops()});
    files.push_back({"trips.txt", trips()});
    files.push_back({"stop_times.txt", stop_times()});
    std::vector<ScenarioFile> fares = fares_of(plan_, facts_.currency, findings_);
    calendars(files, std::any_of(fares.begin(), fares.end(), [](const ScenarioFile& f) { return f.name == "timeframes.txt"; }));
    if (!shapes_.empty()) files.push_back({"shapes.txt", shapes()});
    if (std::string chinese = translations(); !chinese.empty()) files.push_back({"translations.txt", std::move(chinese)});
    for (ScenarioFile& file : fares) files.push_back(std::move(file));
    return files;
  }

 private:
  [[nodiscard]] std::string line_name() const {
    const std::string name = written_value(scenario_, {"line", "en"});
    return name.empty() ? scenario_.name : name;
  }

  /// Trips of all timetables of the year; one that differs between them stands as often.
  void collect() {
    std::map<std::string, std::vector<std::size_t>> by_number;
    std::size_t empty = 0;
    std::size_t ready = 0;
    std::size_t closed = 0;
    for (std::uint32_t t = 0; t < year_.timetables.size(); ++t) {
      const PlanInput& in = year_.timetables[t].plan.input;
      for (std::size_t row = 0; row < in.trips.size(); ++row) {
        const Trip& trip = in.trips[TripId{row}];
        if (trip.empty) {
          empty += t == 0;
          continue;
        }
        ready += t == 0 && trip.when_ready;
        if (std::count_if(trip.stops.begin(), trip.stops.end(), [](const StopTime& s) { return s.calls && !s.closed; }) < 2) {
          closed += t == 0;
          continue;
        }
        const std::string block = in.circulation.names[in.circulation.trainset[TripId{row}]];
        std::vector<std::size_t>& known = by_number[trip.number];
        const auto same = std::find_if(known.begin(), known.end(), [&](std::size_t k) { return same_calls(*trips_[k].trip, trip) && trips_[k].block == block; });
        if (same != known.end()) {
          trips_[*same].timetables.insert(t);
          continue;
        }
        known.push_back(trips_.size());
        trips_.push_back({&trip, block, &in.network, {t}});
      }
    }
    for (const auto& [number, rows] : by_number)
      for (std::size_t k = 0; k < rows.size(); ++k) ids_[rows[k]] = k == 0 ? number : fmt::format("{} ({})", number, k + 1);
    findings_.take(fmt::format("{} trips, {} stations, {} days of {}", trips_.size(), network_.stations.size(), year_.days.size(), year_.year));
    if (empty > 0) findings_.ignore(fmt::format("{} trips without passengers: a feed has none", empty));
    if (closed > 0) findings_.ignore(fmt::format("{} trips call at fewer than two open stations", closed));
    if (ready > 0) findings_.ignore(fmt::format("{} trips leave when they are ready: written as if they left at once", ready));
  }

  std::string stops() {
    std::string text = "stop_id,stop_name,stop_lat,stop_lon,zone_id\n";
    std::size_t without = 0;
    for (std::size_t s = 0; s < network_.stations.size(); ++s) {
      const StationId id{s};
      const std::string name = csv_field(station_id(network_, id));
      const auto at = coordinates(scenario_, network_.stations[id]);
      without += !at;
      text += name + "," + csv_field(network_.stations[id].name) + (at ? fmt::format(",{:.6f},{:.6f},", at->first, at->second) : ",,,") + name + "\n";
    }
    placed_ = without == 0;
    if (without > 0) findings_.ignore(fmt::format("coordinates of {} stations: the scenario has none, and a feed that is to be valid needs them", without));
    return text;
  }

  /// Services: the sets of timetables in which a trip runs.
  std::string trips() {
    std::string text = "route_id,service_id,trip_id,trip_short_name,trip_headsign,direction_id,block_id,shape_id\n";
    for (std::size_t k = 0; k < trips_.size(); ++k) {
      const FeedTrip& trip = trips_[k];
      const auto [service, fresh] = services_.try_emplace(trip.timetables, fmt::format("S{}", services_.size() + 1));
      text += fmt::format("line,{},{},{},{},{},{},{}\n", service->second, csv_field(ids_[k]), csv_field(trip.trip->number), csv_field(network_.stations[trip.trip->to()].name),
                          trip.trip->direction == Direction::up ? 1 : 0, csv_field(trip.block), placed_ ? shape_of(*trip.trip) : "");
    }
    return text;
  }

  std::string shape_of(const Trip& trip) {
    std::vector<StationId> way;
    for (const StopTime& stop : trip.stops) way.push_back(stop.station);
    return shapes_.try_emplace(std::move(way), fmt::format("way{}", shapes_.size() + 1)).first->second;
  }

  std::string stop_times() {
    std::string text = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n";
    for (std::size_t k = 0; k < trips_.size(); ++k) {
      const Trip& trip = *trips_[k].trip;
      const auto open = [](const StopTime& s) { return s.calls && !s.closed; };
      const auto first = static_cast<std::size_t>(std::find_if(trip.stops.begin(), trip.stops.end(), open) - trip.stops.begin());
      const std::size_t last = trip.stops.size() - 1 - static_cast<std::size_t>(std::find_if(trip.stops.rbegin(), trip.stops.rend(), open) - trip.stops.rbegin());
      Metres at;
      for (std::size_t i = 0; i < trip.stops.size(); ++i) {
        const StopTime& stop = trip.stops[i];
        if (i > 0) at.value += network_.distance(trip.stops[i - 1].station, stop.station).value;
        if (!stop.calls || stop.closed) continue;
        text += fmt::format("{},{},{},{},{},{:.3f}\n", csv_field(ids_[k]), gtfs_time(i == first ? stop.departure : stop.arrival), gtfs_time(i == last ? stop.arrival : stop.departure), csv_field(station_id(network_, stop.station)), i + 1,
                            in_km(at));
      }
    }
    return text;
  }

  /// always: the service of time frames, which hold on every day.
  void calendars(std::vector<ScenarioFile>& files, bool always) {
    std::string weeks = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";
    std::string dates = "service_id,date,exception_type\n";
    for (const auto& [timetables, id] : services_) {
      std::array<int, 7> runs{};
      std::array<int, 7> days{};
      for (const YearPlans::Day& day : year_.days) {
        const auto weekday = static_cast<std::size_t>(day.date.weekday());
        ++days[weekday];
        runs[weekday] += timetables.count(day.timetable) > 0;
      }
      weeks += id;
      std::array<bool, 7> usual{};
      for (std::size_t d = 0; d < 7; ++d) {
        usual[d] = 2 * runs[d] > days[d];
        weeks += usual[d] ? ",1" : ",0";
      }
      weeks += "," + basic_date(year_.days.front().date) + "," + basic_date(year_.days.back().date) + "\n";
      for (const YearPlans::Day& day : year_.days) {
        const bool on = timetables.count(day.timetable) > 0;
        if (on != usual[static_cast<std::size_t>(day.date.weekday())]) dates += id + "," + basic_date(day.date) + (on ? ",1\n" : ",2\n");
      }
    }
    if (always) weeks += "always,1,1,1,1,1,1,1," + basic_date(year_.days.front().date) + "," + basic_date(year_.days.back().date) + "\n";
    files.push_back({"calendar.txt", std::move(weeks)});
    if (dates.find('\n') + 1 < dates.size()) files.push_back({"calendar_dates.txt", std::move(dates)});
  }

  std::string shapes() {
    std::string text = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n";
    for (const auto& [way, id] : shapes_) {
      Metres at;
      for (std::size_t i = 0; i < way.size(); ++i) {
        if (i > 0) at.value += network_.distance(way[i - 1], way[i]).value;
        const auto place = *coordinates(scenario_, network_.stations[way[i]]);
        text += fmt::format("{},{:.6f},{:.6f},{},{:.3f}\n", id, place.first, place.second, i + 1, in_km(at));
      }
    }
    return text;
  }

  [[nodiscard]] std::string translations() const {
    std::string text;
    for (const Station& station : network_.stations)
      if (!station.name_zh.empty()) text += "stops,stop_name,zh," + csv_field(station.name_zh) + "," + csv_field(station.name) + "\n";
    return text.empty() ? text : "table_name,field_name,language,translation,record_id\n" + text;
  }

  const Scenario& scenario_;
  const YearPlans& year_;
  const FeedFacts& facts_;
  Findings& findings_;
  const Plan& plan_;
  const Network& network_;
  std::vector<FeedTrip> trips_;
  std::map<std::size_t, std::string> ids_;
  std::map<std::set<std::uint32_t>, std::string> services_;
  std::map<std::vector<StationId>, std::string> shapes_;
  bool placed_ = false;
};

}  // namespace

std::vector<ScenarioFile> gtfs_of(const Scenario& scenario, const YearPlans& year, const FeedFacts& facts, Findings& findings) {
  return FeedWriter(scenario, year, facts, findings).write();
}

}  // namespace czt
