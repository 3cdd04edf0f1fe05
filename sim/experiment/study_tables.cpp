#include "czt/experiment/study_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>

#include "czt/experiment/sensitivity.hpp"
#include "observe/lines.hpp"
#include "experiment/row_values.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {


/// Every run of the design, numbered in its order.
template <class F>
void each_run(StudyStore& store, const F& f) {
  std::uint64_t number = 0;
  store.each_row([&](const StudyStore::Row& row) {
    for (const StoredRun& run : store.runs(row.point)) f(number++, row, run);
  });
}

double half_width_of(double squares, std::uint32_t n) {
  return n < 2 ? undefined : t_quantile(0.5 + confidence / 2.0, n - 1.0) * std::sqrt(squares / (n - 1.0) / n);
}

PointEstimate of_sums(const PointSums& s, bool is_base) {
  PointEstimate e{s.n, s.n ? s.mean : undefined, s.n < 2 ? undefined : std::sqrt(s.squares / (s.n - 1.0)), half_width_of(s.squares, s.n), undefined, undefined};
  if (is_base || s.n_base == 0) return e;
  e.difference = s.difference;
  e.difference_half_width = half_width_of(s.difference_squares, s.n_base);
  return e;
}

}  // namespace

std::vector<double> column_of(std::span<const StoredRun> runs, std::size_t cell) {
  std::vector<double> values;
  for (const StoredRun& run : runs) {
    values.resize(run.replication + 1, undefined);
    if (!run.failed) values.back() = run.values[cell];
  }
  return values;
}

std::vector<PointEstimate> estimates_of(StudyStore& store, const Series& series, std::int64_t point, std::int64_t base) {
  std::vector<PointEstimate> all(series.cells.size(), {0, undefined, undefined, undefined, undefined, undefined});
  if (!series.keep_runs) {
    for (const PointSums& s : store.sums(point)) all[s.cell] = of_sums(s, point == base);
    return all;
  }
  const std::vector<StoredRun> runs = store.runs(point);
  const std::vector<StoredRun> base_runs = point == base ? std::vector<StoredRun>{} : store.runs(base);
  for (std::size_t cell = 0; cell < all.size(); ++cell) {
    std::vector<double> values = column_of(runs, cell), there = column_of(base_runs, cell);
    const Estimate e = estimate(values);
    all[cell] = {e.n, e.mean, e.sd, e.half_width, undefined, undefined};
    if (base_runs.empty()) continue;
    const std::size_t both = std::min(values.size(), there.size());
    values.resize(both);
    there.resize(both);
    const Difference d = paired_difference(there, values);
    all[cell].difference = d.mean;
    all[cell].difference_half_width = d.half_width;
  }
  return all;
}

void write_points(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const std::vector<std::string> parameters = store.parameters();
  lines.heads({"row", "status", "reason"});
  for (const std::string& name : parameters) lines.words(name);
  lines.end();
  store.each_row([&](const StudyStore::Row& row) {
    lines.field(row.row);
    lines.field(to_text(row.status));
    lines.words(row.reason);
    values_of(lines, row, parameters.size());
    lines.end();
  });
  lines.flush();
}

void write_runs_wide(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const Series series = store.series();
  lines.heads({"run", "row", "replication", "status", "fingerprint", "reason"});
  for (const StoredCell& cell : series.cells) lines.words(cell.name);
  lines.end();
  each_run(store, [&](std::uint64_t number, const StudyStore::Row& row, const StoredRun& run) {
    lines.field(number);
    lines.field(row.row);
    lines.field(std::uint64_t{run.replication});
    lines.field(std::string_view(run.failed ? "failed" : "done"));
    lines.field(run.failed ? std::string() : fmt::format("{:016x}", run.fingerprint));
    lines.words(run.reason);
    for (std::size_t cell = 0; cell < series.cells.size(); ++cell) lines.field(run.failed ? undefined : run.values[cell]);
    lines.end();
  });
  lines.flush();
}

void write_runs_long(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const Series series = store.series();
  lines.heads({"run", "row", "replication", "measure", "selection", "value"});
  lines.end();
  each_run(store, [&](std::uint64_t number, const StudyStore::Row& row, const StoredRun& run) {
    for (std::size_t cell = 0; cell < run.values.size(); ++cell) {
      lines.field(number);
      lines.field(row.row);
      lines.field(std::uint64_t{run.replication});
      lines.words(series.cells[cell].measure);
      lines.words(series.cells[cell].selection);
      lines.field(run.values[cell]);
      lines.end();
    }
  });
  lines.flush();
}

void write_estimates(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const Series series = store.series();
  const std::vector<std::string> parameters = store.parameters();
  lines.field(std::string_view("row"));
  for (const std::string& name : parameters) lines.words(name);
  lines.heads({"measure", "selection", "unit", "n", "mean", "sd", "half_width", "difference", "difference_half_width"});
  lines.end();
  std::int64_t base = 0;
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0) base = row.point;
    const std::vector<PointEstimate> estimates = estimates_of(store, series, row.point, base);
    for (std::size_t cell = 0; cell < estimates.size(); ++cell) {
      const PointEstimate& e = estimates[cell];
      lines.field(row.row);
      values_of(lines, row, parameters.size());
      lines.words(series.cells[cell].measure);
      lines.words(series.cells[cell].selection);
      lines.field(find_measure(series.cells[cell].measure)->unit);
      lines.field(std::uint64_t{e.n});
      for (const double number : {e.mean, e.sd, e.half_width, e.difference, e.difference_half_width}) lines.field(number);
      lines.end();
    }
  });
  lines.flush();
}

void write_answers(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const Series series = store.series();
  for (const StoredCell& cell : series.cells) lines.words(cell.name);
  lines.end();
  std::int64_t base = 0;
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0) {
      base = row.point;
      return;
    }
    for (const PointEstimate& e : estimates_of(store, series, row.point, base)) {
      if (std::isnan(e.mean))
        lines.field(std::string_view("nan"));
      else
        lines.field(e.mean);
    }
    lines.end();
  });
  lines.flush();
}

namespace {

/// The responses of one cell: as many replications as every row has, or the means alone where runs are not kept.
Responses responses_of(StudyStore& store, const Series& series, std::size_t cell) {
  std::vector<std::vector<double>> rows;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0) return;
    if (series.keep_runs) {
      rows.push_back(column_of(store.runs(row.point), cell));
    } else {
      rows.emplace_back();
      for (const PointSums& s : store.sums(row.point))
        if (s.cell == cell && s.n > 0) rows.back().push_back(s.mean);
    }
    if (row.status == PointStatus::done) least = std::min(least, rows.back().size());
  });
  Responses responses;
  responses.replications = std::max<std::size_t>(1, least == std::numeric_limits<std::size_t>::max() ? 1 : least);
  for (std::vector<double>& row : rows) {
    row.resize(responses.replications, undefined);
    responses.values.insert(responses.values.end(), row.begin(), row.end());
  }
  return responses;
}

void add_sobol(std::vector<SensitivityLine>& lines, std::size_t cell, const std::vector<std::string>& parameters, const Responses& responses, std::uint64_t seed) {
  const SobolIndices indices = sobol_indices(parameters.size(), responses, seed);
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const SobolIndex& first = indices.first[p];
    const SobolIndex& total = indices.total[p];
    lines.push_back({cell, parameters[p], "S1", first.value, first.low, first.high});
    lines.push_back({cell, parameters[p], "ST", total.value, total.low, total.high});
  }
  lines.push_back({cell, "", "variance", indices.variance, undefined, undefined});
  lines.push_back({cell, "", "noise taken out of the variance", indices.noise, undefined, undefined});
  lines.push_back({cell, "", "blocks dropped", static_cast<double>(indices.dropped), undefined, undefined});
}

void add_morris(std::vector<SensitivityLine>& lines, std::size_t cell, const std::vector<std::string>& parameters, const Responses& responses, const Points& points) {
  const MorrisEffects effects = morris_effects(points, responses);
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const MorrisEffect& e = effects.of[p];
    lines.push_back({cell, parameters[p], "mu", e.mean, undefined, undefined});
    lines.push_back({cell, parameters[p], "mu_star", e.mean_absolute, e.mean_absolute - e.half_width, e.mean_absolute + e.half_width});
    lines.push_back({cell, parameters[p], "sigma", e.sd, undefined, undefined});
    lines.push_back({cell, parameters[p], "noise_sd", e.noise_sd, undefined, undefined});
  }
  lines.push_back({cell, "", "trajectories dropped", static_cast<double>(effects.dropped), undefined, undefined});
}

}  // namespace

std::vector<SensitivityLine> sensitivity_of(StudyStore& store) {
  std::vector<SensitivityLine> lines;
  const std::string design = store.design();
  if (design != "saltelli" && design != "morris") return lines;
  const Series series = store.series();
  const std::vector<std::string> parameters = store.parameters();
  const Points points = store.coordinates();
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell) {
    if (!series.cells[cell].deciding) continue;
    const Responses responses = responses_of(store, series, cell);
    if (design == "saltelli")
      add_sobol(lines, cell, parameters, responses, series.seed);
    else
      add_morris(lines, cell, parameters, responses, points);
  }
  return lines;
}

bool write_sensitivity(StudyStore& store, const Sink& to) {
  const std::vector<SensitivityLine> found = sensitivity_of(store);
  if (found.empty()) return false;
  const Series series = store.series();
  Lines lines(to);
  lines.heads({"measure", "selection", "parameter", "what", "value", "low", "high"});
  lines.end();
  for (const SensitivityLine& line : found) {
    lines.words(series.cells[line.cell].measure);
    lines.words(series.cells[line.cell].selection);
    lines.words(line.parameter);
    lines.words(line.what);
    for (const double number : {line.value, line.low, line.high}) lines.field(number);
    lines.end();
  }
  lines.flush();
  return true;
}

}  // namespace czt
