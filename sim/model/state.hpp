#pragma once
/// The part of a World that only the simulation touches: queues on platforms, tracks, trains on their way.

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "czt/engine/event_queue.hpp"
#include "czt/model/servers.hpp"
#include "czt/model/simulation.hpp"
#include "czt/model/world.hpp"
#include "first_come.hpp"

namespace czt {

struct World::State {
  static constexpr std::uint32_t none = 0xFFFFFFFFu;
  static constexpr std::int32_t occupied = std::numeric_limits<std::int32_t>::max();

  /// Rows that move together: aboard for one stop, or waiting after a transfer. Chained by `next`.
  struct Batch {
    Rows rows;
    std::uint32_t lane = 0;
    std::uint32_t next = none;
  };
  /// The people of a lane, first come first: base rows [head, reached) wait, [reached, end) have not come yet;
  /// people changing trains wait in batches beside them.
  struct LaneQueue {
    std::uint32_t head = 0;
    std::uint32_t reached = 0;
    std::uint32_t end = 0;
    std::uint32_t joined_first = none;
    std::uint32_t joined_last = none;
    std::int32_t empty_until = std::numeric_limits<std::int32_t>::min();  ///< ms: nobody waits before
  };
  struct Train {
    std::uint32_t point = 0;
    std::uint32_t first = 0;           ///< it runs the points [first, end) of its trip; none where it is cancelled
    std::uint32_t end = 0;
    std::uint32_t load = 0;
    std::uint32_t standing = 0;
    std::uint32_t first_standing = 0;  ///< front of its standing queue
    std::uint32_t track = 0;
    std::uint32_t next_waiting = none;
    std::int32_t ready_from = 0;       ///< ms: may not leave its first station before
    std::int32_t asked = 0;            ///< ms: since when it waits for a track
    std::uint32_t track_ahead = none;  ///< kept for it at the end of the single track where it is
    std::int32_t track_ahead_free = 0; ///< ms: when that may be entered
    std::uint32_t waits_for = 0;       ///< trips whose sets have not come yet
    std::int32_t turned = 0;           ///< ms: when its set had turned
    std::uint32_t brought_by = none;   ///< the trip that brought its set; none yet, or from the depot
    std::uint32_t relieved = none;     ///< the late set that a spare has relieved of this trip
    std::uint32_t follows = none;      ///< point that the train before it on the segment reaches
    std::int32_t looked_until = 0;     ///< ms: up to here it has been asked whether it failed on its way
    bool passes = false;               ///< a booked call, without stopping
  };
  /// A set that stands ready for a trip whose own is late.
  struct Spare {
    TrainsetId set;
    TrainTypeId type;
    StationId at;
    std::int32_t ready_from = 0;       ///< ms
  };
  /// Platform tracks of one station and direction.
  struct TrackGroup {
    std::uint32_t first = 0;           ///< in track_free_at
    std::uint32_t count = 0;
    std::uint32_t first_waiting = none;
    std::uint32_t last_waiting = none;
  };
  /// One lane as a train finds it at a call.
  struct Offer {
    std::uint32_t lane = 0;
    std::uint32_t alight_point = 0;
    std::uint32_t joined_ready = 0;    ///< people changing trains who have reached the platform
    std::uint32_t end = 0;             ///< of the lane's own rows that may board: behind it the gate had closed
  };
  /// People of one offer who stand one behind the other: the lane's own, or a batch of those changing trains.
  struct Line {
    Rows rows;                         ///< still in line
    std::uint32_t first = 0;           ///< row where it began
    std::uint32_t offer = 0;
    bool joined = false;
  };

  EventQueue<EventKind> events;
  std::int32_t now = 0;                     ///< ms: of the last event, where the day was stopped
  std::int32_t looked_ahead = 0;            ///< ms: the latest for which an incident was looked for
  std::vector<LaneQueue> lanes;
  std::vector<Batch> batches;
  std::vector<std::uint32_t> riders;        ///< per point: first batch that gets off there
  std::vector<std::int32_t> reaches;        ///< per point, ms: when the train comes to the end of the segment before it
  std::vector<Train> trains;
  std::vector<Spare> spares;
  std::vector<TrainsetId> acting;           ///< per set of the plan: the set that works its trips now; empty without spares
  std::vector<std::vector<std::uint32_t>> standing;  ///< per trip: rows, longest standing first
  std::vector<TrackGroup> tracks;           ///< station · 2 + direction
  std::vector<std::int32_t> track_free_at;
  std::vector<std::uint32_t> track_left_by;  ///< trip
  std::vector<std::uint32_t> track_taken_by; ///< trip that stands there, is to come in, or did last
  std::vector<std::int32_t> segment_free_at;
  std::vector<std::int32_t> segment_last_exit;  ///< ms: when the last train reaches its end
  std::vector<std::int32_t> segment_left_at;    ///< ms: when the last train leaves it for a platform track
  struct LastOnSegment {
    std::uint32_t claimed = none;               ///< trip that has the right to enter it
    std::uint32_t entered = none;
    std::uint32_t left = none;
    std::uint32_t reaches = none;               ///< point that the last to enter reaches
  };
  std::vector<LastOnSegment> segment_last;
  /// A train that is ready to leave, under a dispatcher; in the order in which they go.
  struct Ready {
    std::uint32_t trip = 0;
    std::int64_t rank = 0;             ///< the lower goes first
    std::int32_t since = 0;            ///< ms: up to here its waiting is booked
    std::int32_t wakes = 0;            ///< ms: for when an event has been scheduled
    std::int32_t may_go = 0;           ///< ms; `occupied` where that is not known yet
    Hold::Why why = Hold::Why::headway_ahead;  ///< what it waits for
    std::uint32_t by = none;
    bool claims = false;               ///< those after it may not take what it waits for
  };
  std::vector<Ready> ready;
  struct JunctionPassage {
    std::int32_t at = 0;               ///< ms, not before now where it is booked ahead
    std::uint32_t trip = none;
  };
  std::vector<std::vector<JunctionPassage>> junction_passages;  ///< per way over a junction, the recent ones
  /// What is on a single track, per direction.
  struct OnSingleTrack {
    std::array<std::uint32_t, 2> trains{0, 0};
    std::array<std::int32_t, 2> left_at{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};
    std::array<std::uint32_t, 2> last{none, none};  ///< trip that entered last
  };
  std::vector<OnSingleTrack> single_tracks;
  std::vector<Offer> offers;
  std::vector<Line> lines;
  FirstCome order;                          ///< of `lines`
  std::vector<std::uint64_t> changing;      ///< who leaves a train to take another: person, then row, in one number
  std::vector<std::uint16_t> boarding_doors;
  std::vector<std::uint16_t> alighting_doors;
  std::vector<std::uint8_t> urn;
  /// Somebody who takes rail, before it is known when he comes.
  struct Wish {
    std::uint32_t stream;
    std::uint32_t number;
    std::uint32_t journey;
    std::int32_t at;
    std::uint32_t arriving;
    std::uint32_t choice;                   ///< row of plan.choices
    std::uint16_t purpose;
    std::uint16_t quarter;
    std::uint16_t to;                       ///< place
    std::uint32_t departure;                ///< cell of plan.departures: the first at or after the wish
    std::uint32_t choosing = 0;             ///< of those who choose: 16 bits which pair of stations, then 16 which departure
    std::uint32_t departures = 0;           ///< row of plan.departure_choices
  };
  std::size_t fetched = 0;                  ///< purpose and origin whose shares are on their way
  static constexpr std::uint32_t wish_room = 512;
  std::vector<Wish> wishes;
  /// Drawing people: in order of drawing, before they are put into lanes.
  struct Coming {
    std::int32_t came;
    std::uint32_t lane;                ///< none: he does not come; at last the row of the passenger columns
  };
  std::vector<Coming> coming;
  /// Who leaves the platform for a rival.
  struct Leaving {
    std::int32_t came;
    std::uint32_t person;
    std::uint16_t missed;
  };
  std::vector<Leaving> leaving;
  /// One lane's people on their way into the order of coming.
  struct Comer {
    std::int32_t came;
    std::uint32_t person;
  };
  std::vector<Comer> by_low_digit;
  /// Somebody at a bus stop: which bus he means to take, and his place in the queue.
  struct BusRider {
    std::uint32_t bus;
    FirstCome::Key place;              ///< when he wants to be at the station, then who he is
  };
  std::vector<BusRider> bus_riders;
  std::vector<Rows> crowds;            ///< per station: who passes its entrance, in the passenger columns not yet in use
  std::vector<Servers> servers;        ///< of one stage: a queue each
};

}  // namespace czt
