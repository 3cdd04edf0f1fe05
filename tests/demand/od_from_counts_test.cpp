#include "czt/demand/od_from_counts.hpp"

#include "support/catch.hpp"

using namespace czt;

namespace {

Eigen::VectorXd vector(std::initializer_list<double> values) {
  Eigen::VectorXd v(static_cast<Eigen::Index>(values.size()));
  Eigen::Index k = 0;
  for (const double value : values) v(k++) = value;
  return v;
}

}  // namespace

TEST_CASE("45 people counted on a link that 10 and 20 were thought to use are 15 and 30 (V34)", "[demand][od][V34]") {
  const std::vector<LinkCount> counts{{{{0}, {1}}, 45.0}};
  const EstimatedOd by_entropy = entropy_od(vector({10, 20, 30}), counts);
  const EstimatedOd by_squares = least_squares_od(vector({10, 20, 30}), vector({10, 20, 30}), counts, vector({0.0}));
  for (const EstimatedOd& od : {by_entropy, by_squares}) {
    CHECK(near(od.travellers(0), 15.0));
    CHECK(near(od.travellers(1), 30.0));
    CHECK(od.travellers(2) == 30.0);  // nobody looked there
    CHECK(od.worst < 1e-12);
  }
}

TEST_CASE("counts on a line of three stations are met, and odds stay where nothing tells of them", "[demand][od]") {
  // AB, AC, BC as in V25: between A and B 130 were counted, between B and C 180.
  const std::vector<LinkCount> counts{{{{0}, {1}}, 130.0}, {{{1}, {2}}, 180.0}};
  const Eigen::VectorXd prior = vector({60, 50, 40});
  const EstimatedOd od = entropy_od(prior, counts);
  CHECK(near(od.travellers(0) + od.travellers(1), 130.0));
  CHECK(near(od.travellers(1) + od.travellers(2), 180.0));
  // t = τ·exp(λ1), τ·exp(λ1 + λ2), τ·exp(λ2): so the middle one's factor is the product of the others'.
  CHECK(near(od.travellers(1) / 50.0, od.travellers(0) / 60.0 * od.travellers(2) / 40.0));
}

TEST_CASE("where half of a pair's people pass a count, only they are counted", "[demand][od]") {
  const std::vector<LinkCount> counts{{{{0, 0.5}, {1, 1.0}}, 40.0}};
  const EstimatedOd od = entropy_od(vector({20, 10}), counts);
  CHECK(near(0.5 * od.travellers(0) + od.travellers(1), 40.0));
  // The factor of who passes always is the square of that of who passes every second time.
  const double half = od.travellers(0) / 20.0;
  CHECK(near(od.travellers(1) / 10.0, half * half));
}

TEST_CASE("a count with an error moves the prior part of the way", "[demand][od]") {
  // Both as uncertain: half of what is missing.
  const std::vector<LinkCount> counts{{{{0}}, 30.0}};
  CHECK(near(least_squares_od(vector({10}), vector({4}), counts, vector({4})).travellers(0), 20.0));
  CHECK(near(least_squares_od(vector({10}), vector({0}), counts, vector({4})).travellers(0), 10.0));
}

TEST_CASE("an empty link empties its pairs, and counts that contradict each other are told", "[demand][od]") {
  const EstimatedOd empty = entropy_od(vector({10, 20}), std::vector<LinkCount>{{{{0}}, 0.0}});
  CHECK(empty.travellers(0) == 0.0);
  CHECK(empty.travellers(1) == 20.0);
  const std::vector<LinkCount> both{{{{0}}, 30.0}, {{{0}}, 60.0}};
  CHECK(entropy_od(vector({10}), both, 1e-12, 50).worst >= 0.5);
  CHECK(entropy_od(vector({0}), std::vector<LinkCount>{{{{0}}, 5.0}}, 1e-12, 50).worst == 1.0);
}
