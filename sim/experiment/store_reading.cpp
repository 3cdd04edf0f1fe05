/// What is in a store, and what another one adds to it.

#include <fmt/format.h>

#include "czt/model/model_version.hpp"
#include "store_impl.hpp"

namespace czt {

using Kind = StoreTrouble::Kind;

PointStatus status_named(std::string_view text) {
  if (text == "done") return PointStatus::done;
  return text == "infeasible" ? PointStatus::infeasible : PointStatus::open;
}

StudyStore::Counts StudyStore::counts() {
  Database& db = *impl_->database;
  const auto number = [&](const char* sql) { return static_cast<std::uint64_t>(db.number(sql)); };
  Counts c;
  c.points = number("SELECT count(DISTINCT point) FROM design");
  c.done = number("SELECT count(*) FROM points WHERE status = 'done' AND point IN (SELECT point FROM design)");
  c.infeasible = number("SELECT count(*) FROM points WHERE status = 'infeasible' AND point IN (SELECT point FROM design)");
  c.runs = number("SELECT count(*) FROM runs WHERE point IN (SELECT point FROM design)");
  c.failed = number("SELECT count(*) FROM runs WHERE status = 'failed' AND point IN (SELECT point FROM design)");
  if (number("SELECT count(*) FROM series WHERE current = 1 AND rows = 'points'") > 0)
    c.runs = number("SELECT coalesce(sum(replications), 0) FROM points WHERE point IN (SELECT point FROM design)");
  return c;
}

Series StudyStore::series() {
  Database& db = *impl_->database;
  Query find(db, "SELECT series, study, scenario, scenario_file, scenario_digest, resolved, seed, rows FROM series WHERE current = 1");
  if (!find.step()) throw StoreTrouble{Kind::file, fmt::format("{} has no study in it yet", impl_->path.string())};
  Series s;
  const std::int64_t id = find.whole(0);
  s.study = find.text(1);
  s.scenario = find.text(2);
  s.scenario_file = find.text(3);
  s.scenario_digest = find.text(4);
  s.resolved = find.text(5);
  s.seed = static_cast<std::uint64_t>(find.whole(6));
  s.keep_runs = find.text(7) == "runs";
  Query cell(db, "SELECT name, measure, selection, deciding FROM cells WHERE series = ? ORDER BY cell");
  cell.bind(1, id);
  while (cell.step()) s.cells.push_back({cell.text(0), cell.text(1), cell.text(2), cell.whole(3) != 0});
  return s;
}

std::string StudyStore::about(std::string_view key) {
  Query find(*impl_->database, "SELECT value FROM about WHERE key = ?");
  return find.bind(1, key).step() ? find.text(0) : std::string();
}

std::string StudyStore::design() { return about("design"); }

void StudyStore::put_recommendation(std::uint64_t row, std::string_view words, std::string_view table) {
  Transaction all(*impl_->database);
  Query put(*impl_->database, "INSERT OR REPLACE INTO about VALUES(?, ?)");
  const std::string number = std::to_string(row);
  put.bind(1, std::string_view("recommended")).bind(2, number).run();
  put.bind(1, std::string_view("recommendation")).bind(2, words).run();
  put.bind(1, std::string_view("fates")).bind(2, table).run();
  all.keep();
}

Points StudyStore::coordinates() {
  Points points(static_cast<std::size_t>(impl_->database->number("SELECT count(DISTINCT row) FROM coordinates")), parameters().size());
  Query find(*impl_->database, "SELECT u FROM coordinates ORDER BY row, number");
  for (std::size_t k = 0; find.step() && k < points.values.size(); ++k) points.values[k] = find.number(0);
  return points;
}

std::uint64_t StudyStore::rows() { return static_cast<std::uint64_t>(impl_->database->number("SELECT count(*) FROM design")); }

std::vector<std::string> StudyStore::parameters() {
  std::vector<std::string> names;
  Query find(*impl_->database, "SELECT parameter FROM names ORDER BY number");
  while (find.step()) names.push_back(find.text(0));
  return names;
}

void StudyStore::each_row(const std::function<void(const Row&)>& f) {
  Query rows(*impl_->database, "SELECT d.row, p.point, p.status, p.reason FROM design d JOIN points p USING(point) ORDER BY d.row");
  Query values(*impl_->database, "SELECT value FROM settings WHERE point = ? ORDER BY number");
  while (rows.step()) {
    Row row{static_cast<std::uint64_t>(rows.whole(0)), rows.whole(1), status_named(rows.text(2)), rows.text(3), {}};
    values.bind(1, row.point);
    while (values.step()) row.values.push_back(values.text(0));
    f(row);
  }
}

std::vector<PointSums> StudyStore::sums(std::int64_t point) {
  std::vector<PointSums> sums;
  Query find(*impl_->database,
                 "SELECT cell, n, mean, squares, n_base, difference, difference_squares FROM sums WHERE point = ? ORDER BY cell");
  find.bind(1, point);
  while (find.step())
    sums.push_back({static_cast<std::uint32_t>(find.whole(0)), static_cast<std::uint32_t>(find.whole(1)), find.number(2),
                    find.number(3), static_cast<std::uint32_t>(find.whole(4)), find.number(5), find.number(6)});
  return sums;
}

void StudyStore::take_in(const std::filesystem::path& other) {
  { const StudyStore checked(other, Mode::read); }
  Database& db = *impl_->database;
  Query(db, "ATTACH DATABASE ? AS other").bind(1, std::string_view(other.native())).run();
  try {
    Transaction all(db);
    const bool fresh = db.number("SELECT count(*) FROM series") == 0;
    if (fresh)
      for (const char* table : {"series", "cells", "points", "settings", "design", "names", "about", "coordinates"})
        db.run(fmt::format("INSERT INTO main.{0} SELECT * FROM other.{0}", table).c_str());
    if (db.number("SELECT count(*) FROM series s JOIN other.series o USING(digest) WHERE s.current = 1 AND o.current = 1") != 1)
      throw StoreTrouble{Kind::mixture, fmt::format("{} is of another scenario, seed, model version or choice of measures than what is there", other.string())};
    const std::string design = "SELECT d.row, p.digest FROM {0}.design d JOIN {0}.points p USING(point)";
    const std::string ours = fmt::format(fmt::runtime(design), "main"), theirs = fmt::format(fmt::runtime(design), "other");
    if (db.number(fmt::format("SELECT count(*) FROM (SELECT * FROM ({0} EXCEPT {1}) UNION ALL SELECT * FROM ({1} EXCEPT {0}))", ours, theirs).c_str()) != 0)
      throw StoreTrouble{Kind::mixture, fmt::format("{} has another design than what is there", other.string())};
    // Points go by the digest of their settings: their numbers may differ.
    db.run("CREATE TEMP TABLE same AS SELECT o.point AS theirs, m.point AS ours FROM other.points o JOIN other.series os USING(series) "
           "JOIN main.series ms ON ms.digest = os.digest JOIN main.points m ON m.series = ms.series AND m.digest = o.digest "
           "WHERE os.current = 1");
    if (db.number("SELECT count(*) FROM other.runs o JOIN same ON o.point = theirs JOIN main.runs m ON m.point = ours AND m.replication = o.replication "
                  "WHERE m.fingerprint <> o.fingerprint OR m.status <> o.status") != 0)
      throw StoreTrouble{Kind::mixture, fmt::format("{} has other results for runs that are there already", other.string())};
    db.run("INSERT OR IGNORE INTO main.runs SELECT ours, replication, status, fingerprint, reason, drawn FROM other.runs JOIN same ON point = theirs");
    db.run("INSERT OR IGNORE INTO main.measures SELECT ours, replication, cell, value FROM other.measures JOIN same ON point = theirs");
    db.run("INSERT OR IGNORE INTO main.sums SELECT ours, cell, n, mean, squares, n_base, difference, difference_squares FROM other.sums JOIN same ON point = theirs");
    db.run("UPDATE main.points SET (status, reason, replications, expected_drawn) = (SELECT status, reason, replications, expected_drawn FROM other.points o JOIN same ON o.point = theirs "
           "WHERE ours = main.points.point) WHERE status = 'open' AND point IN (SELECT ours FROM same)");
    db.run("DROP TABLE temp.same");
    all.keep();
  } catch (...) {
    sqlite3_exec(db.handle(), "DETACH DATABASE other", nullptr, nullptr, nullptr);
    throw;
  }
  db.run("DETACH DATABASE other");
}

}  // namespace czt
