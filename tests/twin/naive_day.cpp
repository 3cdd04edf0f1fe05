#include "naive_day.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "naive_dwell.hpp"
#include "naive_people.hpp"
#include "naive_routes.hpp"
#include "naive_stations.hpp"

namespace czt::twin {

namespace {

constexpr Ms long_ago = std::numeric_limits<Ms>::min() / 4;

class Railway {
 public:
  Railway(const PlanInput& input, std::uint64_t seed, std::uint32_t replication)
      : in_(input), draws_(seed, replication), routes_(find_routes(input)) {}

  Day live() {
    day_.persons = who_comes(in_, routes_, draws_, day_.no_service);
    reach_platforms(in_, draws_, day_.persons);
    open_stations();
    order_trains();
    while (!agenda_.empty()) {
      const Event event = *agenda_.begin();
      agenda_.erase(agenda_.begin());
      day_.events.push_back(event);
      now_ = event.at;
      switch (event.what) {
        case Happening::leaves: leave(event.trip); break;
        case Happening::doors_close: close_doors(event.trip); break;
        case Happening::enters: enter(event.trip); break;
        case Happening::arrives: ++train(event.trip).stop; ask_for_track(event.trip); break;
        case Happening::appears: ask_for_track(event.trip); break;
        case Happening::clears: clear(event.trip); break;
      }
    }
    close();
    return std::move(day_);
  }

 private:
  struct Rider {
    int person;
    int gets_off;
    bool stands;
  };
  struct Train {
    int first_point = 0;
    int stop = 0;               ///< where it is, or whither it runs
    std::vector<Rider> aboard;  ///< in order of boarding
    Ms may_leave = 0;           ///< its first station
    Ms asked = 0;               ///< for a track
    int next_trip = -1;
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
  };

  Train& train(int t) { return trains_[static_cast<std::size_t>(t)]; }
  const Trip& trip(int t) const { return in_.trips[TripId{static_cast<std::size_t>(t)}]; }
  Point& point(int t) { return day_.points[static_cast<std::size_t>(train(t).first_point + train(t).stop)]; }
  const StopTime& stop(int t) { return trip(t).stops[static_cast<std::size_t>(train(t).stop)]; }
  bool at_first(int t) { return train(t).stop == 0; }
  bool at_last(int t) { return train(t).stop + 1 == static_cast<int>(trip(t).stops.size()); }
  const TrainType& type(int t) const { return in_.types[trip(t).type]; }
  Stage& stage(int person) { return day_.persons[static_cast<std::size_t>(person)].stages.back(); }

  /// The segment by which it leaves its k-th station.
  const Segment& segment_after(int t, int k) {
    const auto& stops = trip(t).stops;
    const auto here = static_cast<std::size_t>(k);
    return segment_between(in_.network, stops[here].station, stops[here + 1].station);
  }
  /// The segment by which it leaves where it is; at its last station the one by which it came.
  const Segment& way(int t) { return segment_after(t, at_last(t) ? train(t).stop - 1 : train(t).stop); }
  Line& line(const Segment& segment) { return lines_[{row(segment.from), row(segment.to)}]; }
  Tracks& tracks(int t) { return tracks_[{row(stop(t).station), way(t).direction == Direction::down ? 1 : 0}]; }
  void plan(Ms at, Happening what, int t) { agenda_.insert({at, what, t}); }

  void open_stations() {
    const std::size_t n = in_.network.stations.size();
    waiting_.resize(n);
    for (std::size_t s = 0; s < n; ++s) {
      const Station& station = in_.network.stations[StationId{s}];
      tracks_[{static_cast<int>(s), 0}].free_from.assign(static_cast<std::size_t>(station.tracks_up), long_ago);
      tracks_[{static_cast<int>(s), 1}].free_from.assign(static_cast<std::size_t>(station.tracks_down), long_ago);
    }
    for (std::size_t p = 0; p < day_.persons.size(); ++p)
      wait_at(day_.persons[p].from, static_cast<int>(p), 0, day_.persons[p].gets_off);
  }

  void wait_at(int station, int person, int changed, int off) {
    waiting_[static_cast<std::size_t>(station)].push_back({stage(person).came, changed, person, off});
  }

  void order_trains() {
    trains_.resize(in_.trips.size());
    for (int t = 0; t < static_cast<int>(in_.trips.size()); ++t) {
      train(t).first_point = static_cast<int>(day_.points.size());
      for (int k = 0; k < static_cast<int>(trip(t).stops.size()); ++k) {
        day_.points.emplace_back();
        day_.points.back().trip = t;
        day_.points.back().stop = k;
      }
      const Ms booked = in_ms(trip(t).departs());
      train(t).may_leave = booked + entry_delay(t);
      const auto before = in_.circulation.previous[TripId{static_cast<std::size_t>(t)}];
      if (before) trains_[before->value].next_trip = t;
      else plan(booked - in_ms(in_.separation.opens_before), Happening::appears, t);
    }
  }

  Ms entry_delay(int t) const {
    const Disturbances& d = in_.disturbances;
    const PhiloxBlock words = draws_.block(Chance::entry_delay, identity_of(trip(t).number), 0);
    if (unit(words[0]) >= d.entry_delay) return 0;
    return in_ms(quantise(lognormal(in_seconds(d.entry_delay_mean), d.entry_delay_cv, words[1], words[2])));
  }

  void ask_for_track(int t) {
    Tracks& here = tracks(t);
    train(t).asked = now_;
    if (here.free_from.empty()) {
      here.outside.push_back(t);
      return;
    }
    const auto best = std::min_element(here.free_from.begin(), here.free_from.end());
    const Ms from = *best;
    here.free_from.erase(best);
    const Ms enters = reserve_entry(t, from);
    if (enters == now_) enter(t);
    else plan(enters, Happening::enters, t);
  }

  /// When it enters a track that is free from then on: a headway after the train before left the segment as well.
  Ms reserve_entry(int t, Ms track_free) {
    Ms enters = std::max(now_, track_free);
    if (at_first(t)) return enters;
    const Segment& behind = segment_after(t, train(t).stop - 1);
    enters = std::max(enters, line(behind).last_left + in_ms(behind.headway));
    line(behind).last_left = enters;
    return enters;
  }

  void give_back_track(int t) {
    Tracks& here = tracks(t);
    const Ms free_from = now_ + in_ms(in_.separation.reoccupation);
    if (here.outside.empty()) {
      here.free_from.push_back(free_from);
      return;
    }
    const int next = here.outside.front();
    plan(reserve_entry(next, free_from), Happening::enters, next);
    here.outside.erase(here.outside.begin());
  }

  void enter(int t) {
    point(t).arrived = now_;
    point(t).held += now_ - train(t).asked;
    point(t).waited_outside = now_ > train(t).asked;
    Ms needed = 0;
    if (calls(stop(t))) needed = exchange(t);
    if (at_last(t)) {
      plan(now_ + std::max(needed, in_ms(in_.separation.clears_after)), Happening::clears, t);
      return;
    }
    Ms leaves = now_ + needed;
    if (at_first(t)) leaves = std::max({leaves, in_ms(stop(t).departure), train(t).may_leave});
    if (!calls(stop(t)) && !at_first(t)) return close_doors(t);  // a pass
    if (!trip(t).when_ready) leaves = std::max(leaves, in_ms(stop(t).departure));
    plan(leaves, Happening::doors_close, t);
  }

  Ms exchange(int t) {
    Point& here = point(t);
    here.alighted = alight(t);
    int standing = 0;
    for (const Rider& rider : train(t).aboard) standing += rider.stands;
    here.boarded = board(t);
    here.dwell_needed = dwell_needed(in_, draws_, {type(t), identity_of(trip(t).number),
                                                   stop(t).station, here.boarded, here.alighted, standing});
    return here.dwell_needed;
  }

  int number_of_point(int t) { return train(t).first_point + train(t).stop; }

  int alight(int t) {
    const int here = row(stop(t).station);
    std::vector<Rider> stay;
    int alighted = 0;
    int seated = 0;
    ++exchanges_;
    for (const Rider& rider : train(t).aboard) {
      if (rider.gets_off != here) {
        stay.push_back(rider);
        seated += !rider.stands;
        continue;
      }
      ++alighted;
      stage(rider.person).alighted = number_of_point(t);
      Person& person = day_.persons[static_cast<std::size_t>(rider.person)];
      if (person.to == here) continue;
      const Ms ready = now_ + in_ms(in_.transfer);
      person.stages.push_back({.came = ready});
      wait_at(here, rider.person, exchanges_, gets_off(in_, routes_, {here, person.to}, ready));
    }
    for (Rider& rider : stay) {
      if (!rider.stands || seated >= type(t).seats) continue;
      rider.stands = false;
      stage(rider.person).sat_down = number_of_point(t);
      ++seated;
    }
    train(t).aboard = stay;
    return alighted;
  }

  /// Those at the station for whom this train is one to take, in the order in which they may board; who has
  /// lost patience is gone.
  std::vector<Waiting> queue_for(int t) {
    std::vector<Waiting>& people = waiting_[stop(t).station.value];
    std::vector<Waiting> queue, others;
    for (const Waiting& w : people) {
      const bool concerned = w.came <= now_ && takes(trip(t), train(t).stop, w.gets_off);
      if (concerned && w.came + in_ms(in_.patience) < now_) {
        stage(w.person).boarded = Stage::gave_up;
        continue;
      }
      others.push_back(w);
      if (concerned && (w.changed > 0 || !shut_out(in_, trip(t), stop(t), w.came))) queue.push_back(w);
    }
    people = others;
    std::sort(queue.begin(), queue.end(), [](const Waiting& a, const Waiting& b) {
      return std::tie(a.came, a.changed, a.person) < std::tie(b.came, b.changed, b.person);
    });
    return queue;
  }

  int board(int t) {
    std::vector<Rider>& aboard = train(t).aboard;
    std::vector<Waiting>& people = waiting_[stop(t).station.value];
    int seated = 0;
    for (const Rider& rider : aboard) seated += !rider.stands;
    int boarded = 0;
    for (const Waiting& w : queue_for(t)) {
      if (static_cast<int>(aboard.size()) >= capacity(t)) break;
      const bool stands = seated >= type(t).seats;
      seated += !stands;
      aboard.push_back({w.person, w.gets_off, stands});
      stage(w.person).boarded = number_of_point(t);
      stage(w.person).sat_down = stands ? Stage::never : Stage::at_once;
      people.erase(std::find_if(people.begin(), people.end(), [&](const Waiting& x) { return x.person == w.person; }));
      ++boarded;
    }
    return boarded;
  }

  int capacity(int t) const {
    const int all = type(t).seats + static_cast<int>(std::floor(type(t).standing_area.value * in_.full_at.value));
    return type(t).crush > 0 ? std::min(all, type(t).crush) : all;
  }

  void close_doors(int t) {
    Line& ahead = line(way(t));
    const Ms enters = std::max(now_, ahead.free_from);
    ahead.free_from = enters + in_ms(way(t).headway);
    point(t).held += enters - now_;
    if (enters > now_) plan(enters, Happening::leaves, t);
    else leave(t);
  }

  void leave(int t) {
    Point& here = point(t);
    if (calls(stop(t))) {
      here.boarded += board(t);
      for (const Waiting& w : queue_for(t)) {
        stage(w.person).missed = std::min(65535, stage(w.person).missed + 1);
        ++here.left_behind;
      }
    }
    here.departed = now_;
    here.load = static_cast<int>(train(t).aboard.size());
    for (const Rider& rider : train(t).aboard) here.standing += rider.stands;
    give_back_track(t);

    const StopTime& next = trip(t).stops[static_cast<std::size_t>(train(t).stop + 1)];
    Ms arrives = now_ + in_ms(next.technical);
    if (!trip(t).when_ready) arrives = std::max(arrives, in_ms(next.arrival));
    const Ms free = line(way(t)).last_end + in_ms(way(t).headway);
    if (free > arrives) {
      day_.points[static_cast<std::size_t>(number_of_point(t) + 1)].held += free - arrives;
      arrives = free;
    }
    line(way(t)).last_end = arrives;
    plan(arrives, Happening::arrives, t);
  }

  void clear(int t) {
    Point& here = point(t);
    here.departed = now_;
    give_back_track(t);
    const int next = train(t).next_trip;
    if (next < 0) return;
    const Ms turned = here.arrived + in_ms(in_.turnaround);
    if (turned > train(next).may_leave) {
      point(next).held += turned - train(next).may_leave;
      train(next).may_leave = turned;
    }
    plan(std::max(now_, in_ms(trip(next).departs()) - in_ms(in_.separation.opens_before)), Happening::appears, next);
  }

  /// Who still waits has given up if his patience ended before the last event.
  void close() {
    for (const std::vector<Waiting>& people : waiting_)
      for (const Waiting& w : people)
        if (w.came + in_ms(in_.patience) < now_) stage(w.person).boarded = Stage::gave_up;
  }

  const PlanInput& in_;
  Draws draws_;
  Routes routes_;
  Day day_;
  Ms now_ = 0;
  int exchanges_ = 0;           ///< trains that people have got off, in turn
  std::multiset<Event> agenda_;
  std::vector<Train> trains_;
  std::map<std::pair<int, int>, Tracks> tracks_;
  std::map<std::pair<int, int>, Line> lines_;
  std::vector<std::vector<Waiting>> waiting_;
};

}  // namespace

Day live_through(const PlanInput& input, std::uint64_t seed, std::uint32_t replication) {
  return Railway(input, seed, replication).live();
}

}  // namespace czt::twin
