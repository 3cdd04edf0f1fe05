#include "pictured.hpp"

#include <algorithm>

#include "measuring.hpp"
#include "report_file.hpp"

namespace czt::app {

namespace {

constexpr std::size_t most_pictured_states = 6;

}  // namespace

std::shared_ptr<const DayPictures> Pictured::of(const std::shared_ptr<const Loaded>& state, std::uint32_t days) {
  const std::lock_guard lock(mutex_);
  auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.state == state && kept.days == days; });
  Kept kept = found != kept_.end() ? *found : Kept{state, days, std::make_shared<const DayPictures>(days_pictured(state->compiled.plan, seed_of(state->scenario, {}), 0, days))};
  if (found != kept_.end()) kept_.erase(found);
  kept_.push_back(kept);
  if (kept_.size() > most_pictured_states) kept_.pop_front();
  return kept.pictures;
}

}  // namespace czt::app
