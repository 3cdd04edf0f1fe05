#pragma once
/// What a study says between its points: an emulator over the numbers of its parameters.

#include <optional>
#include <string>
#include <vector>

#include "czt/experiment/emulator.hpp"
#include "czt/experiment/store.hpp"

namespace czt {

class StudyEmulator {
 public:
  /// Of one cell, from all points that are done. What is wrong (a parameter that is no number, too few points, more than
  /// `most_points`) is said in `why`.
  static std::optional<StudyEmulator> fit(StudyStore& store, std::size_t cell, std::string& why);

  struct Span {
    std::string name;
    double low, high;   ///< of the points, in the parameter's own unit
    std::string unit;
  };
  [[nodiscard]] const std::vector<Span>& parameters() const { return parameters_; }
  /// One number per parameter, in its own unit. Outside the points' span it is a guess that tends to the level.
  [[nodiscard]] Emulator::Prediction at(const std::vector<double>& values) const;
  [[nodiscard]] const Emulator& emulator() const { return emulator_; }

  static constexpr std::size_t most_points = 1000;

 private:
  StudyEmulator(std::vector<Span> parameters, Emulator emulator) : parameters_(std::move(parameters)), emulator_(std::move(emulator)) {}
  std::vector<Span> parameters_;
  Emulator emulator_;
};

/// "0.25 yuan" → 0.25 and "yuan"; none if it does not begin with a number.
std::optional<std::pair<double, std::string>> number_and_unit_of(const std::string& value);

}  // namespace czt
