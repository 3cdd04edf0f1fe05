#pragma once
/// A quick reader for the YAML that scenarios are written in: maps by indentation, flow lists and
/// maps, texts on one line, quotes without escapes, comments. It tells the same events at the same
/// marks as yaml-cpp's parser (tests/scenario/plain_yaml_test.cpp), about fifteen times as fast.
/// Whatever else YAML knows, and every mistake, is left to yaml-cpp.

#include <string_view>

#include <yaml-cpp/eventhandler.h>

namespace czt {

/// False: the text is not, or not surely, of this kind, and the handler has been told only its
/// beginning.
bool read_plainly(std::string_view text, YAML::EventHandler& handler);

}  // namespace czt
