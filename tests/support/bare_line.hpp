#pragma once

#include <string>

namespace czt::test {

/// A and B, and trains between them that nothing disturbs or delays: no dwell, hardly a headway,
/// fifty tracks.
inline const std::string bare_line = R"(
scenario: exact case
stations:
  A: {km: 0, tracks: {up: 50, down: 50}}
  B: {km: 5, tracks: {up: 50, down: 50}}
branches: {main: {stations: [A, B]}}
track: {headway: 1 ms, reoccupation: 0 s}
turnaround: {minimum: 1 s, doors_open_before: 0 min, clears_after: 0 min}
dwell: {model: fixed, time: 0 s, minimum: 0 s}
disturbances: {scale: 0}
boarding: {patience: 2800 min}
formation: {default: train}
)";

}  // namespace czt::test
