/// The largest table, in one pass: of each row only what a wanted trip needs is kept, 36 bytes.

#include <algorithm>

#include "czt/exchange/gtfs.hpp"
#include "gtfs_tables.hpp"

namespace czt::gtfs {

namespace {

/// Rows of one trip stand together nearly always.
class TripFinder {
 public:
  explicit TripFinder(const Feed& feed) : feed_(feed) {}
  /// Row of feed.trips; none: there is no such trip.
  std::optional<std::uint32_t> find(std::string_view id) {
    if (id != last_id_ || !known_) {
      last_id_ = std::string(id);
      const auto found = feed_.trip_of.find(id);
      last_ = found == feed_.trip_of.end() ? std::nullopt : std::optional(found->second);
      known_ = true;
    }
    return last_;
  }

 private:
  const Feed& feed_;
  std::string last_id_;
  std::optional<std::uint32_t> last_;
  bool known_ = false;
};

class Rows {
 public:
  Rows(const Reading& reading, const Feed& feed, const std::vector<bool>& wanted)
      : reading_(reading), feed_(feed), wanted_(wanted), table_(reading, "stop_times.txt"), finder_(feed) {}

  std::vector<StopTimeRow> read() {
    trip_ = table_.needed("trip_id");
    sequence_ = table_.needed("stop_sequence");
    stop_ = table_.column("stop_id");
    arrival_ = table_.needed("arrival_time");
    departure_ = table_.needed("departure_time");
    distance_ = table_.column("shape_dist_traveled");
    pickup_ = table_.column("pickup_type");
    drop_off_ = table_.column("drop_off_type");
    if (!drop_off_ && table_.column("drop_off_time"))
      reading_.findings.ignore("column that the specification does not have", {reading_.path("stop_times.txt"), 1, "drop_off_time"});
    flex_ = {table_.column("location_group_id"), table_.column("location_id")};
    if (!trip_ || !sequence_ || !arrival_ || !departure_) return {};
    while (table_.next()) take();
    return std::move(rows_);
  }

 private:
  void take() {
    const auto trip = finder_.find(table_[trip_]);
    if (!trip) return reading_.findings.ignore("stop times of a trip that is not there", table_.place("trip_id"));
    if (!wanted_[*trip]) return;
    const std::string_view stop = table_[stop_];
    if (stop.empty()) {
      const bool flexible = !table_[flex_[0]].empty() || !table_[flex_[1]].empty();
      return reading_.findings.ignore(flexible ? "stop times on demand (GTFS-Flex)" : "stop times without a stop", table_.place("stop_id"));
    }
    const auto found = feed_.stop_of.find(stop);
    if (found == feed_.stop_of.end()) return reading_.findings.ignore("stop times at a stop that is not there", table_.place("stop_id"));
    const auto sequence = whole_in(table_[sequence_]);
    if (!sequence || *sequence < 0) return reading_.findings.ignore("stop times whose sequence is no number", table_.place("stop_sequence"));
    StopTimeRow row;
    row.trip = *trip;
    row.sequence = static_cast<std::uint32_t>(*sequence);
    row.stop = found->second;
    row.line = table_.line();
    row.arrival = time(arrival_, "arrival_time");
    row.departure = time(departure_, "departure_time");
    if (row.arrival < 0) row.arrival = row.departure;
    if (row.departure < 0) row.departure = row.arrival;
    if (const auto distance = number_in(table_[distance_]); distance && *distance >= 0.0) row.distance = static_cast<float>(*distance);
    row.exchange = whole_in(table_[pickup_]) != 1 || whole_in(table_[drop_off_]) != 1;
    rows_.push_back(row);
  }

  std::int32_t time(std::optional<std::size_t> column, const char* name) {
    const std::string_view text = table_[column];
    if (text.empty()) return -1;
    bool no_seconds = false;
    const auto seconds = parse_gtfs_time(text, &no_seconds);
    if (!seconds) {
      reading_.findings.repair("times that cannot be read: taken as blank", table_.place(name));
      return -1;
    }
    if (no_seconds) reading_.findings.repair("times without seconds", table_.place(name));
    return *seconds;
  }

  const Reading& reading_;
  const Feed& feed_;
  const std::vector<bool>& wanted_;
  FeedTable table_;
  TripFinder finder_;
  std::optional<std::size_t> trip_, sequence_, stop_, arrival_, departure_, distance_, pickup_, drop_off_;
  std::array<std::optional<std::size_t>, 2> flex_;
  std::vector<StopTimeRow> rows_;
};

}  // namespace

std::vector<StopTimeRow> read_stop_times(const Reading& reading, const Feed& feed, const std::vector<bool>& wanted) {
  std::vector<StopTimeRow> rows = Rows(reading, feed, wanted).read();
  const auto before = [](const StopTimeRow& a, const StopTimeRow& b) {
    return a.trip != b.trip ? a.trip < b.trip : a.sequence < b.sequence;
  };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool same = rows[i].trip == rows[i - 1].trip;
    if (same && rows[i].sequence < rows[i - 1].sequence)
      reading.findings.repair("rows that do not stand in order of their sequence", {reading.path("stop_times.txt"), rows[i].line, "stop_sequence"});
  }
  std::stable_sort(rows.begin(), rows.end(), before);
  const auto same = [&](const StopTimeRow& a, const StopTimeRow& b) {
    if (a.trip != b.trip || a.sequence != b.sequence) return false;
    reading.findings.ignore("rows whose sequence stands twice in a trip", {reading.path("stop_times.txt"), b.line, "stop_sequence"});
    return true;
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  return rows;
}

}  // namespace czt::gtfs
