#pragma once
/// Did you mean: for commands and options nobody knows.

#include <span>
#include <string>
#include <string_view>

namespace czt::app {

/// " (did you mean 'compare'?)", or nothing.
std::string did_you_mean(std::string_view wanted, std::span<const std::string> allowed);

/// What to say to `czt X` when X is no command: X may be a scenario file.
std::string unknown_command(std::string_view word, std::span<const std::string> commands);

}  // namespace czt::app
