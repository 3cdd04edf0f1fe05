// What is done about late trains and closed stations: rules 62 to 65.

#include <algorithm>

#include "naive_railway.hpp"

namespace czt::twin {

namespace {

bool is_of(const std::vector<std::uint32_t>& trains, int t) {
  return std::find(trains.begin(), trains.end(), static_cast<std::uint32_t>(t)) != trains.end();
}

}  // namespace

/// Whether it passes the call to which it has just come.
bool Railway::passes(int t) {
  const auto& stops = trip(t).stops;
  if (at_first(t) || !calls(stop(t))) return false;
  if (std::none_of(stops.begin() + train(t).stop + 1, stops.end(), [](const StopTime& later) { return calls(later); })) return false;
  const std::uint32_t here = static_cast<std::uint32_t>(stop(t).station.value);
  for (const Incident& incident : in_.incidents)
    if (incident.effect == Incident::Effect::closed_station && in_ms(incident.from) <= now_ && now_ < in_ms(incident.until) &&
        (incident.train == Incident::none || static_cast<int>(incident.train) == t) && incident.station == here)
      return true;
  for (const DispatchingRule& rule : in_.dispatching)
    if (rule.action == DispatchingRule::Action::skip && !trip(t).when_ready && is_of(rule.trains, t) &&
        (rule.station == DispatchingRule::none || rule.station == here) && now_ > in_ms(stop(t).arrival) + in_ms(rule.limit))
      return true;
  return false;
}

void Railway::carry_on(int t) {
  const auto& stops = trip(t).stops;
  auto next = stops.begin() + train(t).stop + 1;
  while (!calls(*next)) ++next;
  for (Rider& rider : train(t).aboard)
    if (rider.gets_off == row(stop(t).station)) rider.gets_off = row(next->station);
}

/// When it enters its k-th station, if it stays as late as it is now.
Ms Railway::expected_at(int t, int k) {
  const int here = train(t).stop;
  const auto booked_at = [&](int at) { return trip(t).stops[static_cast<std::size_t>(at)]; };
  if (here > k || (here == k && train(t).stands)) return day_.points[static_cast<std::size_t>(train(t).first_point + k)].arrived;
  Ms leaves = now_;
  if (train(t).left) leaves = point(t).departed;
  else if (at_first(t)) leaves = std::max(now_, train(t).may_leave);
  const Ms booked = in_ms(at_last(t) ? booked_at(here).arrival : booked_at(here).departure);
  return in_ms(booked_at(k).arrival) + std::max<Ms>(0, leaves - booked);
}

/// The first of its stops that is a call there.
std::optional<int> Railway::call_at(int t, std::uint32_t station) const {
  const auto& stops = trip(t).stops;
  for (std::size_t k = 0; k < stops.size(); ++k)
    if (calls(stops[k]) && stops[k].station.value == station) return static_cast<int>(k);
  return std::nullopt;
}

/// Whether it waits for people whom late trains bring; then it asks again when the last of them has walked over.
bool Railway::waits_for_connection(int t) {
  if (train(t).passes) return false;
  Ms leaves = now_;
  for (const DispatchingRule& rule : in_.dispatching) {
    if (rule.action != DispatchingRule::Action::hold || rule.station != stop(t).station.value) continue;
    for (const std::uint32_t brings : rule.awaited) {
      const auto comes_to = call_at(static_cast<int>(brings), rule.station);
      if (!comes_to || *comes_to == 0) continue;
      const Trip& awaited = trip(static_cast<int>(brings));
      const Ms ready = in_ms(awaited.stops[static_cast<std::size_t>(*comes_to)].arrival) + in_ms(in_.transfer);
      std::optional<std::pair<Ms, int>> reached;  // by those whom it brings in time
      for (const std::uint32_t other : rule.trains) {
        const int o = static_cast<int>(other);
        const auto call = call_at(o, rule.station);
        if (other == brings || trip(o).when_ready || !call || is_last(o, *call)) continue;
        const Ms departs = in_ms(trip(o).stops[static_cast<std::size_t>(*call)].departure);
        if (departs >= ready && (!reached || departs < reached->first)) reached = std::pair(departs, o);
      }
      if (!reached || reached->second != t || *call_at(t, rule.station) != train(t).stop || reached->first > ready + in_ms(in_.patience)) continue;
      const Ms comes = in_ms(in_.transfer) + (train(static_cast<int>(brings)).stop > *comes_to ||
                               (train(static_cast<int>(brings)).stop == *comes_to && train(static_cast<int>(brings)).stands)
                           ? expected_at(static_cast<int>(brings), *comes_to)
                           : std::max(now_, expected_at(static_cast<int>(brings), *comes_to)));
      if (comes <= reached->first + in_ms(rule.limit)) leaves = std::max(leaves, comes);
    }
  }
  if (leaves == now_) return false;
  day_.waited_for_people = true;
  plan(leaves, Happening::doors_close, t);
  return true;
}

}  // namespace czt::twin
