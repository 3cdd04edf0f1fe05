// Replaces the allocator of this test program to see who asks for memory.

#include <atomic>
#include <cstdlib>
#include <new>

#include "observe/seen.hpp"
#include "support/catch.hpp"

namespace {
std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace czt;

TEST_CASE("reading a second day allocates nothing", "[observe][reuse]") {
  czt::test::SmallLine line = czt::test::morning();
  line.travellers(0, 2, 3000.0, clock_time(7), clock_time(9));
  line.travellers(2, 0, 3000.0, clock_time(7), clock_time(9));
  const czt::test::Seen seen(line);
  const std::vector<Cell> cells = default_cells(seen.plan);
  Observation observation(seen.plan, cells);
  std::vector<double> values(cells.size());
  observation.read(seen.world, values);
  const std::size_t before = allocations;
  observation.read(seen.world, values);
  fingerprint(seen.world);
  CHECK(allocations == before);
}

TEST_CASE("one passenger's second of difference changes the fingerprint",
          "[observe][fingerprint]") {
  czt::test::Seen seen(czt::test::morning());
  const std::uint64_t before = fingerprint(seen.world);
  CHECK(fingerprint(seen.world) == before);
  seen.world.passengers.came.back() += 1;
  CHECK(fingerprint(seen.world) != before);
  seen.world.passengers.came.back() -= 1;
  std::swap(seen.world.points.load[0], seen.world.points.load[1]);
  CHECK(fingerprint(seen.world) != before);
}
