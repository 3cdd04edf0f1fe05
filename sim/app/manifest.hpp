#pragma once
/// What lies beside a store: who made it, when, where and how. Times and names of machines are here and nowhere else.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "options.hpp"
#include "studying.hpp"

namespace czt::app {

/// STORE.manifest.json
std::filesystem::path manifest_of(const std::filesystem::path& store);
/// `began`: seconds since 1970.
std::string manifest_json(const LoadedStudy& study, const StudyResult& result, const std::filesystem::path& store, const Options& options,
                          long long began);

/// Of a store that shards were joined in: what the first shard with a manifest says, and which they were. None where none has.
std::optional<std::string> joined_manifest(const std::vector<std::string>& shards, const std::filesystem::path& store, const std::string& command);

/// What a manifest says about how to run its study again.
struct Manifest {
  std::filesystem::path study;
  std::filesystem::path store;
  std::string scenario_digest;
  int model = 0;
  std::vector<std::string> set;
  std::optional<std::uint32_t> replications;
  bool allow_conflicts = false;
  std::uint64_t seed = 1;
};
/// Paths in it are beside it. Failure where it is no manifest.
Manifest read_manifest(const std::filesystem::path& file);

}  // namespace czt::app
