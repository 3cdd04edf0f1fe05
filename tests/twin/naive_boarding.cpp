// Who gets off, sits down, gets on and is left behind.

#include <algorithm>
#include <cmath>
#include <tuple>

#include "naive_dwell.hpp"
#include "naive_railway.hpp"
#include "naive_stations.hpp"

namespace czt::twin {

void Railway::wait_at(int station, int person, int changed, int off) {
  waiting_[static_cast<std::size_t>(station)].push_back({stage(person).came, changed, person, off});
}

Ms Railway::exchange(int t) {
  Point& here = point(t);
  here.alighted = alight(t);
  standing_ = 0;
  for (const Rider& rider : train(t).aboard) standing_ += rider.stands;
  here.boarded = board(t);
  here.dwell_needed = needed_through(t, type(t).doors_per_side);
  return here.dwell_needed;
}

/// So many of its doors, for those who have just got off and on.
Ms Railway::needed_through(int t, int doors) {
  return dwell_needed(in_, draws_, {type(t), doors, identity_of(trip(t).number), stop(t).station, point(t).boarded, point(t).alighted, standing_});
}

int Railway::alight(int t) {
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
    if (routes_.ways.contains({here, person.to}))  // else rail does not go there
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
std::vector<Railway::Waiting> Railway::queue_for(int t) {
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

int Railway::board(int t) {
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

int Railway::capacity(int t) const {
  const int all = type(t).seats + static_cast<int>(std::floor(type(t).standing_area.value * in_.full_at.value));
  return type(t).crush > 0 ? std::min(all, type(t).crush) : all;
}

void Railway::leave_behind(int t) {
  for (const Waiting& w : queue_for(t)) {
    stage(w.person).missed = std::min(65535, stage(w.person).missed + 1);
    ++point(t).left_behind;
  }
}

}  // namespace czt::twin
