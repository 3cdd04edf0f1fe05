#pragma once
/// The naive twin: one day by the rules of RULES.md, written a second time with plain loops, so that the engine
/// (sim/model) and the twin can only agree where both follow the rules. It shares with the engine the inputs,
/// the time, the random bits and the tables over them, the running times that a timetable is made of, and nothing of
/// the model. Slow on purpose.

#include <compare>
#include <cstdint>
#include <limits>
#include <vector>

#include "czt/model/plan.hpp"  // only for PlanInput

namespace czt::twin {

using Ms = std::int64_t;  ///< milliseconds of the service day

/// In the order in which happenings of one instant take place.
enum class Happening { leaves, doors_close, enters, arrives, appears, clears, spare_sought };

struct Event {
  Ms at = 0;
  Happening what = Happening::leaves;
  int trip = 0;
  auto operator<=>(const Event&) const = default;
};

/// One trip at one station of its path. Points are numbered trip by trip, stop by stop.
struct Point {
  int trip = 0;
  int stop = 0;
  Ms arrived = 0;
  Ms departed = 0;
  int boarded = 0;
  int alighted = 0;
  int left_behind = 0;
  int load = 0;
  int standing = 0;
  Ms dwell_needed = 0;
  Ms held = 0;
  bool waited_outside = false;
};

struct Stage {
  static constexpr int never = -1;
  static constexpr int gave_up = -2;
  static constexpr int at_once = -3;
  Ms came = 0;
  int boarded = never;     ///< point, never or gave_up
  int alighted = never;    ///< point or never
  int sat_down = at_once;  ///< point; at_once when he found a seat on boarding; never when he stood all the way
  int missed = 0;
};

/// In the order that decides between people who came at the same instant.
struct Person {
  std::uint32_t stream = 0;
  std::uint32_t number = 0;
  int from = 0;
  int to = 0;
  Ms wish = 0;
  int gets_off = 0;  ///< of his first train
  std::vector<Stage> stages;
};

/// A spare takes a trip over from a late set; both by row.
struct StandIn {
  int trip = 0;
  Ms at = 0;
  std::size_t spare = 0;
  std::size_t late = 0;
};

struct Day {
  std::vector<Event> events;
  std::vector<Point> points;
  std::vector<Person> persons;
  int no_service = 0;
  bool waited_for_single_track = false;  ///< some train, for one from the other side or a track at the end
  bool waited_at_junction = false;
  bool hindered = false;                 ///< by an incident
  bool slower_by_chance = false;         ///< some run
  bool stood_longer = false;             ///< some stop, by chance, an incident, or doors that stayed shut
  bool failed_on_the_way = false;        ///< some train between stations, or behind one that did
  bool passed = false;                   ///< a call, by a rule or because the station was closed
  bool waited_for_people = false;        ///< some train, whom a late one brings
  bool went_first = false;               ///< before one that got ready before it, for the same segment
  std::vector<StandIn> stand_ins;
};

Day live_through(const PlanInput& input, std::uint64_t seed, std::uint32_t replication);

}  // namespace czt::twin
