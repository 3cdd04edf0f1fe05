// Trainsets between two trips: rules 26, 33 and 42 to 45.

#include <algorithm>

#include "naive_railway.hpp"

namespace czt::twin {

namespace {

constexpr Ms minute = 60'000;
constexpr Ms three_hours = 180 * minute;

}  // namespace

/// Which trips bring the sets of which.
void Railway::couple_trips() {
  for (int t = 0; t < trips(); ++t) {
    const TripId id{static_cast<std::size_t>(t)};
    std::map<int, int> sets;  // per trip before, how many come from it
    if (const auto before = in_.circulation.previous[id]) ++sets[static_cast<int>(before->value)];
    for (const Circulation::Coupled& other : in_.circulation.coupled)
      if (other.trip == id && other.previous) ++sets[static_cast<int>(other.previous->value)];
    for (const auto& [before, count] : sets) {
      Ms turnaround = in_ms(type(before).turnaround ? *type(before).turnaround : in_.turnaround);
      if (count != type(before).units || count != type(t).units) turnaround += in_ms(in_.coupling);
      train(t).sets.push_back({before, turnaround});
    }
    train(t).waits_for = static_cast<int>(train(t).sets.size());
  }
}

void Railway::park_spares() {
  for (const Circulation::Spare& spare : in_.circulation.spares)
    spares_.push_back({spare.set.value, in_.circulation.types[spare.set], row(spare.at), long_ago});
  if (spares_.empty()) return;
  for (int t = 0; t < trips(); ++t) {
    if (train(t).sets.size() != 1 || trip(t).when_ready || type(t).units > 1) continue;
    const Ms before = std::max(in_ms(in_.separation.opens_before), train(t).sets.front().turnaround);
    plan(in_ms(trip(t).departs()) - before, Happening::spare_sought, t);
  }
}

void Railway::turn_sets(int t) {
  for (int next = 0; next < trips(); ++next)
    for (const Brings& brings : train(next).sets) {
      if (brings.trip != t) continue;
      const Ms turned = point(t).arrived + brings.turnaround;
      if (train(next).relieved) {
        spares_.push_back({*train(next).relieved, trip(next).type, row(stop(t).station), turned});
        continue;
      }
      if (turned > train(next).may_leave) {
        point(next).held += turned - train(next).may_leave;
        train(next).may_leave = turned;
      }
      if (--train(next).waits_for > 0) continue;
      plan(std::max(now_, in_ms(trip(next).departs()) - in_ms(in_.separation.opens_before)), Happening::appears, next);
    }
}

/// When the trip's only set will have turned.
Ms Railway::expected(int t) {
  const Brings brings = train(t).sets.front();
  const int b = brings.trip;
  Ms leaves = now_;
  if (train(b).left) {
    leaves = point(b).departed;
  } else if (at_last(b) && train(b).stands) {
    return point(b).arrived + brings.turnaround;
  } else if (at_first(b)) {
    leaves = std::max(now_, train(b).may_leave);
  }
  const Ms booked = in_ms(at_last(b) ? stop(b).arrival : stop(b).departure);
  return in_ms(trip(b).arrives()) + std::max<Ms>(0, leaves - booked) + brings.turnaround;
}

void Railway::seek_spare(int t) {
  if (train(t).waits_for == 0) return;
  const Ms booked = in_ms(trip(t).departs());
  auto found = spares_.end();
  if (expected(t) - booked > in_ms(in_.spare_when_late))
    for (auto spare = spares_.begin(); spare != spares_.end(); ++spare)
      if (spare->type == trip(t).type && spare->at == row(trip(t).from()) && spare->ready_from <= now_ &&
          (found == spares_.end() || spare->ready_from < found->ready_from))
        found = spare;
  if (found == spares_.end()) {
    if (now_ < booked + three_hours) plan(now_ + minute, Happening::spare_sought, t);
    return;
  }
  const std::size_t diagram = in_.circulation.trainset[TripId{static_cast<std::size_t>(t)}].value;
  if (!works_.count(diagram)) works_[diagram] = diagram;
  train(t).relieved = works_[diagram];
  train(t).waits_for = 0;
  works_[diagram] = found->set;
  day_.stand_ins.push_back({t, now_, found->set, *train(t).relieved});
  spares_.erase(found);
  plan(std::max(now_, booked - in_ms(in_.separation.opens_before)), Happening::appears, t);
}

}  // namespace czt::twin
