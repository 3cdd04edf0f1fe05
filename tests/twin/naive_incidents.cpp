// What goes wrong on the day, by chance or by an incident: rules 46 to 48 and 58 to 62.

#include <algorithm>

#include "czt/core/distributions.hpp"
#include "czt/timetable/pattern.hpp"
#include "naive_dwell.hpp"
#include "naive_railway.hpp"

namespace czt::twin {

namespace {

bool touches(const PlanInput& in, const Incident& incident, const Segment& segment) {
  return std::any_of(incident.segments.begin(), incident.segments.end(), [&](SegmentId id) {
    return in.network.segments[id].from == segment.from && in.network.segments[id].to == segment.to;
  });
}

bool holds_at(const Incident& incident, Ms at) { return in_ms(incident.from) <= at && at < in_ms(incident.until); }

}  // namespace

bool Railway::blocks(const Incident& incident, const Segment& segment, Ms at) const {
  return incident.effect == Incident::Effect::blocked && holds_at(incident, at) && touches(in_, incident, segment);
}

/// The first moment from then on at which nothing blocks the segment.
Ms Railway::unblocked(const Segment& segment, Ms at) const {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Incident& incident : in_.incidents)
      if (blocks(incident, segment, at)) {
        at = in_ms(incident.until);
        moved = true;
      }
  }
  return at;
}

/// What blocks the segment now; of several the one that began first.
const Incident* Railway::blocking(const Segment& segment) const {
  const Incident* first = nullptr;
  for (const Incident& incident : in_.incidents)
    if (blocks(incident, segment, now_) && (first == nullptr || incident.from < first->from)) first = &incident;
  return first;
}

/// What keeps a train here that could enter the segment ahead at `ready`; of several the one that began first.
const Incident* Railway::holding(int t, Ms ready) {
  const Incident* first = nullptr;
  for (const Incident& incident : in_.incidents) {
    if (incident.effect != Incident::Effect::train_held && incident.effect != Incident::Effect::train_failure) continue;
    if (static_cast<int>(incident.train) != t) continue;
    if (incident.station != Incident::none && incident.station != stop(t).station.value) continue;
    if (ready < in_ms(incident.from) || now_ >= in_ms(incident.until)) continue;
    if (first == nullptr || incident.from < first->from) first = &incident;
  }
  day_.hindered = day_.hindered || first != nullptr;
  return first;
}

/// Per stop of the trip, how much longer the run to the next one takes.
std::vector<Ms> Railway::longer(const Incident& incident, int t) const {
  Network network = in_.network;
  for (const SegmentId id : incident.segments)
    network.segments[id].max_speed.value = std::min(network.segments[id].max_speed.value, incident.speed.value);
  Trip slow = trip(t);
  set_technical_times(slow, network, type(t));
  std::vector<Ms> more(slow.stops.size(), 0);
  int first = -1;     // segment of the incident on this leg
  Ms outside = 0;
  for (int k = 0; k + 1 < static_cast<int>(slow.stops.size()); ++k) {
    const auto next = static_cast<std::size_t>(k + 1);
    const Ms here = in_ms(slow.stops[next].technical) - in_ms(trip(t).stops[next].technical);
    if (touches(in_, incident, segment_after(t, k))) {
      more[static_cast<std::size_t>(k)] = here;
      if (first < 0) first = k;
    } else {
      outside += here;
    }
    if (!slow.stops[next].calls && !is_last(t, k + 1)) continue;
    if (first >= 0) more[static_cast<std::size_t>(first)] += outside;
    first = -1;
    outside = 0;
  }
  return more;
}

Ms Railway::slowed(int t, Ms runs, Ms arrives) {
  Ms most = -1;
  for (const Incident& incident : in_.incidents)
    if (incident.effect == Incident::Effect::slow && holds_at(incident, now_) && touches(in_, incident, way(t)))
      most = std::max(most, longer(incident, t)[static_cast<std::size_t>(train(t).stop)]);
  if (most < 0) return arrives;
  day_.hindered = true;
  return std::max(arrives, now_ + runs + most);
}

Ms Railway::by_chance(const DelayByChance& delay, Chance chance, int t, std::uint32_t station) const {
  const PhiloxBlock words = draws_.block(chance, identity_of(trip(t).number), station);
  if (unit(words[0]) >= delay.probability) return 0;
  return in_ms(quantise(lognormal(in_seconds(delay.mean), delay.cv, words[1], words[2])));
}

/// How long it stands that needs so long for its people: with doors that stay shut, stops that are to be longer, and chance.
Ms Railway::prolonged(int t, Ms needed) {
  const StationId here = stop(t).station;
  const auto concerns = [&](const Incident& incident, Incident::Effect effect) {
    return incident.effect == effect && holds_at(incident, now_) && (incident.train == Incident::none || static_cast<int>(incident.train) == t) &&
           (incident.station == Incident::none || incident.station == here.value);
  };
  int shut = 0;
  Ms longer = 0;
  for (const Incident& incident : in_.incidents) {
    if (concerns(incident, Incident::Effect::door_failure)) shut = std::max(shut, static_cast<int>(incident.doors));
    if (concerns(incident, Incident::Effect::longer_stop)) longer += in_ms(incident.longer);
  }
  const Ms through_fewer = needed_through(t, std::max(1, type(t).doors_per_side - shut));
  longer += std::max<Ms>(0, through_fewer - needed);
  longer += by_chance(in_.disturbances.extension, Chance::dwell_extension, t, static_cast<std::uint32_t>(here.value));
  day_.stood_longer = day_.stood_longer || longer > 0;
  return needed + longer;
}

/// When it comes to the end of its segment, whither it would come now: later where it has failed on its way, or where the
/// one before it has.
Ms Railway::stood_still(int t) {
  Ms comes = now_;
  std::vector<const Incident*> failures;
  for (const Incident& incident : in_.incidents)
    if (incident.effect == Incident::Effect::train_failure && static_cast<int>(incident.train) == t) failures.push_back(&incident);
  std::stable_sort(failures.begin(), failures.end(), [](const Incident* a, const Incident* b) { return a->from < b->from; });
  for (const Incident* failure : failures) {
    if (in_ms(failure->from) < train(t).looked_until || in_ms(failure->from) >= comes) continue;
    comes += in_ms(failure->until) - in_ms(failure->from);
    day_.failed_on_the_way = true;
  }
  train(t).looked_until = comes;
  if (!train(t).follows) return comes;
  const auto [before, to] = *train(t).follows;
  const Ms clear = train(before).reaches.at(to) + in_ms(way(t).headway);
  if (clear <= comes) return comes;
  day_.failed_on_the_way = true;
  day_.points[static_cast<std::size_t>(number_of_point(t) + 1)].held += clear - comes;
  return clear;
}

}  // namespace czt::twin
