#pragma once
/// The person at the terminal: signals, colour, and progress on stderr.

#include <chrono>
#include <string>

#include "czt/experiment/replications.hpp"

namespace czt::app {

/// Ctrl-C and SIGTERM ask for a clean end (a second Ctrl-C ends at once); a vanished reader and a
/// file that may not grow become errors of `write`. Standard descriptors that are closed are
/// filled, so that no file takes their place.
void prepare_process();
/// 0, or the exit code that the signal stands for.
int asked_to_stop();

/// FORCE_COLOR, NO_COLOR, TERM and whether stderr is a terminal, in this order.
bool stderr_has_colour();
bool stdout_is_terminal();

/// A bar that is redrawn at most ten times a second on a terminal; elsewhere a line every 10 s, or
/// for each tenth of the way that took at least a second.
class ProgressMeter {
 public:
  explicit ProgressMeter(bool quiet);
  ~ProgressMeter();
  ProgressMeter(const ProgressMeter&) = delete;
  ProgressMeter& operator=(const ProgressMeter&) = delete;
  /// False when the process was asked to stop.
  bool operator()(const Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;
  void draw(const Progress& progress, double seconds);
  void print_line(const Progress& progress, double seconds);

  bool quiet_;
  bool bar_;
  bool drawn_ = false;
  std::string what_;
  Clock::time_point began_{};
  Clock::time_point last_{};
  unsigned last_tenth_ = 0;
};

}  // namespace czt::app
