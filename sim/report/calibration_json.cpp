#include "json_parts.hpp"

namespace czt {

namespace {

void write_names(Json& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).begin_array();
  for (const std::string& name : names) json.value(name);
  json.end_array();
}

void write_statement(Json& json, const ScoredStatement& s) {
  json.line().begin_object().field("name", s.name).field("score", to_text(s.score));
  json.field("about", s.about);
  if (s.score != Score::not_scored) {
    json.field("scenario", s.scenario).field("asked", s.asked).field("share_of_days", s.of_days);
    json.field("value", s.value).field("low", s.low).field("high", s.high);
    if (s.with_ranges)
      json.field("low_with_ranges", s.with_ranges->low)
          .field("high_with_ranges", s.with_ranges->high);
  }
  json.end_object();
}

}  // namespace

std::string calibration_json(const Calibration& c, std::string_view version) {
  Json json;
  json.begin_object().field("czt", version).field("command", "calibrate");
  json.field("calibration", c.name).field("scenario", c.scenario).field("seed", c.seed);
  json.field("replications", c.replications).field("evaluations", c.optimum.evaluations);
  json.field("settled", c.optimum.settled).field("loss", c.optimum.loss);
  json.key("parameters").begin_array();
  for (const CalibratedParameter& p : c.parameters) {
    json.line().begin_object().field("name", p.name);
    write_names(json, "paths", p.paths);
    json.field("times", p.times).field("unit", p.unit).field("from", p.bounds.low);
    json.field("to", p.bounds.high).field("value", p.found.value);
    json.field("half_width", p.found.half_width).field("identified", p.found.identified);
    json.field("at_bound", p.found.at_bound).end_object();
  }
  json.end_array().key("targets").begin_array();
  for (const CalibratedTarget& t : c.targets) {
    json.line().begin_object().field("name", t.name);
    write_names(json, "measures", t.measures);
    json.field("unit", t.unit).field("value", t.aim.value).field("tolerance", t.aim.tolerance);
    json.field("mean", t.simulated.mean).field("half_width", t.simulated.half_width);
    json.field("n", t.simulated.n).field("inside", t.inside()).field("about", t.provenance);
    json.end_object();
  }
  json.end_array().field("predicted_replications", c.predicted_replications);
  json.key("statements").begin_array();
  for (const ScoredStatement& s : c.statements) write_statement(json, s);
  json.end_array().end_object();
  return json.text() + "\n";
}

}  // namespace czt
