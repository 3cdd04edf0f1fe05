#pragma once
/// The pictures of a study.

#include <vector>

#include "czt/experiment/study_tables.hpp"
#include "study_points.hpp"

namespace czt::html {

/// A measure over the parameter with the most values, a curve for each value of the other one where there is one other with few;
/// else dots over each of up to three parameters. None where no parameter has numbers.
std::vector<Figure> response_curves(const StudyPoints& study, std::size_t cell);
/// Bars with intervals of the parameters that matter most: Sobol' total indices with first-order ones, or Morris' μ*.
Figure sensitivity_bars(const StudyPoints& study, std::size_t cell, const std::vector<SensitivityLine>& lines);

}  // namespace czt::html
