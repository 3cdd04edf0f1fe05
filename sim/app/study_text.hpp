#pragma once
/// What a person reads about a study on a terminal.

#include <string>

#include "czt/experiment/study_tables.hpp"
#include "options.hpp"

namespace czt::app {

/// Points, runs, what could not be, and the deciding measures of every point (the first and last of many).
std::string study_text(StudyStore& store, const Options& options);
std::string study_json(StudyStore& store);

}  // namespace czt::app
