#include "czt/exchange/table12306.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>

#include "czt/core/text.hpp"
#include "czt/core/time.hpp"
#include "czt/exchange/table_stream.hpp"
#include "gtfs_tables.hpp"

namespace czt {

std::optional<std::string> from_gb18030(const std::string& text) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, int (*)(iconv_t)> closed(converter, &iconv_close);
  std::string in = text;
  std::string out(text.size() * 3 + 16, '\0');
  char* from = in.data();
  std::size_t left = in.size();
  char* to = out.data();
  std::size_t room = out.size();
  if (iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left > 0) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

namespace {

constexpr std::int32_t one_day = 24 * 3600;
constexpr std::int32_t last_moment = 2 * one_day - 1;

struct Headings {
  std::optional<std::size_t> train, station, sequence, arrival, departure, km, day;
};

/// The first column whose heading is one of these.
std::optional<std::size_t> any_of_names(const TableStream& table, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto found = table.column(name)) return found;
  return std::nullopt;
}

Headings headings_of(const TableStream& table) {
  return {any_of_names(table, {"车次", "列车车次", "train", "trip", "train_no"}),
          any_of_names(table, {"站名", "车站", "车站名称", "station", "station_name"}),
          any_of_names(table, {"站序", "序号", "sequence", "station_no"}),
          any_of_names(table, {"到达", "到达时间", "到时", "到站时间", "arrival", "arrive_time"}),
          any_of_names(table, {"出发", "出发时间", "发车时间", "开点", "发时", "开车时间", "departure", "start_time"}),
          any_of_names(table, {"里程", "里程(km)", "里程（km）", "运行里程", "公里", "km"}),
          any_of_names(table, {"天数", "运行天数", "日期", "day", "arrive_day"})};
}

/// What stands for no time, at a train's ends.
bool is_no_time(std::string_view text) {
  return text.empty() || text == "起点" || text == "终点" || text == "始发站" || text == "终到站" || text == "始发" || text == "终到" ||
         std::all_of(text.begin(), text.end(), [](char c) { return c == '-'; }) || text == "—" || text == "——" || text == "/";
}

struct TableRow {
  int line = 0;
  int sequence = 0;
  std::uint32_t station = 0;
  std::int32_t arrival = -1, departure = -1;  ///< -1: none
  std::optional<double> km;
  int day = -1;                               ///< from 0; -1: not said
};

class TimetableTable {
 public:
  TimetableTable(TableStream& table, const std::string& path, Findings& findings) : table_(table), path_(path), findings_(findings), columns_(headings_of(table)) {}

  std::optional<WrittenLine> read() {
    if (!table_.trouble().empty()) return trouble();
    need(columns_.train, "车次 (train)");
    need(columns_.station, "站名 (station)");
    need(columns_.arrival, "到达 (arrival)");
    need(columns_.departure, "出发 (departure)");
    if (!findings_.errors().empty()) return std::nullopt;
    while (table_.next()) take();
    if (!table_.trouble().empty()) return trouble();
    for (const std::string& number : order_) make_trip(number, rows_[number]);
    if (line_.trips.empty() && findings_.errors().empty()) findings_.refuse({path_, 0, {}}, "there is no train");
    if (!findings_.errors().empty()) return std::nullopt;
    line_.km_source = line_.leg_km.empty() ? "" : "里程 of the table";
    findings_.take(fmt::format("{} trains, {} stations", line_.trips.size(), line_.stations.size()));
    return std::move(line_);
  }

 private:
  [[nodiscard]] CellPlace place(const char* field) const { return {path_, table_.line(), field}; }
  std::optional<WrittenLine> trouble() {
    findings_.refuse({path_, table_.trouble_line(), {}}, table_.trouble(), table_.remedy());
    return std::nullopt;
  }
  void need(const std::optional<std::size_t>& column, const char* name) {
    if (!column) findings_.refuse({path_, 1, {}}, std::string("there is no column ") + name);
  }

  void take() {
    const std::string number(table_[columns_.train]);
    std::string name(table_[columns_.station]);
    if (number.empty() || name.empty()) return findings_.ignore("rows without a train or a station", place(number.empty() ? "车次" : "站名"));
    if (!is_valid_utf8(name)) return findings_.refuse(place("站名"), "the name is neither UTF-8 nor GB18030");
    TableRow row;
    row.line = table_.line();
    const auto [station, fresh] = station_of_.try_emplace(name, static_cast<std::uint32_t>(line_.stations.size()));
    if (fresh) line_.stations.push_back({name, {}, {}, {}, {}});
    row.station = station->second;
    row.arrival = time(columns_.arrival, "到达");
    row.departure = time(columns_.departure, "出发");
    row.km = gtfs::number_in(table_[columns_.km]);
    row.sequence = columns_.sequence ? gtfs::whole_in(table_[columns_.sequence]).value_or(-1) : -1;
    if (const std::string_view day = table_[columns_.day]; !day.empty()) row.day = day_in(day);
    auto& rows = rows_[number];
    if (rows.empty()) order_.push_back(number);
    rows.push_back(row);
  }

  /// "1", "第1天", "当日", "次日": from 0.
  static int day_in(std::string_view text) {
    if (text == "当日" || text == "当天") return 0;
    if (text == "次日" || text == "第二天") return 1;
    for (const char c : text)
      if (c >= '0' && c <= '9') return std::max(0, c - '1');
    return -1;
  }

  std::int32_t time(const std::optional<std::size_t>& column, const char* field) {
    const std::string_view text = table_[column];
    if (is_no_time(text)) return -1;
    if (const auto at = parse_clock(text)) return static_cast<std::int32_t>(in_milliseconds(*at) / 1000);
    findings_.refuse(place(field), "'" + escape_control(text) + "' is no time of day, such as 07:05, nor ---- for none");
    return -1;
  }

  void make_trip(const std::string& number, std::vector<TableRow>& rows) {
    if (std::all_of(rows.begin(), rows.end(), [](const TableRow& r) { return r.sequence >= 0; }))
      std::stable_sort(rows.begin(), rows.end(), [](const TableRow& a, const TableRow& b) { return a.sequence < b.sequence; });
    LineTrip trip;
    trip.number = number;
    trip.where = {path_, rows.front().line, "车次"};
    std::int32_t last = 0;
    const TableRow* before = nullptr;
    for (const TableRow& row : rows) {
      std::int32_t arrival = row.arrival >= 0 ? row.arrival : row.departure;
      std::int32_t departure = row.departure >= 0 ? row.departure : row.arrival;
      if (arrival < 0) {
        findings_.ignore("rows without a time", {path_, row.line, "到达"});
        continue;
      }
      // The last station's "departure" and the first one's "arrival" are often the other time again.
      if (row.day > 0 && arrival < one_day) arrival += row.day * one_day;
      while (arrival < last) arrival += one_day;
      while (departure < arrival) departure += one_day;
      if (departure - arrival > one_day / 2) departure = arrival;
      if (departure > last_moment) {
        findings_.ignore("trains that run into a third day", {path_, row.line, "出发"});
        return;
      }
      last = departure;
      if (!trip.calls.empty() && trip.calls.back().station == row.station) continue;
      if (before && before->km && row.km && *row.km > *before->km) line_.leg_km.emplace(std::pair(before->station, row.station), *row.km - *before->km);
      trip.calls.push_back({row.station, arrival, departure});
      before = &row;
    }
    if (trip.calls.size() < 2) return findings_.ignore("trains with fewer than two stations", trip.where);
    trip.calls.front().arrival = trip.calls.front().departure;
    trip.calls.back().departure = trip.calls.back().arrival;
    line_.trips.push_back(std::move(trip));
  }

  TableStream& table_;
  const std::string& path_;
  Findings& findings_;
  Headings columns_;
  WrittenLine line_;
  std::map<std::string, std::uint32_t> station_of_;
  std::map<std::string, std::vector<TableRow>> rows_;
  std::vector<std::string> order_;
};

}  // namespace

std::optional<WrittenLine> read_table12306(const std::string& text, const std::string& path, Findings& findings) {
  std::string utf8 = text;
  if (!is_valid_utf8(text)) {
    auto converted = from_gb18030(text);
    if (converted) {
      utf8 = std::move(*converted);
      findings.repair("file in GB18030: converted", {path, 0, {}});
    } else {
      TableStream table(bytes_of(text), path);  // UTF-16 has its own remedy
      findings.refuse({path, 1, {}}, table.trouble().empty() ? "the file is neither UTF-8 nor GB18030" : table.trouble(),
                      table.trouble().empty() ? "save it as CSV UTF-8, or convert it: iconv -f ENCODING -t UTF-8" : table.remedy());
      return std::nullopt;
    }
  }
  TableStream table(bytes_of(std::move(utf8)), path);
  auto line = TimetableTable(table, path, findings).read();
  if (!line) return line;
  line->name = path.substr(path.find_last_of('/') + 1);
  line->name = line->name.substr(0, line->name.find_last_of('.'));
  line->source = "the timetable " + path.substr(path.find_last_of('/') + 1);
  line->day = "the day of the table";
  return line;
}

}  // namespace czt
