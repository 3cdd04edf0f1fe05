#pragma once
/// What the command line asked for, after CLI11 and before anything is read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "czt/experiment/combinations.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

inline constexpr std::string_view version = CZT_VERSION;

enum class Command : unsigned char {
  run,
  compare,
  attribute,
  calibrate,
  check,
  explain,
  fork,
  show,
  keys,
  schema,
  init,
  bench,
  doctor,
  completion,
  serve,
  study_run,
  study_status,
  study_export,
  study_merge,
  study_submit,
  study_predict,
  rerun,
  import_gtfs,
  import_demand,
  import_table12306,
  export_gtfs,
  export_tides,
  export_gtfs_ride,
  export_skims,
  export_sumo,
  export_omx,
  export_matsim,
  import_matsim,
  import_railml,
  report
};

struct Options {
  Command command = Command::run;
  std::vector<std::string> files;  ///< scenarios; calibrate: a calibration
  std::vector<std::string> set;    ///< --set PATH=V
  std::optional<std::uint32_t> replications;
  std::optional<std::uint64_t> seed;
  std::string precision;           ///< "boardings:1%", "1%", "wait_mean:5"
  std::uint32_t at_most = 10'000;  ///< replications, under --precision
  std::vector<std::string> decide_on;
  std::string same_within = "1%";
  std::vector<std::string> pareto;   ///< two cells of a store, "less subsidy"
  std::vector<std::string> fail_if;
  std::string day;   ///< --day: a type of day
  std::string date;  ///< --date
  int year = 0;      ///< --year; 0: none
  std::vector<std::string> days_with;
  std::vector<std::string> measure;  ///< cells beside the default ones
  std::string report;                ///< --report FILE.html
  std::string xlsx;                  ///< --xlsx FILE
  std::vector<std::string> by;       ///< "station", "direction/hour"
  unsigned threads = 0;
  std::optional<std::uint32_t>
      ranges;  ///< samples of the assumed inputs; none: as many as replications, at most 20
  std::uint32_t ramp_up = 0;         ///< run: days from the opening day on; 0: simulates
  std::uint32_t orders = default_orders;  ///< of more than eight changes: sampled
  bool json = false;
  bool quiet = false;
  bool allow_conflicts = false;
  bool timetable = false;
  bool capacity = false;  ///< check
  bool diagrams = false;  ///< show: who works which trains
  bool all = false;    ///< show: every value, also on a terminal
  bool brief = false;  ///< show: the overview, also elsewhere
  std::string output;  ///< -o
  std::string csv;     ///< --csv
  Language language = Language::en;
  std::string train;  ///< explain: --train, a number
  std::string at;     ///< explain: --at, a station; fork: --at, a time of day
  std::string passenger;          ///< explain: --passenger, a name as in journeys.csv
  std::vector<std::string> with;  ///< fork: --with, scenario files
  std::uint32_t replication = 0;  ///< explain: which day
  bool resume = false;    ///< study run: the store may be there
  bool dry_run = false;   ///< study run: says what it would do
  bool durable = false;   ///< study run: what is stored survives a power cut
  std::string shard;      ///< study run: "I/N", "slurm"
  std::uint32_t tasks = 0;   ///< study submit: how many shares
  std::uint32_t cpus = 1;    ///< study submit: of a task
  std::string time_limit;    ///< study submit: of a task, as Slurm writes it
  std::string partition;     ///< study submit: Slurm's
  bool print = false;        ///< study submit: writes the scripts, submits nothing
  std::vector<std::string> routes;  ///< import gtfs: --route; matsim: --line
  bool patterns = false;            ///< imports: numbers that say little are given up where trips repeat
  std::string vehicles;             ///< import matsim: --vehicles
  std::string network;              ///< import matsim: --network
  std::string one_run;    ///< rerun: a line of runs.csv, or ROW/REPLICATION
  std::vector<std::string> points;  ///< study predict: "PARAMETER=VALUE"
  std::string command_line;  ///< as typed, for manifests
  std::vector<std::string> arguments;  ///< likewise, word by word, without the program
  std::string expected;      ///< the whole file of an earlier result that must come out again
  bool silent = false;       ///< no table on stdout
  std::string listen = "127.0.0.1";  ///< serve: the address
  int port = 0;                      ///< serve; 0: any free one
  std::string word;  ///< keys PREFIX, init DIR, completion SHELL, show PATH, import demand --for
};

}  // namespace czt::app
