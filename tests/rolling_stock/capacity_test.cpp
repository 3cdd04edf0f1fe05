#include "czt/rolling_stock/train_type.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {
TrainType with(int seats, double standing_area, int crush) {
  TrainType type;
  type.seats = seats;
  type.standing_area = {standing_area};
  type.crush = crush;
  return type;
}
}  // namespace

TEST_CASE("a train is full when its seats and its standing area are", "[rolling_stock]") {
  CHECK(with(230, 100, 0).capacity({4}) == 230 + 400);
  CHECK(with(230, 0, 0).capacity({4}) == 230);
  CHECK(with(230, 100, 0).capacity({0}) == 230);
}

TEST_CASE("part of a person does not fit into a train", "[rolling_stock]") {
  CHECK(with(0, 10.7, 0).capacity({1}) == 10);
}

TEST_CASE("the person whom binary fractions lose still fits in", "[rolling_stock]") {
  CHECK(with(0, 0.29, 0).capacity({100}) == 29);  // 0.29 × 100 = 28.999999999999996
}

TEST_CASE("a train never takes more than its crush load", "[rolling_stock]") {
  CHECK(with(230, 200, 897).capacity({4}) == 897);  // not 1030
  CHECK(with(230, 100, 897).capacity({4}) == 630);
}
