#pragma once
/// A knockout tournament that is never over: the winner is the player with the least key, and when one place gets another
/// player only the matches on his way to the final are played again, as many as the places' number has binary digits. After
/// Knuth (1998), "The Art of Computer Programming" 3, 5.4.1, "selection trees".

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace czt {

class Tournament {
 public:
  /// `major` decides, then `minor`.
  struct Key {
    std::uint64_t major;
    std::uint64_t minor;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  static constexpr Key nobody{std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max()};

  /// Begins anew with at least so many places, nobody at any; allocates only for more than ever before.
  void open(std::size_t places) {
    places_ = std::bit_ceil(std::max(places, std::size_t{2}));
    matches_.assign(2 * places_, nobody);
  }
  [[nodiscard]] std::size_t places() const { return places_; }

  /// Somebody takes a place before the first match. Call `play` once after the last of them.
  void enter(std::size_t place, Key key) { matches_[places_ + place] = key; }
  void play() {
    for (std::size_t match = places_ - 1; match > 0; --match)
      matches_[match] = std::min(matches_[2 * match], matches_[2 * match + 1]);
  }

  /// The least key; `nobody` where all places are vacant.
  [[nodiscard]] Key winner() const { return matches_[1]; }
  [[nodiscard]] Key at(std::size_t place) const { return matches_[places_ + place]; }

  /// Another player takes the place.
  void replace(std::size_t place, Key key) {
    Key* const matches = matches_.data();
    std::size_t match = places_ + place;
    matches[match] = key;
    do {
      keep_lesser(key, matches[match ^ 1]);
      match /= 2;
      matches[match] = key;
    } while (match > 1);
  }

 private:
  /// Nobody can guess who wins, so there must be no branch. GCC 12 makes one of whatever C++ says, or a detour over vector
  /// registers, and takes twice the time (benchmarks/README.md): hence the instructions themselves.
  static void keep_lesser(Key& key, const Key& other) {
#if defined(__x86_64__)
    std::uint64_t difference = other.major;
    asm("cmp %[minor], %[other_minor]\n\t"
        "sbb %[major], %[difference]\n\t"
        "cmovb %[other_minor], %[minor]\n\t"
        "cmovb %[other_major], %[major]"
        : [major] "+&r"(key.major), [minor] "+&r"(key.minor), [difference] "+&r"(difference)
        : [other_major] "r"(other.major), [other_minor] "r"(other.minor)
        : "cc");
#else
    key = std::min(key, other);
#endif
  }

  std::vector<Key> matches_;  ///< 1: the final; match m is between 2m and 2m + 1; from places_ on the places
  std::size_t places_ = 0;
};

}  // namespace czt
