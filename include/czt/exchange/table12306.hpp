#pragma once
/// Chinese timetable tables: a row per train and station, with 车次, 站名, 到达, 出发 and, where they are there, 站序, 停留, 里程,
/// 天数. Headings may be others of the same sense, English ones too. A train's ends have "----" for no time; times wrap at
/// midnight, with the day in a column of its own or without one.

#include <optional>
#include <string>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

/// None where the findings have an error. `text` may be GB18030, as spreadsheets in China write it: it is converted, and that
/// is said. `path` names the file in messages.
std::optional<WrittenLine> read_table12306(const std::string& text, const std::string& path, Findings& findings);

/// GB18030 to UTF-8; none where the bytes are not that.
std::optional<std::string> from_gb18030(const std::string& text);

}  // namespace czt
