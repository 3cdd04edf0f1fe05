#include <fmt/format.h>

#include "json_parts.hpp"

namespace czt {

namespace {

void write_effect(Json& json, const Effect& effect, const std::string& name) {
  json.field(name, effect.value)
      .field(name == "value" ? "half_width" : name + "_half_width", effect.half_width);
}

void write_ranges(Json& json, const Effect& effect) {
  if (effect.with_ranges)
    json.field("low_with_ranges", effect.with_ranges->low)
        .field("high_with_ranges", effect.with_ranges->high);
}

void write_row(Json& json, const Attribution& a, std::size_t number) {
  const AttributionRow& row = a.rows[number];
  json.line().begin_object();
  write_cell(json, row.cell);
  json.field("base", a.base.rows[number].estimate.mean);
  write_effect(json, row.total, "total");
  json.field("confidence", confidence).field("n", row.n);
  write_ranges(json, row.total);
  json.key("parts").begin_array();
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    const Part& part = row.parts[i];
    json.line().begin_object().field("change", a.changes[i].name);
    json.field("put_in", a.changes[i].put_in);
    write_effect(json, part.shapley, "value");
    write_effect(json, part.first, "first");
    write_effect(json, part.last, "last");
    write_ranges(json, part.shapley);
    json.end_object();
  }
  json.end_array().key("interactions").begin_array();
  for (const Interaction& pair : row.interactions) {
    json.line().begin_object().key("changes").begin_array();
    json.value(a.changes[pair.a].name).value(a.changes[pair.b].name).end_array();
    write_effect(json, pair.effect, "value");
    write_ranges(json, pair.effect);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string attribution_json(const Attribution& a, std::string_view version) {
  Json json;
  json.begin_object().field("czt", version).field("command", "attribute");
  json.field("scenario", a.whole.scenario).field("base", a.base.scenario);
  json.field("seed", a.whole.seed).field("replications", a.whole.replications);
  json.field("fingerprint", fmt::format("{:016x}", a.fingerprint));
  json.field("combinations", a.combinations.all.size());
  json.field("orders", a.combinations.orders.size()).key("attribution").begin_array();
  for (std::size_t row = 0; row < a.rows.size(); ++row) write_row(json, a, row);
  json.end_array();
  write_assumed_and_notes(json, a.whole);
  json.end_object();
  return json.text() + "\n";
}

}  // namespace czt
