#pragma once
/// What a timetable needs to know of running: the points a train meets on its way, and how long it takes at
/// the least from one to the next.

#include <cstddef>
#include <vector>

#include "czt/network/network.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/leg.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

/// Rows of a timetable with the stations between them filled in as passes without times.
struct BookedWay {
  std::vector<StopTime> stops;
  std::vector<std::size_t> rows;  ///< where in `stops` each given row stands
};
/// Rows next to each other are at different stations.
BookedWay along(const std::vector<StopTime>& rows, const Network& network);

/// up when the way ends nearer to the line's first station than it began, or as near.
Direction direction_of(const std::vector<StopTime>& stops, const Network& network);

/// Sum of the technical times of the points after `first` up to `last`.
Duration technical_between(const std::vector<StopTime>& stops, std::size_t first, std::size_t last);

/// Books the passes between the rows `first` and `last`, whose times are set, in proportion to technical
/// time; where the rows are booked no faster than technical, so is every point between.
void book_passes(std::vector<StopTime>& stops, std::size_t first, std::size_t last);

/// Calls at closed stations become passes at the booked arrival; the trip's ends are only marked.
void pass_closed_stations(Trip& trip, const Network& network);

}  // namespace czt
