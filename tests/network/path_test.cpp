#include <limits>

#include "network/lines.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// Distances by Floyd and Warshall over the segments: another way than the network's own.
std::vector<std::vector<double>> all_distances(const Network& line) {
  const std::size_t n = line.stations.size();
  std::vector<std::vector<double>> d(n, std::vector<double>(n, 1e18));
  for (std::size_t i = 0; i < n; ++i) d[i][i] = 0.0;
  for (const Segment& s : line.segments) d[s.from.value][s.to.value] = s.length.value;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

template <class Check>
void for_all_pairs(const Network& line, Check check) {
  for (std::size_t from = 0; from < line.stations.size(); ++from)
    for (std::size_t to = 0; to < line.stations.size(); ++to) check(StationId{from}, StationId{to});
}

}  // namespace

TEST_CASE("from Zhuzhou South to Xiangtan one goes up to Muyun and down again", "[network][path]") {
  const Network line = *three_cities().build();
  const auto path = line.path(*line.find("Zhuzhou South"), *line.find("Xiangtan"));
  std::string way;
  for (const SegmentId id : path)
    way += line.name(id) + " " + std::string(to_text(line.segments[id].direction)) + "; ";
  CHECK(way ==
        "Zhuzhou South–Zhuzhou up; Zhuzhou–Muyun up; Muyun–Zhaoshan down; Zhaoshan–Xiangtan down; ");
  // 58 − 25 km up, then the branch's 24.
  CHECK(in_km(line.distance(*line.find("Zhuzhou South"), *line.find("Xiangtan"))) == 57.0);
  CHECK(line.tariff_km(*line.find("Zhuzhou South"), *line.find("Xiangtan")) == 33 + 25);
}

TEST_CASE("a station is no way from itself, and only neighbours share a segment",
          "[network][path]") {
  const Network line = *three_cities().build();
  CHECK(line.path(StationId{2}, StationId{2}).empty());
  CHECK_FALSE(line.between(StationId{2}, StationId{2}));
  CHECK_FALSE(line.between(*line.find("Changsha"), *line.find("Muyun")));
}

TEST_CASE("the way back is the way there reversed", "[network][path][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    const Network line = *random_line(dice).build();
    for_all_pairs(line, [&](StationId from, StationId to) {
      std::vector<SegmentId> back;
      for (const SegmentId id : line.path(to, from)) back.push_back(line.segments[id].reverse);
      std::reverse(back.begin(), back.end());
      const auto there = line.path(from, to);
      INFO("game " << game << " from " << from.value << " to " << to.value);
      REQUIRE(back == std::vector<SegmentId>(there.begin(), there.end()));
    });
  }
}

TEST_CASE("every way hangs together and is as short as the shortest", "[network][path][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    const Network line = *random_line(dice).build();
    const auto shortest = all_distances(line);
    for_all_pairs(line, [&](StationId from, StationId to) {
      StationId at = from;
      for (const SegmentId id : line.path(from, to)) {
        REQUIRE(line.segments[id].from == at);
        at = line.segments[id].to;
      }
      INFO("game " << game);
      REQUIRE(at == to);
      REQUIRE(line.distance(from, to).value == shortest[from.value][to.value]);  // whole km: exact
    });
  }
}

TEST_CASE("going up always comes nearer to the line's first station", "[network][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    const Network line = *random_line(dice).build();
    for (const Segment& s : line.segments) {
      const bool nearer = line.distance(StationId{}, s.to) < line.distance(StationId{}, s.from);
      REQUIRE(nearer == (s.direction == Direction::up));
    }
  }
}
