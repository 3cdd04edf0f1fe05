#pragma once
/// A store as tidy CSV tables: in the design's order, the same bytes for the same results. Lines end in \n, numbers are
/// written so that reading gives the same number, a value that is not there is empty. `row` 0 is the scenario as it is.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/experiment/statistics.hpp"
#include "czt/experiment/store.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

/// row, status, reason, one column for each parameter.
void write_points(StudyStore& store, const Sink& to);
/// One line for each run: run, row, replication, status, fingerprint, one column for each cell.
void write_runs_wide(StudyStore& store, const Sink& to);
/// run, row, replication, measure, selection, value.
void write_runs_long(StudyStore& store, const Sink& to);
/// row, parameters, measure, selection, unit, n, mean, sd, half_width, and the same people's difference to row 0.
void write_estimates(StudyStore& store, const Sink& to);
/// One line for each row of the design, without row 0, in its order: the means, "nan" where there is none. Other
/// tools read it beside the matrix that they made.
void write_answers(StudyStore& store, const Sink& to);
/// row, parameters, measure, selection, n, mean, half_width, and the same with how many would-be travellers were drawn as
/// control (control_variates.hpp), with the share of the variance that it explains. Of stores that keep runs.
void write_controlled(StudyStore& store, const Sink& to);
/// One line of what Morris' effects or Sobol' indices say: S1, ST, mu, mu_star, sigma, noise_sd … of a parameter (empty: of all).
struct SensitivityLine {
  std::size_t cell = 0;
  std::string parameter;
  std::string_view what;
  double value, low, high;       ///< of the interval; NaN where there is none
};
/// Of every deciding cell; empty where the design has none.
std::vector<SensitivityLine> sensitivity_of(StudyStore& store);
/// Of Morris and Saltelli designs, of every deciding cell: parameter, measure, what is estimated, value, low, high. False
/// where the design has none.
bool write_sensitivity(StudyStore& store, const Sink& to);

/// The values of one cell by replication, NaN where there is none.
std::vector<double> column_of(std::span<const StoredRun> runs, std::size_t cell);

/// What a point's runs say of one cell.
struct PointEstimate {
  std::uint32_t n = 0;
  double mean, sd, half_width;
  double difference, difference_half_width;  ///< NaN for row 0
};
/// By cell.
std::vector<PointEstimate> estimates_of(StudyStore& store, const Series& series, std::int64_t point, std::int64_t base);

}  // namespace czt
