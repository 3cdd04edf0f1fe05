#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "czt/core/digest.hpp"
#include "czt/observe/measures.hpp"

namespace czt {

namespace {

static_assert(std::endian::native == std::endian::little, "columns are hashed by their bytes");

/// A column's bytes in eight-byte words over four independent chains, so that the multiplications
/// overlap (a chain of Fingerprint::add alone would take as long as the day itself).
template <class Column>
void add(Fingerprint& print, const Column& column) {
  using T = typename Column::value_type;
  constexpr std::uint64_t odd = 0x9fb21c651e98df25u;  // multiplier of rrmxmx (Evensen 2018)
  const auto* bytes = reinterpret_cast<const char*>(column.data());
  const std::size_t size = column.size() * sizeof(T);
  std::array<std::uint64_t, 4> chains{1, 2, 3, 4};
  std::size_t at = 0;
  const auto mix = [&](std::size_t chain, std::uint64_t word) {
    std::uint64_t& c = chains[chain];
    c = (c ^ word) * odd;
    c ^= c >> 32;
  };
  for (; at + 32 <= size; at += 32) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), bytes + at, 32);
    for (std::size_t k = 0; k < 4; ++k) mix(k, words[k]);
  }
  for (; at < size; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, std::min<std::size_t>(8, size - at));
    mix(at / 8 % 4, word);
  }
  print.add(std::uint64_t{column.size()});
  for (const std::uint64_t chain : chains) print.add(chain);
}

}  // namespace

std::uint64_t fingerprint(const World& world) {
  Fingerprint print;
  const PassengerColumns& rows = world.passengers;
  add(print, rows.came);
  add(print, rows.person);
  add(print, rows.boarded);
  add(print, rows.alighted);
  add(print, rows.stood_until);
  add(print, rows.missed);
  const PersonColumns& persons = world.persons;
  add(print, persons.stream);
  add(print, persons.number);
  add(print, persons.journey);
  add(print, persons.wish);
  if (!persons.entrance.empty()) add(print, persons.entrance);
  if (!persons.bus.empty()) add(print, persons.bus);
  if (!world.buses.came.empty()) {
    add(print, world.buses.came);
    add(print, world.buses.riders);
    add(print, world.buses.left_behind);
  }
  const PointColumns& points = world.points;
  add(print, points.arrived);
  add(print, points.departed);
  add(print, points.boarded);
  add(print, points.alighted);
  add(print, points.left_behind);
  add(print, points.load);
  add(print, points.standing);
  add(print, points.dwell_needed);
  add(print, points.held);
  add(print, world.onward);
  return print.value();
}

}  // namespace czt
