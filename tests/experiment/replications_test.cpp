#include "czt/experiment/replications.hpp"

#include <cstring>
#include <stdexcept>

#include "experiment/jobs.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

Plan busy_plan() {
  SmallLine line({4.0, 6.0, 5.0});
  line.type().standing_area = SquareMetres{40.0};
  line.travellers(0, 3, 800.0, clock_time(7), clock_time(9));
  line.travellers(3, 1, 800.0, clock_time(7), clock_time(9));
  line.every(clock_time(6, 30), minutes(10), 20, seconds(40));
  line.input.dwell = CriticalDoorDwell{};
  line.input.disturbances = Disturbances{};
  return line.plan();
}

}  // namespace

TEST_CASE("one, two and five threads give the same bits (V40)", "[experiment][V40]") {
  const Plan plan = busy_plan();
  const std::vector<Cell> cells = default_cells(plan);
  RunOptions options;
  options.replications = 11;
  options.threads = 1;
  const Outcomes alone = replicate(plan, cells, options);
  for (const unsigned threads : {2u, 5u}) {
    options.threads = threads;
    const Outcomes together = replicate(plan, cells, options);
    CHECK(together.fingerprint == alone.fingerprint);
    CHECK(together.prints == alone.prints);
    REQUIRE(together.values.size() == alone.values.size());
    // Bits, so that NaN equals NaN.
    CHECK(std::memcmp(together.values.data(), alone.values.data(),
                      alone.values.size() * sizeof(double)) == 0);
  }
  options.seed = 2;
  CHECK(replicate(plan, cells, options).fingerprint != alone.fingerprint);
}

TEST_CASE("replications done in two parts equal those done at once", "[experiment]") {
  const Plan plan = busy_plan();
  const std::vector<Cell> cells{parse_cell("boardings", plan).value(),
                                parse_cell("wait_mean", plan).value()};
  RunOptions options;
  options.replications = 7;
  const Outcomes whole = replicate(plan, cells, options);
  options.replications = 3;
  Outcomes parts = replicate(plan, cells, options);
  options.first_replication = 3;
  options.replications = 4;
  append(parts, replicate(plan, cells, options));
  CHECK(parts.replications == 7);
  CHECK(parts.values == whole.values);
  CHECK(parts.fingerprint == whole.fingerprint);
}

TEST_CASE("a stop keeps a beginning without gaps", "[experiment][jobs]") {
  for (const unsigned threads : {1u, 4u}) {
    std::vector<int> done(100, 0);
    const auto worker = [&]() -> Job { return [&](std::uint32_t k) { done[k] = 1; }; };
    const std::uint32_t count =
        run_jobs(100, threads, worker, "", [](const Progress& p) { return p.done < 10; });
    CHECK(count >= 10);
    CHECK(count <= 10 + threads);
    for (std::uint32_t k = 0; k < 100; ++k) CHECK(done[k] == (k < count ? 1 : 0));
  }
}

TEST_CASE("progress is told once per job and in order", "[experiment][jobs]") {
  std::vector<std::uint32_t> told;
  run_jobs(
      20, 3, [] { return Job([](std::uint32_t) {}); }, "work",
      [&](const Progress& p) {
        told.push_back(p.done);
        return true;
      });
  REQUIRE(told.size() == 21);
  for (std::uint32_t k = 0; k < told.size(); ++k) CHECK(told[k] == k);
}

TEST_CASE("an exception in a thread arrives where the jobs were started", "[experiment][jobs]") {
  const auto worker = []() -> Job {
    return [](std::uint32_t k) {
      if (k == 5) throw std::runtime_error("broken");
    };
  };
  CHECK_THROWS_AS(run_jobs(50, 3, worker, "", {}), std::runtime_error);
}
