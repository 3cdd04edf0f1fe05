#include <atomic>
#include <cstdlib>
#include <new>

#include "support/catch.hpp"
#include "support/small_line.hpp"

namespace {
std::atomic<long> allocations{0};
}

// Not inlined: GCC would see free() meet its own operator new and warn of a mismatch that is none.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

TEST_CASE("a replication run again in the same World allocates nothing", "[model][memory]") {
  czt::test::SmallLine line({5.0, 8.0, 3.0});
  line.type().seats = 40;
  line.type().standing_area = czt::SquareMetres{10.0};
  line.every(czt::clock_time(6), czt::minutes(10), 60, czt::seconds(60));
  line.travellers(0, 3, 3000, czt::clock_time(6), czt::clock_time(15));
  line.travellers(1, 2, 2000, czt::clock_time(6), czt::clock_time(15));
  line.input.dwell = czt::CriticalDoorDwell{};
  const czt::Plan plan = line.plan();
  czt::World world;
  czt::simulate(plan, 1, 0, world);
  const long before = allocations;
  czt::simulate(plan, 1, 0, world);
  CHECK(allocations == before);
  CHECK(before > 0);
  CHECK(world.bytes() < 64 * world.passengers.came.size());
}
