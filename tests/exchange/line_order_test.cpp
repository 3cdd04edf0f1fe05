#include "czt/exchange/line_order.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace czt;

namespace {

/// Stations on a straight road, at these kilometres.
LineOrder along(const std::vector<double>& km, const std::vector<StationsCalledAt>& trips) {
  return order_stations(km.size(), trips, [&](std::uint32_t a, std::uint32_t b) { return std::abs(km[a] - km[b]); });
}

std::string told(const LineOrder& order) {
  std::string text;
  for (const OrderedBranch& branch : order.branches) {
    text += branch.joins ? std::to_string(*branch.joins) + ":" : "";
    for (const std::uint32_t s : branch.stations) text += " " + std::to_string(s);
    text += ";";
  }
  for (const std::uint32_t s : order.outside) text += " outside " + std::to_string(s);
  return text;
}

}  // namespace

TEST_CASE("an express lies along the stopping train", "[exchange][order]") {
  CHECK(told(along({0, 5, 9, 14, 20}, {{{0, 1, 2, 3, 4}, 1}, {{0, 2, 4}, 5}, {{4, 3, 2, 1, 0}, 1}})) == " 0 1 2 3 4;");
}

TEST_CASE("trains that leave each other's stations out give one order together", "[exchange][order]") {
  // A-train: 0 1 3 5, B-train: 0 2 4 5.
  CHECK(told(along({0, 5, 9, 14, 20, 25}, {{{0, 1, 3, 5}, 2}, {{0, 2, 4, 5}, 1}})) == " 0 1 2 3 4 5;");
}

TEST_CASE("a short turn, a longer train and a branch", "[exchange][order]") {
  CHECK(told(along({0, 5, 9, 14}, {{{0, 1, 2}, 9}, {{1, 2, 3}, 1}, {{1, 2}, 1}})) == " 0 1 2 3;");
  // 4 and 5 leave the line at 1, on a road of their own.
  const std::vector<std::pair<double, double>> at{{0, 0}, {5, 0}, {10, 0}, {15, 0}, {5, 4}, {5, 8}};
  const LineOrder order = order_stations(at.size(), {{{0, 1, 2, 3}, 3}, {{0, 1, 4, 5}, 2}}, [&](std::uint32_t a, std::uint32_t b) {
    return std::hypot(at[a].first - at[b].first, at[a].second - at[b].second);
  });
  CHECK(told(order) == " 0 1 2 3;1: 4 5;");
}

TEST_CASE("what no trip joins to the rest is outside, and the network with most trips is the line", "[exchange][order]") {
  CHECK(told(along({0, 5, 9, 14, 20}, {{{0, 1, 2}, 1}, {{3, 4}, 7}})) == " 3 4; outside 0 outside 1 outside 2");
}

TEST_CASE("a ring is cut", "[exchange][order]") {
  const LineOrder order = along({0, 5, 9, 4}, {{{0, 1, 2, 3, 0}, 1}});
  CHECK(order.branches.size() == 1);
  CHECK(order.branches.front().stations.size() == 4);
}

TEST_CASE("up leads to the end where more trips begin and end", "[exchange][order]") {
  CHECK(told(along({0, 5, 9}, {{{0, 1, 2}, 1}, {{1, 2}, 4}})) == " 2 1 0;");
}

TEST_CASE("a branch leaves where a trip calls at its junction, not where an express goes on", "[exchange][order]") {
  // 0 1 2 3 4 on the main line; 5 6 7 leave it at 2, where only few trains call.
  const std::vector<std::pair<double, double>> at{{0, 0}, {5, 0}, {10, 0}, {15, 0}, {20, 0}, {14, 4}, {18, 8}, {22, 12}};
  const LineOrder order = order_stations(at.size(), {{{0, 1, 5, 6, 7}, 9}, {{0, 1, 3, 4}, 5}, {{0, 1, 2, 3}, 1}, {{7, 6, 5, 2, 1}, 1}}, [&](std::uint32_t a, std::uint32_t b) {
    return std::hypot(at[a].first - at[b].first, at[a].second - at[b].second);
  });
  CHECK(told(order) == " 0 1 2 5 6 7;2: 3 4;");
}
