#pragma once
/// A Plan is a day made ready to run: timetable, trains, queues, travellers and rules as flat arrays, checked
/// and immutable, shared by all threads. `compile_plan` makes it from the rooms above.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/core/id.hpp"
#include "czt/core/jagged.hpp"
#include "czt/core/money.hpp"
#include "czt/core/result.hpp"
#include "czt/demand/arrival.hpp"
#include "czt/demand/choice_model.hpp"
#include "czt/demand/fare_book.hpp"
#include "czt/demand/feeder.hpp"
#include "czt/demand/place.hpp"
#include "czt/demand/travellers.hpp"
#include "czt/model/dispatching.hpp"
#include "czt/model/dwell.hpp"
#include "czt/model/entrance.hpp"
#include "czt/model/incident.hpp"
#include "czt/network/network.hpp"
#include "czt/rolling_stock/train_type.hpp"
#include "czt/timetable/circulation.hpp"
#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

class KeptPivot;
struct PointTag;
struct LaneTag;
struct JourneyTag;
using PointId = Id<PointTag>;      ///< one row of one trip: a call or a pass
using LaneId = Id<LaneTag>;        ///< the people at one station who wait for any train to another
using JourneyId = Id<JourneyTag>;  ///< a pair of stations, from · stations + to

/// People of a scenario who are not drawn: they come when the file says and all ride.
struct PassengerGroup {
  std::string name;
  StationId from;
  StationId to;
  SimTime first{};
  std::uint32_t count = 1;
  Duration every{};
  std::optional<std::uint32_t> feeder{};  ///< row of feeders: they come by its buses
};

/// Something that happens or not, and then takes a time: lognormal. (MODELS 2.5.)
struct DelayByChance {
  double probability = 0.0;
  Duration mean = seconds(60);
  double cv = 1.5;
};

struct Disturbances {
  double dwell_noise = 0.15;        ///< CV of the flow term
  double late_runner = 0.03;        ///< probability per call
  Duration late_runner_least = seconds(3);
  Duration late_runner_most = seconds(12);
  DelayByChance entry{0.05, seconds(120)};  ///< per trip that starts from the depot or a turnaround
  DelayByChance running;            ///< per train and segment
  DelayByChance extension;          ///< per call, beside the noise of the exchange
};

struct Plan;
/// What running the day costs.
struct Costs {
  Decimal per_train_km{};           ///< yuan; empty trains too, whatever their length
  Money per_trainset_day{};         ///< of the circulation
  Money per_stop{};                 ///< a train in service at a station, first and last call included
};

struct Emissions {
  double energy = 0.0;              ///< kWh per car-kilometre of a train
  double grid = 0.0;                ///< kg CO2 per kWh
  double car = 0.0;                 ///< kg CO2 per passenger-kilometre by road
  double coach = 0.0;
};

/// Everything a Plan is compiled from.
struct PlanInput {
  std::string scenario;
  Network network;
  IdVector<TrainTypeId, TrainType> types;
  Trips trips;
  Circulation circulation;
  SeparationRules separation;
  Duration turnaround = minutes(10);  ///< of types that have none of their own
  Duration coupling = minutes(5);   ///< longer where sets are joined to others or parted from them
  Duration spare_when_late = minutes(5);  ///< a spare takes over when a set is expected later than this
  IdVector<PlaceId, Place> places;
  IdVector<PurposeId, Purpose> purposes;
  std::vector<PassengerGroup> passengers;
  ArrivalModel arrival;
  IdVector<StationId, std::optional<Entrance>> entrances;  ///< none: an open platform; empty: everywhere
  std::vector<Feeder> feeders;
  FareBook fares;
  std::optional<Costs> costs;
  std::optional<Emissions> emissions;
  DwellModel dwell;
  Duration minimum_dwell = seconds(30);
  double door_share = 10.0;         ///< Dirichlet weight per door; 0: even doors
  PersonsPerSquareMetre full_at{4.0};
  Duration patience = minutes(120);
  Duration transfer = minutes(3);          ///< walk between two trains
  Duration transfer_penalty = minutes(10);  ///< ride that people accept to be spared a change
  Disturbances disturbances;
  std::vector<Incident> incidents;
  std::vector<DispatchingRule> dispatching;
  std::optional<ChoiceModel> choice;   ///< none: the purposes' rail shares, whatever the railway offers
  std::vector<Rival> rivals;
  bool for_choice_only = false;        ///< a base: nobody is drawn in it
  std::shared_ptr<const Plan> base;    ///< the root base, around whose level of service choices pivot; none: itself
  std::shared_ptr<const Plan> expected;  ///< people expect the crowding of this plan, without settling; none: they settle
  std::shared_ptr<KeptPivot> kept_pivot;  ///< for plans that are made one after another; none: nothing is kept
  SimTime observe_from = start_of_day;
  SimTime observe_to = clock_time(48);
};

/// What the choice of modes comes to on expected probabilities, a day. Modes: the railway, then the rivals.
struct Settled {
  std::uint32_t iterations = 0;
  double gap = 0.0;                    ///< Σ flow·|Δcost| / Σ flow·cost of the last one; NaN where nobody looked
  struct Purpose {
    std::vector<double> base;          ///< travellers by mode in the base, grown to this scenario's heights
    std::vector<double> now;           ///< and now, without induced ones
    double travellers = 0.0;           ///< all of them, grown likewise, between places that the railway joins now or did
    std::vector<double> base_km;       ///< kilometres by road of those in `base`
    std::vector<double> now_km;
    double surplus = 0.0;              ///< yuan against the base, by logsum
    double rule_of_half = 0.0;         ///< yuan, of the railway's riders
    double per_minute = 0.0;           ///< utility lost with a minute of riding
  };
  std::vector<Purpose> purposes;       ///< empty without a choice model
  std::vector<double> extra;           ///< minutes that crowding adds to each cell of departures
  std::vector<double> base_extra;      ///< and did in the base
  std::vector<double> road_km;         ///< per pair of places
};

struct Plan {
  PlanInput input;                  ///< names and rules; the arrays below are made from it

  /// One call or pass of one trip. Times are milliseconds of the service day.
  struct Point {
    StationId station;
    std::uint32_t trip = 0;
    std::uint32_t segment = none;   ///< to the next point; none at the last
    std::int32_t arrival = 0;       ///< booked
    std::int32_t departure = 0;
    std::int32_t technical = 0;     ///< least running time from the previous point
    std::uint8_t calls = 1;
    std::uint8_t track_group = 0;   ///< 0 up, 1 down: whose platform tracks
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
  };
  struct TripRow {
    std::uint32_t first_point = 0;
    std::uint32_t points = 0;
    TrainTypeId type;
    std::uint32_t previous = Point::none;  ///< trip the same trainset worked before; of several sets one of them
    std::uint32_t waits_for = 0;           ///< trips whose sets it needs
    std::uint64_t identity = 0;            ///< of the number, for draws: the same in every scenario
    std::uint8_t empty = 0;
    std::uint8_t when_ready = 0;
  };
  struct TypeRow {
    std::uint32_t seats = 0;
    std::uint32_t capacity = 0;
    std::uint32_t doors = 1;
    double standing_area = 0.0;
    double door_width = 1.3;
  };
  struct Lane {
    StationId from;
    StationId to;                  ///< where these people get off: their destination or a transfer
    bool transfers = false;        ///< some of them travel on from `to`
  };
  /// A lane that a train takes people from at one call, and the point where they get off.
  struct Service {
    LaneId lane;
    std::uint32_t alight_point = 0;
  };

  /// A trip that the sets of another work next.
  struct Follower {
    std::uint32_t trip = 0;
    std::int32_t turnaround = 0;     ///< ms, from the arrival to the earliest departure
  };

  IdVector<TripId, TripRow> trips;
  Jagged<TripId, Follower> followers;         ///< where a train is parted several
  Jagged<TripId, std::uint32_t> sets_from;    ///< the trips that bring a train's sets: where it is joined several
  IdVector<PointId, Point> points;            ///< trip by trip
  /// Over the segment ahead of a point, kWh: drawn from the line and given back to it, run as fast as may be, and in the
  /// booked time of its leg from stop to stop. Zero for types without a traction model.
  struct Energy {
    double drawn_fastest = 0.0;
    double drawn_booked = 0.0;
    double returned_fastest = 0.0;
    double returned_booked = 0.0;
  };
  IdVector<PointId, Energy> energy;           ///< empty where no type has a traction model
  IdVector<TrainTypeId, TypeRow> types;
  IdVector<LaneId, Lane> lanes;
  Jagged<PointId, Service> services;          ///< per point; empty at passes and last calls
  std::uint32_t stations = 0;

  /// Per journey (from · stations + to): the lane of its route for the whole day, where no way by time is left;
  /// none where no chain of trains leads there.
  std::vector<std::uint32_t> first_lane;
  /// Per journey: least booked time over its ways, from departure to arrival, ms; −1 without any.
  std::vector<std::int32_t> least_ride;
  /// One way to travel a journey: the booked departure of its first train, and the lane where that is waited for.
  struct Departure {
    std::int32_t at = 0;             ///< ms; `sentinel` after the last
    std::int32_t headway = 0;        ///< to the departure before; the first reckons with the gap after it
    std::int32_t spare = 0;          ///< min(headway, longest) − least: over this the aware spread
    std::uint32_t lane = Point::none;
    static constexpr std::int32_t sentinel = 0x7FFFFFFF;
  };
  /// Per journey: its ways by departure, ascending, none worse than a later one; each row closed by a sentinel, so
  /// that a search needs no bounds.
  Jagged<JourneyId, Departure> departures;
  /// Per cell of departures (sentinels included): the booked ride to the destination, changes and their penalties
  /// included, and the first train of it.
  struct Leg {
    std::int32_t ride = 0;           ///< ms
    std::uint32_t board = Point::none;   ///< points
    std::uint32_t alight = Point::none;
    std::uint32_t onward = Point::none;  ///< cell of the way on after a change
  };
  std::vector<Leg> legs;
  /// Per journey and step of 2^guide_bits ms: the first departure at or after its start, counted from the journey's
  /// first.
  static constexpr int guide_bits = 18;  // 4.4 min
  static constexpr std::uint32_t guide_steps = (48u * 3'600'000u >> guide_bits) + 1;
  std::vector<std::uint16_t> departure_guide;  ///< journey · guide_steps + step
  std::uint32_t most_in_step = 0;              ///< departures of one journey within one step, at most
  /// Per habit (distinct H0) and cell of departures: share of aware people, in 1/2^16 (2^16: all).
  std::vector<Duration> habits;
  std::vector<std::uint8_t> habit_of;          ///< per purpose
  std::vector<std::uint32_t> aware_share;      ///< habit · departures.cell_count() + cell
  QuantileTable aware_wait;                    ///< Beta(a, b) · 2^20

  /// Entrances and feeders; all empty where the scenario has none.
  std::vector<std::int32_t> last_on_platform;  ///< per point, ms: who comes later was shut out by the gate
  std::vector<std::int32_t> lead;              ///< per station, ms: so much earlier they leave home who aim at a train
  struct Bus {
    std::int32_t comes = 0;                    ///< booked, ms
    std::uint32_t feeder = 0;
  };
  std::vector<Bus> buses;                      ///< feeder by feeder
  std::vector<std::uint32_t> first_bus;        ///< per feeder, and the end of the last
  struct FeederChoice {
    std::uint32_t feeder = 0;
    std::uint64_t below = 0;                   ///< who draws below comes by it, else perhaps by the next; in 1/2^32
  };
  std::vector<FeederChoice> feeder_choices;
  std::vector<std::uint32_t> feeder_rows;      ///< place · stations + station: first of its choices; one more at the end
  std::vector<std::uint64_t> group_identity;   ///< per group of explicit passengers

  TravellerField field;
  /// What becomes of a stream's destination row: per purpose · places + from, places rows each.
  static constexpr std::uint32_t most_pairs = 4;  ///< station pairs that one chooses between
  struct Choice {
    double height = 0.0;             ///< this scenario's height for the pair of places
    double travels = 0.0;            ///< up to here they travel: more than `height` where a better railway induces trips
    std::array<std::uint32_t, most_pairs> journey{Point::none, Point::none, Point::none, Point::none};
    std::uint32_t rail_most = 0;     ///< the highest rail_below of the day
    std::uint8_t down = 0;           ///< which day profile
    [[nodiscard]] bool by_rail() const { return journey[0] != Point::none; }
  };
  std::vector<Choice> choices;                 ///< (purpose · places + from) · places + to
  static constexpr std::int32_t quarter = 900'000;
  std::int32_t first_quarter = 0;              ///< ms: where row 0 begins; earlier wishes belong to it
  std::uint32_t quarters = 1;                  ///< 1: the time of the wish makes no difference
  /// Who takes rail depends on when: per choice · quarters + quarter the inclination below which rail is taken, in 1/2^32
  /// (saturated). Apart from the pairs, since far more people are asked this than ride.
  std::vector<std::uint32_t> rail_below;
  /// And with a choice model: 16 bits of a rider's own draw choose his pair: the first below [0], the second below [1] …
  std::vector<std::array<std::uint16_t, most_pairs - 1>> rail_pairs;
  [[nodiscard]] std::uint32_t quarter_of(std::int32_t wish) const {
    const std::int32_t q = (wish - first_quarter) / quarter;
    return q < 0 ? 0 : std::min(static_cast<std::uint32_t>(q), quarters - 1);
  }
  /// Which departure those choose who know the timetable: per purpose, journey in use and quarter-hour. Empty where
  /// they take the first after their wish.
  struct DepartureChoice {
    std::uint32_t first_cell = 0;    ///< of plan.departures
    std::uint32_t first_below = 0;   ///< in departure_below
    std::uint32_t count = 0;         ///< 0: no departure within the window
  };
  std::vector<std::uint32_t> journey_slot;     ///< per journey; none where nobody uses it
  std::uint32_t slots = 0;
  std::vector<DepartureChoice> departure_choices;  ///< (purpose · slots + slot) · quarters + quarter
  std::vector<std::uint16_t> departure_below;  ///< 16 bits of a rider's draw: the k-th below the k-th, the last else
  Settled settled;
  /// A row of field.streams() that can hold a rider, and the height below which somebody of it may travel.
  struct DrawnStream {
    std::uint32_t row = 0;
    double below = 0.0;
  };
  std::vector<DrawnStream> drawn_streams;
  /// What an incident does to one segment, or to one train at one of its points.
  struct Hindrance {
    std::uint32_t where = 0;         ///< blocks: segment; else point
    std::int32_t from = 0;           ///< ms: it holds in [from, until)
    std::int32_t until = 0;
    std::int32_t longer = 0;         ///< ms: train_slows, running time to the next point; longer_stops, the stop
    std::uint32_t doors = 0;         ///< door_failures: out of order
    std::uint32_t incident = 0;      ///< row of input.incidents
  };
  /// By `where`, then `from`; all empty without incidents.
  std::vector<Hindrance> blocks;       ///< nothing enters the segment
  std::vector<Hindrance> train_holds;  ///< the train does not leave the point
  std::vector<Hindrance> train_slows;  ///< the train leaves the point for a segment where it is slow
  std::vector<Hindrance> train_stands; ///< the train stands still between the point and the next
  std::vector<Hindrance> door_failures;
  std::vector<Hindrance> longer_stops;
  std::vector<Hindrance> closures;     ///< the train passes the point without stopping

  /// A train at the point waits for another that is to bring people to it in time. By point, then by awaited.
  struct Connection {
    std::uint32_t point = 0;
    std::uint32_t awaited = 0;       ///< point where the other train brings them
    std::int32_t until = 0;          ///< ms: no longer than this
  };
  std::vector<Connection> connections;
  /// A train that comes to the point later than this passes it without stopping. By point.
  struct Skip {
    std::uint32_t point = 0;
    std::int32_t later_than = 0;     ///< ms, of the day
  };
  std::vector<Skip> skips;
  /// A train that would leave its first station later than this does not run, nor does the one that its set was to come
  /// back with. By trip.
  struct Cancel {
    std::uint32_t trip = 0;
    std::int32_t later_than = 0;     ///< ms, of the day
    std::uint32_t back = 0;          ///< trip
    std::uint32_t rule = 0;          ///< row of input.dispatching
  };
  std::vector<Cancel> cancels;
  /// A train that comes to the point later than this ends there, and its set works its next train from `onward` on. By point.
  struct Turn {
    std::uint32_t point = 0;
    std::int32_t later_than = 0;     ///< ms, of the day
    std::uint32_t onward = 0;        ///< point of the next train, at the same station
    std::uint32_t rule = 0;
  };
  std::vector<Turn> turns;
  /// A train that has waited so long outside for the point takes a free track of the other direction. By point.
  struct OtherTrack {
    std::uint32_t point = 0;
    std::int32_t waits = 0;          ///< ms
    std::uint32_t rule = 0;
  };
  std::vector<OtherTrack> other_tracks;

  /// Trains that are ready stand in line, and a dispatcher lets them go: where there is a junction, single track or
  /// another priority than who comes first. Else the segment ahead is claimed at once.
  bool dispatched = false;
  /// A way over a junction: 2 · segment + 1 coming in by it, 2 · segment going out by it.
  struct Crossing {
    std::uint32_t way = 0;
    std::uint32_t other = 0;         ///< a way that conflicts with it
    std::int32_t occupation = 0;     ///< ms: so far apart
  };
  std::vector<Crossing> crossings;             ///< by way; each conflict from both its sides
  /// Per station · 2 + direction of platform tracks: some train goes on from there to single track, so whoever comes to
  /// it over single track must have a track before entering that.
  std::vector<std::uint8_t> track_needed_before;

  double expected_travellers = 0.0;            ///< below the scenario's heights, a day
  std::vector<Diagnostic> notes;
};

/// How many would-be travellers a day draws on average: a control whose mean is known.
double expected_drawn(const Plan& plan);

/// Routes journeys over the timetable's service graph (Boost.Graph: fewest changes, then least booked time) and
/// through the day's trains, builds lanes, arrival tables and streams. Errors: no stations, a trip whose points do not join.
Result<Plan> compile_plan(PlanInput input);

}  // namespace czt
