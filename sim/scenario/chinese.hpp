#pragma once
/// The reader's sentences in Chinese, each beside its English one. `{}` is what stands for something else, a name or
/// another sentence; in Chinese it has its number, since the order may be another: `{0}` as it is written, `{~0}` where it is
/// said in Chinese too.

#include <span>
#include <string_view>

namespace czt {

struct Sentence {
  std::string_view english;
  std::string_view chinese;
};

std::span<const Sentence> chinese_of_texts();    ///< a file, its text and its YAML
std::span<const Sentence> chinese_of_values();   ///< keys, values and their units
std::span<const Sentence> chinese_of_changes();  ///< changes, --set, bases
std::span<const Sentence> chinese_of_lines();    ///< what of a line does not fit together
std::span<const Sentence> chinese_of_timetables();  ///< conflicts, trainsets, departures, the network
std::span<const Sentence> chinese_of_tables();   ///< CSV files: stop times, diagrams, OD, fares
std::span<const Sentence> chinese_of_studies();  ///< studies and calibrations
std::span<const Sentence> chinese_of_commands();  ///< what is wrong with a command line, or keeps a command from its end

}  // namespace czt
