#pragma once
/// What is wrong with a scenario, said in Chinese. The sentences stand in sim/scenario/chinese_*.cpp, each beside its
/// English one; names, numbers and what was found stay as they are. What has no Chinese sentence stays English.

#include <string>
#include <string_view>

#include "czt/core/result.hpp"

namespace czt {

std::string in_chinese(std::string_view sentence);
/// Its message, its hint and what is said of the second place.
Diagnostic in_chinese(Diagnostic diagnostic);

}  // namespace czt
