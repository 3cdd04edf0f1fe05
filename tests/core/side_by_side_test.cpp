#include "czt/core/side_by_side.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace czt;

namespace {

/// The most pieces that were under way at a time, where each waits for more than there may be.
int most_at_a_time(int processors) {
  std::atomic<int> now{0}, most{0};
  side_by_side(8, [&](std::size_t) {
    const int mine = ++now;
    for (int seen = most; seen < mine && !most.compare_exchange_weak(seen, mine);) {
    }
    for (int k = 0; k < 20'000 && most <= processors; ++k) std::this_thread::yield();
    --now;
  });
  return most;
}

}  // namespace

TEST_CASE("every piece is done once, whatever number of processors is spare", "[core]") {
  for (const int spare : {-3, 0, 1, 5}) {
    const TakenProcessors given(-spare);
    std::vector<int> done(100, 0);
    side_by_side(done.size(), [&](std::size_t piece) { ++done[piece]; });
    CHECK(done == std::vector<int>(100, 1));
  }
}

TEST_CASE("pieces use the spare processors and no others", "[core]") {
  CHECK(most_at_a_time(1) == 1);
  const TakenProcessors given(-2);
  CHECK(most_at_a_time(3) == 3);
  {
    const TakenProcessors taken(1);
    CHECK(most_at_a_time(2) == 2);
    const SpareProcessors held(7);
    CHECK(held.count() == 1);
    CHECK(most_at_a_time(1) == 1);
  }
  CHECK(SpareProcessors(7).count() == 2);
}

TEST_CASE("what a piece throws is thrown where the pieces were asked for", "[core]") {
  const TakenProcessors given(-1);
  CHECK_THROWS_AS(side_by_side(10, [](std::size_t piece) { if (piece == 4) throw std::length_error("four"); }), std::length_error);
  CHECK(SpareProcessors(7).count() == 1);
}
