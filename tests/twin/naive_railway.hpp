#pragma once
/// The railway of the twin's day. One class, told in six files: naive_day.cpp (a train's way), naive_boarding.cpp (its
/// people), naive_dispatcher.cpp (who goes first), naive_sets.cpp (turnarounds and spares), naive_incidents.cpp (what goes wrong),
/// naive_rules.cpp (what is done about it).

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "czt/core/draws.hpp"
#include "naive_day.hpp"
#include "naive_routes.hpp"

namespace czt::twin {

constexpr Ms long_ago = std::numeric_limits<Ms>::min() / 4;
constexpr Ms not_known = std::numeric_limits<Ms>::max() / 4;

class Railway {
 public:
  Railway(const PlanInput& input, std::uint64_t seed, std::uint32_t replication);
  Day live();

 private:
  struct Rider {
    int person;
    int gets_off;
    bool stands;
  };
  /// A trip that brings a set, and how long that takes to turn.
  struct Brings {
    int trip;
    Ms turnaround;
  };
  struct Train {
    int first_point = 0;
    int stop = 0;               ///< where it is, or whither it runs
    std::vector<Rider> aboard;  ///< in order of boarding
    Ms may_leave = 0;           ///< its first station
    Ms asked = 0;               ///< for a track
    std::vector<Brings> sets;   ///< by trip
    int waits_for = 0;          ///< trips that have not brought theirs
    bool stands = false;        ///< has entered the station
    bool left = false;          ///< and left it
    bool passes = false;        ///< a call, without stopping
    Ms looked_until = 0;        ///< for its failing on the way
    std::optional<std::pair<int, int>> follows;  ///< who entered the segment before it: trip, and the stop it runs to
    std::map<int, Ms> reaches;  ///< per stop: when it comes, or came, to the end of the segment before
    std::optional<std::size_t> relieved;  ///< of this trip: the late set
    std::optional<Ms> kept;     ///< a track at the end of the single track, and from when it is free
  };
  struct Tracks {
    std::vector<Ms> free_from;  ///< of the tracks that nobody has
    std::vector<int> outside;   ///< trips, first come first
  };
  struct Waiting {
    Ms came;
    int changed;                ///< 0: starts here; else which of the day's trains in turn he got off
    int person;
    int gets_off;
  };
  struct Line {
    Ms free_from = long_ago;    ///< for the next to enter
    Ms last_end = long_ago;     ///< when the last train reaches its end
    Ms last_left = long_ago;    ///< when the last train leaves it for a platform track
    std::optional<std::pair<int, int>> last_on;  ///< the last train that entered: trip, and the stop it runs to
  };
  using Ends = std::pair<int, int>;  ///< of a segment
  struct Passage {
    Ends segment;
    bool in;                    ///< else out
    Ms at;
  };
  struct InLine {
    int trip = 0;
    Ms rank = 0;
    Ms looked = 0;
    Ms wakes = 0;
    Ms may_go = 0;
    bool was_blocked = false;
    bool claims = false;
  };
  struct OneTrack {
    int on[2] = {0, 0};
    Ms came_off[2] = {long_ago, long_ago};
  };
  struct Spare {
    std::size_t set;
    TrainTypeId type;
    int at;
    Ms ready_from;
  };

  Train& train(int t) { return trains_[static_cast<std::size_t>(t)]; }
  int trips() const { return static_cast<int>(in_.trips.size()); }
  const Trip& trip(int t) const { return in_.trips[TripId{static_cast<std::size_t>(t)}]; }
  Point& point(int t) { return day_.points[static_cast<std::size_t>(train(t).first_point + train(t).stop)]; }
  int number_of_point(int t) { return train(t).first_point + train(t).stop; }
  const StopTime& stop(int t) { return trip(t).stops[static_cast<std::size_t>(train(t).stop)]; }
  bool at_first(int t) { return train(t).stop == 0; }
  bool is_last(int t, int k) const { return k + 1 == static_cast<int>(trip(t).stops.size()); }
  bool at_last(int t) { return is_last(t, train(t).stop); }
  const TrainType& type(int t) const { return in_.types[trip(t).type]; }
  Stage& stage(int person) { return day_.persons[static_cast<std::size_t>(person)].stages.back(); }
  /// The segment by which it leaves its k-th station.
  const Segment& segment_after(int t, int k) const;
  /// The one by which it leaves where it is; at its last station the one by which it came.
  const Segment& way(int t) { return segment_after(t, at_last(t) ? train(t).stop - 1 : train(t).stop); }
  static Ends ends(const Segment& segment) { return {row(segment.from), row(segment.to)}; }
  Line& line(const Segment& segment) { return lines_[ends(segment)]; }
  Tracks& tracks_at(int t, int k);
  Tracks& tracks(int t) { return tracks_at(t, train(t).stop); }
  void plan(Ms at, Happening what, int t) { agenda_.insert({at, what, t}); }

  // A train's way.
  void open_stations();
  void order_trains();
  void happen(const Event& event);
  void ask_for_track(int t);
  Ms reserve_entry(int t, Ms track_free);
  Ms claim_track(int t);
  void give_back_track(int t);
  void enter(int t);
  void close_doors(int t);
  void leave(int t);
  void clear(int t);
  void close();

  // Its people.
  void wait_at(int station, int person, int changed, int off);
  Ms exchange(int t);
  Ms needed_through(int t, int doors);
  int alight(int t);
  std::vector<Waiting> queue_for(int t);
  int board(int t);
  int capacity(int t) const;
  void leave_behind(int t);

  // Sets.
  void couple_trips();
  void park_spares();
  void turn_sets(int t);
  void seek_spare(int t);
  Ms expected(int t);

  // Incidents.
  bool blocks(const Incident& incident, const Segment& segment, Ms at) const;
  Ms unblocked(const Segment& segment, Ms at) const;
  const Incident* blocking(const Segment& segment) const;
  const Incident* holding(int t, Ms ready);
  Ms slowed(int t, Ms runs, Ms arrives);
  Ms by_chance(const DelayByChance& delay, Chance chance, int t, std::uint32_t station) const;
  Ms prolonged(int t, Ms needed);
  Ms stood_still(int t);

  // Rules.
  bool passes(int t);
  void carry_on(int t);
  Ms expected_at(int t, int k);
  std::optional<int> call_at(int t, std::uint32_t station) const;
  bool waits_for_connection(int t);
  std::vector<Ms> longer(const Incident& incident, int t) const;

  // The dispatcher.
  bool dispatched() const;
  Ms rank(int t, Ms booked) const;
  void get_ready(int t);
  void dispatch();
  bool somebody_goes();
  void look(std::size_t k);
  bool is_in_the_way(const InLine& first, const InLine& second);
  void go(int t);
  std::vector<std::pair<Passage, Ms>> conflicts_with(const Segment& segment, bool in) const;
  Ms clear_of_junctions(const Segment& segment, bool in, Ms from) const;
  std::optional<std::size_t> goes_onto(int t, int k) const;
  std::optional<std::size_t> comes_off(int t, int k) const;
  int end_of_single(int t, int k) const;
  bool needs_track(int t, int k) const;
  bool is_behind_another(int t);
  bool has_kept_track(int t) { return train(t).kept && comes_off(t, train(t).stop); }
  void call_in(int station);

  const PlanInput& in_;
  Draws draws_;
  Routes routes_;
  Day day_;
  Ms now_ = 0;
  int standing_ = 0;            ///< in the train that has just exchanged people, before they boarded
  int exchanges_ = 0;           ///< trains that people have got off, in turn
  std::multiset<Event> agenda_;
  std::vector<Train> trains_;
  std::map<std::pair<int, int>, Tracks> tracks_;  ///< station; 0 up, 1 down
  std::map<Ends, Line> lines_;
  std::vector<std::vector<Waiting>> waiting_;
  std::vector<InLine> ready_;
  std::vector<Passage> passages_;
  std::vector<OneTrack> singles_;
  std::vector<Spare> spares_;
  std::map<std::size_t, std::size_t> works_;      ///< per set of the plan, the set that works its trips now
};

}  // namespace czt::twin
