#pragma once
/// The days of the states that were pictured last: a page asks for their pictures one by one.

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>

#include "czt/observe/day_pictures.hpp"
#include "loading.hpp"

namespace czt::app {

class Pictured {
 public:
  /// The first `days` replications of a state. Whoever asks for the same meanwhile waits.
  std::shared_ptr<const DayPictures> of(const std::shared_ptr<const Loaded>& state, std::uint32_t days);

 private:
  struct Kept {
    std::shared_ptr<const Loaded> state;
    std::uint32_t days;
    std::shared_ptr<const DayPictures> pictures;
  };
  std::mutex mutex_;
  std::deque<Kept> kept_;  ///< the last used at the end
};

}  // namespace czt::app
