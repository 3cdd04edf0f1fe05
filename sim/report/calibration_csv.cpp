#include "csv_parts.hpp"

namespace czt {

namespace {

std::string ranges(const std::optional<WithRanges>& with_ranges) {
  return with_ranges ? field(with_ranges->low) + "," + field(with_ranges->high) : ",";
}

}  // namespace

std::string counts_csv(const Calibration& c) {
  std::string text = "calibration,scenario,target,unit,counted,tolerance,simulated,half_width,confidence,n,inside,about\n";
  for (const CalibratedTarget& t : c.targets)
    text += csv_field(c.name) + "," + csv_field(c.scenario) + "," + csv_field(t.name) + "," + t.unit + "," + field(t.aim.value) +
            "," + field(t.aim.tolerance) + "," + field(t.simulated.mean) + "," + field(t.simulated.half_width) + "," +
            field(confidence) + "," + std::to_string(t.simulated.n) + (t.inside() ? ",1," : ",0,") + csv_field(t.provenance) + "\n";
  return text;
}

std::string statements_csv(const Calibration& c) {
  std::string text = "calibration,statement,scenario,asked,score,share_of_days,value,low,high,low_with_ranges,high_with_ranges,about\n";
  for (const ScoredStatement& s : c.statements) {
    text += csv_field(c.name) + "," + csv_field(s.name) + ",";
    if (s.score == Score::not_scored)
      text += ",,not scored,,,,,,,";
    else
      text += csv_field(s.scenario) + "," + csv_field(s.asked) + "," + std::string(to_text(s.score)) + (s.of_days ? ",1," : ",0,") +
              field(s.value) + "," + field(s.low) + "," + field(s.high) + "," + ranges(s.with_ranges) + ",";
    text += csv_field(s.about) + "\n";
  }
  return text;
}

}  // namespace czt
