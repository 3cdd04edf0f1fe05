#include "czt/experiment/study_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/spread.hpp"

namespace czt {

namespace {

constexpr std::uint64_t most_rows = 100'000'000;

Diagnostic wrong(const SourcePlace& where, std::string path, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.where = where;
  d.path = std::move(path);
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

Spread spread_of(const Parameter& p) {
  switch (p.shape) {
    case Parameter::Shape::log:
      return LogSpread{p.low, p.high};
    case Parameter::Shape::triangular:
      return TriangularSpread{p.low, p.mode, p.high};
    case Parameter::Shape::normal:
      return NormalSpread{p.mean, p.sd, p.low, p.high};
    case Parameter::Shape::lognormal:
      return LognormalSpread{p.mean, p.sd, p.low, p.high};
    case Parameter::Shape::uniform:
      break;
  }
  return EvenSpread{p.low, p.high};
}

std::vector<std::string> levels_of(const Parameter& p) {
  if (!p.values.empty()) return p.values;
  std::vector<std::string> texts;
  for (std::uint32_t k = 0; k < p.steps; ++k) texts.push_back(p.written(p.low + (p.high - p.low) * k / (p.steps - 1)));
  return texts;
}

/// Ten times the trajectories to choose from, or as many as some 10^9 steps compare (every pair, row by row): none to
/// choose from where parameters are very many.
std::uint32_t candidates_of(std::uint32_t trajectories, std::size_t d) {
  const double of_a_pair = static_cast<double>(d + 1) * static_cast<double>(d + 1) * static_cast<double>(d);
  const double affordable = std::sqrt(2.0 * 1e9 / of_a_pair);
  return std::max(trajectories, static_cast<std::uint32_t>(std::min({10.0 * trajectories, 500.0, affordable})));
}

bool is_number(const std::string& text) {
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

/// A table made elsewhere: CSV with a column for each parameter, or nothing but numbers in the order of the parameters, as
/// SALib writes them.
class ListReading {
 public:
  ListReading(const StudyFile& study, const std::vector<Parameter>& parameters) : study_(study), parameters_(parameters) {}

  Result<std::vector<std::vector<std::string>>> read() {
    std::ifstream in(study_.design.file, std::ios::binary);
    if (!in) return wrong(study_.design.where, "design.file", "'" + escape_control(study_.design.file.string()) + "' cannot be read");
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    is_matrix(text) ? read_matrix(text) : read_csv(text);
    if (!wrong_.empty()) return wrong_;
    if (rows_.empty()) return wrong(study_.design.where, "design.file", "the list has no rows");
    return std::move(rows_);
  }

 private:
  static std::vector<std::string> numbers_of(std::string line) {
    std::replace_if(line.begin(), line.end(), [](char c) { return c == ',' || c == '\t' || c == '\r'; }, ' ');
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; in >> field;) fields.push_back(field);
    return fields;
  }
  static bool is_matrix(const std::string& text) {
    const std::vector<std::string> first = numbers_of(text.substr(0, text.find('\n')));
    return !first.empty() && std::all_of(first.begin(), first.end(), is_number);
  }

  void read_matrix(const std::string& text) {
    std::istringstream in(text);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      const std::vector<std::string> fields = numbers_of(line);
      if (fields.empty() || fields.front().starts_with('#')) continue;
      if (fields.size() == parameters_.size())
        take(fields, number);
      else
        refuse(number, fmt::format("{} numbers for {} parameters", fields.size(), parameters_.size()));
    }
  }

  void read_csv(const std::string& text) {
    const Result<CsvTable> table = parse_csv(text, study_.design.file.generic_string());
    if (!table) {
      wrong_ = table.error();
      return;
    }
    std::vector<std::size_t> columns;
    for (const Parameter& p : parameters_) {
      const auto at = table->column(p.name);
      if (!at) refuse(1, "no column is called '" + escape_control(p.name) + "'", "one for each parameter, by its name");
      columns.push_back(at.value_or(0));
    }
    if (!wrong_.empty()) return;
    for (const CsvTable::Row& row : table->rows) {
      std::vector<std::string> fields;
      for (const std::size_t column : columns) fields.push_back(row.fields[column]);
      take(fields, row.line);
    }
  }

  void refuse(int line, std::string message, std::string hint = {}) {
    if (wrong_.size() < 20) wrong_.push_back(wrong({study_.design.file.generic_string(), line, 1}, "design.file", std::move(message), std::move(hint)));
  }

  void take(const std::vector<std::string>& fields, int line) {
    std::vector<std::string> row;
    for (std::size_t k = 0; k < parameters_.size(); ++k) {
      const Parameter& p = parameters_[k];
      if (!p.values.empty() || !is_number(fields[k])) {
        row.push_back(fields[k]);
        continue;
      }
      double own{};
      std::from_chars(fields[k].data(), fields[k].data() + fields[k].size(), own);
      if (own < p.low || own > p.high)
        refuse(line, fmt::format("{}: {} is not between {} and {}", escape_control(p.name), fields[k], p.written(p.low), p.written(p.high)));
      row.push_back(p.written(own));
    }
    rows_.push_back(std::move(row));
  }

  const StudyFile& study_;
  const std::vector<Parameter>& parameters_;
  std::vector<std::vector<std::string>> rows_;
  Diagnostics wrong_;
};

}  // namespace

std::string value_at(const Parameter& p, double u) {
  if (!p.values.empty()) return p.values[entry_at(static_cast<std::uint32_t>(p.values.size()), u)];
  if (p.whole && p.shape == Parameter::Shape::uniform) return p.written(whole_at(p.low, p.high, u));
  return p.written(value_at(spread_of(p), u));
}

std::uint64_t StudyDesign::rows() const {
  if (kind_ == DesignAsked::Kind::grid) return 1 + grid_size(sizes_).value_or(0);
  return 1 + (kind_ == DesignAsked::Kind::list ? list_.size() : coordinates_.rows());
}

std::vector<std::string> StudyDesign::values(std::uint64_t row) const {
  if (row == 0) return {};
  if (kind_ == DesignAsked::Kind::list) return list_[row - 1];
  std::vector<std::string> texts;
  if (kind_ == DesignAsked::Kind::grid) {
    const std::vector<std::uint32_t> level = grid_row(sizes_, row - 1);
    for (std::size_t k = 0; k < level.size(); ++k) texts.push_back(levels_[k][level[k]]);
    return texts;
  }
  const auto at = coordinates_.row(row - 1);
  for (std::size_t k = 0; k < parameters_.size(); ++k) texts.push_back(value_at(parameters_[k], at[k]));
  return texts;
}

Result<StudyDesign> design_of(const StudyFile& study, std::vector<Parameter> parameters) {
  using Kind = DesignAsked::Kind;
  const DesignAsked& asked = study.design;
  StudyDesign design;
  design.kind_ = asked.kind;
  design.parameters_ = std::move(parameters);
  const std::size_t d = design.parameters_.size();
  const std::uint64_t rows = asked.kind == Kind::saltelli ? std::uint64_t{asked.points} * (d + 2)
                             : asked.kind == Kind::morris ? std::uint64_t{asked.trajectories} * (d + 1)
                                                          : asked.points;
  if (rows > most_rows) return wrong(asked.where, "design", fmt::format("{} points are more than {}", rows, most_rows));
  if (2 * d > most_sobol_parameters) return wrong(asked.where, "vary", fmt::format("{} parameters are too many", d));
  switch (asked.kind) {
    case Kind::grid: {
      for (const Parameter& p : design.parameters_) {
        design.levels_.push_back(levels_of(p));
        design.sizes_.push_back(static_cast<std::uint32_t>(design.levels_.back().size()));
      }
      const auto size = grid_size(design.sizes_);
      if (!size || *size > most_rows) return wrong(asked.where, "design", fmt::format("the grid has more than {} points", most_rows));
      break;
    }
    case Kind::list: {
      auto list = ListReading(study, design.parameters_).read();
      if (!list) return list.error();
      design.list_ = std::move(list).value();
      break;
    }
    case Kind::random:
      design.coordinates_ = random_points(d, asked.points, study.seed);
      break;
    case Kind::latin_hypercube:
      design.coordinates_ = latin_hypercube(d, asked.points, study.seed);
      break;
    case Kind::sobol:
      design.coordinates_ = scrambled_sobol_points(d, asked.points, study.seed);
      break;
    case Kind::morris:
      design.coordinates_ = morris_points(d, asked.levels, asked.trajectories, study.seed, candidates_of(asked.trajectories, d));
      break;
    case Kind::saltelli:
      design.coordinates_ = saltelli_points(d, asked.points, study.seed);
      break;
  }
  return design;
}

}  // namespace czt
