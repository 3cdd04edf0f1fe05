#pragma once
/// Small lines to test on.

#include <string>
#include <vector>

#include "czt/network/network.hpp"
#include "network/dice.hpp"

namespace czt {

inline Station station(std::string name, double km, std::int64_t tariff = 0) {
  Station s;
  s.name = std::move(name);
  s.at = kilometres(km);
  s.chainage_km = tariff;
  return s;
}

/// What `build_network` is given, as yet unchecked.
struct Drawing {
  std::vector<Branch> branches;
  IdVector<StationId, Station> stations;
  Segment track;

  Drawing() {
    track.max_speed = kmh(80);
    track.headway = minutes(3);
  }
  StationId add(std::size_t branch, Station s) {
    const StationId id = stations.push_back(std::move(s));
    branches[branch].stations.push_back(id);
    return id;
  }
  [[nodiscard]] Result<Network> build() const { return build_network(branches, stations, track); }
};

/// The real line's shape with round numbers: Changsha–Furong South–Muyun–Zhuzhou–Zhuzhou South and
/// Muyun–Zhaoshan–Xiangtan.
inline Drawing three_cities() {
  Drawing d;
  d.branches = {{"trunk", {}, {}}, {"Xiangtan", {}, {}}};
  d.add(0, station("Changsha", 0, 0));
  d.add(0, station("Furong South", 20, 21));
  const StationId muyun = d.add(0, station("Muyun", 25, 25));
  d.add(0, station("Zhuzhou", 50, 51));
  d.add(0, station("Zhuzhou South", 58, 58));
  d.branches[1].joins = muyun;
  d.add(1, station("Zhaoshan", 8, 8));
  d.add(1, station("Xiangtan", 24, 25));
  return d;
}

/// A main branch of 3–8 stations and up to two side branches of 1–4, each 1–9 km from its neighbour.
inline Drawing random_line(Dice& dice) {
  Drawing d;
  const int branches = dice(1, 3);
  for (int b = 0; b < branches; ++b) {
    Branch branch;
    branch.name = "branch " + std::to_string(b);
    if (b > 0) branch.joins = StationId{static_cast<std::size_t>(
        dice(0, static_cast<int>(d.stations.size()) - 1))};
    d.branches.push_back(branch);
    const int count = b == 0 ? dice(3, 8) : dice(1, 4);
    double km = 0;
    for (int i = 0; i < count; ++i) {
      km += dice(1, 9);
      d.add(static_cast<std::size_t>(b),
            station("S" + std::to_string(d.stations.size()), km, static_cast<std::int64_t>(km)));
    }
  }
  return d;
}

}  // namespace czt
