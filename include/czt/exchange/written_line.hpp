#pragma once
/// A line and one day of its trains as somebody else's files have them: stations by name, trips with the times of their
/// calls, distances between neighbours where they are known, fares. Every import reads into this; `write_line` makes a
/// scenario of it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "czt/exchange/findings.hpp"

namespace czt {

struct LineStation {
  std::string name;                ///< unique
  std::string name_zh;             ///< may be empty
  std::optional<double> latitude;  ///< degrees
  std::optional<double> longitude;
  std::string zone;                ///< of fares; may be empty
};

/// Seconds of the service day, past 24 hours too.
struct LineCall {
  std::uint32_t station = 0;
  std::int32_t arrival = 0;
  std::int32_t departure = 0;
  friend bool operator==(const LineCall&, const LineCall&) = default;
};

struct LineTrip {
  std::string number;           ///< unique
  std::string service;          ///< empty: named by its calls
  std::string route;            ///< what its services are told apart by; may be empty
  std::string trainset;         ///< trips of one set follow each other; empty: not said
  bool by_headway = false;      ///< stands for any train of a headway, not for this one
  bool number_is_ours = false;  ///< the file gives it none of its own
  bool number_may_go = false;   ///< says little: `--patterns` gives it up where trains repeat
  std::optional<std::uint32_t> vehicle;  ///< row of the line's vehicles; none: not said
  std::vector<LineCall> calls;  ///< at least 2, no station twice in a row
  CellPlace where;              ///< where it was read
};

/// Money of the files, in fen: hundredths of their unit, or of more of it where a scenario would not take so much.
struct LineFares {
  static constexpr std::int64_t most = 10'000 * 100;  ///< what a scenario takes
  struct Pair {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t cents = 0;
    friend bool operator==(const Pair&, const Pair&) = default;
  };
  /// A lower price of one pair in some hours, seconds of the day.
  struct Cheaper {
    Pair pair;
    std::vector<std::pair<std::int32_t, std::int32_t>> hours;
  };
  /// What a category of riders pays instead of the full fare.
  struct Reduced {
    std::string name;
    std::int64_t off_millionths = 0;  ///< share off the single fare
  };
  std::string currency;            ///< ISO 4217
  std::int64_t per_yuan = 1;       ///< how much of it is written as one yuan: 100 of yen
  std::vector<Pair> pairs;         ///< both ways, every pair that has a fare
  std::vector<Cheaper> cheaper;
  std::vector<Reduced> reduced;
};

/// What a file says of a type of train.
struct LineVehicle {
  static constexpr int most_seats = 10'000;  ///< what a scenario takes
  static constexpr int most_standing = 40'000;
  std::string name;
  int seats = 0;
  int standing = 0;                ///< persons who find room to stand
  std::optional<double> length;    ///< m
  std::optional<int> cars;
  std::optional<double> boarding;  ///< s from one person who boards to the next, by all doors together; > 0
};

enum class VehicleKind : unsigned char { train, metro, tram, bus, ferry };

struct WrittenLine {
  std::string name;
  std::string name_zh;             ///< may be empty
  std::string source;              ///< "the GTFS feed demo.zip, version 1"
  std::string day;                 ///< "Monday 2007-06-04"
  VehicleKind vehicle = VehicleKind::train;
  std::vector<LineVehicle> vehicles;         ///< types of train; none: assumed by the kind of vehicle
  std::string vehicles_source;               ///< "transitVehicles.xml"
  std::vector<LineStation> stations;
  std::vector<LineTrip> trips;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> leg_km;  ///< from one call to the next
  std::string km_source;           ///< "shape_dist_traveled"; empty: straight lines
  std::string chosen_with;         ///< "--route": the import's option that takes other trips; empty: there is none
  LineFares fares;
  std::optional<std::int32_t> transfer;  ///< least seconds between two trains
};

}  // namespace czt
