#pragma once
/// Names in the reader's language, safe for a terminal.

#include <string>

#include "czt/core/text.hpp"
#include "czt/network/network.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

/// Of a station, a place, a rule …: the Chinese one where it is asked for and there is one.
template <class Named>
std::string name_in(const Named& named, Language language) {
  return escape_control(language == Language::zh && !named.name_zh.empty() ? named.name_zh : named.name);
}

/// "Zhuzhou–Dafeng", 株洲–大丰.
inline std::string name_in(const Network& network, SegmentId id, Language language) {
  const Segment& segment = network.segments[id];
  return name_in(network.stations[segment.from], language) + "–" + name_in(network.stations[segment.to], language);
}

}  // namespace czt::app
