#pragma once
/// What is wrong with a timetable before anybody travels: booked times closer than the headway on a segment,
/// more trains at a station than tracks, a trainset in two places, routes that conflict at a junction, trains that
/// meet on single track.

#include <optional>
#include <string>
#include <vector>

#include "czt/timetable/blocking.hpp"
#include "czt/timetable/circulation.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

struct Conflict {
  enum class Kind { headway, overtaking, platform, trainset, junction, single_track } kind = Kind::headway;
  TripId first;
  TripId second;
  StationId place;       ///< where, for a segment its `from`
  std::string where;     ///< "Zhuzhou–Dafeng", "Zhuzhou, up" or the name of a junction
  SimTime at{};
  Duration short_by{};   ///< how much is missing; 0 where a trainset is in the wrong place but in time
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// Which of the trains that stand ready goes first, where they cannot go at once.
enum class Priority : unsigned char {
  first_come,       ///< the one that asked first
  timetable_order,  ///< the one booked first; one without booked times as if booked when it asked
  importance        ///< the one of the higher importance, of equal ones that asked first
};

struct SeparationRules {
  Duration reoccupation = seconds(60);  ///< from a train's leaving a platform track to the next one's arriving
  Duration opens_before = minutes(5);   ///< a train stands at its first platform this long before departure
  Duration clears_after = minutes(3);   ///< and at its last one this long after arrival
  Priority priority = Priority::first_come;  ///< of a day that is run; booked times are kept as they are
  std::optional<BlockingRules> blocking{};   ///< that the segments' headways come from; none: they are given
};

/// All conflicts of the booked times, ordered by time, then trips. Empty for a feasible timetable. Two trains too
/// close on one segment are one conflict, with what is missing at the worse of its ends. Trips that
/// leave when ready have no booked times, so no conflict.
std::vector<Conflict> conflicts(const Trips& trips, const Network& network, const SeparationRules& rules);

std::string describe(const Conflict& conflict, const Trips& trips, const Network& network);

/// One text for each pair of trains, in order of their first conflict: "S7808 and S7810: 6 places from Tianxin
/// East to Changsha, worst 75 s short at Muyun, 07:21". A pair with one conflict is told as `describe` does.
std::vector<std::string> describe_pairs(const std::vector<Conflict>& conflicts, const Trips& trips,
                                        const Network& network);

}  // namespace czt
