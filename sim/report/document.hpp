#pragma once
/// What every page is: one HTML document with its style and script in it, in two languages, that asks nothing of a network.

#include <string>

#include "czt/report/report.hpp"
#include "html.hpp"

namespace czt::html {

/// `title`, `about` (below the title) and `main` are escaped HTML; `language` is shown first. The document's policy lets nothing
/// run but its own script, named by its hash.
std::string document(const Both& title, const std::string& about, const std::string& main, Language language);

}  // namespace czt::html
