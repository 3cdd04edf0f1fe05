#pragma once
/// The points of a study: its design laid over its parameters. Row 0 is the scenario as it is; the design's rows follow
/// in their order.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "czt/experiment/design.hpp"
#include "czt/scenario/study.hpp"

namespace czt {

class StudyDesign {
 public:
  [[nodiscard]] std::uint64_t rows() const;  ///< with row 0
  /// One value per parameter as it is written; empty for row 0.
  [[nodiscard]] std::vector<std::string> values(std::uint64_t row) const;
  /// The assumed inputs among them, with their numbers in their own units.
  [[nodiscard]] std::vector<std::pair<std::string, double>> inputs(std::uint64_t row) const;
  [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }
  [[nodiscard]] DesignAsked::Kind kind() const { return kind_; }
  /// The coordinates of random, Latin, Sobol', Morris and Saltelli designs, without row 0.
  [[nodiscard]] const Points& coordinates() const { return coordinates_; }

 private:
  friend Result<StudyDesign> design_of(const StudyFile&, std::vector<Parameter>);
  std::vector<Parameter> parameters_;
  DesignAsked::Kind kind_ = DesignAsked::Kind::grid;
  std::vector<std::vector<std::string>> levels_;  ///< grid
  std::vector<std::uint32_t> sizes_;
  Points coordinates_;
  std::vector<std::vector<std::string>> list_;
};

/// Errors: a grid or a design too large, a list that cannot be read (file:row, with the column).
Result<StudyDesign> design_of(const StudyFile& study, std::vector<Parameter> parameters);

/// A parameter's value at a coordinate of a design, as it is written.
std::string value_at(const Parameter& parameter, double u);

}  // namespace czt
