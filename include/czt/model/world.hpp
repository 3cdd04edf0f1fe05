#pragma once
/// A World is the state of one replication, reused by the next without allocating. Columns where there are
/// many (people, points), plain structs where there are few (trains, stations). What happened stays readable
/// in the columns after the day: observers read them, nothing is logged on the way.

#include <cstdint>
#include <memory>
#include <vector>

#include "czt/core/draws.hpp"
#include "czt/model/plan.hpp"

namespace czt {

/// A stretch of rows [begin, end) of the passenger columns.
struct Rows {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// One row per stage of a journey: base rows first, lane by lane in order of coming; the onward stages of
/// transferring people are appended as they change trains.
struct PassengerColumns {
  static constexpr std::uint32_t never = 0xFFFFFFFFu;
  static constexpr std::uint32_t went_to_rival = 0xFFFFFFFEu;  ///< after being left behind
  static constexpr std::uint32_t gave_up = 0xFFFFFFFDu;
  std::vector<std::int32_t> came;         ///< ms: on the platform
  std::vector<std::uint32_t> person;      ///< row of PersonColumns
  std::vector<std::uint32_t> boarded;     ///< point where he got on; never, gave_up, went_to_rival
  std::vector<std::uint32_t> alighted;    ///< point where he got off; never
  std::vector<std::uint32_t> stood_until; ///< 0: seated at once; never: stood all the way; else the point where he sat down + 1
  std::vector<std::uint16_t> missed;      ///< trains that served him and left without him (saturating)
};

struct PersonColumns {
  std::vector<std::uint32_t> stream;      ///< row of field.streams(); group + streams for explicit groups
  std::vector<std::uint32_t> number;      ///< row within the stream or group
  std::vector<std::uint32_t> journey;     ///< station pair
  std::vector<std::int32_t> wish;         ///< ms: when he wished to travel
  std::vector<std::uint16_t> to;          ///< row of the place he travels to; of explicit passengers the number of places
  std::vector<std::int32_t> entrance;     ///< ms from the station's door to the platform; empty without entrances
  std::vector<std::uint32_t> bus;         ///< row of plan.buses that brought him, or `on_his_own`; empty without feeders
  static constexpr std::uint32_t on_his_own = 0xFFFFFFFFu;
};

/// Per row of plan.buses.
struct BusColumns {
  std::vector<std::int32_t> came;         ///< ms, at the stop
  std::vector<std::uint32_t> riders;
  std::vector<std::uint32_t> left_behind; ///< people whom the full bus left for the next
};

/// A journey stage that continues another: row `from` changed trains and became row `to`.
struct Onward {
  std::uint32_t from;
  std::uint32_t to;
};

/// Per point of the Plan: what the train did there.
struct PointColumns {
  static constexpr std::int32_t not_yet = INT32_MIN;
  std::vector<std::int32_t> arrived;      ///< ms; at the first point run: when it stood there with open doors
  std::vector<std::int32_t> departed;     ///< ms; at the last point: when it cleared the track; not_yet where it was turned short
  std::vector<std::uint32_t> boarded;
  std::vector<std::uint32_t> alighted;
  std::vector<std::uint32_t> left_behind; ///< people served by this train who did not fit
  std::vector<std::uint32_t> load;        ///< on board after departure
  std::vector<std::uint32_t> standing;    ///< of those, without a seat
  std::vector<std::int32_t> dwell_needed; ///< ms: what the exchange asked for
  std::vector<std::int32_t> held;         ///< ms: waited for a track, the segment ahead or its trainset; not for incidents
};

/// A train was kept from going on: why, for how long, and by whom. What a DelayLedger is made of, beside the points.
struct Hold {
  enum class Why : std::uint8_t {
    entry,           ///< it starts late, by chance
    turnaround,      ///< its trainset was not ready; by the trip before
    platform,        ///< no platform track; by the trip that left it
    headway_ahead,   ///< the segment ahead; by the trip before it there
    headway_behind,  ///< the end of the segment that it comes from; likewise
    incident,        ///< kept at the point; by the incident
    slow,            ///< an incident's lower speed on the way to the point
    junction_ahead,  ///< conflicting routes, leaving; by the trip over the other
    junction_behind, ///< likewise, coming in
    single_track,    ///< a train on the single track ahead, or before it in turn, or none of the tracks at its end free
    running,         ///< it runs longer to the point, by chance
    extension,       ///< its call takes longer, by chance
    stands_still,    ///< an incident on the way to the point
    connection       ///< waits at the point for another train's people; by that train
  };
  std::uint32_t point = 0;
  std::int32_t time = 0;                  ///< ms, above 0
  std::uint32_t by = 0xFFFFFFFFu;         ///< row of the plan's trips, or of its incidents
  Why why = Why::entry;
};

/// A spare took a trip over, and all that the late set was to work after it.
struct Substitution {
  std::uint32_t trip = 0;
  std::int32_t at = 0;                    ///< ms
  TrainsetId spare;
  TrainsetId late;                        ///< is the spare there once it has come and turned
  TrainsetId diagram;                     ///< whose trips these are in the plan
};

/// Points of a trip that no train ran: all of it, or what is left of it where a train was turned short.
struct Cancellation {
  std::uint32_t trip = 0;
  std::uint32_t first = 0;                ///< points [first, end)
  std::uint32_t end = 0;
  std::int32_t at = 0;                    ///< ms: when it was decided
  std::uint32_t by = 0;                   ///< trip that was late
  std::uint32_t rule = 0;                 ///< row of the plan's dispatching rules
};

/// A train that stood at the point on a track of the other direction.
struct OtherTrackTaken {
  std::uint32_t point = 0;
  std::int32_t at = 0;                    ///< ms: when it was decided
  std::uint32_t rule = 0;                 ///< row of the plan's dispatching rules
};

struct DayCounts {
  std::uint64_t drawn = 0;                ///< would-be travellers, those who do not ride too: Poisson about expected_drawn(plan)
  std::uint64_t came = 0;
  std::uint64_t delivered = 0;            ///< finished journeys
  std::uint64_t gave_up = 0;              ///< when their patience ended, or for a rival
  std::uint64_t to_rivals = 0;            ///< of those: for a rival
  std::uint64_t on_board = 0;
  std::uint64_t stranded = 0;             ///< still waiting at the close
  std::uint64_t no_service = 0;           ///< inclined to rail, but no departure within patience
  std::uint64_t events = 0;
};

class Simulation;

/// A copy is the day as it stands, on its own: a snapshot to go on from.
class World {
 public:
  World();
  World(const World& other);
  World& operator=(const World& other);
  World(World&&) noexcept;
  World& operator=(World&&) noexcept;
  ~World();

  PassengerColumns passengers;
  PersonColumns persons;
  PointColumns points;
  BusColumns buses;
  std::vector<Onward> onward;
  std::vector<Hold> holds;                ///< in the order in which they were found; those of one point in time order
  std::vector<Substitution> substitutions;  ///< in order of time
  std::vector<Cancellation> cancellations;  ///< likewise
  std::vector<OtherTrackTaken> other_tracks;  ///< likewise
  DayCounts counts;
  std::uint32_t base_rows = 0;            ///< passengers rows that are first stages

  /// Bytes the columns hold per passenger row, for the memory measure.
  [[nodiscard]] std::size_t bytes() const;

  /// The latest instant for which an incident has been looked for: one that begins later has not made a difference yet.
  [[nodiscard]] SimTime looked_ahead() const;

 private:
  friend class Simulation;
  struct State;                           // queues, tracks, trains: sim/model/state.hpp
  struct StateDelete { void operator()(State*) const; };
  std::unique_ptr<State, StateDelete> state_;
};

}  // namespace czt
