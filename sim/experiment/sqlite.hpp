#pragma once
/// SQLite's C interface with owners for its handles. Every trouble is thrown as a StoreTrouble that names the file.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace czt {

class Query;

class Database {
 public:
  /// `flags`: of sqlite3_open_v2. What the file says of itself is not trusted.
  Database(const std::filesystem::path& file, int flags);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql);
  std::int64_t number(const char* sql);
  [[noreturn]] void fail(int code) const;
  /// Whether the last call failed since the file is broken, or refused a row that cannot be.
  [[nodiscard]] bool found_damage() const;
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

class Query {
 public:
  Query(Database& database, std::string_view sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Parameters from 1; a text is not copied: it lives until `step`.
  Query& bind(int at, std::int64_t number);
  Query& bind(int at, std::string_view text);
  /// NaN as NULL.
  Query& bind(int at, double number);
  /// The columns of another's row, in their order.
  Query& bind_row(const Query& other);
  /// Whether there is a row. After the last one the statement can be bound and run again.
  bool step();
  /// For what gives no rows.
  void run() { while (step()) {} }

  [[nodiscard]] std::int64_t whole(int column) const { return sqlite3_column_int64(handle_, column); }
  /// NULL as NaN.
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// A transaction that is taken back unless it is kept.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (!kept_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void keep() {
    database_.run("COMMIT");
    kept_ = true;
  }

 private:
  Database& database_;
  bool kept_ = false;
};

}  // namespace czt
