#include "czt/engine/tournament.hpp"

#include <algorithm>
#include <vector>

#include "czt/core/draws.hpp"
#include "support/catch.hpp"

using namespace czt;
using Key = Tournament::Key;

TEST_CASE("whoever takes a place, the least key wins", "[engine]") {
  const std::size_t players = GENERATE(1, 2, 3, 64, 100);
  const Draws draws(3, 0);
  // Few values, and those at the ends of their range, so that ties and borrows come often.
  const std::uint64_t values[] = {0, 1, 2, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFFF};
  const auto drawn = [&](std::uint32_t i) {
    const PhiloxBlock w = draws.block(Chance::traveller, players, i);
    return Key{values[below(w[0], 7)], values[below(w[1], 7)]};
  };
  Tournament tournament;
  tournament.open(players);
  std::vector<Key> at(tournament.places(), Tournament::nobody);
  CHECK(tournament.places() >= players);
  CHECK(tournament.winner() == Tournament::nobody);
  for (std::size_t place = 0; place < players; ++place) {
    at[place] = drawn(static_cast<std::uint32_t>(place));
    tournament.enter(place, at[place]);
  }
  tournament.play();
  CHECK(tournament.winner() == *std::min_element(at.begin(), at.end()));
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    const std::size_t place = below(draws.block(Chance::late_runner, players, i)[0], static_cast<std::uint32_t>(players));
    at[place] = drawn(1'000 + i);
    tournament.replace(place, at[place]);
    REQUIRE(tournament.at(place) == at[place]);
    REQUIRE(tournament.winner() == *std::min_element(at.begin(), at.end()));
  }
  tournament.open(players);
  CHECK(tournament.winner() == Tournament::nobody);
}
