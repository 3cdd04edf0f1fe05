#pragma once
/// A study's store as a page for people.

#include <string>
#include <string_view>

#include "czt/experiment/store.hpp"
#include "czt/report/report.hpp"

namespace czt {

/// A whole HTML document like report_page: what was recommended or is best, a curve or dots of each deciding measure,
/// sensitivities, every point (of many the first two hundred), what could not be, and how to make it again.
std::string study_page(StudyStore& store, std::string_view command, std::string_view version, Language language);

}  // namespace czt
