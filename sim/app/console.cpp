#include "console.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string_view>

#include "czt/core/text.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

volatile std::sig_atomic_t stop_code = 0;

extern "C" void stop_on(int signal) {
  if (signal == SIGINT && stop_code == interrupted) ::_exit(interrupted);
  stop_code = signal == SIGINT ? interrupted : try_again;
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value && *value;
}
bool dumb_terminal() {
  const char* term = std::getenv("TERM");
  return term && std::string_view(term) == "dumb";
}

}  // namespace

void prepare_process() {
  // A closed stdout is opened for reading only: writing to it then fails as it should.
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(standard, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) != standard)
      ::_exit(file_trouble);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = stop_on;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

int asked_to_stop() { return stop_code; }

bool stderr_has_colour() {
  if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE")) return true;
  if (is_set("NO_COLOR") || dumb_terminal()) return false;
  return ::isatty(STDERR_FILENO) == 1;
}

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

ProgressMeter::ProgressMeter(bool quiet)
    : quiet_(quiet), bar_(::isatty(STDERR_FILENO) == 1 && !dumb_terminal()) {}

ProgressMeter::~ProgressMeter() {
  if (drawn_) to_stderr("\r\033[K");
}

bool ProgressMeter::operator()(const Progress& progress) {
  const auto now = Clock::now();
  if (progress.what != what_ || progress.done == 0) {
    what_ = progress.what;
    began_ = last_ = now;
    last_tenth_ = 0;
  }
  if (quiet_) return asked_to_stop() == 0;
  const double since_last = std::chrono::duration<double>(now - last_).count();
  const double seconds = std::chrono::duration<double>(now - began_).count();
  if (bar_) {
    if (since_last >= 0.1) {
      draw(progress, seconds);
      last_ = now;
    }
  } else {
    const unsigned tenth =
        progress.total ? static_cast<unsigned>(10ull * progress.done / progress.total) : 10;
    if (since_last >= 10.0 || (tenth > last_tenth_ && since_last >= 1.0)) {
      print_line(progress, seconds);
      last_ = now;
      last_tenth_ = tenth;
    }
  }
  return asked_to_stop() == 0;
}

namespace {
std::string rate_and_rest(const Progress& p, double seconds) {
  const double rate = p.done / seconds;
  const auto left = static_cast<long>((p.total - p.done) / rate + 0.5);
  return fmt::format("{:.{}f}/s  {}:{:02} left", rate, rate < 10 ? 1 : 0, left / 60, left % 60);
}
}  // namespace

void ProgressMeter::draw(const Progress& p, double seconds) {
  constexpr unsigned cells = 20;
  const unsigned full =
      p.total ? static_cast<unsigned>(std::uint64_t{cells} * p.done / p.total) : cells;
  std::string bar;
  for (unsigned k = 0; k < cells; ++k) bar += k < full ? "█" : "░";
  // A line that a terminal breaks is not drawn over by the next.
  const std::string rest = fmt::format("  {}/{}  {}  {}", p.done, p.total, bar, p.done ? rate_and_rest(p, seconds) : "");
  to_stderr("\r" + fit(escape_control(p.what), terminal_columns - 1 - display_width(rest)) + rest + "\033[K");
  drawn_ = true;
}

void ProgressMeter::print_line(const Progress& p, double seconds) {
  to_stderr(fmt::format("{}: {} of {}  {}\n", escape_control(p.what), p.done, p.total,
                        p.done ? rate_and_rest(p, seconds) : ""));
}

}  // namespace czt::app
