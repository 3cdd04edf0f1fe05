#pragma once
/// A small feed as text, and what becomes of it.

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "czt/exchange/gtfs.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/exchange/open_ring.hpp"
#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

namespace czt {

/// A folder of its own, gone afterwards.
class TestFolder {
 public:
  TestFolder() {
    static std::atomic<int> number{0};
    path_ = std::filesystem::temp_directory_path() / ("czt-exchange-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void put(const std::string& name, const std::string& text) const { std::ofstream(path_ / name, std::ios::binary) << text; }

 private:
  std::filesystem::path path_;
};

using FeedText = std::map<std::string, std::string>;

/// A, B and C in a row, 6 km apart; T1 down in the morning, T2 back, on weekdays of 2026.
inline FeedText small_feed() {
  return {
      {"agency.txt", "agency_name,agency_url,agency_timezone\nSmall Railway,https://example.org,Asia/Shanghai\n"},
      {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\na,Alpha,28.00,113.0\nb,Beta,28.05,113.0\nc,Gamma,28.10,113.0\n"},
      {"routes.txt", "route_id,route_short_name,route_type\nR,1,2\n"},
      {"trips.txt", "route_id,service_id,trip_id\nR,W,T1\nR,W,T2\n"},
      {"calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,1,1,1,1,1,0,0,20260101,20261231\n"},
      {"stop_times.txt",
       "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
       "T1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:07:00,b,2\nT1,7:13:00,7:13:00,c,3\n"
       "T2,08:00:00,08:00:00,c,1\nT2,08:06:00,08:07:00,b,2\nT2,08:13:00,08:13:00,a,3\n"},
  };
}

/// The text with one piece of it replaced, which must be there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) FAIL("the test's file does not have " + from);
  return text.replace(at, from.size(), to);
}

/// Wherever its lines break.
inline std::string on_one_line(const std::string& text) {
  std::string flat;
  for (const char c : text)
    if (c != '\n' && c != ' ')
      flat += c;
    else if (flat.empty() || flat.back() != ' ')
      flat += ' ';
  return flat;
}

struct ImportedFeed {
  std::optional<WrittenLine> line;
  Findings findings;
  std::string errors;  ///< a line each: file:row field: message (hint)
  [[nodiscard]] std::string said() const { return as_text(findings, 3); }
  [[nodiscard]] bool says(const std::string& words) const { return on_one_line(said()).find(words) != std::string::npos; }
};

inline std::string errors_text(const Diagnostics& errors) {
  std::string text;
  for (const Diagnostic& d : errors) {
    text += d.where.file;
    if (d.where.line > 0) text += ":" + std::to_string(d.where.line);
    text += (d.path.empty() ? "" : " " + d.path) + ": " + d.message + (d.hint.empty() ? "" : " (" + d.hint + ")") + "\n";
  }
  return text;
}

inline ImportedFeed import_folder(const std::filesystem::path& folder, const GtfsAsked& asked = {}) {
  ImportedFeed imported;
  const Result<FeedFiles> files = FeedFiles::open(folder);
  if (!files) {
    imported.errors = errors_text(files.error());
    return imported;
  }
  imported.line = read_gtfs(*files, asked, "feed", imported.findings);
  imported.errors = errors_text(imported.findings.errors());
  return imported;
}

inline ImportedFeed import_feed(const FeedText& feed, const GtfsAsked& asked = {}) {
  TestFolder folder;
  for (const auto& [name, text] : feed) folder.put(name, text);
  return import_folder(folder.path(), asked);
}

/// "T1 07:00:00 Alpha 07:06:00-07:07:00 Beta 07:13:00 Gamma", a line a trip in order of their numbers.
inline std::string trips_text(const WrittenLine& line) {
  std::map<std::string, std::string> texts;
  for (const LineTrip& trip : line.trips) {
    std::string text = trip.number;
    for (const LineCall& call : trip.calls) {
      text += " " + to_clock_seconds(start_of_day + seconds(call.arrival));
      if (call.departure != call.arrival) text += "-" + to_clock_seconds(start_of_day + seconds(call.departure));
      text += " " + line.stations[call.station].name;
    }
    texts[trip.number] = text + "\n";
  }
  std::string all;
  for (const auto& [number, text] : texts) all += text;
  return all;
}

/// The scenario that an import writes, read and compiled as `czt run` does; REQUIREs that it is valid and free of conflicts.
inline Compiled compiled_scenario(const WrittenLine& line, Findings& findings) {
  const auto settled = settle(line, findings);
  INFO(errors_text(findings.errors()));
  REQUIRE(settled);
  TestFolder folder;
  for (const ScenarioFile& file : line_scenario(line, *settled, "line", "test", findings)) folder.put(file.name, file.text);
  const Result<Scenario> scenario = read_scenario(folder.path() / "line.yaml");
  if (!scenario) FAIL(print(scenario.error()));
  Result<Compiled> compiled = compile(*scenario);
  if (!compiled) FAIL(print(compiled.error()));
  const std::vector<std::string> against = obstacles(*compiled);
  INFO((against.empty() ? std::string() : against.front()));
  REQUIRE(against.empty());
  return std::move(compiled).value();
}

}  // namespace czt
