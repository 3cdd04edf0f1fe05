#pragma once
/// An answer while it sharpens, for a page that asks again and again.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "czt/experiment/summary.hpp"
#include "czt/observe/day_pictures.hpp"

namespace czt {

struct WhatIfState {
  std::uint64_t request = 0;    ///< the page's own number
  std::uint32_t at_most = 0;    ///< replications that there may be
  bool settled = false;         ///< precise enough, or `at_most` reached: nothing more will come
  bool precise = false;         ///< the asked precision is reached
  bool choices_settled = true;  ///< how people choose has settled in both scenarios, within the asked gap
  double milliseconds = 0.0;    ///< since the request came
};

/// {"request", "replications", "at_most", "settled", "precise", "choices_settled", "milliseconds", "base", "now" {scenario,
/// fingerprint}, "rows": [{"measure", "label": {en, zh}, "unit", "usual", "better", "base", "base_half_width", "now",
/// "now_half_width", "difference", "difference_half_width", "identical", "verdict", "shown": {label: {en, zh}, base, now,
/// difference, half_width}}]} of cells of the whole line. `now` has been compared with `base`.
std::string what_if_json(const Summary& base, const Summary& now, const WhatIfState& state);

/// Empty places (<figure id="load-map-0">) for the pictures of the days as they are and, `changed`, as changed: a piece of a
/// page, which fills them one by one.
std::string what_if_places(bool changed);
/// What stands in the place of the last of `days`: the days as they are and, for a picture of the changed ones, those too.
/// Escaped; the numbers' place is empty. `name`: "load-map"; nothing where there is no such picture.
std::optional<std::string> what_if_picture(std::string_view name, std::span<const DayPictures* const> days);
/// The table of its numbers.
std::optional<std::string> what_if_numbers(std::string_view name, std::span<const DayPictures* const> days);

}  // namespace czt
