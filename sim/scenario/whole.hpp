#pragma once
/// Checks that need the whole, resolved scenario: missing keys, names that refer to something,
/// files that are there, and what must fit together. Each fault is said once, however many trees
/// show it.

#include <filesystem>

#include "czt/core/result.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

struct Folder {
  std::filesystem::path root;  ///< of the first file, canonical: nothing outside it is read
  bool closed = false;         ///< no file is looked for
};

void check_missing(const Value& tree, Diagnostics& wrong);
void check_names(const Value& tree, const Folder& folder, Diagnostics& wrong);
void check_sense(const Value& tree, Diagnostics& wrong);
void check_fares(const Value& tree, Diagnostics& wrong);

/// The absolute path, symbolic links followed as far as it exists; empty if there can be no such
/// path.
std::filesystem::path real_place(const std::filesystem::path& file);
/// Where a file named by a value is: beside the scenario that wrote it.
std::filesystem::path resolve_file(const Value& value);
/// Whether a path stays in the folder, symbolic links followed.
bool stays_inside(const std::filesystem::path& root, const std::filesystem::path& file);

/// Takes out what says the same thing of the same place; the rest in the order of the places, files
/// in the given order, the shell last.
void say_once(Diagnostics& wrong, const std::vector<std::filesystem::path>& files);

}  // namespace czt
