#pragma once
/// A performed day in SUMO's words: its edges, its trains with the stops that they made, its lines.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "czt/core/jagged.hpp"
#include "performed.hpp"

namespace czt {

struct SumoStop {
  StationId station;
  int lane = 0;                          ///< of the station's edge: 0 up, 1 down
  std::int64_t arrived = 0, departed = 0;  ///< ms of the service day
  std::uint32_t boarded = 0, alighted = 0;
};

struct SumoTrain {
  std::string id;
  std::string line;                      ///< trains of one line call at the same stations and take the same people
  TrainTypeId type;
  std::vector<SumoStop> stops;           ///< those that it made, at least 2
  std::vector<std::string> edges;        ///< from the first to the last of them
};

/// From a lane of one edge to a lane of the next.
struct SumoConnection {
  std::string from, to;
  int from_lane = 0, to_lane = 0;
  friend auto operator<=>(const SumoConnection&, const SumoConnection&) = default;
};

struct SumoDay {
  IdVector<StationId, std::string> stations;   ///< ids of the stations' edges
  IdVector<SegmentId, std::string> segments;
  IdVector<TrainTypeId, std::string> types;
  Metres platform;                       ///< length of a station's edge
  std::vector<SumoTrain> trains;         ///< in order of departure
  std::set<SumoConnection> connections;  ///< that trains use, and those straight on
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::string>> lines;  ///< that take people from station to station
  std::size_t not_run = 0;               ///< trips that made fewer than two stops

  /// Where a train's front stands on a station's edge, and its people in the middle of it, m.
  [[nodiscard]] double stop_ends() const { return platform.value - 10.0; }
  [[nodiscard]] double people_at() const { return platform.value / 2.0; }
};

SumoDay sumo_day(const PerformedDay& day);

}  // namespace czt
