#include "what_if.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "comparing.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "czt/report/what_if.hpp"
#include "czt/scenario/calibration.hpp"
#include "czt/scenario/parameters.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "czt/scenario/study.hpp"
#include "failure.hpp"
#include "measuring.hpp"
#include "what_if_base.hpp"

namespace czt::app {

namespace {

constexpr std::size_t most_settings = 1000;
constexpr std::size_t longest_setting = 2000;

}  // namespace

std::vector<PlainSetting> plain_settings(const std::vector<std::string>& set) {
  if (set.size() > most_settings) throw Failure{wrong_input, fmt::format("more than {} inputs are changed at once", most_settings), {}};
  std::vector<PlainSetting> settings;
  Diagnostics wrong;
  for (const std::string& text : set) {
    if (text.size() > longest_setting || !is_valid_utf8(text)) throw Failure{wrong_input, "a value is too long or no text", {}};
    const Result<PlainSetting> setting = plain_setting(text);
    if (setting)
      settings.push_back(*setting);
    else
      wrong.insert(wrong.end(), setting.error().begin(), setting.error().end());
  }
  if (!wrong.empty()) throw Failure{wrong_input, {}, wrong};
  return settings;
}

Scenario read_quietly(const std::filesystem::path& file, const std::vector<std::string>& set) {
  Options options;
  options.quiet = true;
  options.set = set;
  return read(file.string(), options);
}

namespace {

std::vector<Cell> of_the_line(const std::vector<Cell>& cells) {
  std::vector<Cell> line;
  for (const Cell& cell : cells)
    if (cell.where.empty()) line.push_back(cell);
  return line;
}

bool choices_settled(const Plan& plan) { return !learns(plan) || plan.settled.gap <= plan.input.choice->crowding.gap; }

/// 2, 5, 10, 20, 50, 100 …
std::uint32_t step_after(std::uint32_t n, std::uint32_t at_most) {
  std::uint32_t next = 2;
  for (std::uint32_t k = 0; next <= n; ++k) next = k % 3 == 0 ? next / 2 * 5 : next * 2;
  return std::min(next, at_most);
}

double milliseconds_since(std::chrono::steady_clock::time_point then) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - then).count();
}

}  // namespace

WhatIf::WhatIf(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    if (is_study(file) || is_calibration(file)) continue;
    std::string name = std::filesystem::path(file).filename().string();
    const auto taken = [&](const auto& other) { return other.first == name; };
    if (std::any_of(files_.begin(), files_.end(), taken)) name = file;
    files_.emplace_back(std::move(name), file);
  }
  if (files_.empty()) throw Failure{wrong_usage, "there is no scenario here: name some, or start in a folder that has them", {}};
}

WhatIf::~WhatIf() = default;

const std::filesystem::path& WhatIf::file_of(const std::string& scenario) const {
  for (const auto& [name, file] : files_)
    if (name == scenario) return file;
  throw Failure{wrong_usage, fmt::format("'{}' is none of the scenarios", escape_control(scenario)), {}};
}

std::shared_ptr<WhatIf::Base> WhatIf::base_of(const std::string& scenario) {
  {
    const std::lock_guard lock(mutex_);
    const std::shared_ptr<Base>& known = bases_[scenario];
    if (known && known->files.are_as_they_were()) return known;
  }
  const auto begun = FilesAsRead::Clock::now();
  Scenario now = read_quietly(file_of(scenario));
  FilesAsRead files(files_of(now), begun);
  const std::string content = content_of(now);
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Base>& base = bases_[scenario];
  if (!base || base->content != content) base = std::make_shared<Base>(std::move(now));
  base->files = std::move(files);
  return base;
}

std::vector<WhatIf::Kept> WhatIf::states_of(const Asked& asked) {
  const std::vector<PlainSetting> settings = plain_settings(asked.set);
  const std::shared_ptr<Base> base = base_of(asked.scenario);
  std::vector<Kept> states{Kept(base, &base->loaded)};
  if (settings.empty()) return states;
  Kept as_asked = base->kept_of(settings);
  states.push_back(as_asked ? as_asked : base->settled(read_quietly(file_of(asked.scenario), as_sets(base->loaded.scenario, settings)), settings));
  return states;
}

/// One question: the days of the scenario as it is beside those as asked.
class WhatIf::Answering {
 public:
  Answering(Base& base, const Asked& asked, const Tell& tell, const StillWanted& still_wanted)
      : base_(base), asked_(asked), tell_(tell), still_wanted_(still_wanted) {
    Options options;
    options.command = Command::compare;
    options.precision = asked.precision;
    what_ = wanted({&base.loaded, 1}, options);
    cells_ = of_the_line(what_.cells);
    cell_ = static_cast<std::size_t>(std::find(cells_.begin(), cells_.end(), what_.precision->cell) - cells_.begin());
    if (cell_ == cells_.size()) throw Failure{wrong_usage, "the precision is of a measure of the whole line", {}};
  }

  /// The first days only, which nobody takes for the answer.
  void begin(const Loaded& unsettled) {
    require_room(unsettled);
    Outcomes now;
    answer(unsettled, now, step_after(0, asked_.at_most), false);
  }

  void sharpen(const Loaded& as_asked) {
    require_room(as_asked);
    Outcomes now;
    for (std::uint32_t n = step_after(0, asked_.at_most); answer(as_asked, now, n, true); n = step_after(n, asked_.at_most)) {
    }
  }

 private:
  void require_room(const Loaded& as_asked) const {
    const Loaded& as_is = base_.loaded;
    for (const Loaded* one : {&as_is, &as_asked}) check_limits({one, 1}, 2 * cells_.size(), asked_.at_most, allowed_processors());
  }

  /// Whether it goes on. now: the days so far; there will be n.
  bool answer(const Loaded& as_asked, Outcomes& now, std::uint32_t n, bool last_word) {
    const Loaded& as_is = base_.loaded;
    const OnProgress going_on = [&](const Progress&) { return still_wanted_(); };
    const Outcomes before = base_.first(n, cells_, going_on);
    RunOptions how;
    how.seed = base_.seed;
    how.first_replication = now.replications;
    how.replications = n - now.replications;
    if (before.replications == n) append(now, replicate(as_asked.compiled.plan, cells_, how, going_on));
    if (now.replications < n || before.replications < n || !still_wanted_()) return false;

    Summary summary = summarise(as_is.scenario, before, base_.seed);
    Summary other = summarise(as_asked.scenario, now, base_.seed);
    compare({&before, nullptr, &summary}, {{&now, nullptr, &other}}, what_.deciding, what_.margin);
    WhatIfState state;
    state.request = asked_.request;
    state.at_most = asked_.at_most;
    const Difference difference = paired_difference(column(before, cell_), column(now, cell_));
    const std::uint32_t more = next_batch(*what_.precision, n, summary.rows[cell_].estimate.mean, difference.half_width, n + 1);
    state.precise = last_word && n >= at_least_for_precision && more == 0;
    state.settled = last_word && (state.precise || n >= asked_.at_most);
    state.choices_settled = choices_settled(as_is.compiled.plan) && choices_settled(as_asked.compiled.plan);
    state.milliseconds = milliseconds_since(asked_.came);
    return tell_("answer", what_if_json(summary, other, state)) && !state.settled;
  }

  Base& base_;
  const Asked& asked_;
  const Tell& tell_;
  const StillWanted& still_wanted_;
  Wanted what_;
  std::vector<Cell> cells_;
  std::size_t cell_ = 0;   ///< the one that is to be precise
};

void WhatIf::answer(const Asked& asked, const Tell& tell, const StillWanted& still_wanted) {
  const std::vector<PlainSetting> settings = plain_settings(asked.set);
  const std::shared_ptr<Base> base = base_of(asked.scenario);
  if (!still_wanted()) return;
  Answering answering(*base, asked, tell, still_wanted);
  if (settings.empty()) {
    answering.sharpen(base->loaded);
    return;
  }
  Kept as_asked = base->kept_of(settings);
  if (!as_asked) {
    const Scenario scenario = read_quietly(file_of(asked.scenario), as_sets(base->loaded.scenario, settings));
    if (std::shared_ptr<const Plan> expected = base->expected()) answering.begin(*base->changed(scenario, std::move(expected)));
    if (!still_wanted()) return;
    as_asked = base->settled(scenario, settings);
  }
  answering.sharpen(*as_asked);
}

std::string wrong_json(const Failure& failure, std::uint64_t request) {
  Json json;
  json.begin_object().field("request", request).field("message", failure.message).field("message_zh", in_chinese(failure.message)).key("errors").begin_array();
  for (const Diagnostic& d : failure.diagnostics) {
    const Diagnostic zh = in_chinese(d);
    json.begin_object().field("file", d.where.file).field("line", d.where.line).field("path", d.path);
    json.field("message", d.message).field("hint", d.hint).field("message_zh", zh.message).field("hint_zh", zh.hint).end_object();
  }
  return json.end_array().end_object().text();
}

}  // namespace czt::app
