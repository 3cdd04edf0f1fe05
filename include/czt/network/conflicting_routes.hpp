#pragma once
/// Where trains get in each other's way beside following each other: flat junctions and single track.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/time.hpp"

namespace czt {

class Network;

/// A train's way over a junction: it comes in by a segment that ends there, or goes out by one that begins there.
/// Two trains whose ways conflict pass it at least `occupation` apart. A train passes it when it enters its platform
/// track, or leaves it.
struct Junction {
  std::string name;
  StationId at;
  Duration occupation{};                                   ///< > 0: set the route, run over it, release it
  std::vector<std::pair<SegmentId, SegmentId>> conflicts;  ///< each pair once
};

/// One track for both directions, from one place where trains can pass each other to the next. Trains of one direction
/// follow each other a headway apart; a train enters when the last one from the other side has left it for `meeting`.
struct SingleTrack {
  std::string name;                 ///< "Muyun–Dafeng"
  std::vector<SegmentId> segments;  ///< both directions
  Duration meeting{};               ///< ≥ 0: from a train's standing in its platform to the next one's entering from there
};

/// What is wrong with a junction or a single track: which key of it, and why.
struct RouteProblem {
  std::string key;
  std::string message;
};

/// Lays single track from one station to another, in pieces between those of `passing`. Wrong: a station of `passing`
/// that is not between them, a segment that is single already, a branch that joins where no train can pass.
std::optional<RouteProblem> lay_single_track(Network& network, StationId from, StationId to,
                                             const std::vector<StationId>& passing, Duration meeting);

/// A junction at a station whose neighbours `arms` share its points: trains from two of them conflict, and trains to
/// two of them. Trains to `crosses`, if any, also conflict with trains from the others: they cross their track. Wrong:
/// fewer than two arms, one that is no neighbour or stands there twice, `crosses` that is no arm.
std::optional<RouteProblem> lay_junction(Network& network, std::string name, StationId at,
                                         const std::vector<StationId>& arms, std::optional<StationId> crosses,
                                         Duration occupation);

/// Whether the station lies within the single track: trains cannot pass each other there.
bool lies_within(const Network& network, StationId station, std::size_t single_track);

}  // namespace czt
