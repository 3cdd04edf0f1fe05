#pragma once
/// How a command ends when it cannot go on. The codes are those of the README.

#include <stdexcept>
#include <string>

#include "czt/core/language.hpp"
#include "czt/core/result.hpp"

namespace czt::app {

enum ExitCode : int {
  done = 0,
  threshold_not_met = 1,  ///< --fail-if
  wrong_usage = 2,
  wrong_input = 3,
  some_failed = 4,        ///< runs of a study
  file_trouble = 5,
  limit_reached = 6,
  bug = 70,
  try_again = 75,  ///< ended by SIGTERM, nothing is broken
  interrupted = 130
};

struct Failure {
  int code = bug;
  std::string message;      ///< one line or more for stderr, may be empty
  Diagnostics diagnostics;  ///< printed as a compiler would
};

/// Prints the failure to stderr, diagnostics in this language, and with `json` as an object to stdout, in English; returns
/// its code.
int tell(const Failure& failure, bool json, Language language = Language::en);

}  // namespace czt::app
