/// Prints what four margins, fitted on two families of the trains of 2026, say of the others:
///   czt_minutes_2026 [SCENARIO] [TRAIN TYPE]

#include <cstdio>
#include <string>

#include "czt/scenario/compile.hpp"
#include "minutes_2026.hpp"

int main(int count, char** words) {
  const std::string file = count > 1 ? words[1] : std::string(CZT_SOURCE_DIR) + "/scenarios/2026-weekday.yaml";
  const std::string name = count > 2 ? words[2] : "CJ6";
  const auto scenario = czt::read_scenario(file);
  const auto compiled = scenario ? czt::compile(*scenario) : czt::Result<czt::Compiled>(scenario.error());
  if (!compiled) {
    std::fputs(czt::print(compiled.error()).c_str(), stderr);
    return 3;
  }
  const czt::PlanInput& in = compiled->plan.input;
  for (const czt::TrainType& type : in.types) {
    if (type.name != name) continue;
    const auto legs = czt::trains_2026::legs_of_2026(in.network, type);
    const auto margins = czt::trains_2026::fit_margins(czt::trains_2026::of_families(legs, czt::trains_2026::fitted));
    std::fputs(czt::trains_2026::table(legs, margins, in.network).c_str(), stdout);
    return 0;
  }
  std::fprintf(stderr, "no train type '%s'\n", name.c_str());
  return 2;
}
