#include "czt/experiment/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "czt/core/digest.hpp"
#include "czt/experiment/statistics.hpp"
#include "czt/model/model_version.hpp"
#include "store_impl.hpp"
#include "store_schema.hpp"

namespace czt {

namespace fs = std::filesystem;
using Kind = StoreTrouble::Kind;

namespace {

constexpr long nfs = 0x6969, smb = 0x517b, smb2 = 0xfe534d42, cifs = static_cast<long>(0xff534d42);

bool has_bytes(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error) && fs::file_size(file, error) > 0;
}

/// "fares.per_km=", "demand.scale*=", one on a line.
std::string paths_of(const Parameter& parameter) {
  std::string text;
  for (const std::string& path : parameter.paths) text += (text.empty() ? "" : "\n") + path + (parameter.times ? "*=" : "=");
  return text;
}

std::string digest_of(const std::vector<std::string>& settings) {
  Sha256 sha;
  for (const std::string& setting : settings) {
    sha.add(setting);
    sha.add("\n");
  }
  return sha.hex();
}

void require_sound(Database& database, const fs::path& file) {
  Query check(database, "PRAGMA quick_check(1)");
  if (!check.step() || check.text(0) != "ok")
    throw StoreTrouble{Kind::file, fmt::format("{} is damaged ({}); it was left as it is; czt doctor says more, and keeps what can be read with --recover", file.string(), check.text(0))};
}

}  // namespace

void require_sqlite(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  char head[16] = {};
  in.read(head, sizeof head);
  if (!in || std::string_view(head, 15) != "SQLite format 3")
    throw StoreTrouble{Kind::file, fmt::format("{} is no store of results (not an SQLite file); it was left as it is", file.string())};
}

void require_ours(Database& database, const fs::path& file) {
  const std::int64_t application = database.number("PRAGMA application_id");
  const std::int64_t version = database.number("PRAGMA user_version");
  if (application != store_application)
    throw StoreTrouble{Kind::file, fmt::format("{} is a database of another program; it was left as it is", file.string())};
  if (version != store_version)
    throw StoreTrouble{Kind::file, fmt::format("{} is of store version {}, this program writes version {}; it was left as it is: "
                                               "use the program that made it, or begin a new store",
                                               file.string(), version, store_version)};
}

bool needs_plain_journal(long file_system) {
  return file_system == nfs || file_system == smb || file_system == smb2 || file_system == cifs;
}

bool lies_on_a_network(const fs::path& folder) {
  struct statfs system {};
  return ::statfs(folder.c_str(), &system) == 0 && needs_plain_journal(system.f_type);
}

std::string Series::digest() const {
  Sha256 sha;
  const auto add = [&](std::string_view text) {
    sha.add(std::to_string(text.size()));
    sha.add(":");
    sha.add(text);
  };
  add(scenario_digest);
  add(std::to_string(seed));
  add(seed_scheme);
  add(std::to_string(model_version));
  add(keep_runs ? "runs" : "points");
  for (const StoredCell& cell : cells) add(cell.name);
  return sha.hex();
}

std::string_view to_text(PointStatus status) {
  switch (status) {
    case PointStatus::open:
      return "open";
    case PointStatus::done:
      return "done";
    case PointStatus::infeasible:
      return "infeasible";
  }
  return "open";
}

std::string_view to_text(DesignAsked::Kind kind) {
  using Design = DesignAsked::Kind;
  switch (kind) {
    case Design::grid:
      return "grid";
    case Design::list:
      return "list";
    case Design::random:
      return "random";
    case Design::latin_hypercube:
      return "latin_hypercube";
    case Design::sobol:
      return "sobol";
    case Design::morris:
      return "morris";
    case Design::saltelli:
      return "saltelli";
  }
  return "list";
}

bool is_for_sensitivity(DesignAsked::Kind kind) { return kind == DesignAsked::Kind::morris || kind == DesignAsked::Kind::saltelli; }

StoreLock::StoreLock(const fs::path& store) : file_(store) {
  file_ += ".lock";
  for (int waited = 0;; ++waited) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0)
      throw StoreTrouble{Kind::file, fmt::format("cannot write {}: {}", file_.string(), std::generic_category().message(errno))};
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
      // Whoever had it may have taken the file away since we opened it.
      struct stat ours {}, there {};
      if (::fstat(descriptor_, &ours) == 0 && ::stat(file_.c_str(), &there) == 0 && ours.st_ino == there.st_ino) break;
      ::close(descriptor_);
      continue;
    }
    std::ifstream in(file_);
    std::string owner;
    std::getline(in, owner);
    ::close(descriptor_);
    descriptor_ = -1;
    if (waited >= patience_seconds * 10)
      throw StoreTrouble{Kind::in_use, fmt::format("{} is in use by {}", store.string(), owner.empty() ? "another process" : owner)};
    ::usleep(100'000);
  }
  char host[256] = {};
  ::gethostname(host, sizeof host - 1);
  const std::string owner = fmt::format("process {} on {}\n", ::getpid(), host);
  if (::ftruncate(descriptor_, 0) != 0 || ::write(descriptor_, owner.data(), owner.size()) < 0) {
    // Only others' messages would have said who we are.
  }
}

StoreLock::~StoreLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

StudyStore::Impl::Impl(const fs::path& file, Mode mode, bool durable) : path(file) {
  const bool there = has_bytes(file);
  if (mode == Mode::create && there)
    throw StoreTrouble{Kind::exists, fmt::format("{} is there already and was left alone; --resume continues it", file.string())};
  if (mode == Mode::read && !there) throw StoreTrouble{Kind::file, fmt::format("there is no store {}", file.string())};
  if (there) require_sqlite(file);
  if (mode != Mode::read) lock.emplace(file);
  if (mode == Mode::create && has_bytes(file))
    throw StoreTrouble{Kind::exists, fmt::format("{} has just been made by another process", file.string())};
  database.emplace(file, mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  // Killed while it was being made, a store is an empty database.
  const bool unborn = !there || database->number("SELECT count(*) FROM sqlite_master") == 0;
  if (unborn && mode == Mode::read) throw StoreTrouble{Kind::file, fmt::format("{} has no study in it yet", file.string())};
  if (!unborn) {
    require_ours(*database, file);
    require_sound(*database, file);
  }
  if (mode == Mode::read) return;
  const bool plain = lies_on_a_network(fs::absolute(file).parent_path());
  database->run(plain ? "PRAGMA journal_mode = TRUNCATE" : "PRAGMA journal_mode = WAL");
  database->run(durable || plain ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  if (unborn) make();
  prepare();
}

void StudyStore::Impl::make() {
  Transaction all(*database);
  database->run(store_schema);
  Query t(*database, "INSERT INTO t95 VALUES(?, ?)");
  for (std::int64_t df = 1; df <= 1000; ++df) t.bind(1, df).bind(2, t_quantile(0.975, static_cast<double>(df))).run();
  database->run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", store_application, store_version).c_str());
  all.keep();
}

void StudyStore::Impl::prepare() {
  put_run.emplace(*database, "INSERT INTO runs VALUES(?, ?, ?, ?, ?, ?)");
  put_sums.emplace(*database, "INSERT OR REPLACE INTO sums VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
}

StudyStore::StudyStore(const fs::path& file, Mode mode, bool durable) : impl_(std::make_unique<Impl>(file, mode, durable)) {}
StudyStore::~StudyStore() = default;

void StudyStore::begin(const Series& series, const StudyDesign& design) {
  Database& db = *impl_->database;
  Transaction all(db);
  const std::string digest = series.digest();
  db.run("UPDATE series SET current = 0");
  Query find(db, "SELECT series FROM series WHERE digest = ?");
  std::int64_t id = find.bind(1, digest).step() ? find.whole(0) : 0;
  while (id != 0 && find.step()) {}
  if (id == 0) {
    id = 1 + db.number("SELECT count(*) FROM series");
    impl_->add_series(id, digest, series);
  } else {
    Query(db, "UPDATE series SET current = 1 WHERE series = ?").bind(1, id).run();
  }
  impl_->lay_design(id, design);
  all.keep();
}

void StudyStore::Impl::add_series(std::int64_t id, const std::string& digest, const Series& series) {
  Query add(*database, "INSERT INTO series VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)");
  add.bind(1, id).bind(2, digest).bind(3, series.study).bind(4, series.scenario).bind(5, series.scenario_file);
  add.bind(6, series.scenario_digest).bind(7, static_cast<std::int64_t>(series.seed)).bind(8, std::string_view(seed_scheme));
  add.bind(9, std::int64_t{model_version}).bind(10, std::string_view(series.keep_runs ? "runs" : "points")).bind(11, series.resolved).run();
  Query cell(*database, "INSERT INTO cells VALUES(?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t k = 0; k < series.cells.size(); ++k) {
    const StoredCell& c = series.cells[k];
    const Measure* measure = find_measure(c.measure);
    cell.bind(1, id).bind(2, static_cast<std::int64_t>(k)).bind(3, c.name).bind(4, c.measure).bind(5, c.selection);
    cell.bind(6, measure ? measure->unit : std::string_view()).bind(7, std::int64_t{c.deciding}).run();
  }
}

void StudyStore::Impl::lay_design(std::int64_t id, const StudyDesign& design) {
  database->run("DELETE FROM design; DELETE FROM names; DELETE FROM coordinates; DELETE FROM about");
  Query(*database, "INSERT INTO about VALUES('design', ?)").bind(1, to_text(design.kind())).run();
  Query name(*database, "INSERT INTO names VALUES(?, ?, ?)");
  for (std::size_t k = 0; k < design.parameters().size(); ++k)
    name.bind(1, static_cast<std::int64_t>(k)).bind(2, design.parameters()[k].name).bind(3, paths_of(design.parameters()[k])).run();
  Query find(*database, "SELECT point FROM points WHERE series = ? AND digest = ?");
  Query add(*database, "INSERT INTO points(point, series, digest) VALUES(?, ?, ?)");
  Query value(*database, "INSERT INTO settings VALUES(?, ?, ?)");
  Query lay(*database, "INSERT INTO design VALUES(?, ?)");
  std::int64_t next = 1 + database->number("SELECT coalesce(max(point), 0) FROM points");
  Query coordinate(*database, "INSERT INTO coordinates VALUES(?, ?, ?)");
  point_of_row.clear();
  for (std::uint64_t row = 0; row < design.rows(); ++row) {
    const std::vector<std::string> values = design.values(row);
    const std::string digest = values.empty() ? "" : digest_of(settings_of(design.parameters(), values));
    std::int64_t point = find.bind(1, id).bind(2, digest).step() ? find.whole(0) : 0;
    while (point != 0 && find.step()) {}
    if (point == 0) {
      point = next++;
      add.bind(1, point).bind(2, id).bind(3, digest).run();
      for (std::size_t k = 0; k < values.size(); ++k)
        value.bind(1, point).bind(2, static_cast<std::int64_t>(k)).bind(3, values[k]).run();
    }
    if (row > 0 && is_for_sensitivity(design.kind()))
      for (std::size_t k = 0; k < values.size(); ++k)
        coordinate.bind(1, static_cast<std::int64_t>(row)).bind(2, static_cast<std::int64_t>(k)).bind(3, design.coordinates().at(row - 1, k)).run();
    lay.bind(1, static_cast<std::int64_t>(row)).bind(2, point).run();
    point_of_row.push_back(point);
  }
}

std::int64_t StudyStore::point_of(std::uint64_t row) const { return impl_->point_of_row[row]; }

PointStatus StudyStore::status(std::int64_t point) {
  Query find(*impl_->database, "SELECT status FROM points WHERE point = ?");
  find.bind(1, point);
  return find.step() ? status_named(find.text(0)) : PointStatus::open;
}

std::vector<StoredRun> StudyStore::runs(std::int64_t point) {
  std::vector<StoredRun> runs;
  Query find(*impl_->database, "SELECT replication, status, fingerprint, reason, drawn FROM runs WHERE point = ? ORDER BY replication");
  find.bind(1, point);
  while (find.step()) {
    runs.push_back({static_cast<std::uint32_t>(find.whole(0)), find.text(1) == "failed", static_cast<std::uint64_t>(find.whole(2)), find.text(3),
                    static_cast<std::uint64_t>(find.whole(4)), {}});
  }
  Query values(*impl_->database, "SELECT replication, value FROM measures WHERE point = ? ORDER BY replication, cell");
  values.bind(1, point);
  std::size_t k = 0;
  while (values.step()) {
    const auto replication = static_cast<std::uint32_t>(values.whole(0));
    while (k < runs.size() && runs[k].replication != replication) ++k;
    runs[k].values.push_back(values.number(1));
  }
  return runs;
}

void StudyStore::expect(std::int64_t point, double drawn) {
  Query put(*impl_->database, "UPDATE points SET expected_drawn = ? WHERE point = ?");
  put.bind(1, drawn).bind(2, point).run();
}

double StudyStore::expected(std::int64_t point) {
  Query find(*impl_->database, "SELECT expected_drawn FROM points WHERE point = ?");
  find.bind(1, point);
  return find.step() ? find.number(0) : std::numeric_limits<double>::quiet_NaN();
}

void StudyStore::put_runs(std::int64_t point, std::span<const StoredRun> runs) {
  Transaction all(*impl_->database);
  for (const StoredRun& run : runs) impl_->put(point, run);
  all.keep();
}

void StudyStore::Impl::put(std::int64_t point, const StoredRun& run) {
  const std::int64_t replication = run.replication;
  put_run->bind(1, point).bind(2, replication).bind(3, std::string_view(run.failed ? "failed" : "done"));
  put_run->bind(4, static_cast<std::int64_t>(run.fingerprint)).bind(5, run.reason).bind(6, static_cast<std::int64_t>(run.drawn)).run();
  if (run.values.empty()) return;
  if (run.values.size() != values_at_once) {
    // One statement for all values of a run: a third faster than one for each.
    std::string sql = "INSERT INTO measures VALUES";
    for (std::size_t cell = 0; cell < run.values.size(); ++cell) sql += fmt::format("{}(?1, ?2, {}, ?{})", cell ? ", " : " ", cell, cell + 3);
    put_values.emplace(*database, sql);
    values_at_once = run.values.size();
  }
  put_values->bind(1, point).bind(2, replication);
  for (std::size_t cell = 0; cell < run.values.size(); ++cell) put_values->bind(static_cast<int>(cell) + 3, run.values[cell]);
  put_values->run();
}

void StudyStore::finish(std::int64_t point, PointStatus status, std::string_view reason, std::uint32_t replications,
                        std::span<const PointSums> sums) {
  Transaction all(*impl_->database);
  for (const PointSums& s : sums) {
    Query& put = *impl_->put_sums;
    put.bind(1, point).bind(2, std::int64_t{s.cell}).bind(3, std::int64_t{s.n}).bind(4, s.mean).bind(5, s.squares);
    put.bind(6, std::int64_t{s.n_base}).bind(7, s.difference).bind(8, s.difference_squares).run();
  }
  Query done(*impl_->database, "UPDATE points SET status = ?, reason = ?, replications = ? WHERE point = ?");
  done.bind(1, to_text(status)).bind(2, reason).bind(3, std::int64_t{replications}).bind(4, point).run();
  all.keep();
}

void StudyStore::close() {
  impl_->put_run.reset();
  impl_->put_values.reset();
  impl_->put_sums.reset();
  if (impl_->lock) impl_->database->run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
  impl_->database.reset();
  impl_->lock.reset();
}

}  // namespace czt
