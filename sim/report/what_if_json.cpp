#include <fmt/format.h>

#include "czt/report/json.hpp"
#include "czt/report/what_if.hpp"
#include "look.hpp"
#include "table.hpp"

namespace czt {

namespace {

std::string_view to_text(Better better) {
  return better == Better::more ? "more" : better == Better::less ? "less" : "neither";
}

void write_shown(Json& json, const SummaryRow& base, const SummaryRow& now) {
  const Look look = look_of(now, &base);
  json.key("shown").begin_object().key("label").begin_object();
  json.field("en", row_label(now.cell, look.scale.unit, Language::en)).field("zh", row_label(now.cell, look.scale.unit, Language::zh)).end_object();
  json.field("base", look.value(base.estimate.mean)).field("now", look.value(now.estimate.mean));
  json.field("difference", look.value(now.difference->mean, true)).field("half_width", look.half_width(now.difference->half_width));
  json.end_object();
}

void write_row(Json& json, const SummaryRow& base, const SummaryRow& now) {
  const Measure& measure = measures()[now.cell.measure];
  json.line().begin_object().field("measure", measure.name).field("unit", measure.unit);
  json.field("usual", measure.by_default).field("better", to_text(measure.better));
  json.field("base", base.estimate.mean).field("base_half_width", base.estimate.half_width);
  json.field("now", now.estimate.mean).field("now_half_width", now.estimate.half_width);
  json.field("difference", now.difference->mean).field("difference_half_width", now.difference->half_width);
  json.field("identical", now.difference->identical);
  if (now.verdict) json.field("verdict", to_text(*now.verdict));
  write_shown(json, base, now);
  json.end_object();
}

void write_scenario(Json& json, std::string_view key, const Summary& summary) {
  json.key(key).begin_object().field("scenario", summary.scenario).field("fingerprint", fmt::format("{:016x}", summary.fingerprint)).end_object();
}

}  // namespace

std::string what_if_json(const Summary& base, const Summary& now, const WhatIfState& state) {
  Json json;
  json.begin_object().field("request", state.request).field("replications", now.replications).field("at_most", state.at_most);
  json.field("settled", state.settled).field("precise", state.precise).field("choices_settled", state.choices_settled);
  json.field("milliseconds", state.milliseconds);
  write_scenario(json, "base", base);
  write_scenario(json, "now", now);
  json.key("rows").begin_array();
  for (std::size_t k = 0; k < now.rows.size(); ++k)
    if (now.rows[k].cell.where.empty() && now.rows[k].difference) write_row(json, base.rows[k], now.rows[k]);
  return json.end_array().end_object().text();
}

}  // namespace czt
