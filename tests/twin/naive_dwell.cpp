#include "naive_dwell.hpp"

#include <algorithm>
#include <cmath>

#include "naive_routes.hpp"

namespace czt::twin {

/// Of the train's number: FNV-1a, then two steps that spread near numbers.
std::uint64_t identity_of(const std::string& number) {
  std::uint64_t h = 14695981039346656037u;
  for (const char c : number) {
    h ^= static_cast<unsigned char>(c);
    h *= 1099511628211u;
  }
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  return h;
}

namespace {

/// The k-th person's ball comes from an urn with `share` balls of each door and 256 of each before him.
std::vector<int> spread(int people, int doors, double door_share, const Draws& draws, Chance chance,
                        std::uint64_t identity) {
  std::vector<int> at(static_cast<std::size_t>(doors), 0);
  std::vector<std::uint32_t> chosen;
  for (int k = 0; k < people; ++k) {
    auto door = static_cast<std::uint32_t>(k % doors);
    if (door_share > 0.0) {
      const bool independent = door_share >= 1e4;
      const std::uint32_t share =
          independent ? 1 : std::max(1u, static_cast<std::uint32_t>(door_share * 256.0 + 0.5));
      const std::uint32_t fresh = share * static_cast<std::uint32_t>(doors);
      const std::uint32_t urn = independent ? fresh : fresh + 256 * static_cast<std::uint32_t>(k);
      const PhiloxBlock words = draws.block(chance, identity, static_cast<std::uint32_t>(k / 4));
      const std::uint32_t ball = below(words[static_cast<std::size_t>(k % 4)], urn);
      door = ball < fresh ? ball / share : chosen[(ball - fresh) / 256];
    }
    chosen.push_back(door);
    ++at[door];
  }
  return at;
}

/// Seconds at the slowest door.
double flow(const CriticalDoorDwell& model, const Exchange& x, const std::vector<int>& on,
            const std::vector<int>& off) {
  double density = 0.0;
  if (x.type.standing_area.value > 0.0) density = std::min(6.0, x.standing / x.type.standing_area.value);
  const double narrow = std::sqrt(1.3 / x.type.door_width.value);
  double worst = 0.0;
  for (std::size_t door = 0; door < on.size(); ++door) {
    const double b = on[door];
    const double a = off[door];
    if (a + b == 0.0) continue;
    const double both = model.per_alighting * narrow * a +
                        model.per_boarding * narrow * (1.0 + model.crowding * density * density) * b;
    worst = std::max(worst, both * (1.0 + model.mixing * 2.0 * std::min(a, b) / (a + b)));
  }
  return worst;
}

}  // namespace

Ms dwell_needed(const PlanInput& in, const Draws& draws, const Exchange& x) {
  const auto& model = std::get<CriticalDoorDwell>(in.dwell);
  const Disturbances& d = in.disturbances;
  const auto station = static_cast<std::uint32_t>(x.station.value);
  const std::uint64_t doors = x.trip + 0x9e3779b97f4a7c15u * (std::uint64_t{station} + 1);
  const auto at_doors = [&](int people, Chance chance) {
    return spread(people, x.doors, in.door_share, draws, chance, doors);
  };
  const double worst =
      flow(model, x, at_doors(x.boarded, Chance::door_boarding), at_doors(x.alighted, Chance::door_alighting));

  const PhiloxBlock words = draws.block(Chance::dwell_noise, x.trip, station);
  double noise = 1.0;
  if (d.dwell_noise > 0.0 && x.boarded + x.alighted > 0) noise = lognormal(1.0, d.dwell_noise, words[0], words[1]);
  double runner = 0.0;
  if (x.boarded > 0 && unit(words[2]) < d.late_runner)
    runner = in_seconds(d.late_runner_least) +
             unit(words[3]) * in_seconds(d.late_runner_most - d.late_runner_least);
  return std::max(in_ms(in.minimum_dwell), in_ms(quantise(model.door_cycle + noise * worst + runner)));
}

}  // namespace czt::twin
