#pragma once
/// The scenarios that `czt init` writes.

#include <string_view>

namespace czt::app {

extern const std::string_view starter_line;    ///< a whole small line
extern const std::string_view starter_change;  ///< more-trains.yaml, a change of it

}  // namespace czt::app
