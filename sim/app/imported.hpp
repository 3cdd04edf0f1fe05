#pragma once
/// What all imports do with the line that they read.

#include <optional>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/source_text.hpp"
#include "czt/exchange/written_line.hpp"
#include "options.hpp"

namespace czt::app {

/// A file that is read as a whole; Failure where it cannot be, or is larger than what an import takes.
SourceText whole_file(const std::string& path);

/// Writes the scenario to -o and what belongs to it beside it, and says on stdout what was taken, repaired, ignored and
/// assumed. Failure with all errors where there is no line.
int write_imported(std::optional<WrittenLine> line, const Options& options, Findings& findings);

}  // namespace czt::app
