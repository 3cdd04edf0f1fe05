#include "sqlite.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <new>
#include <system_error>

#include "czt/experiment/store.hpp"

namespace czt {

Database::Database(const std::filesystem::path& file, int flags) : file_(file) {
  const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const int error = handle_ ? sqlite3_system_errno(handle_) : 0;
    sqlite3_close(handle_);
    throw StoreTrouble{StoreTrouble::Kind::file,
                       fmt::format("{}: {}", file.string(), error ? std::generic_category().message(error) : sqlite3_errstr(code))};
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, 10'000);
  sqlite3_exec(handle_, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
}

Database::~Database() { sqlite3_close(handle_); }

void Database::fail(int code) const {
  using Kind = StoreTrouble::Kind;
  if ((code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
  std::string text = fmt::format("{}: {}", file_.string(), sqlite3_errmsg(handle_));
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw StoreTrouble{Kind::in_use, text};
    case SQLITE_FULL:
    case SQLITE_IOERR: {
      std::error_code error;
      const std::filesystem::path folder = std::filesystem::absolute(file_).parent_path();
      const auto space = std::filesystem::space(folder, error);
      if (!error) text += fmt::format("; {:.1f} MB are free in {}", static_cast<double>(space.available) / 1e6, folder.string());
      throw StoreTrouble{Kind::file, text};
    }
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw StoreTrouble{Kind::file, text + "; the store is damaged or none at all: nothing was changed in it"};
    default:
      throw StoreTrouble{Kind::file, text};
  }
}

bool Database::found_damage() const {
  const int code = sqlite3_errcode(handle_) & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH;
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::number(const char* sql) {
  Query statement(*this, sql);
  return statement.step() ? statement.whole(0) : 0;
}

Query::Query(Database& database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &handle_, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

Query::~Query() { sqlite3_finalize(handle_); }

Query& Query::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(handle_, at, number);
  return *this;
}
Query& Query::bind(int at, std::string_view text) {
  sqlite3_bind_text(handle_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  return *this;
}
Query& Query::bind(int at, double number) {
  if (std::isnan(number))
    sqlite3_bind_null(handle_, at);
  else
    sqlite3_bind_double(handle_, at, number);
  return *this;
}

Query& Query::bind_row(const Query& other) {
  for (int column = 0; column < sqlite3_column_count(other.handle_); ++column)
    sqlite3_bind_value(handle_, column + 1, sqlite3_column_value(other.handle_, column));
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  const int after = sqlite3_reset(handle_);
  if (code != SQLITE_DONE) database_.fail(after != SQLITE_OK ? after : code);
  return false;
}

double Query::number(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                             : sqlite3_column_double(handle_, column);
}

std::string Query::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(handle_, column);
  return bytes ? std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))) : std::string();
}

}  // namespace czt
