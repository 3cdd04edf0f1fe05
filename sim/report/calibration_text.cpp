#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "number.hpp"
#include "table.hpp"

namespace czt {

namespace {

/// `indent`: of its second and later lines.
std::string paragraph(const std::string& text, int indent = 0) {
  return wrap(text, text_width, indent) + "\n";
}
std::string safe(const std::string& text, int cells) { return fit(escape_control(text), cells); }

std::string residuals(const Calibration& c) {
  TextTable table({30, 11, 11, 9, 10, 9});
  table.row({"target", "wanted", "simulated", "± 95 %", "tolerance", ""});
  table.rule();
  for (const CalibratedTarget& t : c.targets) {
    const double factor = t.unit.empty() ? 100.0 : 1.0;
    const std::string unit = t.unit.empty() ? " (%)" : t.unit == "persons" ? "" : " (" + t.unit + ")";
    const int decimals = decimals_for(t.simulated.mean * factor, t.aim.tolerance * factor);
    table.row({safe(t.name, 60) + unit, number(t.aim.value * factor, decimals),
               number(t.simulated.mean * factor, decimals),
               number(t.simulated.half_width * factor, decimals),
               number(t.aim.tolerance * factor, decimals), t.inside() ? "inside" : "OUTSIDE"});
  }
  return table.text();
}

std::string parameters(const Calibration& c) {
  TextTable table({38, 10, 9, 10, 10});
  table.row({"free parameter", "found", "± 95 %", "from", "to"});
  table.rule();
  std::string notes;
  for (const CalibratedParameter& p : c.parameters) {
    const std::string unit = p.times ? " (factor)" : p.unit.empty() ? "" : " (" + p.unit + ")";
    const double shown = std::fmin(p.found.half_width, p.bounds.high - p.bounds.low);
    const int decimals = std::max(decimals_for(p.found.value, shown), 2);
    table.row({safe(p.name, 60) + unit, number(p.found.value, decimals),
               p.found.identified ? number(p.found.half_width, decimals) : "–",
               number(p.bounds.low, 2), number(p.bounds.high, 2)});
    if (!p.found.identified)
      notes += paragraph("  " + escape_control(p.name) +
                         ": not identified; the targets allow more than its bounds, alone or traded "
                         "against the other parameters", 4);
    if (p.found.at_bound)
      notes += paragraph("  " + escape_control(p.name) + ": at its bound", 4);
  }
  return table.text() + notes;
}

struct Number {
  double factor;
  std::string unit;
  int decimals;
  [[nodiscard]] std::string operator()(double v) const { return number(v * factor, decimals); }
};

std::string verdict(const ScoredStatement& s) {
  switch (s.score) {
    case Score::in:
      return "in";
    case Score::out:
      return "OUT";
    case Score::unpublished:
      return "unpublished";
    case Score::not_scored:
      break;
  }
  return "not scored";
}

std::string statement(const ScoredStatement& s) {
  std::string text = pad_right(safe(s.name, 66), 67) + pad_left(verdict(s), 13) + "\n";
  if (s.score != Score::not_scored) {
    const double factor = s.in_percent ? 100.0 : 1.0;
    const Number n{factor, s.in_percent ? " %" : "",
                   s.of_days ? 0 : std::max(decimals_for(s.value * factor, (s.high - s.low) * factor / 2), 0)};
    text += paragraph("  " + escape_control(s.asked), 4);
    std::string found = "  " + std::string(s.of_days ? "on " : "") + n(s.value) + n.unit +
                        (s.of_days ? " of days" : "") + "; chance " + n(s.low) + "–" + n(s.high) + n.unit;
    if (s.with_ranges)
      found += "; with ranges of inputs " + n(s.with_ranges->low) + "–" + n(s.with_ranges->high) + n.unit;
    text += paragraph(found, 4);
    text += paragraph("  of " + escape_control(s.scenario), 4);
  }
  if (!s.about.empty()) text += paragraph("  " + escape_control(s.about), 4);
  return text;
}

std::string scores(const Calibration& c) {
  std::string text = paragraph(
      "Predicted with everything frozen, " + std::to_string(c.predicted_replications) +
      " replications, the same people") + "────────────────────────────────────────────────────────────────────────────────\n";
  std::size_t in = 0;
  std::size_t out = 0;
  std::size_t unscored = 0;
  for (const ScoredStatement& s : c.statements) {
    text += statement(s);
    in += s.score == Score::in;
    out += s.score == Score::out;
    unscored += s.score == Score::not_scored || s.score == Score::unpublished;
  }
  return text + "\n" + paragraph(std::to_string(in) + " in, " + std::to_string(out) + " out, " +
                          std::to_string(unscored) + " without a published number or a measure. What is "
                          "unpublished is modelled, not confirmed by anybody's count. Two intervals: "
                          "chance alone, 95 %, and with the ranges of the inputs that stay assumed "
                          "(of days: the share's interval over days with sampled inputs), for each "
                          "of which nothing is calibrated again. The ± of the parameters is in "
                          "neither. In and out are of the value itself.");
}

}  // namespace

std::string calibration_text(const Calibration& c) {
  std::string text = paragraph(escape_control(c.name) + ": " + escape_control(c.scenario));
  text += paragraph(std::to_string(c.optimum.evaluations) + " evaluations of " +
                    std::to_string(c.replications) + " replications each, the same people, seed " +
                    std::to_string(c.seed) + "; loss " + number(c.optimum.loss, 4) +
                    (c.optimum.settled ? "" : "; not settled"));
  text += "\n" + residuals(c) + "\n" + parameters(c) + "\n";
  text += paragraph("Loss: squares of (simulated − wanted) / tolerance. ± of a parameter: the tolerance "
                    "taken as one standard deviation, differences over ±5 % of the bounds.");
  if (!c.statements.empty()) text += "\n" + scores(c);
  return text;
}

}  // namespace czt
