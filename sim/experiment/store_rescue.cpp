/// Stores that a disk has damaged: what is wrong with them, and what can be kept.

#include <fmt/format.h>

#include "store_impl.hpp"

namespace czt {

using Kind = StoreTrouble::Kind;

namespace {

/// Runs that were done and have fewer values than there are cells: of one point, or of all (?1 NULL).
constexpr const char* runs_cut_short = R"sql(
  SELECT count(*) FROM runs r JOIN points p USING(point) WHERE r.status = 'done' AND (?1 IS NULL OR r.point = ?1)
  AND (SELECT count(*) FROM measures m WHERE m.point = r.point AND m.replication = r.replication)
    <> (SELECT count(*) FROM cells c WHERE c.series = p.series))sql";

/// The point ?1, if it is said to be done and has not all that it had.
constexpr const char* incomplete = R"sql(
  SELECT 1 FROM points p JOIN series s USING(series) WHERE p.point = ?1 AND p.status = 'done' AND
  CASE s.rows WHEN 'runs' THEN p.replications > (SELECT count(*) FROM runs r WHERE r.point = p.point)
  ELSE (SELECT count(*) FROM cells c WHERE c.series = s.series) <> (SELECT count(*) FROM sums m WHERE m.point = p.point) END)sql";

class Rescue {
 public:
  Rescue(Database& from, Database& to) : from_(from), to_(to) {}

  void study() {
    for (const char* table : {"series", "cells", "points", "settings", "design", "names", "about", "coordinates"}) copy(table, "");
  }

  /// Everything of one point, or nothing; how many runs.
  std::uint64_t point(std::int64_t number) {
    const std::string of_it = fmt::format(" WHERE point = {}", number);
    Transaction all(to_);
    const std::uint64_t runs = copy("runs", of_it);
    copy("measures", of_it);
    copy("sums", of_it);
    Query cut_short(to_, runs_cut_short);
    Query lost(to_, incomplete);
    if ((cut_short.bind(1, number).step() && cut_short.whole(0) > 0) || lost.bind(1, number).step()) throw Lost{};
    all.keep();
    return runs;
  }

  void open_again(std::int64_t number) {
    to_.run(fmt::format("UPDATE points SET status = 'open', reason = '', replications = 0 WHERE point = {}", number).c_str());
  }

  struct Lost {};

 private:
  std::uint64_t copy(const char* table, const std::string& where) {
    Query columns(from_, fmt::format("SELECT count(*) FROM pragma_table_info('{}')", table));
    columns.step();
    std::string places = "?1";
    for (std::int64_t k = 2; k <= columns.whole(0); ++k) places += fmt::format(", ?{}", k);
    Query put(to_, fmt::format("INSERT INTO {} VALUES({})", table, places));
    std::uint64_t rows = 0;
    try {
      Query row(from_, fmt::format("SELECT * FROM {}{}", table, where));
      for (; row.step(); ++rows) put.bind_row(row).run();
    } catch (const StoreTrouble&) {
      if (from_.found_damage() || to_.found_damage()) throw Lost{};
      throw;  // no room for what is kept
    }
    return rows;
  }

  Database& from_;
  Database& to_;
};

}  // namespace

std::vector<std::string> damage_in(const std::filesystem::path& store) {
  require_sqlite(store);
  Database database(store, SQLITE_OPEN_READONLY);
  std::vector<std::string> troubles;
  try {
    require_ours(database, store);
    Query check(database, "PRAGMA integrity_check(20)");
    while (check.step())
      if (check.text(0) != "ok") troubles.push_back(check.text(0));
    if (!troubles.empty()) return troubles;
    Query cut_short(database, runs_cut_short);
    if (cut_short.step() && cut_short.whole(0) > 0)
      troubles.push_back(fmt::format("{} finished runs lack some of their values", cut_short.whole(0)));
  } catch (const StoreTrouble& trouble) {
    if (!database.found_damage()) throw;
    troubles.push_back(trouble.message);
  }
  return troubles;
}

StudyStore::Rescued StudyStore::rescue(const std::filesystem::path& damaged) {
  require_sqlite(damaged);
  Database from(damaged, SQLITE_OPEN_READONLY);
  Database& to = *impl_->database;
  Rescue rescue(from, to);
  try {
    require_ours(from, damaged);
    Transaction all(to);
    rescue.study();
    all.keep();
  } catch (const Rescue::Lost&) {
    throw StoreTrouble{Kind::file, fmt::format("{}: what was asked can no longer be read; begin a new store", damaged.string())};
  }
  std::vector<std::int64_t> points;
  Query each(to, "SELECT point FROM points ORDER BY point");
  while (each.step()) points.push_back(each.whole(0));
  Rescued rescued{points.size(), 0, 0};
  for (const std::int64_t point : points) {
    try {
      rescued.runs += rescue.point(point);
    } catch (const Rescue::Lost&) {
      rescue.open_again(point);
      ++rescued.lost;
    }
  }
  return rescued;
}

}  // namespace czt
