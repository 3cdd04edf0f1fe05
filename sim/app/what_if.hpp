#pragma once
/// Questions of the kind "what if this were so": scenarios from files, their inputs, answers that sharpen, and a change
/// kept as a file. Knows nothing of a network; may be asked from several threads.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "czt/scenario/parameters.hpp"
#include "options.hpp"
#include "pictured.hpp"
#include "wanted.hpp"

namespace czt::app {

struct Asked {
  std::string scenario;           ///< a name of `scenarios_json`
  std::vector<std::string> set;   ///< PATH=VALUE
  std::uint32_t at_most = 100;    ///< replications
  std::string precision = "1%";   ///< as --precision
  std::uint64_t request = 0;
  std::chrono::steady_clock::time_point came{};
};

struct Saved {
  std::string scenario;
  std::vector<std::string> set;
  std::string file;    ///< a plain name, beside the scenario
  std::string name;    ///< of the new scenario; else the file's
  bool overwrite = false;
};

/// What a page has changed; Failure with all that is no input, and where there is too much of it.
std::vector<PlainSetting> plain_settings(const std::vector<std::string>& set);
/// A scenario, without words on stderr.
Scenario read_quietly(const std::filesystem::path& file, const std::vector<std::string>& set = {});

class WhatIf {
 public:
  /// What is no scenario is left out. Failure where none is left.
  explicit WhatIf(const std::vector<std::string>& files);
  ~WhatIf();

  /// {"scenarios": [{"file", "scenario", "scenario_zh", "about": {en, zh}, "errors"}]}; the errors of one that cannot be read.
  [[nodiscard]] std::string scenarios_json() const;
  /// {"matches", "inputs": […]}: those whose path or description holds every word of `search`, the first `most`.
  [[nodiscard]] std::string inputs_json(const std::string& scenario, const std::string& search, std::size_t most) const;
  /// The same of these paths.
  [[nodiscard]] std::string inputs_json(const std::string& scenario, const std::vector<std::string>& paths) const;

  /// All below this path, lists besides: what a table of them is filled with.
  [[nodiscard]] std::string inputs_under(const std::string& scenario, const std::string& prefix) const;

  using Tell = std::function<bool(std::string_view event, const std::string& json)>;  ///< false: nobody listens
  using StillWanted = std::function<bool()>;
  /// Tells "answer" for 2, 5, 10, 20 … replications until it is settled or no longer wanted. Where people choose, the
  /// first of all lets them expect the crowding of the last answer, unsettled. Failure for wrong values.
  void answer(const Asked& asked, const Tell& tell, const StillWanted& still_wanted);

  /// The page of --report: the scenario as it is and as changed, over `at_most` days. Failure for wrong values.
  std::string report(const Asked& asked, Language language);

  /// The same page's tables as a workbook: the bytes of an .xlsx.
  std::string workbook(const Asked& asked, Language language);
  /// Places for the pictures of the days as they are and, where anything is changed, as changed: a piece of a page.
  std::string places(const Asked& asked) const;
  struct Picture {
    std::string name;      ///< "load-map"
    bool as_is = false;    ///< of the days without the changes
    bool numbers = false;  ///< the table behind it
  };
  /// What stands in one of them, of `at_most` days: a piece of a page, escaped. Failure where there is no such picture.
  std::string picture(const Asked& asked, const Picture& which);
  /// One day, the first that was simulated, as `replay_json` has it: as changed or, with `as_is`, without the changes.
  std::string replay(const Asked& asked, bool as_is);

  /// The path written. Failure: a name that is no plain file name, a wrong value, `try_again` for a file that is there.
  std::filesystem::path save(const Saved& what) const;

 private:
  struct Base;
  using Kept = std::shared_ptr<const Loaded>;
  /// The scenario as it is and, where anything is changed, as asked.
  [[nodiscard]] std::vector<Kept> states_of(const Asked& asked);
  class Answering;
  [[nodiscard]] const std::filesystem::path& file_of(const std::string& scenario) const;
  [[nodiscard]] std::shared_ptr<Base> base_of(const std::string& scenario);

  std::vector<std::pair<std::string, std::filesystem::path>> files_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Base>> bases_;
  Pictured pictured_;
};

/// {"message", "message_zh", "errors": [{"path", "message", "hint", "message_zh", "hint_zh"}]}
std::string wrong_json(const struct Failure& failure, std::uint64_t request = 0);

}  // namespace czt::app
