// What goes wrong on the day: rules 46 to 48.

#include <algorithm>

#include "czt/timetable/pattern.hpp"
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
    if (incident.effect != Incident::Effect::train_held || static_cast<int>(incident.train) != t) continue;
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

Ms Railway::slowed(int t, Ms arrives) {
  Ms most = -1;
  for (const Incident& incident : in_.incidents)
    if (incident.effect == Incident::Effect::slow && holds_at(incident, now_) && touches(in_, incident, way(t)))
      most = std::max(most, longer(incident, t)[static_cast<std::size_t>(train(t).stop)]);
  if (most < 0) return arrives;
  day_.hindered = true;
  return std::max(arrives, now_ + in_ms(trip(t).stops[static_cast<std::size_t>(train(t).stop + 1)].technical) + most);
}

}  // namespace czt::twin
