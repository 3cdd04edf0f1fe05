#include "czt/observe/day_replay.hpp"

#include <map>

#include "waiting.hpp"

namespace czt {

namespace {

/// The first whole second at which something that happened at `ms` has happened.
std::int32_t second_after(std::int32_t ms) { return ms >= 0 ? (ms + 999) / 1000 : -(-ms / 1000); }

}  // namespace

DayReplay replay_of(const Plan& plan, const World& world) {
  DayPicturing picturing(plan);
  picturing.add(world);
  DayReplay replay{picturing.pictures(), std::vector<std::vector<DayReplay::Step>>(plan.stations)};
  std::vector<std::map<std::int32_t, std::int32_t>> changes(plan.stations);
  for (const Waiting& one : waiting_of(plan, world)) {
    if (one.until == PointColumns::not_yet || one.until <= one.from) continue;
    ++changes[one.station][second_after(one.from)];
    --changes[one.station][second_after(one.until)];
  }
  for (std::uint32_t s = 0; s < plan.stations; ++s) {
    std::int32_t waiting = 0;
    for (const auto& [at, change] : changes[s])
      if (change != 0) replay.waiting[s].push_back({at, waiting += change});
  }
  return replay;
}

}  // namespace czt
