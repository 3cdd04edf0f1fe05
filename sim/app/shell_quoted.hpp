#pragma once
/// A text as one word of a shell, whatever is in it.

#include <string>

namespace czt::app {

std::string shell_quoted(const std::string& text);

}  // namespace czt::app
