#pragma once
/// What a dispatcher does about late trains: standing rules, by name. A rule is asked once where a train stops, by what is
/// known then (how late trains are, not what will go wrong). On a punctual day in which all connections are kept none does
/// anything.

#include <cstdint>
#include <string>
#include <vector>

#include "czt/core/id.hpp"
#include "czt/core/time.hpp"

namespace czt {

struct DispatchingRule {
  enum class Action : std::uint8_t {
    hold,  ///< `trains` wait at `station` for late ones of `awaited`, up to `limit` after their booked departure
    skip,  ///< `trains` that come later than `limit` pass without stopping; at `station`, or at all stations on their way
    cancel,     ///< `trains` that would start later than `limit` do not run, nor do their sets' next trains, which come back
    turn_short, ///< `trains` that come to `station` later than `limit` end there; from there their sets work their next trains
    re_platform ///< `trains` that have waited for `limit` outside `station` take a free track of the other direction there
  };
  std::string name;
  std::string name_zh;                  ///< may be empty
  Action action = Action::hold;
  std::vector<std::uint32_t> trains;    ///< rows of the trips, ascending
  std::vector<std::uint32_t> awaited;   ///< hold: likewise
  std::uint32_t station = none;         ///< row of the stations; none: all (skip), or what is not asked (cancel)
  Duration limit{};
  static constexpr std::uint32_t none = 0xFFFFFFFFu;
};

}  // namespace czt
