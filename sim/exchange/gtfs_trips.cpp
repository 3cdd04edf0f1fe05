#include "gtfs_trips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/text.hpp"

namespace czt::gtfs {

namespace {

constexpr std::int32_t last_second = 48 * 3600 - 1;
constexpr double off_the_way_km = 2.0;         ///< a detour that no railway makes for one call
constexpr double fastest = 300.0 / 3600.0;     ///< km/s
constexpr std::int32_t endless = 3 * 3600;     ///< s of one leg
constexpr double slowest = 5.0 / 3600.0;       ///< km/s, of who walks

class TripMaker {
 public:
  TripMaker(const Reading& reading, const Feed& feed, const Stations& stations) : reading_(reading), feed_(feed), stations_(stations) {}

  void take(const StopTimeRow* begin, const StopTimeRow* end) {
    std::vector<StopTimeRow> rows(begin, end);
    const TripRow& trip = feed_.trips[rows.front().trip];
    blank_wrong_times(rows);
    if (!fill_blanks(rows)) return;
    drop_misplaced(rows);
    if (!in_order(rows)) return;
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

  /// One wrong time between two that are in order does not cost the trip.
  void blank_wrong_times(std::vector<StopTimeRow>& rows) {
    std::vector<StopTimeRow*> timed;
    for (StopTimeRow& row : rows)
      if (row.arrival >= 0) timed.push_back(&row);
    for (std::size_t i = 1; i + 1 < timed.size(); ++i) {
      const StopTimeRow &before = *timed[i - 1], &after = *timed[i + 1];
      StopTimeRow& here = *timed[i];
      const bool fits = before.departure <= here.arrival && here.arrival <= here.departure && here.departure <= after.arrival;
      if (fits || before.departure < 0 || before.departure > after.arrival) continue;
      reading_.findings.repair("times out of order with those before and after: taken as blank", place(here, "arrival_time"));
      here.arrival = here.departure = -1;
    }
  }

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
    bool written = rows[j].distance > rows[i].distance;
    for (std::size_t k = i; k <= j; ++k) written = written && rows[k].distance >= 0.0F && (k == i || rows[k].distance >= rows[k - 1].distance);
    for (std::size_t k = i + 1; k <= j; ++k) {
      const auto straight = between(rows[k - 1], rows[k]);
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

  [[nodiscard]] std::optional<double> between(const StopTimeRow& a, const StopTimeRow& b) const {
    return straight_km(stations_.list[stations_.of_stop[a.stop]], stations_.list[stations_.of_stop[b.stop]]);
  }

  /// One wrong row: the station lies off the way, and no train comes there and back in the time.
  void drop_misplaced(std::vector<StopTimeRow>& rows) {
    for (std::size_t i = 1; i + 1 < rows.size();) {
      if (!is_misplaced(rows[i - 1], rows[i], rows[i + 1])) {
        ++i;
        continue;
      }
      reading_.findings.ignore("calls that lie off the way and that no train reaches in their time", place(rows[i], "stop_id"));
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  [[nodiscard]] bool is_misplaced(const StopTimeRow& before, const StopTimeRow& here, const StopTimeRow& after) const {
    const auto to = between(before, here), from = between(here, after), past = between(before, after);
    if (!to || !from || !past || *to + *from < *past + off_the_way_km) return false;
    const auto in_time = [](double km, std::int32_t seconds) { return seconds > 0 && km <= fastest * seconds; };
    return in_time(*past, after.arrival - before.departure) && !(in_time(*to, here.arrival - before.departure) && in_time(*from, after.arrival - here.departure));
  }

  bool in_order(const std::vector<StopTimeRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool left_early = rows[i].departure < rows[i].arrival;
      if (!left_early && (i == 0 || rows[i].arrival >= rows[i - 1].departure)) continue;
      reading_.findings.ignore("trips whose times go back", place(rows[i], left_early ? "departure_time" : "arrival_time"));
      return false;
    }
    if (rows.back().arrival > last_second) {
      reading_.findings.ignore("trips that end after 48:00", place(rows.back(), "arrival_time"));
      return false;
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::int32_t run = rows[i].arrival - rows[i - 1].departure;
      const auto km = between(rows[i - 1], rows[i]);
      if (run <= endless || !km || *km >= slowest * run) continue;
      reading_.findings.ignore("trips that take hours for a leg that one would walk", place(rows[i], "arrival_time"));
      return false;
    }
    return true;
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
      made.number_may_go = trip.number.empty();
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
