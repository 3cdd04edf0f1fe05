#pragma once
/// The order of stations along a line, found from the stations that its trips call at. Nobody writes it down: an express
/// says which stations lie on its way only by leaving them out.
///
/// The trip with most stations is laid first. Every other one that shares a station with what lies is laid along it: an
/// unknown station between two known ones goes where it makes the way longest the least, one beyond the end of what is
/// known begins a branch there, or makes it longer. The result is a tree: rings are cut, parallel ways laid in one.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace czt {

struct StationsCalledAt {
  std::vector<std::uint32_t> stations;  ///< in order; none twice in a row
  double weight = 1.0;                  ///< trips
};

struct OrderedBranch {
  std::optional<std::uint32_t> joins;   ///< none: the main branch
  std::vector<std::uint32_t> stations;
};

struct LineOrder {
  std::vector<OrderedBranch> branches;  ///< the longest first
  std::vector<std::uint32_t> outside;   ///< stations that no trip joins to the rest, in order
};

/// apart: kilometres between two stations, or any measure of it, ≥ 0.
LineOrder order_stations(std::size_t stations, const std::vector<StationsCalledAt>& trips,
                         const std::function<double(std::uint32_t, std::uint32_t)>& apart);

}  // namespace czt
