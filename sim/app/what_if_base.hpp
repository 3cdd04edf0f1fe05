#pragma once
/// What is kept of a scenario while questions about it are answered.

#include <deque>

#include "czt/scenario/compile.hpp"
#include "czt/scenario/keys.hpp"
#include "failure.hpp"
#include "files_as_read.hpp"
#include "loading.hpp"
#include "measuring.hpp"
#include "what_if.hpp"

namespace czt::app {

constexpr std::size_t most_kept = 4;  // states of one scenario

/// The first `n` of them.
inline Outcomes first_of(const Outcomes& outcomes, std::uint32_t n) {
  Outcomes first = outcomes;
  first.replications = n;
  first.values.resize(n * outcomes.cells.size());
  first.prints.resize(n);
  first.fingerprint = fingerprint_of(first.prints);
  return first;
}

inline bool learns(const Plan& plan) { return plan.input.choice && plan.input.choice->crowding.iterations > 0; }

/// What an answer depends on, the tables beside the scenario included.
inline std::string content_of(const Scenario& scenario) { return scenario.name + "\n" + digest(scenario); }

constexpr const char* not_as_booked = "As booked this cannot run. Give the trains other times, let them shift (may shift by), or own more trainsets.";

/// Failure: trains in each other's way, and trainsets that are missing with the input that has their number.
inline void refuse_as_booked(const Compiled& compiled) {
  constexpr std::size_t most_said = 20;
  Diagnostics wrong;
  const auto say = [&](std::string path, const std::string& text) {
    Diagnostic& said = wrong.emplace_back();
    said.path = std::move(path);
    said.message = text;
  };
  for (const std::string& shortage : compiled.fleet_shortages)
    say(join_path(std::vector<std::string>{"train_types", shortage.substr(0, shortage.find(": ")), "owned"}), shortage);
  for (const std::string& conflict : compiled.conflict_texts) say({}, conflict);
  if (wrong.size() > most_said) wrong.resize(most_said);
  if (!wrong.empty()) throw Failure{wrong_input, not_as_booked, wrong};
}

/// The scenario as its file has it, with the days that have been simulated.
struct WhatIf::Base {
  explicit Base(Scenario scenario)
      : pivot(std::make_shared<KeptPivot>()),
        loaded(make_plan(std::move(scenario), {}, pivot)),
        root(loaded.compiled.plan.input.base),
        last(std::shared_ptr<const Plan>(), &loaded.compiled.plan),
        seed(seed_of(loaded.scenario, {})),
        content(content_of(loaded.scenario)) {}
  std::shared_ptr<KeptPivot> pivot;
  Loaded loaded;
  std::shared_ptr<const Plan> root;  ///< null until it is needed
  std::shared_ptr<const Plan> last;  ///< of the last answer on which choices settled
  std::uint64_t seed;
  std::string content;
  FilesAsRead files;                 ///< guarded by the WhatIf's mutex
  std::mutex mutex;
  Outcomes outcomes;    ///< of `cells`
  std::deque<std::pair<std::vector<PlainSetting>, Kept>> kept;  ///< the last states asked for

  /// Where people choose, once they have settled. What an answer was of is kept a while: pictures and reports are of the same.
  Kept settled(const Scenario& scenario, const std::vector<PlainSetting>& settings) {
    Kept state = changed(scenario, nullptr);
    const std::lock_guard lock(mutex);
    kept.emplace_back(settings, state);
    if (kept.size() > most_kept) kept.pop_front();
    return state;
  }

  /// Null where it is not kept.
  Kept kept_of(const std::vector<PlainSetting>& settings) {
    const std::lock_guard lock(mutex);
    for (const auto& [of, state] : kept)
      if (of == settings) return state;
    return nullptr;
  }

  /// Another state of the same scenario; the root base, around which people choose, is compiled once. expected: whose
  /// crowding people expect; null: they settle.
  std::shared_ptr<const Loaded> changed(const Scenario& scenario, std::shared_ptr<const Plan> expected) {
    std::shared_ptr<const Plan> known;
    {
      const std::lock_guard lock(mutex);
      known = root;
    }
    const bool settles = !expected;
    Result<Compiled> compiled = compile_services(scenario, {}, known, std::move(expected), pivot);
    if (!compiled) throw Failure{wrong_input, {}, compiled.error()};
    auto other = std::make_shared<const Loaded>(Loaded{scenario, std::move(compiled).value()});
    refuse_as_booked(other->compiled);
    const std::lock_guard lock(mutex);
    if (!root) root = known;
    if (settles) last = {other, &other->compiled.plan};
    return other;
  }

  /// Null where people do not choose by what they expect.
  std::shared_ptr<const Plan> expected() {
    const std::lock_guard lock(mutex);
    return learns(*last) ? last : nullptr;
  }

  /// Empty when it was stopped.
  Outcomes first(std::uint32_t n, const std::vector<Cell>& cells, const OnProgress& going_on) {
    const std::lock_guard lock(mutex);
    if (outcomes.cells != cells) outcomes = {};
    if (outcomes.replications < n) {
      RunOptions how;
      how.seed = seed;
      how.first_replication = outcomes.replications;
      how.replications = n - outcomes.replications;
      append(outcomes, replicate(loaded.compiled.plan, cells, how, going_on));
    }
    return outcomes.replications < n ? Outcomes{} : first_of(outcomes, n);
  }
};

}  // namespace czt::app
