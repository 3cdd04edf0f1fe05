// Who goes first where there is single track, a junction or a priority: rules 49 to 57.

#include <algorithm>
#include <tuple>

#include "naive_railway.hpp"

namespace czt::twin {

namespace {

int side_of(const Segment& segment) { return segment.direction == Direction::down ? 1 : 0; }

}  // namespace

bool Railway::dispatched() const {
  return in_.separation.priority != Priority::first_come || !in_.network.junctions.empty() ||
         !in_.network.single_tracks.empty();
}

/// The lower goes first.
Ms Railway::rank(int t, Ms booked) const {
  if (in_.separation.priority == Priority::importance) return -trip(t).importance;
  if (in_.separation.priority == Priority::timetable_order) return trip(t).when_ready ? now_ : booked;
  return 0;
}

void Railway::get_ready(int t) {
  InLine ready;
  ready.trip = t;
  ready.rank = rank(t, in_ms(stop(t).departure));
  ready.looked = ready.wakes = now_;
  auto place = ready_.begin();
  while (place != ready_.end() && place->rank <= ready.rank) ++place;
  day_.went_first = day_.went_first || std::any_of(place, ready_.end(), [&](const InLine& other) { return ends(way(other.trip)) == ends(way(t)); });
  ready_.insert(place, ready);
}

void Railway::dispatch() {
  while (somebody_goes()) {
  }
  for (InLine& ready : ready_) {
    if (ready.may_go == not_known || ready.may_go == ready.wakes) continue;
    ready.wakes = ready.may_go;
    plan(ready.wakes, Happening::leaves, ready.trip);
  }
}

bool Railway::somebody_goes() {
  for (std::size_t k = 0; k < ready_.size();) {
    InLine& ready = ready_[k];
    const int t = ready.trip;
    if (!ready.was_blocked) point(t).held += now_ - ready.looked;
    ready.looked = now_;
    if (const Incident* incident = holding(t, now_)) {
      plan(in_ms(incident->until), Happening::doors_close, t);
      ready_.erase(ready_.begin() + static_cast<std::ptrdiff_t>(k));
      continue;
    }
    look(k);
    if (ready.may_go <= now_) {
      ready_.erase(ready_.begin() + static_cast<std::ptrdiff_t>(k));
      go(t);
      return true;
    }
    ++k;
  }
  return false;
}

/// When the k-th in the line may go, and whether it is in anybody's way.
void Railway::look(std::size_t k) {
  InLine& ready = ready_[k];
  const int t = ready.trip;
  const Incident* incident = blocking(way(t));
  ready.was_blocked = incident != nullptr;
  ready.claims = incident == nullptr;
  day_.hindered = day_.hindered || incident != nullptr;
  if (incident != nullptr) {
    ready.may_go = in_ms(incident->until);
    return;
  }
  const Ms clear = clear_of_junctions(way(t), false, now_);
  day_.waited_at_junction = day_.waited_at_junction || clear > now_;
  ready.may_go = std::max({now_, line(way(t)).free_from, clear});
  if (const auto single = goes_onto(t, train(t).stop)) {
    const int end = end_of_single(t, train(t).stop);
    const int against = 1 - side_of(way(t));
    if (needs_track(t, end) && tracks_at(t, end).free_from.empty()) {
      ready.may_go = not_known;
      ready.claims = false;
      day_.waited_for_single_track = true;
      return;
    }
    day_.waited_for_single_track = day_.waited_for_single_track || singles_[*single].on[against] > 0;
    if (singles_[*single].on[against] > 0) ready.may_go = not_known;
    else ready.may_go = std::max(ready.may_go, singles_[*single].came_off[against] + in_ms(in_.network.single_tracks[*single].meeting));
  }
  for (std::size_t before = 0; before < k && ready.may_go <= now_; ++before)
    if (is_in_the_way(ready_[before], ready)) ready.may_go = not_known;
}

bool Railway::is_in_the_way(const InLine& first, const InLine& second) {
  if (!first.claims) return false;
  const Segment& his = way(first.trip);
  const Segment& mine = way(second.trip);
  if (ends(his) == ends(mine)) return true;
  const auto single = goes_onto(first.trip, train(first.trip).stop);
  if (single && single == goes_onto(second.trip, train(second.trip).stop)) return true;
  if (first.may_go == not_known) return false;
  for (const auto& [other, occupation] : conflicts_with(mine, false))
    if (!other.in && other.segment == ends(his) && first.may_go < now_ + occupation) return true;
  return false;
}

void Railway::go(int t) {
  line(way(t)).free_from = now_ + in_ms(way(t).headway);
  passages_.push_back({ends(way(t)), false, now_});
  if (const auto single = goes_onto(t, train(t).stop)) {
    ++singles_[*single].on[side_of(way(t))];
    const int end = end_of_single(t, train(t).stop);
    if (needs_track(t, end)) {
      std::vector<Ms>& free = tracks_at(t, end).free_from;
      const auto best = std::min_element(free.begin(), free.end());
      train(t).kept = *best;
      free.erase(best);
    }
  }
  leave(t);
}

/// The ways over junctions that conflict with this one, each with how far apart their trains must be.
std::vector<std::pair<Railway::Passage, Ms>> Railway::conflicts_with(const Segment& segment, bool in) const {
  std::vector<std::pair<Passage, Ms>> found;
  for (const Junction& junction : in_.network.junctions)
    for (const auto& [one, other] : junction.conflicts)
      for (const auto& [mine, his] : {std::pair(one, other), std::pair(other, one)}) {
        const Segment& a = in_.network.segments[mine];
        const Segment& b = in_.network.segments[his];
        if (ends(a) == ends(segment) && (a.to == junction.at) == in)
          found.push_back({{ends(b), b.to == junction.at, 0}, in_ms(junction.occupation)});
      }
  return found;
}

Ms Railway::clear_of_junctions(const Segment& segment, bool in, Ms from) const {
  std::vector<std::pair<Ms, Ms>> closed;  // nobody may pass between
  for (const auto& [other, occupation] : conflicts_with(segment, in))
    for (const Passage& passage : passages_)
      if (passage.segment == other.segment && passage.in == other.in)
        closed.push_back({passage.at - occupation, passage.at + occupation});
  std::vector<Ms> tries{from};
  for (const auto& [begin, end] : closed)
    if (end > from) tries.push_back(end);
  std::sort(tries.begin(), tries.end());
  for (const Ms at : tries)
    if (std::none_of(closed.begin(), closed.end(), [&](const auto& c) { return c.first < at && at < c.second; })) return at;
  return tries.back();
}

/// The single track that it goes onto by leaving its k-th station.
std::optional<std::size_t> Railway::goes_onto(int t, int k) const {
  if (is_last(t, k)) return std::nullopt;
  const auto ahead = segment_after(t, k).single;
  if (k > 0 && segment_after(t, k - 1).single == ahead) return std::nullopt;
  return ahead;
}

/// The single track that it is off at its k-th station.
std::optional<std::size_t> Railway::comes_off(int t, int k) const {
  if (k == 0) return std::nullopt;
  const auto behind = segment_after(t, k - 1).single;
  if (!is_last(t, k) && segment_after(t, k).single == behind) return std::nullopt;
  return behind;
}

int Railway::end_of_single(int t, int k) const {
  do ++k;
  while (!comes_off(t, k));
  return k;
}

/// Whether any trip goes onto single track from the tracks that this one uses at its k-th station.
bool Railway::needs_track(int t, int k) const {
  const StationId station = trip(t).stops[static_cast<std::size_t>(k)].station;
  const int side = side_of(segment_after(t, is_last(t, k) ? k - 1 : k));
  for (int other = 0; other < trips(); ++other)
    for (int stop = 0; !is_last(other, stop); ++stop)
      if (trip(other).stops[static_cast<std::size_t>(stop)].station == station && goes_onto(other, stop) &&
          side_of(segment_after(other, stop)) == side)
        return true;
  return false;
}

/// Whether one that came before it by the same segment waits outside.
bool Railway::is_behind_another(int t) {
  if (at_first(t)) return false;
  const Ends came_by = ends(segment_after(t, train(t).stop - 1));
  for (const int side : {0, 1})
    for (const int other : tracks_[{row(stop(t).station), side}].outside) {
      if (other == t || at_first(other) || ends(segment_after(other, train(other).stop - 1)) != came_by) continue;
      if (std::tie(train(other).asked, other) < std::tie(train(t).asked, t)) return true;
    }
  return false;
}

void Railway::call_in(int station) {
  for (int side = 0; side < 2;) {
    Tracks& here = tracks_[{station, side}];
    std::optional<std::size_t> best;
    const auto rank_outside = [&](std::size_t k) {
      const int t = here.outside[k];
      return rank(t, in_ms(at_first(t) ? stop(t).departure : stop(t).arrival));
    };
    for (std::size_t k = 0; k < here.outside.size(); ++k) {
      const int t = here.outside[k];
      if ((here.free_from.empty() && !has_kept_track(t)) || is_behind_another(t)) continue;
      if (!best || rank_outside(k) < rank_outside(*best)) best = k;
    }
    if (!best) {
      ++side;
      continue;
    }
    const int t = here.outside[*best];
    here.outside.erase(here.outside.begin() + static_cast<std::ptrdiff_t>(*best));
    plan(reserve_entry(t, claim_track(t)), Happening::enters, t);
    side = 0;
  }
}

}  // namespace czt::twin
