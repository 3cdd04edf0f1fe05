#include "czt/core/philox.hpp"

#include <set>
#include <vector>

#include "czt/core/draws.hpp"
#include "support/catch.hpp"

using namespace czt;

TEST_CASE("Philox gives the published answers", "[core][V37]") {
  // Random123's kat_vectors for philox4x32 with 10 rounds.
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) ==
        PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32_10({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a sweep gives the same blocks as one by one, whatever the processor has", "[core]") {
  const PhiloxBlock first{0xfffffff0, 0x9e3779b9, 0xffffffff, 0x80000001};  // the index runs over its end
  const PhiloxKey key{0xa4093822, 0xffffffff};
  for (const PhiloxSweep sweep : philox_sweeps())
    for (std::size_t count = 0; count <= 41; ++count) {
      const PhiloxBlock untouched{1, 2, 3, 4};
      std::vector<PhiloxBlock> blocks((count + 3) / 4 * 4 + 1, untouched);
      sweep(first, key, count, blocks.data());
      std::size_t wrong = 0;
      for (std::uint32_t i = 0; i < count; ++i)
        wrong += blocks[i] != philox4x32_10({first[0] + i, first[1], first[2], first[3]}, key);
      CHECK(wrong == 0);
      CHECK(blocks.back() == untouched);
    }
}

TEST_CASE("a draw depends on each part of its identity", "[core]") {
  const Draws draws(20210526, 3);
  const std::set<PhiloxBlock> blocks{
      draws.block(Chance::traveller, 7, 0),
      draws.block(Chance::traveller, 7, 1),
      draws.block(Chance::traveller, 8, 0),
      draws.block(Chance::traveller, 7 + (std::uint64_t{1} << 32), 0),
      draws.block(Chance::traveller_more, 7, 0),
      Draws(20210526, 4).block(Chance::traveller, 7, 0),
      Draws(20210527, 3).block(Chance::traveller, 7, 0),
      Draws(20210526 + (std::uint64_t{1} << 32), 3).block(Chance::traveller, 7, 0),
  };
  CHECK(blocks.size() == 8);
  CHECK(draws.block(Chance::traveller, 7, 0) == Draws(20210526, 3).block(Chance::traveller, 7, 0));
}

TEST_CASE("a unit draw never reaches an end", "[core]") {
  CHECK(unit(0, 0) > 0.0);
  CHECK(unit(0xffffffff, 0xffffffff) < 1.0);
  CHECK(unit(0xffffffff, 0xffffffff) == 1.0 - unit(0, 0));
  CHECK(unit(0xffffffffu) < 1.0);
  CHECK(below(0xffffffff, 10) == 9);
  CHECK(below(0, 10) == 0);
}
