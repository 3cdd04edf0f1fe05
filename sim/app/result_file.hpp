#pragma once
/// -o RESULT.json: the JSON object of a command, with the command's own words, so that `czt report` can make a page of it.

#include <string>

#include "options.hpp"

namespace czt::app {

/// Writes it where options.output says. Where an earlier result is expected (options.expected), a Failure (wrong_input) if
/// this one differs from it anywhere.
void write_result(const std::string& json, const Options& options);

}  // namespace czt::app
