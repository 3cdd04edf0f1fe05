#pragma once
/// Something that goes wrong once, at a time that the scenario says: no chance in it, so `disturbances.scale`
/// does not touch it. Nobody knows of it beforehand: the timetable and the choices made by it stay as they are.

#include <cstdint>
#include <string>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/quantity.hpp"
#include "czt/core/time.hpp"

namespace czt {

struct Incident {
  enum class Effect : std::uint8_t {
    blocked,    ///< no train enters the segments; a train that is in one goes on to its end
    slow,       ///< a train that enters a segment runs through it no faster than `speed`
    train_held, ///< `train` does not leave `station`, or wherever it stands
    door_failure,   ///< `doors` of the train's doors do not open at calls where it comes to stand
    longer_stop,    ///< calls at which a train comes to stand need `longer` more
    train_failure,  ///< `train` stands still, between stations too; what is behind it waits
    closed_station  ///< trains that come to `station` pass without stopping; those that begin or end there call
  };
  std::string name;
  std::string name_zh;               ///< may be empty
  Effect effect = Effect::blocked;
  SimTime from{};                    ///< it holds in [from, until)
  SimTime until{};
  std::vector<SegmentId> segments;   ///< blocked, slow
  MetresPerSecond speed{};           ///< slow
  std::uint32_t train = none;        ///< row of the trips: of one train alone; none: it does not run on this day
  std::uint32_t station = none;      ///< row of the stations; none: all
  std::uint32_t doors = 0;           ///< door_failure: out of order; one is always left
  Duration longer{};                 ///< longer_stop
  static constexpr std::uint32_t none = 0xFFFFFFFFu;
  friend bool operator==(const Incident&, const Incident&) = default;
};

}  // namespace czt
