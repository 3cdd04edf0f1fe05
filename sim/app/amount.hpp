#pragma once
/// Times as people say them.

#include <cstdint>
#include <string>

#include "czt/report/words.hpp"

namespace czt::app {

/// "2 min 10 s", "5.5 s"; exact. `ms` ≥ 0.
std::string amount(std::int32_t ms, Language language);

}  // namespace czt::app
