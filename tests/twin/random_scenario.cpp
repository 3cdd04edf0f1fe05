#include "random_scenario.hpp"

#include <algorithm>
#include <string>

#include "czt/timetable/pattern.hpp"

namespace czt::twin {

namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : draws_(seed, 0) {}

  Scenario make() {
    PlanInput& in = made_.input;
    in.scenario = "twin";
    lay_track();
    if (one_in(3)) lay_single_tracks();
    for (std::uint32_t j = one_in(2) ? 1 + pick(3) : 0; j > 0; --j) lay_junction_at(j);
    choose_types();
    choose_rules();
    write_timetable();
    if (one_in(4)) in.circulation.previous.assign(in.trips.size(), std::nullopt);
    else circulate_sets();
    for (std::uint32_t i = one_in(2) ? 1 + pick(5) : 0; i > 0; --i) add_incident(i);
    for (std::uint32_t r = one_in(2) ? 1 + pick(4) : 0; r > 0; --r) add_rule(r);
    settle_places();
    const std::uint32_t purposes = pick(4);
    for (std::uint32_t p = 0; p < purposes; ++p) add_purpose(p);
    const std::uint32_t groups = (purposes == 0 ? 5 : 0) + pick(20);
    for (std::uint32_t g = 0; g < groups; ++g) add_group();
    if (one_in(2)) build_entrances();
    for (std::uint32_t f = one_in(2) ? 1 + pick(3) : 0; f > 0; --f) add_feeder(f);
    return std::move(made_);
  }

 private:
  std::uint32_t pick(std::uint32_t n) { return below(draws_.block(Chance::input_range, 2026, index_++)[0], n); }
  bool one_in(std::uint32_t n) { return pick(n) == 0; }
  double part() { return unit(draws_.block(Chance::input_range, 2026, index_++)[0]); }
  std::uint32_t stations() const { return static_cast<std::uint32_t>(made_.input.network.stations.size()); }

  void lay_track() {
    const std::uint32_t all = 3 + pick(10);
    made_.branches = all >= 4 && one_in(2);
    const std::uint32_t trunk = made_.branches ? 3 + pick(all - 3) : all;
    const bool regular = one_in(3);  // equal distances make equal times, hence ties
    IdVector<StationId, Station> stations;
    std::vector<Branch> branches{{"main", std::nullopt, {}}};
    if (made_.branches) branches.push_back({"branch", StationId{1 + pick(trunk - 2)}, {}});
    double km = 0.0;
    for (std::uint32_t s = 0; s < all; ++s) {
      if (s == trunk) km = 0.0;  // a branch counts from its joint
      if (s > 0) km += regular ? 4.0 : 1.0 + pick(90) / 10.0;
      Station station;
      station.name = std::string(1, static_cast<char>('A' + s));
      station.at = kilometres(km);
      station.chainage_km = static_cast<std::int64_t>(km + 0.5);
      station.tracks_up = 1 + static_cast<int>(pick(3));
      station.tracks_down = 1 + static_cast<int>(pick(3));
      station.open = !one_in(25);
      station.branch = s < trunk ? 0 : 1;
      branches[station.branch].stations.push_back(stations.push_back(station));
    }
    Segment track;
    track.max_speed = kmh(80 + pick(100));
    track.headway = minutes(2);
    made_.input.network = build_network(branches, stations, track).value();
    const bool close = one_in(6);
    for (Segment& segment : made_.input.network.segments) {
      segment.headway = close ? Duration{} : seconds(30 + pick(220));
      segment.margin = 0.01 * pick(15);
    }
  }

  /// Over a random part of each branch; trains pass each other at most of its stations.
  void lay_single_tracks() {
    Network& network = made_.input.network;
    for (std::size_t b = 0; b < network.branches.size(); ++b) {
      std::vector<StationId> stations = network.branches[b].stations;
      if (b > 0) stations.insert(stations.begin(), *network.branches[b].joins);
      const auto last = static_cast<std::uint32_t>(stations.size()) - 1;
      const std::uint32_t from = pick(last);
      const std::uint32_t to = from + 1 + pick(last - from);
      std::vector<StationId> passing;
      for (std::uint32_t s = from + 1; s < to; ++s)
        if (pick(3) > 0) passing.push_back(stations[s]);
      lay_single_track(network, stations[from], stations[to], passing, seconds(pick(90)));  // not where a branch joins in it
    }
  }

  void lay_junction_at(std::uint32_t number) {
    Network& network = made_.input.network;
    const StationId at{pick(stations())};
    std::vector<StationId> arms;
    for (const Segment& segment : network.segments)
      if (segment.from == at) arms.push_back(segment.to);
    if (arms.size() < 2) return;
    std::optional<StationId> crosses;
    if (one_in(2)) crosses = arms[pick(static_cast<std::uint32_t>(arms.size()))];
    lay_junction(network, "junction " + std::to_string(number), at, arms, crosses, seconds(10 + pick(170)));
  }

  void choose_types() {
    const std::uint32_t types = 1 + pick(3);
    for (std::uint32_t k = 0; k < types; ++k) {
      TrainType type;
      type.name = "type " + std::to_string(k);
      type.doors_per_side = 1 + static_cast<int>(pick(6));
      type.door_width = metres(0.8 + pick(12) / 10.0);
      type.seats = static_cast<int>(2 + pick(40));
      type.standing_area = SquareMetres{one_in(4) ? 0.0 : pick(80) / 10.0};
      type.crush = one_in(5) ? type.seats + static_cast<int>(pick(10)) : 0;
      type.max_speed = kmh(90 + pick(80));
      made_.input.types.push_back(type);
    }
    if (one_in(3)) coupled(made_.input.types, TrainTypeId{pick(types)}, 2 + static_cast<int>(pick(2)));
  }

  void choose_rules() {
    PlanInput& in = made_.input;
    in.separation = {seconds(one_in(6) ? 0 : pick(90)), seconds(30 * pick(10)), seconds(30 * pick(8))};
    if (one_in(3)) in.separation.priority = one_in(2) ? Priority::timetable_order : Priority::importance;
    in.turnaround = minutes(pick(16));
    in.coupling = minutes(pick(6));
    in.spare_when_late = minutes(pick(6));
    in.patience = minutes(one_in(2) ? 120 : 8 + pick(50));
    in.transfer = one_in(5) ? Duration{} : seconds(30 * pick(12));
    in.transfer_penalty = one_in(4) ? Duration{} : seconds(60 * pick(20));
    in.minimum_dwell = seconds(10 + pick(30));
    in.full_at = {0.5 * (2 + pick(11))};
    const double shares[] = {10.0, 10.0, 0.0, 0.7, 2.5, 1e4, 0.001};
    in.door_share = shares[pick(7)];
    CriticalDoorDwell dwell;
    dwell.door_cycle = 10.0 + pick(20);
    dwell.crowding = 0.01 * pick(10);
    dwell.mixing = 0.1 * pick(5);
    in.dwell = dwell;
    Disturbances& d = in.disturbances;
    d.dwell_noise = one_in(5) ? 0.0 : 0.05 * (1 + pick(8));
    d.late_runner = one_in(5) ? 0.0 : 0.02 * pick(15);
    d.entry.probability = one_in(4) ? 0.0 : 0.05 * pick(12);
    d.entry.mean = seconds(30 + pick(300));
    for (DelayByChance* delay : {&d.running, &d.extension}) {
      delay->probability = one_in(2) ? 0.0 : 0.04 * pick(8);
      delay->mean = seconds(10 + pick(200));
    }
    ArrivalModel& a = in.arrival;
    if (one_in(4)) a = ArrivalModel::random();
    a.everybody_aware = one_in(6);
    a.earliest = seconds(20 * pick(6));
    a.gate_closes = seconds(30 * pick(4));
    a.longest = minutes(5 + pick(25));
    if (one_in(3)) a.beta_a = 1.0, a.beta_b = 2.0;
  }

  void write_timetable() {
    PlanInput& in = made_.input;
    const std::uint32_t trains = 2 + pick(39);
    for (std::uint32_t service = 0; in.trips.size() < trains; ++service) {
      Pattern pattern;
      pattern.name = "S" + std::to_string(service);
      pattern.calls = random_calls();
      pattern.type = TrainTypeId{pick(static_cast<std::uint32_t>(in.types.size()))};
      pattern.dwell = seconds(20 + 5 * pick(12));
      pattern.empty = one_in(15);
      pattern.when_ready = one_in(8);
      pattern.importance = static_cast<int>(pick(3));
      const auto left = trains - static_cast<std::uint32_t>(in.trips.size());
      const std::uint32_t here = std::min(left, 1 + pick(8));
      const bool dense = one_in(2);
      SimTime at = clock_time(6) + minutes(pick(60));
      for (std::uint32_t k = 0; k < here; ++k) {
        pattern.departures.push_back(at);
        at += minutes(dense ? 2 + pick(5) : 5 + pick(30));
      }
      for (Trip& trip : expand(pattern, in.network, in.types)) in.trips.push_back(std::move(trip));
    }
  }

  /// Trains begin and end where others can pass them.
  bool is_terminus(StationId station) const {
    const Network& network = made_.input.network;
    for (std::size_t track = 0; track < network.single_tracks.size(); ++track)
      if (lies_within(network, station, track)) return false;
    return true;
  }

  std::vector<StationId> random_calls() {
    const Network& network = made_.input.network;
    StationId from{0};
    StationId to{0};
    do {
      from = StationId{pick(stations())};
      to = StationId{(from.value + 1 + pick(stations() - 1)) % stations()};
    } while (!is_terminus(from) || !is_terminus(to));
    std::vector<StationId> calls{from};
    const bool all_stops = one_in(2);
    for (const SegmentId segment : network.path(from, to)) {
      const StationId next = network.segments[segment].to;
      if (next == to || all_stops || pick(3) > 0) calls.push_back(next);
    }
    return calls;
  }

  /// Sets turn in the circulation as the timetable says; on the day each type may need longer, or less.
  void circulate_sets() {
    PlanInput& in = made_.input;
    in.circulation = circulate(in.trips, in.types, minutes(pick(6)), minutes(pick(4))).value();
    for (const auto& previous : in.circulation.previous) made_.circulates = made_.circulates || previous;
    for (TrainType& type : in.types)
      if (one_in(3)) type.turnaround = minutes(pick(20));
    if (one_in(3)) return;
    for (std::uint32_t s = 2 + pick(6); s > 0; --s) {
      const TripId trip{pick(static_cast<std::uint32_t>(in.trips.size()))};
      if (!in.circulation.previous[trip]) continue;  // nobody waits for its sets
      add_spares(in.circulation, trainset_type(in.types, in.trips[trip].type), in.trips[trip].from(), 1, in.types);
    }
  }

  void add_incident(std::uint32_t number) {
    PlanInput& in = made_.input;
    Incident incident;
    incident.name = "incident " + std::to_string(number);
    incident.effect = static_cast<Incident::Effect>(pick(7));
    incident.from = clock_time(6) + minutes(pick(180));
    incident.until = incident.from + minutes(1 + pick(40));
    switch (incident.effect) {
      case Incident::Effect::blocked:
      case Incident::Effect::slow: put_on_track(incident); break;
      case Incident::Effect::train_held:
      case Incident::Effect::train_failure: put_on_train(incident); break;
      case Incident::Effect::door_failure:
        put_on_train(incident);
        incident.doors = 1 + pick(6);
        break;
      case Incident::Effect::longer_stop:
        if (one_in(2)) put_on_train(incident);
        else incident.station = pick(stations());
        incident.longer = seconds(10 + pick(300));
        break;
      case Incident::Effect::closed_station: incident.station = pick(stations()); break;
    }
    in.incidents.push_back(std::move(incident));
  }

  void put_on_track(Incident& incident) {
    const Network& network = made_.input.network;
    const StationId from{pick(stations())};
    const StationId to{(from.value + 1 + pick(stations() - 1)) % stations()};
    for (const SegmentId segment : network.path(from, to)) {
      incident.segments.push_back(segment);
      if (one_in(2)) incident.segments.push_back(network.segments[segment].reverse);
    }
    incident.speed = kmh(20 + pick(80));
  }

  void put_on_train(Incident& incident) {
    incident.train = pick(static_cast<std::uint32_t>(made_.input.trips.size()));
    const Trip& trip = made_.input.trips[TripId{incident.train}];
    const bool at_station = incident.effect != Incident::Effect::train_failure && one_in(2);
    if (at_station) incident.station = trip.stops[pick(static_cast<std::uint32_t>(trip.stops.size()))].station.value;
    incident.from = trip.departs() + minutes(pick(20));
    incident.until = incident.from + minutes(1 + pick(30));
  }

  void add_rule(std::uint32_t number) {
    PlanInput& in = made_.input;
    DispatchingRule rule;
    rule.name = "rule " + std::to_string(number);
    rule.limit = minutes(1 + pick(8));
    if (one_in(2)) rule.action = DispatchingRule::Action::skip;
    if (rule.action == DispatchingRule::Action::hold || one_in(2)) rule.station = pick(stations());
    for (std::uint32_t t = 0; t < in.trips.size(); ++t) {
      if (one_in(2)) rule.trains.push_back(t);
      if (rule.action == DispatchingRule::Action::hold && one_in(2)) rule.awaited.push_back(t);
    }
    in.dispatching.push_back(std::move(rule));
  }

  void settle_places() {
    const std::uint32_t places = 2 + pick(stations());
    for (std::uint32_t p = 0; p < places; ++p) {
      Place place;
      place.name = "place " + std::to_string(p);
      const std::uint32_t ways = 1 + pick(3);
      for (std::uint32_t w = 0; w < ways; ++w)
        place.access.push_back({StationId{pick(stations())}, minutes(2 + pick(20))});
      made_.input.places.push_back(place);
    }
  }

  void add_purpose(std::uint32_t p) {
    const auto n = static_cast<Eigen::Index>(made_.input.places.size());
    Purpose purpose;
    purpose.name = "purpose " + std::to_string(p);
    purpose.travellers = purpose.height = purpose.rail_share = OdMatrix::Zero(n, n);
    const bool scaled = one_in(2);
    const double size = 600.0 * part() / static_cast<double>(n);
    for (Eigen::Index a = 0; a < n; ++a)
      for (Eigen::Index b = 0; b < n; ++b) {
        if (a == b) continue;
        purpose.travellers(a, b) = one_in(4) ? 0.0 : size * part();
        purpose.height(a, b) = scaled ? 0.1 * pick(22) : 1.0;
        purpose.rail_share(a, b) = one_in(3) ? 1.0 : part();
      }
    purpose.profile_up = profile();
    purpose.profile_down = profile();
    purpose.aware_headway = minutes(3 + pick(13));
    made_.input.purposes.push_back(std::move(purpose));
  }

  QuantileTable profile() {
    const double start = static_cast<double>(in_milliseconds(clock_time(5, 30)));
    const double end = start + 60'000.0 * (60 + pick(200));
    const QuantileTable::Knot knots[] = {{start, part()}, {start + (end - start) * part(), 1.0}, {end, part()}};
    return QuantileTable(knots);
  }

  void add_group() {
    const std::uint32_t from = pick(stations());
    const std::uint32_t to = (from + 1 + pick(stations() - 1)) % stations();
    const auto g = made_.input.passengers.size();
    made_.input.passengers.push_back({"group " + std::to_string(g), StationId{from}, StationId{to},
                                      clock_time(5, 50) + minutes(pick(150)), 1 + pick(40), seconds(pick(30))});
  }

  ServiceTime service(std::uint32_t most_seconds) {
    return {seconds(pick(most_seconds)), one_in(3) ? 0.0 : 0.1 * pick(12)};
  }

  void build_entrances() {
    made_.input.entrances.resize(stations());
    for (std::uint32_t s = 0; s < stations(); ++s) {
      if (one_in(4)) continue;
      Entrance entrance;
      for (std::uint32_t c = pick(4); c > 0; --c)
        entrance.tickets.push_back({"channel " + std::to_string(c), 0.1 * pick(4), pick(4), service(60)});
      if (one_in(2)) entrance.security = Entrance::Security{1 + pick(2), service(5)};
      if (!one_in(4)) entrance.gates = Entrance::Gates{1 + pick(4), service(12), 0.05 * pick(4), seconds(pick(40))};
      entrance.walk = seconds(20 * pick(10));
      if (!one_in(4)) entrance.closes = seconds(20 * pick(16));
      made_.input.entrances[StationId{s}] = std::move(entrance);
    }
  }

  void add_feeder(std::uint32_t number) {
    Feeder feeder;
    feeder.name = "bus " + std::to_string(number);
    feeder.station = StationId{pick(stations())};
    for (std::uint32_t p = 0; p < made_.input.places.size(); ++p)
      if (one_in(2)) feeder.places.push_back({PlaceId{p}, 0.1 * pick(4)});
    SimTime at = clock_time(5, 40) + minutes(pick(20));
    for (std::uint32_t k = 3 + pick(12); k > 0; --k) {
      feeder.comes.push_back(at);
      at += minutes(3 + pick(20));
    }
    feeder.walk = seconds(30 * pick(8));
    feeder.within = minutes(10 + pick(40));
    feeder.capacity = 1 + pick(30);
    if (!one_in(3)) feeder.delay_mean = seconds(10 * pick(40));
    const auto row = static_cast<std::uint32_t>(made_.input.feeders.size());
    for (PassengerGroup& group : made_.input.passengers)
      if (group.from == feeder.station && one_in(2)) group.feeder = row;
    made_.input.feeders.push_back(std::move(feeder));
  }

  Draws draws_;
  std::uint32_t index_ = 0;
  Scenario made_;
};

}  // namespace

Scenario random_scenario(std::uint64_t seed) { return Maker(seed).make(); }

}  // namespace czt::twin
