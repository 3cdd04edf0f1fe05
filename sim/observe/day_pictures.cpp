#include "czt/observe/day_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "waiting.hpp"

namespace czt {

namespace {

constexpr std::size_t minutes_shown = 61;  // the last: an hour or longer
constexpr std::size_t journeys_shown = 91;  // of two minutes; the last: three hours or longer

/// The smallest value that at least p of the values do not exceed.
double quantile_of(std::vector<std::int32_t>& values, double p) {
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(at, 1) - 1];
}

}  // namespace

DayPicturing::DayPicturing(const Plan& plan) : plan_(&plan), ledger_(plan), personal_(plan) {
  std::int32_t first = std::numeric_limits<std::int32_t>::max(), last = 0;
  for (const Plan::Point& point : plan.points) {
    first = std::min(first, point.arrival);
    last = std::max(last, point.departure);
  }
  constexpr std::int32_t quarter = DayPictures::quarter;
  if (plan.points.empty()) first = 0;
  sums_.first_quarter = first / quarter * quarter;
  sums_.quarters = static_cast<std::uint32_t>((last + 4 * quarter - sums_.first_quarter) / quarter);  // room for late trains
  for (const Station& s : plan.input.network.stations) {
    sums_.stations.push_back({s.name, s.name_zh, s.at.value / 1000.0, s.branch});
    std::vector<double> none(sums_.quarters, 0.0);
    sums_.platforms.push_back({none, none, none, none, 0.0, 0.0});
  }
  for (const Branch& branch : plan.input.network.branches) {
    std::vector<std::uint32_t> stations;
    if (branch.joins) stations.push_back(branch.joins->value);
    for (const StationId s : branch.stations) stations.push_back(s.value);
    sums_.branches.push_back(std::move(stations));
  }
  for (const Segment& s : plan.input.network.segments) {
    const std::vector<double> none(sums_.quarters, 0.0);
    sums_.segments.push_back({s.from.value, s.to.value, s.direction, s.length.value / 1000.0, none, none, none});
  }
  sums_.waits.assign(minutes_shown, 0.0);
  sums_.journeys.assign(journeys_shown, 0.0);
}

std::uint32_t DayPicturing::quarter_of(std::int32_t at) const {
  const std::int32_t q = (at - sums_.first_quarter) / DayPictures::quarter;
  return static_cast<std::uint32_t>(std::clamp<std::int32_t>(q, 0, static_cast<std::int32_t>(sums_.quarters) - 1));
}

void DayPicturing::add(const World& world) {
  if (sums_.days == 0) add_trains(world);
  ++sums_.days;
  add_points(world);
  add_waiting(world);
  add_delays(world);
}

void DayPicturing::add_trains(const World& world) {
  const Plan& plan = *plan_;
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& row = plan.trips[TripId{t}];
    const Trip& trip = plan.input.trips[TripId{t}];
    TrainPicture train{trip.number, trip.direction, trip.empty, plan.types[row.type].seats, plan.types[row.type].capacity, {}};
    for (std::uint32_t p = row.first_point; p < row.first_point + row.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      train.stops.push_back({point.station.value, point.calls != 0, point.arrival, point.departure, world.points.arrived[p],
                             world.points.departed[p], world.points.dwell_needed[p], world.points.boarded[p],
                             world.points.alighted[p], world.points.load[p]});
    }
    sums_.trains.push_back(std::move(train));
  }
}

void DayPicturing::add_points(const World& world) {
  const Plan& plan = *plan_;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    const std::int32_t left = world.points.departed[p];
    DayPictures::PlatformPicture& platform = sums_.platforms[point.station.value];
    platform.boarded += world.points.boarded[p];
    platform.alighted += world.points.alighted[p];
    if (left == PointColumns::not_yet) continue;
    const std::uint32_t q = quarter_of(left);
    platform.left_behind[q] += world.points.left_behind[p];
    if (point.segment == Plan::Point::none || plan.trips[TripId{point.trip}].empty) continue;
    const Plan::TypeRow& type = plan.types[plan.trips[TripId{point.trip}].type];
    DayPictures::SegmentPicture& segment = sums_.segments[point.segment];
    segment.load[q] += world.points.load[p];
    segment.seats[q] += type.seats;
    segment.capacity[q] += type.capacity;
  }
}

void DayPicturing::add_waiting(const World& world) {
  const Plan& plan = *plan_;
  std::vector<std::vector<std::int32_t>> change(plan.stations, std::vector<std::int32_t>(sums_.quarters + 1, 0));
  for (const Waiting& one : waiting_of(plan, world)) {
    // At the end of quarter q somebody waits who came before it and is still there.
    const std::uint32_t first = quarter_of(one.from);
    const std::uint32_t last = quarter_of(one.until);
    ++change[one.station][first];
    --change[one.station][std::max(first, last)];
    if (one.boarded) sums_.waits[static_cast<std::uint32_t>(std::clamp<std::int32_t>((one.until - one.from) / 60'000, 0, minutes_shown - 1))] += 1.0;
  }
  for (std::vector<std::int32_t>& station : change) {
    for (std::size_t q = 1; q < station.size(); ++q) station[q] += station[q - 1];
    station.pop_back();
  }
  waiting_.push_back(std::move(change));
  for (const PersonalDay& day : personal_.read(world))
    if (day.made) sums_.journeys[static_cast<std::uint32_t>(std::clamp<std::int32_t>(day.door / 120'000, 0, journeys_shown - 1))] += 1.0;
}

void DayPicturing::add_delays(const World& world) {
  ledger_.read(world);
  for (const DelayLedger::Entry& entry : ledger_.entries()) sums_.delay[static_cast<std::size_t>(entry.cause)] += entry.time / 1000.0;
}

DayPictures DayPicturing::pictures() const {
  DayPictures p = sums_;
  const double days = std::max(1u, p.days);
  const auto divide = [&](std::vector<double>& sums) {
    for (double& value : sums) value /= days;
  };
  for (DayPictures::SegmentPicture& segment : p.segments)
    for (std::vector<double>* sums : {&segment.load, &segment.seats, &segment.capacity}) divide(*sums);
  for (std::vector<double>* sums : {&p.waits, &p.journeys}) divide(*sums);
  for (double& seconds : p.delay) seconds /= days;
  std::vector<std::int32_t> of_days;
  for (std::size_t s = 0; s < p.platforms.size(); ++s) {
    DayPictures::PlatformPicture& platform = p.platforms[s];
    divide(platform.left_behind);
    platform.boarded /= days;
    platform.alighted /= days;
    for (std::uint32_t q = 0; q < p.quarters; ++q) {
      of_days.clear();
      std::int64_t sum = 0;
      for (const auto& day : waiting_) sum += of_days.emplace_back(day[s][q]);
      if (of_days.empty()) continue;
      platform.waiting[q] = static_cast<double>(sum) / days;
      platform.low[q] = quantile_of(of_days, 0.1);
      platform.high[q] = quantile_of(of_days, 0.9);
    }
  }
  return p;
}

}  // namespace czt
