#include "gtfs_trips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/text.hpp"

namespace czt::gtfs {

namespace {

constexpr std::int32_t last_second = 48 * 3600 - 1;

class TripMaker {
 public:
  TripMaker(const Reading& reading, const Feed& feed, const Stations& stations) : reading_(reading), feed_(feed), stations_(stations) {}

  void take(const StopTimeRow* begin, const StopTimeRow* end) {
    std::vector<StopTimeRow> rows(begin, end);
    const TripRow& trip = feed_.trips[rows.front().trip];
    if (!fill_blanks(rows) || !in_order(rows)) return;
    std::erase_if(rows, [&](const StopTimeRow& row) {
      const bool passes = !row.exchange && &row != &rows.front() && &row != &rows.back();
      if (passes) reading_.findings.repair("stops where nobody may board or alight: passed", place(row, "pickup_type"));
      return passes;
    });
    LineTrip made;
    std::vector<float> distances;
    for (const StopTimeRow& row : rows) {
      const std::uint32_t station = stations_.of_stop[row.stop];
      if (!made.calls.empty() && made.calls.back().station == station) {
        reading_.findings.repair("calls at a station where the trip already stands: one call", place(row, "stop_id"));
        made.calls.back().departure = row.departure;
        continue;
      }
      made.calls.push_back({station, row.arrival, row.departure});
      distances.push_back(row.distance);
    }
    if (made.calls.size() < 2) return reading_.findings.ignore("trips with fewer than two calls", place(rows.front(), "trip_id"));
    made.calls.front().arrival = made.calls.front().departure;
    made.calls.back().departure = made.calls.back().arrival;
    made.route = feed_.routes[trip.route].name();
    made.trainset = trip.block;
    made.where = {reading_.path("stop_times.txt"), rows.front().line, "trip_id"};
    remember_way(rows.front().trip, made.calls, std::move(distances));
    run(trip, std::move(made));
  }

  DayTrips finish() {
    give_numbers();
    return std::move(day_);
  }

 private:
  [[nodiscard]] CellPlace place(const StopTimeRow& row, const char* field) const { return {reading_.path("stop_times.txt"), row.line, field}; }

  /// Between two times that are written, in proportion to the distance: as written, or straight.
  bool fill_blanks(std::vector<StopTimeRow>& rows) {
    if (rows.front().arrival < 0 || rows.back().arrival < 0) {
      const StopTimeRow& blank = rows.front().arrival < 0 ? rows.front() : rows.back();
      reading_.findings.ignore("trips whose first or last time is blank", place(blank, "arrival_time"));
      return false;
    }
    for (std::size_t i = 0; i + 1 < rows.size();) {
      std::size_t j = i + 1;
      while (rows[j].arrival < 0) ++j;
      if (j > i + 1) interpolate(rows, i, j);
      i = j;
    }
    return true;
  }

  void interpolate(std::vector<StopTimeRow>& rows, std::size_t i, std::size_t j) {
    std::vector<double> at(j - i + 1, 0.0);
    bool written = true;
    for (std::size_t k = i; k <= j; ++k) written = written && rows[k].distance >= 0.0F && (k == i || rows[k].distance >= rows[k - 1].distance);
    for (std::size_t k = i + 1; k <= j; ++k) {
      const auto straight = straight_km(stations_.list[stations_.of_stop[rows[k - 1].stop]], stations_.list[stations_.of_stop[rows[k].stop]]);
      at[k - i] = written ? double{rows[k].distance} - double{rows[i].distance} : at[k - i - 1] + straight.value_or(1.0);
    }
    const double whole = at.back();
    for (std::size_t k = i + 1; k < j; ++k) {
      const double share = whole > 0.0 ? at[k - i] / whole : static_cast<double>(k - i) / static_cast<double>(j - i);
      const double between = static_cast<double>(rows[j].arrival - rows[i].departure);
      rows[k].arrival = rows[k].departure = rows[i].departure + static_cast<std::int32_t>(share * between + 0.5);
      reading_.findings.repair("blank times, filled in by distance", place(rows[k], "arrival_time"));
    }
  }

  bool in_order(const std::vector<StopTimeRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool left_early = rows[i].departure < rows[i].arrival;
      if (!left_early && (i == 0 || rows[i].arrival >= rows[i - 1].departure)) continue;
      reading_.findings.ignore("trips whose times go back", place(rows[i], left_early ? "departure_time" : "arrival_time"));
      return false;
    }
    if (rows.back().arrival <= last_second) return true;
    reading_.findings.ignore("trips that end after 48:00", place(rows.back(), "arrival_time"));
    return false;
  }

  void remember_way(std::uint32_t trip, const std::vector<LineCall>& calls, std::vector<float> distances) {
    std::vector<std::uint32_t> way;
    for (const LineCall& call : calls) way.push_back(call.station);
    if (known_.insert(way).second) day_.ways.push_back({trip, std::move(way), std::move(distances)});
  }

  /// Once, or as often as its frequencies say.
  void run(const TripRow& trip, LineTrip made) {
    const auto found = feed_.frequencies.of_trip.find(trip.id);
    if (found == feed_.frequencies.of_trip.end()) {
      made.number = tidy_number(trip.number.empty() ? trip.id : trip.number);
      ids_.push_back(trip.id);
      return day_.trips.push_back(std::move(made));
    }
    std::size_t n = 0;
    std::set<std::int32_t> starts;
    for (const Frequency& f : found->second)
      for (std::int32_t at = f.from; at < f.to; at += f.every) {
        if (!starts.insert(at).second) {
          reading_.findings.ignore("departures that two frequencies give", {reading_.path("frequencies.txt"), f.line, "start_time"});
          continue;
        }
        LineTrip one = made;
        const std::int32_t later = at - made.calls.front().departure;
        for (LineCall& call : one.calls) {
          call.arrival += later;
          call.departure += later;
        }
        if (one.calls.back().arrival > last_second) continue;
        one.by_headway = !f.exact;
        one.number_is_ours = true;
        one.trainset.clear();  // one block cannot be in many places
        one.number = fmt::format("{} {}", tidy_number(trip.number.empty() ? trip.id : trip.number), ++n);
        ids_.push_back(fmt::format("{} {}", trip.id, n));
        day_.trips.push_back(std::move(one));
      }
  }

  static std::string tidy_number(const std::string& text) {
    std::string out;
    for (const char c : text) out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    return out;
  }

  /// A number that several trips have is no number: their ids are added.
  void give_numbers() {
    std::map<std::string, std::size_t> times;
    for (const LineTrip& trip : day_.trips) ++times[trip.number];
    std::set<std::string> taken;
    for (std::size_t t = 0; t < day_.trips.size(); ++t) {
      std::string& number = day_.trips[t].number;
      if (times[number] > 1 && number != ids_[t]) number += " (" + tidy_number(ids_[t]) + ")";
      while (!taken.insert(number).second) number += "'";
    }
  }

  const Reading& reading_;
  const Feed& feed_;
  const Stations& stations_;
  DayTrips day_;
  std::vector<std::string> ids_;
  std::set<std::vector<std::uint32_t>> known_;
};

}  // namespace

DayTrips make_trips(const Reading& reading, const Feed& feed, const Stations& stations, const std::vector<StopTimeRow>& rows) {
  TripMaker maker(reading, feed, stations);
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t j = i;
    while (j < rows.size() && rows[j].trip == rows[i].trip) ++j;
    maker.take(rows.data() + i, rows.data() + j);
    i = j;
  }
  return maker.finish();
}

}  // namespace czt::gtfs
