#include "recommendation.hpp"

#include <fmt/format.h>

#include <cmath>

#include "console.hpp"
#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"

namespace czt::app {

namespace {

std::string point_of(const LoadedStudy& study, std::uint64_t row) {
  const std::vector<std::string> values = study.design.values(row);
  std::string text;
  for (std::size_t k = 0; k < values.size(); ++k)
    text += fmt::format("{}{} {}", k ? ", " : "", escape_control(study.design.parameters()[k].name), escape_control(values[k]));
  return text;
}

}  // namespace

std::string recommendation_text(const Recommendation& r, const LoadedStudy& study) {
  const Goal& goal = *study.file.goal;
  const std::string aim = fmt::format("{} {}", goal.minimise ? "least" : "most", escape_control(goal.measure.text));
  std::string bound;
  if (const auto& b = goal.subject_to)
    bound = fmt::format(", with {}{} {} {}", escape_control(b->measure.text), b->of ? " / " + escape_control(b->of->text) : "",
                        b->at_most ? "at most" : "at least", to_shortest(b->value));
  if (!r.finished) return "stopped before there was a recommendation\n";
  if (!r.row) return wrap(fmt::format("No point can be recommended for the {}{}: none keeps the bound or can be run.", aim, bound), 80, 2) + "\n";
  const auto fate = std::find_if(r.fates.begin(), r.fates.end(), [&](const StudyFate& f) { return f.row == *r.row; });
  std::string text = fmt::format("Recommended for the {}{}: row {} ({}), {} = {:.6g} ± {:.3g}.", aim, bound, *r.row, point_of(study, *r.row),
                                 escape_control(goal.measure.text), fate->mean, fate->half_width);
  if (r.promised)
    text += fmt::format(" The probability that another point is better by {} or more is at most {:.3g} % (Kim & Nelson 2001{}); {} runs of {} points.",
                        to_shortest(goal.indifference), 100.0 * (1.0 - goal.confidence), goal.subject_to ? "; bound: Andradóttir & Kim 2010" : "", r.runs, r.points);
  else if (goal.budget)
    text += fmt::format(" That is the best mean after {} runs of {} points, shared by OCBA (Chen et al. 2000): NOTHING is promised.", r.runs, r.points);
  else
    text += fmt::format(" That is the best mean so far after {} runs of a point (at_most): NOTHING is promised.", goal.at_most);
  return wrap(text, 80, 2) + "\n";
}

std::string fates_csv(const Recommendation& r, const LoadedStudy& study) {
  std::string text = "row,fate,replications,mean,half_width";
  for (const Parameter& p : study.design.parameters()) text += "," + csv_field(p.name);
  text += "\n";
  for (const StudyFate& f : r.fates) {
    text += fmt::format("{},{},{},{},{}", f.row, f.fate, f.replications, std::isnan(f.mean) ? "" : to_shortest(f.mean), std::isnan(f.half_width) ? "" : to_shortest(f.half_width));
    for (const std::string& value : study.design.values(f.row)) text += "," + csv_field(value);
    text += "\n";
  }
  return text;
}

}  // namespace czt::app
