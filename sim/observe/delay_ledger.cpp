#include "czt/observe/delay_ledger.hpp"

#include <algorithm>

namespace czt {

namespace {

bool is_departing(Hold::Why why) {
  return why == Hold::Why::headway_ahead || why == Hold::Why::incident || why == Hold::Why::junction_ahead ||
         why == Hold::Why::single_track || why == Hold::Why::extension || why == Hold::Why::connection;
}

}  // namespace

std::string_view to_text(DelayCause cause) {
  constexpr std::array<std::string_view, delay_causes> names{"entry",        "dwell",    "running",    "headway",  "junction",
                                                             "single_track", "platform", "turnaround", "incident",
                                                             "running_delay", "extension", "connection", "recovery"};
  return names[static_cast<std::size_t>(cause)];
}

std::string_view chinese(DelayCause cause) {
  constexpr std::array<std::string_view, delay_causes> names{
      "始发晚点", "停站超时", "运行超时", "追踪间隔", "道岔汇合", "单线会车", "站线占用", "折返晚点", "突发事件",
      "运行晚点", "停站延长", "等候接续", "缓冲恢复"};
  return names[static_cast<std::size_t>(cause)];
}

DelayLedger::DelayLedger(const Plan& plan) : plan_(&plan) {
  first_hold_.resize(plan.points.size() + 1);
  first_entry_.resize(plan.trips.size() + 1);
}

void DelayLedger::read(const World& world) {
  sort_holds(world);
  entries_.clear();
  for (std::uint32_t t = 0; t < plan_->trips.size(); ++t) {
    first_entry_[t] = static_cast<std::uint32_t>(entries_.size());
    if (!plan_->trips[TripId{t}].when_ready) read_trip(t, world);
  }
  first_entry_.back() = static_cast<std::uint32_t>(entries_.size());
}

std::span<const DelayLedger::Entry> DelayLedger::of_trip(TripId trip) const {
  return std::span(entries_).subspan(first_entry_[trip.value], first_entry_[trip.value + 1] - first_entry_[trip.value]);
}

/// Counting sort: those of one point stay in their order.
void DelayLedger::sort_holds(const World& world) {
  std::fill(first_hold_.begin(), first_hold_.end(), 0);
  for (const Hold& hold : world.holds) ++first_hold_[hold.point];
  std::uint32_t before = 0;
  for (std::uint32_t& first : first_hold_) {
    before += first;
    first = before;
  }
  holds_.resize(world.holds.size());
  for (auto hold = world.holds.rbegin(); hold != world.holds.rend(); ++hold) holds_[--first_hold_[hold->point]] = *hold;
}

void DelayLedger::read_trip(std::uint32_t t, const World& world) {
  const Plan::TripRow& trip = plan_->trips[TripId{t}];
  std::uint32_t first = trip.first_point;
  while (first < trip.first_point + trip.points && world.points.arrived[first] == PointColumns::not_yet) ++first;
  if (first == trip.first_point + trip.points) return;
  std::int32_t late = starts(first, world);
  for (std::uint32_t p = first + 1; p < trip.first_point + trip.points; ++p) {
    const Plan::Point& from = plan_->points[PointId{p - 1}];
    const Plan::Point& here = plan_->points[PointId{p}];
    if (world.points.arrived[p] == PointColumns::not_yet) return;
    late = book_change(p, false, late, here.technical - (here.arrival - from.departure), DelayCause::running);
    late += book_holds(p, false);
    if (here.segment == Plan::Point::none || world.points.departed[p] == PointColumns::not_yet) return;
    if (here.calls)
      late = book_change(p, true, late, world.points.dwell_needed[p] - (here.departure - here.arrival), DelayCause::dwell);
    late += book_holds(p, true);
  }
}

bool DelayLedger::ran(std::uint32_t t, const World& world) const {
  const Plan::TripRow& trip = plan_->trips[TripId{t}];
  return world.points.arrived[trip.first_point] != PointColumns::not_yet ||
         world.points.arrived[trip.first_point + trip.points - 1] != PointColumns::not_yet;
}

/// Which of the trips that bring the train's sets came last; for a cancelled one, which brought its sets.
std::uint32_t DelayLedger::last_to_bring(std::uint32_t trip, const World& world) const {
  const auto came = [&](std::uint32_t t) {
    const Plan::TripRow& row = plan_->trips[TripId{t}];
    return world.points.departed[row.first_point + row.points - 1];
  };
  std::uint32_t last = Entry::nobody;
  for (const std::uint32_t before : plan_->sets_from[TripId{trip}])
    if (last == Entry::nobody || came(before) > came(last)) last = before;
  if (last == Entry::nobody || ran(last, world)) return last;
  return last_to_bring(last, world);
}

/// Until its first departure. Whoever waits on the platform boards in the time before the booked departure, so the
/// exchange and a late platform count only as far as they outlast it: the exchange alone first, then that it stood
/// there late.
std::int32_t DelayLedger::starts(std::uint32_t p, const World& world) {
  if (world.points.departed[p] == PointColumns::not_yet) return 0;
  const Plan::Point& point = plan_->points[PointId{p}];
  std::int32_t late = 0;
  std::int32_t waited = 0;
  std::uint32_t for_track = Entry::nobody;
  const std::uint32_t trip_before = last_to_bring(point.trip, world);
  // Where the trip is taken up on the way, its late start by chance is still booked at its first point.
  for (std::uint32_t h = first_hold_[plan_->trips[TripId{point.trip}].first_point]; h < first_hold_[p + 1]; ++h) {
    const Hold& hold = holds_[h];
    if (hold.why == Hold::Why::platform) {
      waited += hold.time;
      for_track = hold.by;
    }
    if (hold.why != Hold::Why::entry && hold.why != Hold::Why::turnaround) continue;
    book(p, true, hold.why == Hold::Why::entry ? DelayCause::entry : DelayCause::turnaround, hold.time, hold.by);
    late += hold.time;
  }
  const std::int32_t ready = point.departure + late;
  const std::int32_t opens = point.departure - ms(plan_->input.separation.opens_before);
  const std::int32_t needed = point.calls ? world.points.dwell_needed[p] : 0;
  const std::int32_t alone = std::max(0, opens + needed - ready);
  const std::int32_t brought_late = std::max(0, world.points.arrived[p] - waited + needed - ready);
  const std::int32_t stood_late = std::max(0, world.points.arrived[p] + needed - ready);
  book(p, true, DelayCause::dwell, alone);
  book(p, true, DelayCause::turnaround, brought_late - alone, trip_before);
  book(p, true, DelayCause::platform, stood_late - brought_late, for_track);
  return late + stood_late + book_holds(p, true);
}

void DelayLedger::book(std::uint32_t p, bool departing, DelayCause cause, std::int32_t time, std::uint32_t by) {
  if (time != 0) entries_.push_back({p, time, by, cause, departing});
}

/// What takes longer than booked is booked to `cause`, what takes less makes up lateness as far as there is any.
/// Returns the lateness after it.
std::int32_t DelayLedger::book_change(std::uint32_t p, bool departing, std::int32_t late, std::int32_t longer,
                                      DelayCause cause) {
  const std::int32_t after = std::max(0, late + longer);
  book(p, departing, after < late ? DelayCause::recovery : cause, after - late);
  return after;
}

/// Books the waits of a train that is on its way: each makes it as much later as it is long. Returns their sum.
std::int32_t DelayLedger::book_holds(std::uint32_t p, bool departing) {
  std::int32_t sum = 0;
  for (std::uint32_t h = first_hold_[p]; h < first_hold_[p + 1]; ++h) {
    const Hold& hold = holds_[h];
    if (is_departing(hold.why) != departing) continue;
    const bool by_incident = hold.why == Hold::Why::incident || hold.why == Hold::Why::slow || hold.why == Hold::Why::stands_still;
    book(p, departing, by_incident ? DelayCause::incident : behind(p, hold), hold.time, hold.by);
    sum += hold.time;
  }
  return sum;
}

/// A headway ahead is a junction's where the train before did not come the same way.
DelayCause DelayLedger::behind(std::uint32_t p, const Hold& hold) const {
  if (hold.why == Hold::Why::running) return DelayCause::running_delay;
  if (hold.why == Hold::Why::extension) return DelayCause::extension;
  if (hold.why == Hold::Why::connection) return DelayCause::connection;
  if (hold.why == Hold::Why::platform) return DelayCause::platform;
  if (hold.why == Hold::Why::single_track) return DelayCause::single_track;
  if (hold.why == Hold::Why::junction_ahead || hold.why == Hold::Why::junction_behind) return DelayCause::junction;
  if (hold.why != Hold::Why::headway_ahead || hold.by == Entry::nobody) return DelayCause::headway;
  const auto came_by = [&](std::uint32_t point) {
    const std::uint32_t trip = plan_->points[PointId{point}].trip;
    return point == plan_->trips[TripId{trip}].first_point ? Plan::Point::none : plan_->points[PointId{point - 1}].segment;
  };
  const Plan::TripRow& other = plan_->trips[TripId{hold.by}];
  for (std::uint32_t q = other.first_point; q < other.first_point + other.points; ++q)
    if (plan_->points[PointId{q}].segment == plan_->points[PointId{p}].segment)
      return came_by(q) == came_by(p) ? DelayCause::headway : DelayCause::junction;
  return DelayCause::headway;
}

}  // namespace czt
