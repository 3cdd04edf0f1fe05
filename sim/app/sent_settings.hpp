#pragma once
/// Settings that an address has no room for: sent before the question, which names them by what they are.

#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace czt::app {

class SentSettings {
 public:
  /// `body`: a JSON array of PATH=VALUE; else Failure (wrong_usage). The name it has from now on, among the last 64.
  std::string keep(const std::string& body);
  /// Failure (try_again) where they have been forgotten.
  [[nodiscard]] std::vector<std::string> of(const std::string& name);

 private:
  std::mutex mutex_;
  std::deque<std::pair<std::string, std::vector<std::string>>> sent_;  ///< the last at the end
};

}  // namespace czt::app
