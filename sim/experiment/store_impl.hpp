#pragma once
/// What a store is made of: the file, its lock, its statements.

#include <optional>

#include "czt/experiment/store.hpp"
#include "sqlite.hpp"

namespace czt {

inline constexpr int patience_seconds = 10;  ///< for another process that has the store

/// Where shared memory does not work, as over a network, SQLite's write-ahead log must not be used.
bool needs_plain_journal(long file_system);

/// Whether it begins as every SQLite file does; a file that is none must not be written to. Throws StoreTrouble.
void require_sqlite(const std::filesystem::path& file);

/// A database of this program's and of this version. Throws StoreTrouble.
void require_ours(Database& database, const std::filesystem::path& file);

std::string_view to_text(DesignAsked::Kind kind);
/// Their rows are blocks or trajectories: effects and indices are read off them.
bool is_for_sensitivity(DesignAsked::Kind kind);
PointStatus status_named(std::string_view text);

/// Held by one process at a time; the kernel lets go of it when the process ends, however it ends.
class StoreLock {
 public:
  explicit StoreLock(const std::filesystem::path& store);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

struct StudyStore::Impl {
  Impl(const std::filesystem::path& file, Mode mode, bool durable);
  void make();
  void prepare();
  void add_series(std::int64_t id, const std::string& digest, const Series& series);
  void lay_design(std::int64_t id, const StudyDesign& design);
  void put(std::int64_t point, const StoredRun& run);

  std::filesystem::path path;
  std::optional<StoreLock> lock;  ///< let go of last
  std::optional<Database> database;
  std::optional<Query> put_run, put_values, put_sums;
  std::size_t values_at_once = 0;  ///< that put_values puts
  std::vector<std::int64_t> point_of_row;
};

}  // namespace czt
