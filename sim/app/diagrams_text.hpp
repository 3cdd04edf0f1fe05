#pragma once
/// `czt show --diagrams`: which trainset works which trains, and where the sets stand over night.

#include <string>

#include "czt/model/plan.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

std::string diagrams_text(const PlanInput& in, Language language);

}  // namespace czt::app
