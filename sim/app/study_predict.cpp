#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/study_emulator.hpp"
#include "czt/report/json.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "suggestion.hpp"

namespace czt::app {

namespace {

/// "fare=0.3 yuan" for each parameter, in any order.
std::vector<double> point_of(const StudyEmulator& emulator, const std::vector<std::string>& asked) {
  std::vector<double> point(emulator.parameters().size());
  std::vector<bool> given(point.size());
  std::vector<std::string> names;
  for (const StudyEmulator::Span& p : emulator.parameters()) names.push_back(p.name);
  for (const std::string& text : asked) {
    const std::size_t at = text.rfind('=');
    const std::string name = text.substr(0, at);
    const auto found = std::find(names.begin(), names.end(), name);
    if (at == std::string::npos || found == names.end())
      throw Failure{wrong_usage, fmt::format("--at '{}': expected PARAMETER=VALUE{}", escape_control(text), did_you_mean(name, names)), {}};
    const auto k = static_cast<std::size_t>(found - names.begin());
    const auto value = number_and_unit_of(text.substr(at + 1));
    const StudyEmulator::Span& p = emulator.parameters()[k];
    if (!value || value->second != p.unit)
      throw Failure{wrong_usage, fmt::format("--at '{}': expected a number{}", escape_control(text), p.unit.empty() ? "" : " of " + p.unit), {}};
    if (value->first < p.low || value->first > p.high)
      throw Failure{wrong_usage, fmt::format("--at '{}': the study's points lie between {} and {} {}", escape_control(text), to_shortest(p.low), to_shortest(p.high), p.unit), {}};
    point[k] = value->first;
    given[k] = true;
  }
  for (std::size_t k = 0; k < given.size(); ++k)
    if (!given[k]) throw Failure{wrong_usage, fmt::format("--at {}=… is missing", escape_control(names[k])), {}};
  return point;
}

}  // namespace

int study_predict(const Options& options) {
  StudyStore store(options.files.front(), StudyStore::Mode::read);
  const Series series = store.series();
  std::string text;
  Json json;
  json.begin_object().field("czt", version).field("command", "study predict").key("predictions").begin_array();
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell) {
    const StoredCell& c = series.cells[cell];
    const bool wanted = options.measure.empty() ? c.deciding : std::find(options.measure.begin(), options.measure.end(), c.name) != options.measure.end();
    if (!wanted) continue;
    std::string why;
    const auto emulator = StudyEmulator::fit(store, cell, why);
    if (!emulator) throw Failure{wrong_input, escape_control(why), {}};
    const Emulator::Prediction p = emulator->at(point_of(*emulator, options.points));
    text += fmt::format("{} = {:.6g} ± {:.3g} {}\n", escape_control(c.name), p.mean, 1.96 * p.sd, find_measure(c.measure)->unit);
    text += fmt::format("  emulated from {} points; left out one by one they are met within {:.3g}, {:.1f} % of their variance explained\n",
                        emulator->emulator().rows(), emulator->emulator().cross_validated_error(), 100.0 * emulator->emulator().cross_validated_share());
    json.begin_object().field("cell", c.name).field("mean", p.mean).field("sd", p.sd);
    json.field("cross_validated_error", emulator->emulator().cross_validated_error());
    json.field("cross_validated_share", emulator->emulator().cross_validated_share()).end_object();
  }
  json.end_array().end_object();
  if (text.empty()) throw Failure{wrong_usage, "the study has no such measure, or none that it decides on", {}};
  to_stdout(options.json ? json.text() + "\n" : text);
  return done;
}

}  // namespace czt::app
