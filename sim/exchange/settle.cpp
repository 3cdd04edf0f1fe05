#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/timetable/leg.hpp"
#include "czt/timetable/pattern.hpp"
#include "settle_network.hpp"
#include "settle_trains.hpp"

namespace czt {

namespace {

constexpr std::int32_t last_booked = 48 * 3600 - 1;
constexpr int most_tracks = 50;  // what a scenario takes
constexpr std::int32_t least_turn = 30;  // s

SimTime booked_at(std::int32_t s) { return start_of_day + seconds(s); }

class Settler {
 public:
  Settler(const WrittenLine& line, SettledLine& settled, Findings& findings) : line_(line), s_(settled), findings_(findings) {
    track_.margin = 0.08;
    track_.headway = seconds(1);
  }

  bool settle() {
    if (!lay_network(line_, s_, findings_)) return false;
    choose_types(line_, s_, findings_);
    tracks_.assign(s_.network.stations.size(), {1000, 1000});
    cut_at_reversals();
    choose_speed();
    keep_to_running_times();
    book_all();
    choose_headway();
    keep_apart();
    choose_tracks();
    drop_what_conflicts();
    check_trainsets();
    choose_turnaround();
    if (!s_.trips.empty()) return true;
    findings_.refuse({}, "no trip is left that can run");
    return false;
  }

 private:
  /// A trip that comes back the way it went is two, one after the other, of one trainset; where trains have no numbers, none
  /// can be told of.
  void cut_at_reversals() {
    std::vector<LineTrip> cut;
    for (LineTrip& trip : s_.trips) {
      LineTrip part = trip;
      part.calls.assign(1, trip.calls.front());
      int parts = 1;
      for (std::size_t i = 1; i < trip.calls.size(); ++i) {
        part.calls.push_back(trip.calls[i]);
        if (i + 1 == trip.calls.size() || !turns(trip.calls[i - 1].station, trip.calls[i].station, trip.calls[i + 1].station)) continue;
        if (part.trainset.empty() && !trip.number_is_ours) part.trainset = trip.trainset = "set of " + trip.number;
        findings_.repair(part.trainset.empty() ? "places where a trip turns back: cut in two there" : "places where a trip turns back: cut in two there, of one trainset", trip.where);
        part.calls.back().departure = part.calls.back().arrival;
        cut.push_back(part);
        part.number = fmt::format("{} part {}", trip.number, ++parts);
        part.trainset = trip.trainset;
        part.calls.assign(1, trip.calls[i]);
        part.calls.front().arrival = part.calls.front().departure;
      }
      cut.push_back(std::move(part));
    }
    s_.trips = std::move(cut);
  }

  [[nodiscard]] bool turns(std::uint32_t from, std::uint32_t at, std::uint32_t to) const {
    const auto in = s_.network.path(StationId{from}, StationId{at});
    const auto out = s_.network.path(StationId{at}, StationId{to});
    return s_.network.segments[in.back()].reverse == out.front();
  }

  /// Whole seconds that the vehicle needs from stop to stop.
  std::int32_t needed(std::uint32_t from, std::uint32_t to) {
    const auto [known, fresh] = needed_.try_emplace({from, to}, 0);
    if (!fresh) return known->second;
    std::vector<SpeedSection> sections;
    for (const SegmentId id : s_.network.path(StationId{from}, StationId{to})) sections.push_back(section_of(s_.network.segments[id]));
    for (SpeedSection& section : sections) section.cap = track_.max_speed;
    const Duration time = quantise(passing_times(sections, s_.types[TrainTypeId{}]).back());
    return known->second = static_cast<std::int32_t>((time.count() + 999) / 1000);
  }

  /// The least usual speed at which all legs can be run in their booked time, or where that would have to be fast all but few.
  void choose_speed() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::int32_t>> legs;
    std::size_t all = 0;
    for (const LineTrip& trip : s_.trips)
      for (std::size_t i = 1; i < trip.calls.size(); ++i, ++all)
        legs[{trip.calls[i - 1].station, trip.calls[i].station}].push_back(trip.calls[i].arrival - trip.calls[i - 1].departure);
    const auto run_at = [&](double speed) {
      track_.max_speed = kmh(speed);
      for (TrainType& type : s_.types) type.max_speed = kmh(speed);
      needed_.clear();
      std::size_t too_fast = 0;
      for (const auto& [leg, times] : legs) {
        const std::int32_t least = needed(leg.first, leg.second);
        too_fast += static_cast<std::size_t>(std::count_if(times.begin(), times.end(), [&](std::int32_t t) { return t < least; }));
      }
      return too_fast;
    };
    for (const double speed : {50.0, 80.0, 100.0, 120.0, 140.0, 160.0})
      if (run_at(speed) == 0) return;
    for (const double speed : {50.0, 80.0, 100.0, 120.0, 140.0, 160.0, 200.0, 250.0, 300.0, 350.0})
      if (run_at(speed) * 200 <= all) return;
  }

  /// What is booked faster than the vehicle runs arrives later, and takes the time back while it stands.
  void keep_to_running_times() {
    std::erase_if(s_.trips, [&](LineTrip& trip) {
      std::int32_t latest = 0;
      std::vector<LineCall> calls = trip.calls;
      for (std::size_t i = 1; i < calls.size(); ++i) {
        const std::int32_t arrival = std::max(calls[i].arrival, calls[i - 1].departure + needed(calls[i - 1].station, calls[i].station));
        latest = std::max(latest, arrival - calls[i].arrival);
        if (arrival > calls[i].arrival && i < trip.calls.size()) findings_.repair("legs booked faster than the trains run: they arrive later", trip.where);
        calls[i].arrival = arrival;
        calls[i].departure = std::max(calls[i].departure, arrival);
      }
      calls.back().departure = calls.back().arrival;
      const std::int32_t whole = trip.calls.back().arrival - trip.calls.front().departure;
      if (latest > std::max(600, whole / 3) || calls.back().arrival > last_booked) {
        findings_.ignore("trips that no train can run on these tracks: too fast by minutes", trip.where);
        return true;
      }
      worst_push_ = std::max(worst_push_, latest);
      trip.calls = std::move(calls);
      return false;
    });
    if (worst_push_ > 0) findings_.assume(fmt::format("trains that cannot keep their booked times are at most {} s late by them", worst_push_));
  }

  Trip booked(const LineTrip& trip) {
    std::vector<StopTime> calls;
    for (const LineCall& call : trip.calls) {
      StopTime stop;
      stop.station = StationId{call.station};
      stop.arrival = booked_at(call.arrival);
      stop.departure = booked_at(call.departure);
      calls.push_back(stop);
    }
    return trip_from_calls(trip.number, std::move(calls), SettledLine::type_of(trip), s_.network, s_.types, known_).value();
  }

  void lay_track() { s_.network = with_track(s_.network, track_, tracks_); }

  void book_all() {
    lay_track();
    known_ = {};
    s_.booked.clear();
    for (const LineTrip& trip : s_.trips) s_.booked.push_back(booked(trip));
  }

  /// What all trains keep that follow each other; where that would be less than 30 s at most one passage in 200 is closer.
  void choose_headway() {
    std::vector<std::vector<std::pair<SimTime, SimTime>>> passages(s_.network.segments.size());
    for (const Trip& trip : s_.booked)
      for (std::size_t i = 1; i < trip.stops.size(); ++i)
        passages[s_.network.between(trip.stops[i - 1].station, trip.stops[i].station)->value].emplace_back(trip.stops[i - 1].departure, trip.stops[i].arrival);
    std::vector<Duration> gaps;
    for (auto& on_segment : passages) {
      std::sort(on_segment.begin(), on_segment.end());
      for (std::size_t i = 1; i < on_segment.size(); ++i) {
        const Duration gap = std::min(on_segment[i].first - on_segment[i - 1].first, on_segment[i].second - on_segment[i - 1].second);
        if (gap > Duration{}) gaps.push_back(gap);
      }
    }
    const Duration usual = line_.vehicle == VehicleKind::train ? seconds(180) : seconds(60);
    std::sort(gaps.begin(), gaps.end());
    const bool plausible = gaps.empty() || gaps.front() >= seconds(30);
    const Duration closest = gaps.empty() ? usual : gaps[plausible ? 0 : gaps.size() / 200];
    s_.headway = track_.headway = std::max(seconds(1), std::min(usual, Duration{closest.count() / 1000 * 1000}));
    lay_track();
  }

  /// Which trains are too close on a segment; of each train that follows its first conflict.
  std::map<TripId, Conflict> too_close() {
    std::map<TripId, Conflict> first;
    for (const Conflict& c : conflicts(s_.booked, s_.network, s_.separation))
      if (c.kind == Conflict::Kind::headway || c.kind == Conflict::Kind::overtaking) first.emplace(c.second, c);
    return first;
  }

  /// A train that is too close behind another waits where it last stood. Those that still are after many rounds do not run.
  void keep_apart() {
    s_.separation = {};
    std::set<std::uint32_t> moved;
    constexpr int most_rounds = 400;
    for (int round = 0; round < most_rounds; ++round) {
      const std::map<TripId, Conflict> close = too_close();
      if (close.empty()) break;
      for (const auto& [id, conflict] : close) {
        if (close.count(conflict.first) > 0 && round + 50 < most_rounds && conflict.first < id) continue;  // it moves itself first
        if (!wait(id, conflict)) continue;
        moved.insert(id.value);
      }
    }
    for (const std::uint32_t row : moved) findings_.repair("trips too close behind another on one track: they wait for it", s_.trips[row].where);
    if (worst_wait_ > 0) findings_.assume(fmt::format("trains that wait for the one before them leave at most {} s late", worst_wait_));
  }

  bool wait(TripId id, const Conflict& conflict) {
    const Trip& trip = s_.booked[id];
    std::size_t call = 0;
    for (std::size_t i = 0; i < trip.stops.size() && trip.stops[i].station != conflict.place; ++i)
      if (trip.stops[i].calls) ++call;
    const auto here = std::find_if(trip.stops.begin(), trip.stops.end(), [&](const StopTime& s) { return s.station == conflict.place; });
    if (here == trip.stops.end()) return false;
    if (!here->calls) --call;
    const auto later = static_cast<std::int32_t>((conflict.short_by.count() + 999) / 1000);
    LineTrip& line_trip = s_.trips[id.value];
    if (line_trip.calls.back().arrival + later > last_booked) return false;
    line_trip.calls[call].departure += later;
    if (call == 0) line_trip.calls[0].arrival = line_trip.calls[0].departure;
    for (std::size_t k = call + 1; k < line_trip.calls.size(); ++k) {
      line_trip.calls[k].arrival += later;
      line_trip.calls[k].departure += later;
    }
    waited_[id.value] += later;
    worst_wait_ = std::max(worst_wait_, waited_[id.value]);
    s_.booked[id] = booked(line_trip);
    return true;
  }

  /// As many platform tracks as there are trains at once.
  void choose_tracks() {
    const bool railway = line_.vehicle == VehicleKind::train;
    s_.separation.reoccupation = railway ? seconds(30) : seconds(0);
    s_.separation.opens_before = railway ? minutes(2) : seconds(0);
    s_.separation.clears_after = railway ? minutes(2) : seconds(0);
    if (count_tracks() > most_tracks) {
      s_.separation.reoccupation = s_.separation.opens_before = s_.separation.clears_after = seconds(0);
      count_tracks();
    }
    for (auto& [up, down] : tracks_) {
      up = std::min(up, most_tracks);
      down = std::min(down, most_tracks);
    }
    lay_track();
  }

  int count_tracks() {
    using Change = std::pair<SimTime, int>;
    std::vector<std::array<std::vector<Change>, 2>> changes(s_.network.stations.size());
    for (const Trip& trip : s_.booked)
      for (std::size_t i = 0; i < trip.stops.size(); ++i) {
        const StopTime& stop = trip.stops[i];
        const bool first = i == 0, last = i + 1 == trip.stops.size();
        const SimTime begins = first ? stop.departure - s_.separation.opens_before : stop.arrival;
        const SimTime left = (last ? stop.arrival + s_.separation.clears_after : stop.departure) + s_.separation.reoccupation;
        const SimTime frees = std::max(left, begins + milliseconds(1));  // who only passes needs a track too
        auto& side = changes[stop.station.value][platform_direction(trip, i, s_.network) == Direction::up ? 0 : 1];
        side.emplace_back(begins, 1);
        side.emplace_back(frees, -1);
      }
    int most = 1;
    for (std::size_t s = 0; s < changes.size(); ++s)
      for (int side = 0; side < 2; ++side) {
        std::vector<Change>& here = changes[s][static_cast<std::size_t>(side)];
        std::sort(here.begin(), here.end());
        int now = 0, peak = 1;
        for (const auto& [when, change] : here) peak = std::max(peak, now += change);
        (side == 0 ? tracks_[s].first : tracks_[s].second) = peak;
        most = std::max(most, peak);
      }
    return most;
  }

  void drop_what_conflicts() {
    for (int round = 0; round < 20; ++round) {
      std::set<std::uint32_t> out;
      for (const Conflict& c : conflicts(s_.booked, s_.network, s_.separation))
        if (out.count(c.first.value) == 0) out.insert(c.second.value);
      if (out.empty()) return;
      std::vector<LineTrip> kept;
      for (std::uint32_t t = 0; t < s_.trips.size(); ++t)
        if (out.count(t) > 0)
          findings_.ignore("trips that found no way between the others on one track", s_.trips[t].where);
        else
          kept.push_back(std::move(s_.trips[t]));
      s_.trips = std::move(kept);
      book_all();
    }
  }

  /// A set that would have to be in two places is two.
  void check_trainsets() {
    std::map<std::string, std::vector<std::size_t>> worked;
    for (std::size_t t = 0; t < s_.trips.size(); ++t) {
      std::string& set = s_.trips[t].trainset;
      for (std::size_t plus = set.find(" + "); plus != std::string::npos; plus = set.find(" + ")) set.replace(plus, 3, "+");
      if (!set.empty()) worked[set].push_back(t);
    }
    for (auto& [set, trips] : worked) {
      std::stable_sort(trips.begin(), trips.end(), [&](std::size_t a, std::size_t b) {
        return s_.trips[a].calls.front().departure < s_.trips[b].calls.front().departure;
      });
      int part = 1;
      for (std::size_t i = 1; i < trips.size(); ++i) {
        const LineCall& ends = s_.trips[trips[i - 1]].calls.back();
        const LineCall& begins = s_.trips[trips[i]].calls.front();
        const char* broken = ends.station != begins.station             ? "trainsets that go on from another station: a set of its own from there"
                             : s_.trips[trips[i - 1]].vehicle != s_.trips[trips[i]].vehicle ? "trainsets that go on as another type of train: a set of its own from there"
                             : ends.arrival > begins.departure              ? "trainsets that would be in two trips at once: a set of its own"
                             : begins.departure - ends.arrival < least_turn ? "trainsets without half a minute to turn round: a set of its own"
                                                                            : nullptr;
        if (broken) {
          findings_.repair(broken, s_.trips[trips[i]].where);
          ++part;
        } else {
          turns_.push_back(begins.departure - ends.arrival);
          goes_on_ += goes_on(s_.trips[trips[i - 1]], s_.trips[trips[i]]);
        }
        if (part > 1) s_.trips[trips[i]].trainset = fmt::format("{} part {}", set, part);
      }
    }
    for (std::size_t t = 0; t < s_.trips.size(); ++t) s_.booked[TripId{t}].trainset = s_.trips[t].trainset;
    if (goes_on_ > 0) findings_.assume(fmt::format("{} times a trainset goes on the same way as another trip: who stays aboard changes trains there", goes_on_));
  }

  [[nodiscard]] bool goes_on(const LineTrip& first, const LineTrip& second) const {
    constexpr std::int32_t longest_stand = 900;  // s: who would stay aboard longer?
    return second.calls.front().departure - first.calls.back().arrival <= longest_stand &&
           !turns(first.calls[first.calls.size() - 2].station, first.calls.back().station, second.calls[1].station);
  }

  void choose_turnaround() {
    s_.turnaround = line_.vehicle == VehicleKind::train ? minutes(5) : minutes(2);
    if (turns_.empty()) return;
    s_.turnaround_known = true;
    s_.turnaround = std::clamp(seconds(*std::min_element(turns_.begin(), turns_.end())), seconds(least_turn), minutes(10));
  }

  const WrittenLine& line_;
  SettledLine& s_;
  Findings& findings_;
  Segment track_;
  std::vector<std::pair<int, int>> tracks_;  ///< up, down
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> needed_;
  KnownLegs known_;
  std::map<std::uint32_t, std::int32_t> waited_;
  std::vector<std::int32_t> turns_;
  std::size_t goes_on_ = 0;
  std::int32_t worst_push_ = 0;
  std::int32_t worst_wait_ = 0;
};

}  // namespace

std::optional<SettledLine> settle(const WrittenLine& line, Findings& findings) {
  SettledLine settled;
  if (!Settler(line, settled, findings).settle()) return std::nullopt;
  return settled;
}

}  // namespace czt
