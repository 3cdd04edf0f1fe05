#include "shell_quoted.hpp"

namespace czt::app {

std::string shell_quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) {
    if (c == '\'')
      safe += "'\\''";
    else
      safe += c;
  }
  return safe + "'";
}

}  // namespace czt::app
