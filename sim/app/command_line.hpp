#pragma once
/// The command line, read by CLI11 (in command_line.cpp alone).

#include <string>
#include <variant>
#include <vector>

#include "options.hpp"

namespace czt::app {

/// Help or a version to print instead of doing anything.
struct Message {
  std::string text;
};
/// Wrong usage is a Failure.
std::variant<Options, Message> read_command_line(int argc, const char* const* argv);

/// What --lang says, also where the rest is wrong usage.
Language language_named(int argc, const char* const* argv);

/// The commands and their options as completion scripts need them.
struct CommandShape {
  struct OptionShape {
    std::vector<std::string> names;  ///< "--set", "-o"
    bool takes_value = false;
    std::string about;
  };
  std::string name;
  std::string about;
  std::vector<OptionShape> options;
  bool takes_files = false;  ///< scenario files
};
std::vector<CommandShape> command_shapes();

}  // namespace czt::app
