#pragma once
/// From a study's file to what can be run: its scenario, its design, its cells.

#include <optional>
#include <string>

#include "czt/experiment/store.hpp"
#include "czt/experiment/study.hpp"
#include "czt/experiment/study_goal.hpp"
#include "czt/scenario/study.hpp"
#include "options.hpp"

namespace czt::app {

struct LoadedStudy {
  StudyFile file;
  StudyDesign design;
  Series series;
  StudyJob job;      ///< its `design` is to be set to where that stays
  std::optional<StudyGoal> goal{};
};
/// Throws a Failure with all that is wrong. The scenario as it is must be one that can be run, conflicts apart.
LoadedStudy load_study(const std::string& file, const Options& options);

}  // namespace czt::app
