#pragma once
/// Small random lines whose trainsets go there and back, with what may go wrong, and dispatchers who cancel trains and turn
/// them short. All from one seed.

#include <array>
#include <optional>
#include <string>

#include "czt/network/conflicting_routes.hpp"
#include "support/small_line.hpp"

namespace czt::test {

class TurningLine {
 public:
  explicit TurningLine(std::uint64_t seed) : draws_(seed, 7), line_(hops()) {
    lay_tracks(seed);
    write_timetable();
    bring_people();
    disturb();
    write_rules();
    if (seed % 5 == 0) add_spares();
  }
  const PlanInput& input() const { return line_.input; }
  PlanInput& input() { return line_.input; }
  /// And trains that have waited so long outside stand on tracks of the other direction, at every station.
  void share_tracks(Duration waits) {
    PlanInput& in = line_.input;
    for (std::uint32_t s = 0; s < stations(); ++s) {
      DispatchingRule rule;
      rule.name = "at " + std::to_string(s);
      rule.action = DispatchingRule::Action::re_platform;
      for (std::uint32_t t = 0; t < in.trips.size(); ++t) rule.trains.push_back(t);
      rule.station = s;
      rule.limit = waits;
      in.dispatching.push_back(std::move(rule));
    }
  }
  Plan plan() const { return compile_plan(line_.input).value(); }

 private:
  std::uint32_t pick(std::uint32_t n) { return below(draws_.block(Chance::input_range, 95, index_++)[0], n); }
  std::vector<double> hops() {
    std::vector<double> km;
    for (std::uint32_t s = 3 + pick(4); s > 0; --s) km.push_back(2.0 + pick(80) / 10.0);
    return km;
  }
  std::uint32_t stations() const { return static_cast<std::uint32_t>(line_.input.network.stations.size()); }

  void lay_tracks(std::uint64_t seed) {
    PlanInput& in = line_.input;
    for (Station& station : in.network.stations) station.tracks_up = station.tracks_down = 1 + static_cast<int>(pick(2));
    for (Segment& segment : in.network.segments) {
      segment.headway = seconds(60 + pick(120));
      segment.margin = 0.01 * pick(20);
    }
    if (seed % 4 == 3) lay_single_track(in.network, StationId{0}, StationId{1}, {}, seconds(pick(60)));
    if (seed % 4 == 2) in.network.junctions.push_back({"where nothing conflicts", StationId{0}, minutes(2), {}});
    in.separation = {seconds(pick(90)), minutes(pick(5)), minutes(pick(4))};
    in.turnaround = minutes(2 + pick(8));
    in.dwell = CriticalDoorDwell{};
    in.minimum_dwell = seconds(20);
    in.transfer = minutes(pick(4));
    in.patience = minutes(20 + pick(60));
    line_.type().seats = static_cast<int>(10 + pick(30));
    line_.type().standing_area = SquareMetres{1.0 * pick(8)};
  }

  void write_timetable() {
    PlanInput& in = line_.input;
    std::vector<StationId> there;
    for (std::uint32_t s = 0; s < stations(); ++s)
      if (s == 0 || s + 1 == stations() || pick(5) > 0) there.push_back(StationId{s});
    const std::vector<StationId> back(there.rbegin(), there.rend());
    SimTime at = clock_time(6);
    for (std::uint32_t set = 3 + pick(4); set > 0; --set) {
      SimTime departs = at;
      for (std::uint32_t k = 0, trips = 4 + pick(4); k < trips; ++k) {
        line_.trains_calling(k % 2 == 0 ? there : back, {departs}, seconds(20 + pick(60)));
        const TripId trip{in.trips.size() - 1};
        in.trips[trip].number = "T" + std::to_string(trip.value);
        in.circulation.previous.push_back(k > 0 ? std::optional(TripId{trip.value - 1}) : std::nullopt);
        in.circulation.trainset.push_back(TrainsetId{sets_});
        departs = in.trips[trip].arrives() + in.turnaround + minutes(pick(8));
      }
      in.circulation.names.push_back("set " + std::to_string(sets_));
      in.circulation.types.push_back(TrainTypeId{0});
      in.circulation.depots.push_back("");
      ++sets_;
      at += minutes(3 + pick(12));
    }
    in.circulation.trainset_count = sets_;
    in.circulation.needed.push_back(static_cast<int>(sets_));
  }

  void bring_people() {
    for (std::uint32_t g = 0; g < 30; ++g) {
      const std::uint32_t a = pick(stations());
      line_.people(a, (a + 1 + pick(stations() - 1)) % stations(), clock_time(5, 50) + minutes(pick(240)), 1 + pick(30), seconds(pick(30)));
    }
  }

  void disturb() {
    PlanInput& in = line_.input;
    in.disturbances = Disturbances{};
    in.disturbances.entry = {0.4, minutes(6)};
    in.disturbances.running.probability = 0.1 * pick(3);
    in.disturbances.extension.probability = 0.1 * pick(3);
    for (std::uint32_t k = 0; k < 6; ++k) {
      Incident incident;
      incident.name = "incident " + std::to_string(k);
      incident.effect = static_cast<Incident::Effect>(pick(7));
      incident.from = clock_time(6) + minutes(pick(180));
      incident.until = incident.from + minutes(2 + pick(25));
      incident.segments = {SegmentId{pick(static_cast<std::uint32_t>(in.network.segments.size()))}};
      incident.speed = kmh(20.0 + pick(100));
      incident.doors = 1 + pick(3);
      incident.longer = minutes(1 + pick(5));
      const bool closes = incident.effect == Incident::Effect::closed_station;
      if (closes) incident.station = pick(stations());
      else incident.train = pick(static_cast<std::uint32_t>(in.trips.size()));
      in.incidents.push_back(incident);
    }
  }

  void write_rules() {
    PlanInput& in = line_.input;
    for (std::uint32_t k = 0; k < 5; ++k) {
      DispatchingRule rule;
      rule.name = "rule " + std::to_string(k);
      rule.action = std::array{DispatchingRule::Action::cancel, DispatchingRule::Action::turn_short, DispatchingRule::Action::turn_short,
                               DispatchingRule::Action::skip, DispatchingRule::Action::hold}[k];
      const std::uint32_t share = rule.action == DispatchingRule::Action::hold ? 4 : 2;
      for (std::uint32_t t = 0; t < in.trips.size(); ++t)
        if (pick(share) == 0) rule.trains.push_back(t);
        else rule.awaited.push_back(t);
      if (rule.action != DispatchingRule::Action::cancel) rule.station = 1 + pick(stations() - 2);
      rule.limit = minutes(1 + pick(6));
      in.dispatching.push_back(std::move(rule));
    }
  }

  void add_spares() {
    PlanInput& in = line_.input;
    czt::add_spares(in.circulation, TrainTypeId{0}, StationId{0}, 1, in.types);
    czt::add_spares(in.circulation, TrainTypeId{0}, StationId{stations() - 1}, 1, in.types);
    in.spare_when_late = minutes(8);
  }

  Draws draws_;
  std::uint32_t index_ = 0;
  std::uint32_t sets_ = 0;
  SmallLine line_;
};

}  // namespace czt::test
