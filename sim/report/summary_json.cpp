#include <fmt/format.h>

#include "json_parts.hpp"
#include "winners.hpp"

namespace czt {

std::string scope_of(const Cell& cell) {
  std::string scope;
  for (const auto& [dimension, value] : cell.where) scope += (scope.empty() ? "" : "/") + dimension;
  return scope.empty() ? "line" : scope;
}

std::string id_of(const Cell& cell) {
  std::string id;
  for (const auto& [dimension, value] : cell.where) id += (id.empty() ? "" : "/") + value;
  return id;
}

void write_cell(Json& json, const Cell& cell) {
  const Measure& measure = measures()[cell.measure];
  json.field("measure", measure.name).key("where").begin_object();
  for (const auto& [dimension, value] : cell.where) json.field(dimension, value);
  json.end_object()
      .field("scope", scope_of(cell))
      .field("id", id_of(cell))
      .field("unit", measure.unit);
}

void write_assumed_and_notes(Json& json, const Summary& summary) {
  json.key("assumed").begin_array();
  for (const AssumedInput& input : summary.assumed) {
    json.line()
        .begin_object()
        .field("path", input.path)
        .field("value", input.value)
        .field("low", input.low);
    json.field("high", input.high).field("unit", input.unit).field("why", input.why).end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const std::string& note : summary.notes) json.line().value(note);
  json.end_array();
}

namespace {

void write_elasticities(Json& json, const Elasticities& e) {
  json.key("elasticities").begin_object();
  const auto one = [&](const char* name, const Elasticity& value) {
    json.key(name).begin_object().field("point", value.point).field("arc", value.arc).end_object();
  };
  one("fare", e.fare);
  one("headway", e.headway);
  one("ride", e.ride);
  json.end_object();
}

void write_row(Json& json, const SummaryRow& row) {
  const Estimate& e = row.estimate;
  json.line().begin_object();
  write_cell(json, row.cell);
  json.field("mean", e.mean)
      .field("sd", e.sd)
      .field("half_width", e.half_width)
      .field("confidence", confidence);
  json.field("p05", e.p05).field("p95", e.p95).field("n", e.n);
  if (row.with_ranges)
    json.field("low_with_ranges", row.with_ranges->low)
        .field("high_with_ranges", row.with_ranges->high);
  if (row.difference) {
    json.field("difference", row.difference->mean)
        .field("difference_half_width", row.difference->half_width);
    json.field("variance_ratio", row.difference->variance_ratio);
  }
  if (row.difference_with_ranges)
    json.field("difference_low_with_ranges", row.difference_with_ranges->low)
        .field("difference_high_with_ranges", row.difference_with_ranges->high);
  if (row.verdict) json.field("verdict", to_text(*row.verdict));
  json.end_object();
}

}  // namespace

void write_summary(Json& json, const Summary& summary) {
  json.field("scenario", summary.scenario).field("seed", summary.seed);
  json.field("replications", summary.replications)
      .field("fingerprint", fmt::format("{:016x}", summary.fingerprint));
  json.key("measures").begin_array();
  for (const SummaryRow& row : summary.rows) write_row(json, row);
  json.end_array();
  if (summary.winners) write_winners(json, *summary.winners);
  if (summary.elasticities) write_elasticities(json, *summary.elasticities);
  write_assumed_and_notes(json, summary);
}

std::string run_json(const Summary& summary, std::string_view version) {
  Json json;
  json.begin_object().field("czt", version).field("command", "run");
  write_summary(json, summary);
  json.end_object();
  return json.text() + "\n";
}

std::string compare_json(std::span<const Summary> summaries, std::string_view version) {
  Json json;
  const Summary& base = summaries.front();
  json.begin_object()
      .field("czt", version)
      .field("command", "compare")
      .field("base", base.scenario);
  json.field("seed", base.seed)
      .field("replications", base.replications)
      .key("scenarios")
      .begin_array();
  for (const Summary& summary : summaries) {
    json.line().begin_object();
    write_summary(json, summary);
    json.end_object();
  }
  json.end_array().end_object();
  return json.text() + "\n";
}

}  // namespace czt
