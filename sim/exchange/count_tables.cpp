#include "count_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "czt/core/text.hpp"
#include "czt/demand/od_matrix.hpp"
#include "gtfs_tables.hpp"

namespace czt {

std::optional<StationId> CountTable::station(std::string_view name, const char* field) const {
  if (const auto found = plan.input.network.find(name)) return found;
  std::vector<std::string> names;
  for (const Station& s : plan.input.network.stations) names.push_back(s.name);
  const auto close = nearest(name, names);
  findings.refuse(place(field), "no station is called '" + escape_control(name) + "'", close ? "did you mean '" + *close + "'?" : "");
  return std::nullopt;
}

std::optional<double> CountTable::people(std::string_view text, const char* field) const {
  const auto count = text.empty() ? std::optional(0.0) : gtfs::number_in(text);
  if (count && *count >= 0.0 && *count <= 1e8) return count;
  findings.refuse(place(field), "found '" + escape_control(text) + "', expected a number of people from 0");
  return std::nullopt;
}

std::optional<std::int32_t> CountTable::time(std::string_view text, const char* field, std::string* date) const {
  const std::size_t split = text.find_first_of(" T");
  std::string_view clock = text;
  if (split != std::string_view::npos) {
    if (date) *date = std::string(text.substr(0, split));
    clock = text.substr(split + 1);
  }
  if (const auto hour = gtfs::whole_in(clock); hour && *hour >= 0 && *hour < 48) return *hour * 3600;
  if (const auto at = parse_clock(clock)) return static_cast<std::int32_t>(in_milliseconds(*at) / 1000);
  findings.refuse(place(field), "'" + escape_control(text) + "' is no time of day, such as 07:05 or 2026-05-25 07:05:00");
  return std::nullopt;
}

namespace {

Eigen::MatrixXd nobody(const Plan& plan) {
  const auto n = static_cast<Eigen::Index>(plan.input.network.stations.size());
  return Eigen::MatrixXd::Zero(n, n);
}

CountedPeriod& period_of(std::map<std::pair<std::int32_t, std::int32_t>, CountedPeriod>& periods, std::int32_t from, std::int32_t to, const Plan& plan) {
  const auto [at, fresh] = periods.try_emplace({from, to});
  if (fresh) at->second = {to_clock(start_of_day + seconds(from)) + "-" + to_clock(start_of_day + seconds(to)), std::pair(from, to), nobody(plan)};
  return at->second;
}

std::vector<CountedPeriod> in_order(std::map<std::pair<std::int32_t, std::int32_t>, CountedPeriod> periods) {
  std::vector<CountedPeriod> list;
  for (auto& [time, period] : periods) list.push_back(std::move(period));
  return list;
}

/// Pairs that a train joins, whatever the scenario's own people do: the prior may not forbid what was counted.
Eigen::MatrixXd prior_of(const Plan& plan) {
  Eigen::MatrixXd prior = riders_by_station(plan);
  double largest = 0.0;
  for (Eigen::Index i = 0; i < prior.rows(); ++i)
    for (Eigen::Index j = 0; j < prior.cols(); ++j) largest = std::max(largest, prior(i, j));
  const double least = largest > 0.0 ? largest * 1e-6 : 1.0;
  for (Eigen::Index i = 0; i < prior.rows(); ++i)
    for (Eigen::Index j = 0; j < prior.cols(); ++j) prior(i, j) = i == j ? 0.0 : std::max(prior(i, j), least);
  return prior;
}

}  // namespace

std::vector<CountedPeriod> expand_totals(const CountTable& counts) {
  TableStream& rows = counts.rows;
  const auto station = rows.column("station");
  const auto hour = rows.column(rows.column("hour") ? "hour" : "period_start");
  const auto until = rows.column("period_end");
  const auto on = rows.column("boardings");
  const auto off = rows.column("alightings");
  struct Totals {
    Eigen::VectorXd on, off;
  };
  const auto n = static_cast<Eigen::Index>(counts.plan.input.network.stations.size());
  std::map<std::pair<std::int32_t, std::int32_t>, Totals> hours;
  while (rows.next()) {
    const auto s = counts.station(rows[station], "station");
    const auto from = hour ? counts.time(rows[hour], "hour") : std::optional(0);
    auto to = until ? counts.time(rows[until], "period_end") : from;
    const auto boarded = counts.people(rows[on], "boardings");
    const auto alighted = counts.people(rows[off], "alightings");
    if (!s || !from || !to || !boarded || !alighted) continue;
    if (!until) *to += hour ? 3600 : 24 * 3600;
    if (*to <= *from) {
      counts.findings.refuse(counts.place("period_end"), "the period ends before it begins");
      continue;
    }
    const auto [at, fresh] = hours.try_emplace({*from, *to}, Totals{Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n)});
    at->second.on(s->value) += *boarded;
    at->second.off(s->value) += *alighted;
  }
  const Eigen::MatrixXd prior = prior_of(counts.plan);
  std::map<std::pair<std::int32_t, std::int32_t>, CountedPeriod> periods;
  double worst = 0.0;
  double boarded_in_all = 0.0;
  double alighted_in_all = 0.0;
  for (const auto& [time, totals] : hours) {
    double boarded = 0.0;
    double alighted = 0.0;
    for (Eigen::Index s = 0; s < n; ++s) {
      boarded += totals.on(s);
      alighted += totals.off(s);
    }
    boarded_in_all += boarded;
    alighted_in_all += alighted;
    if (boarded <= 0.0 || alighted <= 0.0) continue;
    CountedPeriod& period = period_of(periods, time.first, time.second, counts.plan);
    period.od = balance(prior, totals.on, totals.off * (boarded / alighted), 1e-9);
    for (Eigen::Index i = 0; i < n; ++i) {
      double sum = 0.0;
      for (Eigen::Index j = 0; j < n; ++j) sum += period.od(i, j);
      worst = std::max(worst, std::fabs(sum - totals.on(i)));
    }
  }
  counts.findings.take(fmt::format("{:.0f} boardings and {:.0f} alightings in {} periods, expanded by iterative proportional fitting of the scenario's own travellers", boarded_in_all,
                                   alighted_in_all, periods.size()));
  if (std::fabs(boarded_in_all - alighted_in_all) > 0.005 * boarded_in_all)
    counts.findings.repair("table whose alightings do not add up to its boardings: they are scaled to them, period by period", {counts.path, 0, "alightings"});
  if (worst > 0.5) counts.findings.ignore(fmt::format("up to {:.0f} people at a station whom no journey can explain", worst));
  return in_order(std::move(periods));
}

std::vector<CountedPeriod> from_gates(const CountTable& counts) {
  TableStream& rows = counts.rows;
  const auto from = rows.column("entry_station");
  const auto to = rows.column("exit_station");
  const auto at = rows.column("entry_time");
  std::map<std::pair<std::int32_t, std::int32_t>, CountedPeriod> periods;
  std::set<std::string> dates;
  std::size_t journeys = 0;
  while (rows.next()) {
    if (rows[from].empty() || rows[to].empty()) {
      counts.findings.ignore("journeys without an entry or an exit", counts.place(rows[from].empty() ? "entry_station" : "exit_station"));
      continue;
    }
    const auto a = counts.station(rows[from], "entry_station");
    const auto b = counts.station(rows[to], "exit_station");
    std::string date;
    const auto entered = counts.time(rows[at], "entry_time", &date);
    if (!a || !b || !entered) continue;
    dates.insert(date);
    if (a == b) {
      counts.findings.ignore("journeys that end where they began", counts.place("exit_station"));
      continue;
    }
    ++journeys;
    const std::int32_t hour = *entered / 3600 * 3600;
    period_of(periods, hour, hour + 3600, counts.plan).od(a->value, b->value) += 1.0;
  }
  const auto days = static_cast<double>(std::max<std::size_t>(1, dates.size()));
  for (auto& [time, period] : periods) period.od /= days;
  counts.findings.take(fmt::format("{} journeys between gates on {} date{}, by the hour of entry", journeys, dates.size(), dates.size() == 1 ? "" : "s: the mean"));
  return in_order(std::move(periods));
}

std::vector<CountedPeriod> from_long_table(const CountTable& counts) {
  TableStream& rows = counts.rows;
  const auto from = rows.column("origin");
  const auto to = rows.column("destination");
  const auto people = rows.column("passengers");
  const auto begins = rows.column("period_start");
  const auto ends = rows.column("period_end");
  std::map<std::pair<std::int32_t, std::int32_t>, CountedPeriod> periods;
  CountedPeriod all{"counted", std::nullopt, nobody(counts.plan)};
  bool any = false;
  while (rows.next()) {
    const auto a = counts.station(rows[from], "origin");
    const auto b = counts.station(rows[to], "destination");
    const auto count = counts.people(rows[people], "passengers");
    if (!a || !b || !count) continue;
    if (a == b) {
      counts.findings.ignore("pairs of one station", counts.place("destination"));
      continue;
    }
    if (!begins || rows[begins].empty()) {
      all.od(a->value, b->value) += *count;
      any = true;
      continue;
    }
    const auto t0 = counts.time(rows[begins], "period_start");
    const auto t1 = ends ? counts.time(rows[ends], "period_end") : t0 ? std::optional(*t0 + 3600) : std::nullopt;
    if (t0 && t1 && *t1 > *t0)
      period_of(periods, *t0, *t1, counts.plan).od(a->value, b->value) += *count;
    else if (t0 && t1)
      counts.findings.refuse(counts.place("period_end"), "the period ends before it begins");
  }
  std::vector<CountedPeriod> list = in_order(std::move(periods));
  if (any) list.push_back(std::move(all));
  return list;
}

std::vector<CountedPeriod> from_matrix(const CountTable& counts) {
  TableStream& rows = counts.rows;
  std::vector<std::optional<StationId>> columns;
  for (std::size_t c = 1; c < rows.header().size(); ++c) columns.push_back(counts.station(rows.header()[c], "header"));
  CountedPeriod all{"counted", std::nullopt, nobody(counts.plan)};
  bool any = false;
  while (rows.next()) {
    const auto a = counts.station(rows[0], "origin");
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto count = counts.people(rows[c + 1], rows.header()[c + 1].c_str());
      if (!a || !columns[c] || !count || a == columns[c]) continue;
      all.od(a->value, columns[c]->value) += *count;
      any = true;
    }
  }
  if (!any) return {};
  return {std::move(all)};
}

}  // namespace czt
