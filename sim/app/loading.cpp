#include "loading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "days.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

constexpr std::size_t most_obstacles = 20;  // printed; the rest are counted

}  // namespace

void refuse_obstacles(const Loaded& loaded, Language language) {
  const std::vector<std::string> found = obstacles(loaded.compiled);
  if (found.empty()) return;
  const bool zh = language == Language::zh;
  std::string text = fmt::format(fmt::runtime(zh ? "{} 不能按图定运行：\n" : "{} cannot be run as booked:\n"), escape_control(loaded.scenario.name));
  for (std::size_t k = 0; k < std::min(found.size(), most_obstacles); ++k)
    text += wrap("  " + escape_control(zh ? in_chinese(found[k]) : found[k]), terminal_columns, 6) + "\n";
  if (found.size() > most_obstacles)
    text += fmt::format(fmt::runtime(zh ? "  … 另有 {} 处\n" : "  … and {} more\n"), found.size() - most_obstacles);
  text += zh ? "加上 --allow-conflicts 仍可运行：列车届时互相等候" : "--allow-conflicts runs it all the same: trains then wait for each other";
  throw Failure{wrong_input, text, {}};
}

Scenario read(const std::string& file, const Options& options) {
  ReadOptions how;
  how.set = options.set;
  Result<Scenario> scenario = read_scenario(file, how);
  if (!scenario) throw Failure{wrong_input, {}, scenario.error()};
  if (!options.quiet && !scenario->notes.empty())
    to_stderr(print(scenario->notes, stderr_has_colour(), options.language));
  return std::move(scenario).value();
}

Scenario read_base(const Scenario& scenario, const Options& options) {
  if (scenario.chain.size() < 2)
    throw Failure{
        wrong_usage,
        fmt::format(
            "{} has no base to be compared with; give two scenarios: czt compare BASE OTHER",
            escape_control(scenario.file.string())),
        {}};
  return read(scenario.chain[1].string(), options);
}

Loaded make_plan(Scenario scenario, const Options& options, std::shared_ptr<KeptPivot> kept) {
  const DayAsked day = day_of(options);
  require_day(scenario, day);
  Result<Compiled> compiled = compile(scenario, day, std::move(kept));
  if (!compiled) throw Failure{wrong_input, {}, compiled.error()};
  Loaded loaded{std::move(scenario), std::move(compiled).value()};
  if (!options.allow_conflicts) refuse_obstacles(loaded, options.language);
  return loaded;
}

Loaded with_changes(const Scenario& whole, const std::vector<std::string>& changes,
                    const Options& options) {
  std::string name = whole.name;
  if (changes.empty())
    name += " without its changes";
  else if (changes.size() < whole.changes.size())
    for (const std::string& change : changes)
      name += (&change == &changes.front() ? " with only: " : "; ") + change;
  ReadOptions how;
  how.set = options.set;
  how.only_changes = changes;
  const auto refuse = [&](const Diagnostics& wrong) {
    return Failure{wrong_input,
                   fmt::format("this combination of changes has no meaning: {}\n"
                               "  every subset of the named changes must have one",
                               escape_control(name)),
                   wrong};
  };
  Result<Scenario> scenario = read_scenario(whole.file, how);
  if (!scenario) throw refuse(scenario.error());
  if (scenario->name != name) scenario->name_zh.clear();
  scenario->name = name;
  Result<Compiled> compiled = compile(*scenario);
  if (!compiled) throw refuse(compiled.error());
  Loaded loaded{std::move(scenario).value(), std::move(compiled).value()};
  if (!options.allow_conflicts) refuse_obstacles(loaded, options.language);
  return loaded;
}

Loaded load(const std::string& file, const Options& options) {
  return make_plan(read(file, options), options);
}

bool same_root(const Scenario& a, const Scenario& b) {
  if (a.chain.empty() || b.chain.empty()) return false;
  std::error_code error;
  return std::filesystem::equivalent(a.chain.back(), b.chain.back(), error) && !error;
}

std::vector<std::string> remarks(const Loaded& loaded) {
  std::vector<std::string> texts;
  const auto add = [&](const std::vector<Diagnostic>& notes) {
    for (const Diagnostic& note : notes) {
      std::string text = note.path.empty() ? note.message : note.path + ": " + note.message;
      if (std::find(texts.begin(), texts.end(), text) == texts.end())
        texts.push_back(std::move(text));
    }
  };
  texts = remarks_on_day(loaded.compiled);
  add(loaded.compiled.notes);
  add(loaded.compiled.plan.notes);
  const std::size_t conflicts = obstacles(loaded.compiled).size();
  if (conflicts > 0)
    texts.push_back(fmt::format("{} conflicts of the timetable were allowed", conflicts));
  return texts;
}

std::string plain_value(const Scenario& scenario, std::string_view map, std::string_view key) {
  const Value* found = scenario.tree.find(map);
  if (found) found = found->find(key);
  return found && found->kind == Value::Kind::scalar ? found->text : std::string();
}

}  // namespace czt::app
