#pragma once
/// What the tables of a feed say, read one after the other; each reader leaves its findings behind.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/date.hpp"
#include "czt/exchange/feed_files.hpp"
#include "czt/exchange/findings.hpp"
#include "czt/exchange/table_stream.hpp"
#include "typical_day.hpp"

namespace czt::gtfs {

using RowOf = std::map<std::string, std::uint32_t, std::less<>>;

struct Reading {
  const FeedFiles& files;
  std::string feed;      ///< how messages name it
  Findings& findings;

  [[nodiscard]] std::string path(const std::string& file) const { return feed + "/" + file; }
};

/// A table while it is read; says its troubles when it goes.
class FeedTable {
 public:
  FeedTable(const Reading& reading, const std::string& file);
  ~FeedTable();
  FeedTable(const FeedTable&) = delete;
  FeedTable& operator=(const FeedTable&) = delete;
  bool next() { return rows_.next(); }
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const { return rows_.column(name); }
  /// The same; an error where it is missing.
  std::optional<std::size_t> needed(std::string_view name);
  std::string_view operator[](std::optional<std::size_t> column) const { return rows_[column]; }
  [[nodiscard]] CellPlace place(std::string field) const { return {reading_.path(rows_.file()), rows_.line(), std::move(field)}; }
  [[nodiscard]] int line() const { return rows_.line(); }

 private:
  const Reading& reading_;
  TableStream rows_;
};

struct Stop {
  std::string id;
  std::string name;
  std::optional<double> latitude, longitude;
  std::string zone;
  std::string parent;
  int type = 0;          ///< location_type
  int line = 0;
};

struct Route {
  std::string id;
  std::string short_name;
  std::string long_name;
  int type = 3;
  std::string network;
  std::size_t trips = 0;       ///< on the day
  [[nodiscard]] const std::string& name() const { return !short_name.empty() ? short_name : !long_name.empty() ? long_name : id; }
};

struct Service {
  std::string id;
  std::array<bool, 7> on{};
  std::optional<Date> from, to;
  std::vector<Date> added, removed;   ///< sorted
  double weight = 0.0;                ///< trips of the chosen routes
  [[nodiscard]] bool runs(Date date) const;
};

struct TripRow {
  std::string id;
  std::uint32_t route = 0;
  std::uint32_t service = 0;
  std::string number;
  std::string block;
  std::string shape;
  int line = 0;
};

struct Frequency {
  std::int32_t from = 0;
  std::int32_t to = 0;
  std::int32_t every = 0;
  bool exact = false;
  int line = 0;
};

struct Frequencies {
  std::map<std::string, std::vector<Frequency>, std::less<>> of_trip;
};

struct StopTimeRow {
  std::uint32_t trip = 0;
  std::uint32_t sequence = 0;
  std::uint32_t stop = 0;
  std::int32_t arrival = -1;      ///< -1: blank
  std::int32_t departure = -1;
  float distance = -1.0F;         ///< -1: blank
  std::int32_t line = 0;
  bool exchange = true;           ///< somebody may board or alight
};

struct Feed {
  std::string agency, agency_id;  ///< the first
  std::string version;
  std::string language;
  std::vector<Route> routes;
  RowOf route_of;
  std::vector<Service> services;
  RowOf service_of;
  std::vector<TripRow> trips;
  RowOf trip_of;
  Frequencies frequencies;
  std::vector<Stop> stops;
  RowOf stop_of;
};

void read_agency(const Reading& reading, Feed& feed);
void read_routes(const Reading& reading, Feed& feed);
void read_calendars(const Reading& reading, Feed& feed);
void read_frequencies(const Reading& reading, Feed& feed);
/// All trips: which of them are wanted is chosen afterwards.
void read_trips(const Reading& reading, Feed& feed);
void read_stops(const Reading& reading, Feed& feed);
/// Rows of the wanted trips alone, by trip and sequence. wanted: per row of feed.trips.
std::vector<StopTimeRow> read_stop_times(const Reading& reading, const Feed& feed, const std::vector<bool>& wanted);

/// Per route, whether it is taken.
std::vector<bool> choose_routes(const Reading& reading, const Feed& feed, const std::vector<std::string>& asked);
/// The day that is asked for, else a typical one; none with an error.
std::optional<TypicalDay> choose_date(const Reading& reading, Feed& feed, const std::vector<bool>& routes, std::optional<Date> asked);

std::optional<double> number_in(std::string_view text);
std::optional<int> whole_in(std::string_view text);

}  // namespace czt::gtfs
