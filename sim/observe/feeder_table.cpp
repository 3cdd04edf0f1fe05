// Which bus met which train: feeders.csv.

#include <algorithm>
#include <vector>

#include "czt/core/csv.hpp"
#include "lines.hpp"

namespace czt {

namespace {

constexpr std::int32_t just = 300'000;  // ms

struct Met {
  std::int64_t to_platform = 0;  ///< ms, summed over riders
  std::int64_t wait = 0;         ///< ms, summed over those who boarded
  std::uint32_t boarded = 0;
  std::uint32_t just_missed = 0;
};

/// Calls by station, in order of departure.
std::vector<std::vector<std::uint32_t>> calls_by_station(const Plan& plan, const World& world) {
  std::vector<std::vector<std::uint32_t>> calls(plan.stations);
  for (std::uint32_t p = 0; p < plan.points.size(); ++p)
    if (!plan.services[PointId{p}].empty()) calls[plan.points[PointId{p}].station.value].push_back(p);
  for (auto& row : calls)
    std::stable_sort(row.begin(), row.end(), [&](std::uint32_t a, std::uint32_t b) {
      return world.points.departed[a] < world.points.departed[b];
    });
  return calls;
}

bool serves(const Plan& plan, std::uint32_t point, StationId to) {
  const auto services = plan.services[PointId{point}];
  return std::any_of(services.begin(), services.end(), [&](const Plan::Service& service) {
    return plan.points[PointId{service.alight_point}].station == to;
  });
}

/// Whether a train to where he got off went, or shut him out, shortly before he came or while he came.
bool just_missed(const Plan& plan, const World& world, std::uint32_t row, const std::vector<std::uint32_t>& calls) {
  const std::int32_t came = world.passengers.came[row];
  const std::uint32_t boarded = world.passengers.boarded[row];
  const StationId to = plan.points[PointId{world.passengers.alighted[row]}].station;
  const auto first = std::lower_bound(calls.begin(), calls.end(), came - just, [&](std::uint32_t p, std::int32_t at) {
    return world.points.departed[p] < at;
  });
  for (auto p = first; p != calls.end() && world.points.departed[*p] < world.points.departed[boarded]; ++p) {
    const bool gone = world.points.departed[*p] < came;
    const bool shut = !plan.last_on_platform.empty() && plan.last_on_platform[*p] < came;
    if ((gone || shut) && serves(plan, *p, to)) return true;
  }
  return false;
}

std::vector<Met> riders_met(const Plan& plan, const World& world) {
  std::vector<Met> met(plan.buses.size());
  const auto calls = calls_by_station(plan, world);
  const PassengerColumns& rows = world.passengers;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const std::uint32_t bus = world.persons.bus[rows.person[row]];
    if (bus == PersonColumns::on_his_own) continue;
    met[bus].to_platform += rows.came[row] - world.buses.came[bus];
    const std::uint32_t boarded = rows.boarded[row];
    if (boarded >= PassengerColumns::gave_up) continue;
    ++met[bus].boarded;
    met[bus].wait += world.points.departed[boarded] - rows.came[row];
    met[bus].just_missed += just_missed(plan, world, row, calls[plan.points[PointId{boarded}].station.value]);
  }
  return met;
}

}  // namespace

void write_feeders_header(const Sink& sink) {
  sink("replication,feeder,station,bus,booked,came,riders,left_behind,to_platform,wait,just_missed\n");
}

void write_feeders(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink) {
  if (plan.buses.empty()) return;
  const std::vector<Met> met = riders_met(plan, world);
  Lines out(sink);
  const auto mean = [&](std::int64_t sum, std::uint32_t count) {
    if (count == 0) out.field("");
    else out.seconds((sum + count / 2) / count);
  };
  for (std::uint32_t b = 0; b < plan.buses.size(); ++b) {
    const Plan::Bus& bus = plan.buses[b];
    const Feeder& feeder = plan.input.feeders[bus.feeder];
    out.field(replication).field(csv_field(feeder.name));
    out.field(csv_field(plan.input.network.stations[feeder.station].name)).field(b - plan.first_bus[bus.feeder] + 1);
    out.seconds(bus.comes).seconds(world.buses.came[b]);
    out.field(world.buses.riders[b]).field(world.buses.left_behind[b]);
    mean(met[b].to_platform, world.buses.riders[b]);
    mean(met[b].wait, met[b].boarded);
    out.field(met[b].just_missed).end();
  }
  out.flush();
}

}  // namespace czt
