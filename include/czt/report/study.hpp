#pragma once
/// What is said of a study's store.

#include <string>
#include <string_view>

#include "czt/experiment/store.hpp"

namespace czt {

/// Points, runs, what could not be, and the deciding measures of every point (the first of many), in 80 columns: of
/// parameters as many as there is room for.
std::string study_text(StudyStore& store);
std::string study_json(StudyStore& store, std::string_view version);

}  // namespace czt
