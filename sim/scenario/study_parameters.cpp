/// The parameters of a study and how their values are written.

#include <cmath>

#include "czt/core/text.hpp"
#include "czt/scenario/study.hpp"
#include "scenario/message_parts.hpp"
#include "scenario/written_file.hpp"

namespace czt {

std::string Parameter::written(double own) const {
  const Key* key = times ? nullptr : find_key(paths.front());
  if (key) return czt::written(own, *key);
  const std::string text = to_shortest(whole ? std::round(own) : own);
  return unit.empty() ? text : text + " " + unit;
}

Result<std::vector<Parameter>> parameters_of(const StudyFile& study, const Scenario& scenario) {
  if (!study.vary_assumed) return study.vary;
  std::vector<Parameter> parameters;
  for (const AssumedInput& input : scenario.assumed) {
    const Key* key = find_key(input.path);
    Parameter p;
    p.name = input.path;
    p.paths = {input.path};
    p.input = true;
    p.low = input.low;
    p.high = input.high;
    p.unit = input.unit;
    p.whole = key && key->dimension == Dimension::whole;
    p.where = input.where;
    parameters.push_back(std::move(p));
  }
  if (!parameters.empty()) return parameters;
  return say::at(study.design.where, 1, "vary", "the scenario has no assumed input with a range");
}

std::vector<std::string> settings_of(const std::vector<Parameter>& parameters, const std::vector<std::string>& values) {
  std::vector<std::string> settings;
  for (std::size_t k = 0; k < parameters.size(); ++k)
    for (const std::string& path : parameters[k].paths)
      settings.push_back(path + (parameters[k].times ? "*=" : "=") + values[k]);
  return settings;
}

}  // namespace czt
