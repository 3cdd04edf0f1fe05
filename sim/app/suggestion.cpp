#include "suggestion.hpp"

#include <filesystem>

#include "czt/core/text.hpp"

namespace czt::app {

std::string did_you_mean(std::string_view wanted, std::span<const std::string> allowed) {
  const auto best = nearest(wanted, allowed);
  return best ? " (did you mean '" + escape_control(*best) + "'?)" : std::string();
}

std::string unknown_command(std::string_view word, std::span<const std::string> commands) {
  const std::string shown = escape_control(word);
  std::error_code ignored;
  if (word.ends_with(".yaml") || word.ends_with(".yml") ||
      std::filesystem::is_regular_file(word, ignored))
    return "'" + shown + "' is not a command (did you mean 'czt run " + shown + "'?)";
  return "'" + shown + "' is not a command" + did_you_mean(word, commands) + "; see czt --help";
}

}  // namespace czt::app
