#pragma once
/// A settled line as the files of a scenario that a person could have written: names instead of ids, where each part comes
/// from, and a demand that is marked as assumed.

#include <string>
#include <vector>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/settled_line.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

struct ScenarioFile {
  std::string name;  ///< "line.yaml", "line-timetable.csv", beside each other
  std::string text;
};

/// Numbers that say little (ids of GTFS trips without a short name, of MATSim departures, of railML trains) are given up where
/// trains repeat and no trainset is known: they become patterns without numbers.
void give_up_numbers(WrittenLine& line, Findings& findings);

/// The scenario first, then what it refers to. `stem` begins the names; `how` is the command, for the head of the file.
std::vector<ScenarioFile> line_scenario(const WrittenLine& line, const SettledLine& settled, const std::string& stem,
                                        const std::string& how, Findings& findings);

}  // namespace czt
