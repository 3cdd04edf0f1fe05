#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>
#include "czt/core/time.hpp"
namespace czt {
template <class Kind>
class EventQueue {
 public:
  struct Event { SimTime time; Kind kind; std::uint32_t subject; };
  void push(SimTime t, Kind k, std::uint32_t s) {
    heap_.push_back((static_cast<unsigned __int128>(static_cast<std::uint64_t>(in_milliseconds(t) + (std::int64_t{1} << 40))) << 40) | (std::uint64_t(k) << 32) | s);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }
  Event pop() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
    const auto e = heap_.back(); heap_.pop_back();
    return {start_of_day + milliseconds(static_cast<std::int64_t>(e >> 40) - (std::int64_t{1} << 40)), static_cast<Kind>((e >> 32) & 255), static_cast<std::uint32_t>(e)};
  }
  bool empty() const { return heap_.empty(); }
  void clear() { heap_.clear(); }
 private:
  std::vector<unsigned __int128> heap_;
};
}
