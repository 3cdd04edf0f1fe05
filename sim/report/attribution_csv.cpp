#include "csv_parts.hpp"

namespace czt {

namespace {

std::string ranges(const Effect& effect) {
  if (!effect.with_ranges) return ",";
  return field(effect.with_ranges->low) + "," + field(effect.with_ranges->high);
}
std::string fields(const Effect& effect) {
  return field(effect.value) + "," + field(effect.half_width);
}
std::string scenario_and_base(const Attribution& a) {
  return csv_field(a.whole.scenario) + "," + csv_field(a.base.scenario) + ",";
}

}  // namespace

std::string attribution_csv(const Attribution& a) {
  std::string text =
      "scenario,base,measure,scope,id,unit,change,put_in,value,half_width,first,first_half_width,"
      "last,last_half_width,low_with_ranges,high_with_ranges,total,total_half_width,n\n";
  for (const AttributionRow& row : a.rows)
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
      const Part& part = row.parts[i];
      text += scenario_and_base(a) + cell_fields(row.cell) + "," + csv_field(a.changes[i].name) +
              (a.changes[i].put_in ? ",1," : ",0,") + fields(part.shapley) + "," +
              fields(part.first) + "," + fields(part.last) + "," + ranges(part.shapley) + "," +
              fields(row.total) + "," + std::to_string(row.n) + "\n";
    }
  return text;
}

std::string interactions_csv(const Attribution& a) {
  std::string text =
      "scenario,base,measure,scope,id,unit,change_a,change_b,value,half_width,low_with_ranges,"
      "high_with_ranges,n\n";
  for (const AttributionRow& row : a.rows)
    for (const Interaction& pair : row.interactions)
      text += scenario_and_base(a) + cell_fields(row.cell) + "," +
              csv_field(a.changes[pair.a].name) + "," + csv_field(a.changes[pair.b].name) + "," +
              fields(pair.effect) + "," + ranges(pair.effect) + "," + std::to_string(row.n) + "\n";
  return text;
}

std::string combinations_csv(const Attribution& a) {
  std::string text = "scenario,base,combination,changes,";
  for (const AttributedChange& change : a.changes) text += csv_field("with:" + change.name) + ",";
  text += "measure,scope,id,unit,mean,sd,half_width,confidence,n\n";
  for (std::size_t row = 0; row < a.combinations.all.size(); ++row) {
    const Combination c = a.combinations.all[row];
    std::string front =
        scenario_and_base(a) + std::to_string(c) + "," + std::to_string(__builtin_popcountll(c));
    for (std::size_t i = 0; i < a.changes.size(); ++i) front += c >> i & 1 ? ",1" : ",0";
    for (std::size_t cell = 0; cell < a.rows.size(); ++cell) {
      const Estimate& e = a.estimates[row][cell];
      text += front + "," + cell_fields(a.rows[cell].cell) + "," + field(e.mean) + "," +
              field(e.sd) + "," + field(e.half_width) + "," + field(confidence) + "," +
              std::to_string(e.n) + "\n";
    }
  }
  return text;
}

}  // namespace czt
