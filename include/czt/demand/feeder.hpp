#pragma once
/// Feeder buses: they bring people of some places to a station, all of one bus at one moment.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/time.hpp"
#include "czt/demand/place.hpp"

namespace czt {

struct Feeder {
  struct Share {
    PlaceId place;
    double share = 0.0;         ///< of the people of the place whose journey starts at the station, 0–1
  };
  std::string name;
  std::string name_zh;
  StationId station;
  std::vector<Share> places;
  std::vector<SimTime> comes;   ///< booked, at the stop by the station; ascending
  Duration walk{};              ///< from there to the station's door, ≥ 0
  Duration within = minutes(30);  ///< nobody takes a bus further than this from when he wants to be at the door
  std::uint32_t capacity = 80;  ///< people a bus brings, ≥ 1
  Duration delay_mean{};        ///< lateness at the stop, lognormal; a bus never passes the one before
  double delay_cv = 1.0;

  /// Rows of `comes`, by the timetable; none: no bus within reach, so that he comes by other means.
  /// The last that has somebody at the door by then, for who aims at a train.
  [[nodiscard]] std::optional<std::size_t> last_by(SimTime at_door) const;
  /// The first that has somebody at the door then or later, for who comes at random.
  [[nodiscard]] std::optional<std::size_t> first_from(SimTime at_door) const;
};

}  // namespace czt
