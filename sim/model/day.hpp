#pragma once
/// One day being run: the handlers of events and the steps of a passenger, over a Plan that stays as it is and
/// a World that changes. The files follow the passenger: people.cpp (who comes), feeders.cpp (by which bus), queues.cpp
/// (in what order), entrances.cpp (tickets, check, gates), platform.cpp (alight, board), trains.cpp (arrive, stand, leave),
/// hindrances.cpp (incidents), dispatching.cpp (what is done about late trains), cancelling.cpp (those that do not run, or not all of their way),
/// other_tracks.cpp (those that stand where the other direction does),
/// separation.cpp (who goes first), routes.cpp (junctions, single track), turning.cpp (what a set works next, and who stands in
/// for it).

#include "czt/core/distributions.hpp"
#include <algorithm>

#include "czt/core/draws.hpp"
#include "czt/model/simulation.hpp"
#include "state.hpp"

namespace czt {

class Simulation {
 public:
  Simulation(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world,
             Observer* observer);
  /// Nothing has happened yet: people and trains are made ready.
  void begin();
  /// The World holds a day that was stopped.
  void take_up() { now_ = s_.now; }
  void live();
  void live_until(std::int32_t instant);  ///< ms; events before it

 private:
  using State = World::State;
  using Train = State::Train;
  static constexpr std::uint32_t none = State::none;

  // people.cpp
  void draw_people();
  void make_room_for(std::uint32_t more);
  void fetch_shares(const Plan::DrawnStream& of);
  std::uint32_t draw_stream(const Plan::DrawnStream& of, std::uint32_t wishes);
  void settle(std::uint32_t wishes);
  template <State::Coming (Simulation::*coming_of)(const State::Wish&) const>
  std::uint32_t add_people(std::uint32_t wishes);
  [[nodiscard]] const std::uint16_t* guide_of(std::uint32_t journey, std::int32_t at) const {
    const auto step = static_cast<std::uint32_t>(
        std::clamp<std::int32_t>(at >> Plan::guide_bits, 0, Plan::guide_steps - 1));
    return &plan_.departure_guide[journey * std::size_t{Plan::guide_steps} + step];
  }
  void choose_stations(State::Wish* wishes, std::uint32_t count) const;
  [[nodiscard]] std::uint32_t aware_of(const State::Wish& wish) const;
  [[nodiscard]] std::int32_t aiming_at(const Plan::Departure& departure, std::uint32_t arriving) const;
  [[nodiscard]] State::Coming coming_next(const State::Wish& wish) const;
  [[nodiscard]] State::Coming coming_by_choice(const State::Wish& wish) const;
  [[nodiscard]] std::uint32_t lane_from(std::uint32_t journey, std::int32_t ready) const;
  void add_groups();
  void add_person(std::uint32_t stream, std::uint32_t number, std::uint32_t journey, std::int32_t wish,
                  std::uint16_t to, State::Coming coming);
  void queue_people();
  void sort_by_time(Rows rows);
  void sort_by_time(Rows lane, std::int32_t earliest, std::int32_t latest);
  template <int bits>
  void sort_by_stretch(Rows lane, std::int32_t earliest, std::int32_t latest);

  // feeders.cpp
  void set_out();
  void run_buses();
  [[nodiscard]] std::uint32_t feeder_of(std::uint32_t person, std::uint32_t station) const;
  void look_for_bus(std::uint32_t person, std::uint32_t feeder, bool aims);
  void ride_buses();

  // entrances.cpp
  void pass_entrances();
  void gather_crowds();
  void pass(const Entrance& entrance, Rows crowd);
  void get_tickets(const Entrance& entrance, Rows crowd);
  void pass_security(const Entrance::Security& security, Rows crowd);
  void pass_gates(const Entrance::Gates& gates, Rows crowd);
  void open_queues(std::size_t count);
  [[nodiscard]] PhiloxBlock his_draw(Chance chance, std::uint32_t person) const;
  [[nodiscard]] std::uint32_t station_of(std::uint32_t person) const {
    return plan_.lanes[LaneId{s_.coming[person].lane}].from.value;
  }

  // platform.cpp
  struct Exchanged {
    std::uint32_t alighted = 0;
    std::uint32_t boarded = 0;
  };
  std::uint32_t alight(std::uint32_t trip, std::uint32_t point);
  void leave_seats(std::uint32_t trip, const State::Batch& batch);
  void seat_the_standing(std::uint32_t trip, std::uint32_t point);
  void find_changing(const State::Batch& batch, StationId here);
  void change_trains(StationId here);
  void join_lane(std::uint32_t lane, std::uint32_t row);
  std::uint32_t board(std::uint32_t trip, std::uint32_t point);
  std::uint32_t look_at_lanes(std::uint32_t point);
  std::uint32_t catch_up(State::LaneQueue& lane);
  [[nodiscard]] std::int32_t next_comes(const State::LaneQueue& lane) const;
  [[nodiscard]] std::uint32_t before_the_gate_closed(const State::LaneQueue& lane, std::int32_t last) const;
  void board_everybody(std::uint32_t point);
  void board_in_order(std::uint32_t trip, std::uint32_t point, std::uint32_t people);
  [[nodiscard]] FirstCome::Key place_in_order(const State::Line& line) const;
  void line_up();
  std::uint32_t take_first();
  void board_lines(std::uint32_t point);
  void get_on(std::uint32_t lane, Rows rows, std::uint32_t point, std::uint32_t alight_point);
  void take_joined(std::uint32_t lane, std::uint32_t people, std::uint32_t point,
                   std::uint32_t alight_point);
  void count_left_behind(std::uint32_t point);

  // rechoosing.cpp
  [[nodiscard]] bool goes_by_a_rival(std::uint32_t row) const;
  void rechoose(State::LaneQueue& lane, std::uint32_t end);

  // trains.cpp
  void prepare_trains();
  void handle(EventKind kind, std::uint32_t trip);
  void train_appears(std::uint32_t trip);
  void train_arrives(std::uint32_t trip);
  void ask_for_track(std::uint32_t trip);
  std::int32_t claim_track(std::uint32_t trip, const State::TrackGroup& group);
  std::int32_t take_track(std::uint32_t trip, std::int32_t free_at);
  std::int32_t take_track(std::uint32_t trip, std::int32_t free_at, std::uint32_t after);
  void release_track(std::uint32_t trip);
  void train_enters(std::uint32_t trip);
  /// What an exchange asks for, ms; and the failure of doors that makes it longer, if there is one.
  struct Stop {
    std::int32_t needed = 0;
    const Plan::Hindrance* failure = nullptr;
    std::int32_t longer = 0;
  };
  Stop exchange(std::uint32_t trip, std::uint32_t point);
  void go_to_doors(Exchange& x, const Plan::TripRow& trip, std::uint32_t point, std::uint32_t doors);
  [[nodiscard]] std::int32_t least_stop(const Exchange& x, double noise, double runner) const;
  std::int32_t stands(std::uint32_t point, const Stop& stop, std::int32_t earliest);
  void doors_close(std::uint32_t trip);
  void train_leaves(std::uint32_t trip);
  void train_ends(std::uint32_t trip, std::int32_t needed);
  void train_clears(std::uint32_t trip);
  [[nodiscard]] std::int32_t by_chance(const DelayByChance& delay, Chance chance, std::uint32_t trip, std::uint32_t station) const;

  // turning.cpp
  void prepare_spares();
  void sets_turn(std::uint32_t trip);
  void set_comes(std::uint32_t trip, std::int32_t turned, std::uint32_t by, StationId at);
  void seek_spare(std::uint32_t trip);
  [[nodiscard]] std::int32_t turnaround_before(std::uint32_t trip) const;
  [[nodiscard]] std::int32_t expected_turned(std::uint32_t trip) const;
  State::Spare* standing_spare(std::uint32_t trip);
  void stand_in(std::uint32_t trip, const State::Spare& spare);

  // dispatching.cpp
  [[nodiscard]] bool passes_call(std::uint32_t point) const;
  void carry_on(std::uint32_t point);
  void move_riders(std::uint32_t from, std::uint32_t to);
  bool waits_for_connection(std::uint32_t trip);
  [[nodiscard]] std::int32_t expected(std::uint32_t point) const;

  // cancelling.cpp
  [[nodiscard]] bool runs(std::uint32_t point) const {
    const Train& train = s_.trains[point_of(point).trip];
    return train.first <= point && point < train.end;
  }
  [[nodiscard]] bool is_whole(std::uint32_t trip) const;
  [[nodiscard]] bool waits_for_its_own(std::uint32_t trip) const;
  bool is_cancelled(std::uint32_t trip);
  void cancel(std::uint32_t trip, std::uint32_t by, std::uint32_t rule);
  bool turns_short(std::uint32_t point);
  void all_get_off(std::uint32_t point, std::uint32_t end);

  // other_tracks.cpp
  [[nodiscard]] const Plan::OtherTrack* may_cross(std::uint32_t trip) const;
  [[nodiscard]] std::uint32_t next_to_cross(std::uint32_t station, std::int32_t at) const;
  [[nodiscard]] bool is_sought_in_vain(std::uint32_t trip, std::int32_t at) const;
  void cross_over(std::uint32_t station);

  // hindrances.cpp
  void held(std::uint32_t point, std::int32_t time, Hold::Why why, std::uint32_t by) {
    if (time > 0) world_.holds.push_back({point, time, by, why});
  }
  template <class Found>
  std::int32_t unblocked(std::uint32_t point, std::int32_t ready, Found found) const;
  std::int32_t enters_segment(std::uint32_t point);
  [[nodiscard]] const Plan::Hindrance* holds_train(std::uint32_t point) const;
  [[nodiscard]] const Plan::Hindrance* blocks_segment(std::uint32_t point) const;
  bool is_kept(std::uint32_t point);
  [[nodiscard]] std::int32_t slowed(std::uint32_t point, std::int32_t runs, std::int32_t arrives);
  [[nodiscard]] const Plan::Hindrance* failed_doors(std::uint32_t point) const;
  [[nodiscard]] const Plan::Hindrance* closed(std::uint32_t point) const;
  std::int32_t stood_still(std::uint32_t trip);

  // separation.cpp
  void prepare_separation();
  void stand_ready(std::uint32_t trip);
  void dispatch();
  void look_ahead(std::size_t row);
  void wait_for(State::Ready& ready, std::int32_t until, Hold::Why why, std::uint32_t by) const;
  [[nodiscard]] bool in_its_way(const State::Ready& first, const State::Ready& second) const;
  void book_waiting(State::Ready& ready);
  bool steps_aside(std::size_t row);
  void let_go(std::size_t row);
  [[nodiscard]] std::int64_t rank_of(std::uint32_t trip, std::int32_t booked) const;
  [[nodiscard]] std::uint32_t came_by(std::uint32_t trip) const;
  [[nodiscard]] bool stands_behind_another(std::uint32_t trip) const;
  [[nodiscard]] std::uint32_t next_called_in(const State::TrackGroup& group) const;
  void wait_outside(std::uint32_t trip, State::TrackGroup& group);
  void stop_waiting(std::uint32_t trip, State::TrackGroup& group);
  void call_in(std::uint32_t station);

  // routes.cpp
  [[nodiscard]] State::JunctionPassage clear_of_junction(std::uint32_t way, std::int32_t from) const;
  void pass_junction(std::uint32_t way, std::int32_t at, std::uint32_t trip);
  [[nodiscard]] std::int32_t comes_in(std::uint32_t trip, std::uint32_t point, std::int32_t from);
  /// Row of the single track that the train enters by leaving the point, or leaves by reaching it; none: it does not.
  [[nodiscard]] std::uint32_t single_track_entered(std::uint32_t point) const;
  [[nodiscard]] std::uint32_t single_track_left(std::uint32_t point) const;
  [[nodiscard]] std::uint32_t end_of_single_track(std::uint32_t point) const;
  void look_at_single_track(State::Ready& ready) const;
  [[nodiscard]] const std::int32_t* free_track_ahead(std::uint32_t end) const;
  void enter_single_track(std::uint32_t trip);
  void leave_single_track(std::uint32_t point);
  [[nodiscard]] bool keeps_track(std::uint32_t trip) const;

  void one_event();
  void finish();

  [[nodiscard]] bool is_first(std::uint32_t point) const { return point == s_.trains[point_of(point).trip].first; }
  [[nodiscard]] const Plan::Point& point_of(std::uint32_t point) const {
    return plan_.points[PointId{point}];
  }
  void schedule(std::int32_t when, EventKind kind, std::uint32_t trip) {
    s_.events.push(start_of_day + milliseconds(when), kind, trip);
  }

  const Plan& plan_;
  World& world_;
  State& s_;
  Draws draws_;
  Observer* observer_;
  LognormalSampler dwell_noise_;
  std::int32_t now_ = 0;
  std::int32_t patience_;
  std::int32_t least_wait_;
  std::uint32_t people_ = 0;
};

}  // namespace czt
