#pragma once
/// A study's rows as a page shows them: its deciding measures, in the units that people read.

#include <optional>
#include <string>
#include <vector>

#include "czt/experiment/store.hpp"
#include "html.hpp"

namespace czt::html {

/// A deciding measure.
struct StudyCell {
  std::size_t cell = 0;            ///< row of series.cells
  Both label;                      ///< escaped, with its unit
  double factor = 1.0;             ///< from the store's unit to the one shown
  bool less_is_better = false;
};

struct StudyPoint {
  std::uint64_t row = 0;
  PointStatus status = PointStatus::open;
  std::string reason;
  std::vector<std::string> values;              ///< per parameter, as written; none of row 0
  std::vector<std::optional<double>> numbers;   ///< of these; none where it is no number
  std::vector<double> means, half_widths;       ///< per StudyCell, × factor; NaN where there is none
};

struct StudyPoints {
  std::vector<std::string> parameters;
  std::vector<StudyCell> cells;
  std::vector<StudyPoint> points;               ///< row 0 first
};
StudyPoints points_of(StudyStore& store);

/// Row of `points` with the best mean of a cell; none where nothing has been run.
std::optional<std::size_t> best_of(const StudyPoints& study, std::size_t cell);
/// "329,342 ± 1,374"
std::string with_interval(double mean, double half_width);
/// "headway 43 min, fare 0.65 yuan"
std::string settings_text(const StudyPoints& study, const StudyPoint& point);

}  // namespace czt::html
