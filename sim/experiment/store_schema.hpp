#pragma once
/// The tables of a store. Raise `store_version` with them: an older or newer store is refused, never changed in place.

namespace czt {

inline constexpr int store_version = 2;
inline constexpr int store_application = 0x637a7431;  ///< "czt1": PRAGMA application_id

inline constexpr const char* store_schema = R"sql(
CREATE TABLE series(series INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, study TEXT NOT NULL, scenario TEXT NOT NULL,
  scenario_file TEXT NOT NULL, scenario_digest TEXT NOT NULL, seed INTEGER NOT NULL, seed_scheme TEXT NOT NULL,
  model_version INTEGER NOT NULL, rows TEXT NOT NULL, current INTEGER NOT NULL, resolved TEXT NOT NULL);
CREATE TABLE cells(series INTEGER NOT NULL, cell INTEGER NOT NULL, name TEXT NOT NULL, measure TEXT NOT NULL,
  selection TEXT NOT NULL, unit TEXT NOT NULL, deciding INTEGER NOT NULL, PRIMARY KEY(series, cell)) WITHOUT ROWID;
CREATE TABLE points(point INTEGER PRIMARY KEY, series INTEGER NOT NULL, digest TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open', reason TEXT NOT NULL DEFAULT '', replications INTEGER NOT NULL DEFAULT 0,
  expected_drawn REAL, UNIQUE(series, digest));
CREATE TABLE settings(point INTEGER NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(point, number)) WITHOUT ROWID;
CREATE TABLE design(row INTEGER PRIMARY KEY, point INTEGER NOT NULL);
CREATE TABLE names(number INTEGER PRIMARY KEY, parameter TEXT NOT NULL, paths TEXT NOT NULL);
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE coordinates(row INTEGER NOT NULL, number INTEGER NOT NULL, u REAL NOT NULL, PRIMARY KEY(row, number)) WITHOUT ROWID;
CREATE TABLE runs(point INTEGER NOT NULL, replication INTEGER NOT NULL, status TEXT NOT NULL, fingerprint INTEGER NOT NULL,
  reason TEXT NOT NULL, drawn INTEGER NOT NULL, PRIMARY KEY(point, replication)) WITHOUT ROWID;
CREATE TABLE measures(point INTEGER NOT NULL, replication INTEGER NOT NULL, cell INTEGER NOT NULL, value REAL,
  PRIMARY KEY(point, replication, cell)) WITHOUT ROWID;
CREATE TABLE sums(point INTEGER NOT NULL, cell INTEGER NOT NULL, n INTEGER NOT NULL, mean REAL, squares REAL,
  n_base INTEGER NOT NULL, difference REAL, difference_squares REAL, PRIMARY KEY(point, cell)) WITHOUT ROWID;
CREATE TABLE t95(df INTEGER PRIMARY KEY, t REAL NOT NULL);
CREATE VIEW parameters AS
  SELECT s.point, s.number, n.parameter, s.value FROM settings s JOIN names n USING(number)
  WHERE s.point IN (SELECT point FROM design);
CREATE VIEW results AS
  SELECT d.row, m.replication, c.name AS measure, m.value FROM design d JOIN points p USING(point)
  JOIN measures m USING(point) JOIN cells c ON c.series = p.series AND c.cell = m.cell;
CREATE VIEW estimates AS
  WITH moments AS (
    SELECT point, cell, n, mean, squares FROM sums
    UNION ALL
    SELECT m.point, m.cell, count(m.value), avg(m.value), sum((m.value - a.mean) * (m.value - a.mean)) FROM measures m
    JOIN (SELECT point, cell, avg(value) AS mean FROM measures GROUP BY point, cell) a USING(point, cell)
    GROUP BY m.point, m.cell)
  SELECT d.row, c.name AS measure, c.unit, m.n, m.mean, sqrt(m.squares / (m.n - 1)) AS sd,
    sqrt(m.squares / (m.n - 1) / m.n) * (SELECT t FROM t95 WHERE df <= m.n - 1 ORDER BY df DESC LIMIT 1) AS half_width
  FROM design d JOIN points p USING(point) JOIN moments m USING(point) JOIN cells c ON c.series = p.series AND c.cell = m.cell;
)sql";

}  // namespace czt
