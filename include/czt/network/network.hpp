#pragma once
/// The line as track and stations: branches of stations joined at junctions, directed segments between
/// neighbours. Built, checked and routed with Boost.Graph (sim/network/network.cpp); flat arrays after.
/// Invariants of a built Network: connected, every segment has length > 0 and its reverse, names are unique.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/quantity.hpp"
#include "czt/core/result.hpp"
#include "czt/core/time.hpp"
#include "czt/network/conflicting_routes.hpp"

namespace czt {

/// up (上行) leads towards the first station of the main branch, down (下行) away from it.
enum class Direction : std::uint8_t { up, down };
constexpr Direction opposite(Direction d) { return d == Direction::up ? Direction::down : Direction::up; }
std::string_view to_text(Direction d);

struct Station {
  std::string name;        ///< the name everywhere: YAML, reports, --csv
  std::string name_zh;     ///< may be empty
  Metres at;               ///< distance along its own branch
  std::int64_t chainage_km = 0;  ///< tariff kilometres along its own branch
  bool open = true;        ///< closed: trains pass, nobody enters
  int tracks_up = 1;       ///< platform tracks for trains in each direction, ≥ 1
  int tracks_down = 1;
  std::uint32_t branch = 0;
};

struct Segment {
  StationId from;
  StationId to;
  Direction direction = Direction::up;
  SegmentId reverse;
  Metres length;
  std::int64_t tariff_km = 0;
  MetresPerSecond max_speed;
  double gradient = 0.0;   ///< mean rise per metre run from `from` to `to`; the reverse has the negative
  Metres curve{};          ///< radius that stands for its curves; 0: straight
  double tunnel = 0.0;     ///< share of it in tunnels, 0–1
  double margin = 0.0;     ///< share added to the technical running time when times are booked, ≥ 0
  Duration headway{};      ///< least time between two trains entering, and leaving, it
  std::optional<std::size_t> single;  ///< row of single_tracks; none: a track for each direction
};

/// Stations in order; a branch other than the first starts at a station of an earlier branch.
struct Branch {
  std::string name;
  std::optional<StationId> joins;     ///< none: this is the main branch
  std::vector<StationId> stations;    ///< without the joint
};

class Network {
 public:
  IdVector<StationId, Station> stations;
  IdVector<SegmentId, Segment> segments;
  std::vector<Branch> branches;
  std::vector<Junction> junctions;
  std::vector<SingleTrack> single_tracks;

  [[nodiscard]] std::optional<StationId> find(std::string_view name) const;  ///< English or Chinese name
  [[nodiscard]] std::optional<SegmentId> between(StationId from, StationId to) const;  ///< neighbours only
  /// The segments from one station to another: shortest by length (Dijkstra once, when built).
  [[nodiscard]] std::span<const SegmentId> path(StationId from, StationId to) const;
  [[nodiscard]] std::int64_t tariff_km(StationId from, StationId to) const;
  [[nodiscard]] Metres distance(StationId from, StationId to) const;
  /// "Zhuzhou–Dafeng", the name of a segment in measures and messages.
  [[nodiscard]] std::string name(SegmentId id) const;

 private:
  friend Result<Network> build_network(std::vector<Branch>, IdVector<StationId, Station>,
                                       const Segment& track);
  std::vector<std::uint32_t> path_first_;  // row from·n+to → first cell of path_cells_
  std::vector<SegmentId> path_cells_;
};

/// Segments from the branches' station order and kilometres; `track` gives their max_speed, margin and
/// headway (sections may then change them). Errors: a duplicate name, a length ≤ 0 (both stations named),
/// a branch that joins nowhere, a network not connected.
Result<Network> build_network(std::vector<Branch> branches, IdVector<StationId, Station> stations,
                              const Segment& track);

}  // namespace czt
