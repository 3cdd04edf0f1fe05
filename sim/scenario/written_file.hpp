#pragma once
/// What files beside scenarios share (calibrations, studies): a reader derives from it, asks for what it knows and
/// gathers everything that is wrong, each with its place.

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "czt/observe/measures.hpp"
#include "czt/scenario/keys.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// The key of a path whose value may be varied, or null.
const Key* key_to_vary(const std::string& path);
/// Numbers of a measure: with its unit where a bare number could be two things. `share` for none.
Dimension dimension_of(const Measure* measure);

class WrittenFile {
 protected:
  using Names = std::vector<std::string>;
  /// `kind`: "calibration", "study"
  WrittenFile(std::filesystem::path file, std::string kind) : file_(std::move(file)), kind_(std::move(kind)) {}

  void refuse(const Value& at, const std::string& path, std::string message, std::string hint = {});
  static std::string below(const std::string& path, const std::string& name);
  /// Refuses keys that are not allowed.
  void known(const Value& in, const std::string& path, const Names& allowed);
  const Value* needed(const Value& in, const std::string& name, const std::string& path);
  const Value* scalar(const Value& in, const std::string& name, const std::string& path);
  /// At the top, with something in it.
  const Value* map(const Value& in, const std::string& name);
  bool is_map(const Value& item, const std::string& path);
  std::optional<double> quantity(const Value& at, const std::string& path, Dimension dimension);
  double whole(const Value& in, const std::string& name, const std::string& path, double otherwise, double least,
               double most = 10'000'000.0);
  std::optional<std::pair<double, double>> bounds(const Value& at, const std::string& path, Dimension dimension);
  /// Beside the file, and not outside its folder: as a base.
  std::optional<std::filesystem::path> file_of(const Value& in, const std::string& name, const std::string& path);
  std::vector<const Value*> one_or_more(const Value& at, const std::string& path);
  /// A measure by its name, with or without a selection after @; refuses others.
  const Measure* measure_named(const Value& text, const std::string& path);
  static Provenance provenance(const Value& in);

  Diagnostics wrong_;

 private:
  std::filesystem::path file_;
  std::string kind_;
};

}  // namespace czt
