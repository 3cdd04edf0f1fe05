#pragma once
/// The kinds of tables of counts. What is wrong is in the findings.

#include "czt/exchange/counted_demand.hpp"

namespace czt {

struct CountTable {
  TableStream& rows;
  const std::string& path;
  const Plan& plan;
  Findings& findings;

  [[nodiscard]] CellPlace place(const char* field) const { return {path, rows.line(), field}; }
  /// None, and an error, where no station is called so.
  [[nodiscard]] std::optional<StationId> station(std::string_view name, const char* field) const;
  /// People, ≥ 0; none, and an error, for anything else.
  [[nodiscard]] std::optional<double> people(std::string_view text, const char* field) const;
  /// "7", "07:00", "07:00:00", "2026-05-25 07:00:00": seconds of the day; none, and an error, for anything else. `date` is
  /// what stands before the time.
  [[nodiscard]] std::optional<std::int32_t> time(std::string_view text, const char* field, std::string* date = nullptr) const;
};

std::vector<CountedPeriod> expand_totals(const CountTable& counts);
std::vector<CountedPeriod> from_gates(const CountTable& counts);
std::vector<CountedPeriod> from_long_table(const CountTable& counts);
std::vector<CountedPeriod> from_matrix(const CountTable& counts);
std::vector<CountedPeriod> from_loads(const CountTable& counts);

}  // namespace czt
