#include "delays_seen.hpp"

#include <limits>

#include "selection.hpp"

namespace czt {

DelayMeasure delay_measure(std::string_view name) {
  if (name == "train_delay") return DelayMeasure::train_delay;
  if (name == "passenger_delay") return DelayMeasure::passenger_delay;
  return DelayMeasure::none;
}

std::size_t DelaysSeen::want(std::span<const std::uint32_t> points, std::uint32_t cause) {
  Wanted& wanted = wanted_.emplace_back();
  wanted.cause = cause;
  wanted.has.resize(plan_->points.size(), 0);
  for (const std::uint32_t p : points) wanted.has[p] = 1;
  return wanted_.size() - 1;
}

void DelaysSeen::count(const World& world) {
  if (wanted_.empty()) return;
  world_ = &world;
  ledger_.read(world);
}

double DelaysSeen::read(DelayMeasure measure, std::size_t selection) const {
  const Wanted& wanted = wanted_[selection];
  if (measure == DelayMeasure::passenger_delay) return static_cast<double>(passenger_ms(wanted)) / 3'600'000.0;
  std::int64_t sum = 0;
  for (const DelayLedger::Entry& entry : ledger_.entries())
    if (wanted.has[entry.point] != 0 && (wanted.cause == Selection::any || wanted.cause == static_cast<std::uint32_t>(entry.cause)))
      sum += entry.time;
  return static_cast<double>(sum) / 1000.0;
}

std::int64_t DelaysSeen::passenger_ms(const Wanted& wanted) const {
  std::int64_t sum = 0;
  for (std::uint32_t t = 0; t < plan_->trips.size(); ++t) {
    const Plan::TripRow& trip = plan_->trips[TripId{t}];
    const auto entries = ledger_.of_trip(TripId{t});
    std::size_t next = 0;
    std::int64_t late = 0;
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      for (; next < entries.size() && (entries[next].point < p || (entries[next].point == p && !entries[next].departing)); ++next)
        if (wanted.cause == Selection::any || wanted.cause == static_cast<std::uint32_t>(entries[next].cause))
          late += entries[next].time;
      if (wanted.has[p] != 0) sum += late * world_->points.alighted[p];
    }
  }
  return sum;
}

}  // namespace czt
