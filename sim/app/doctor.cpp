/// What this machine gives and has, and how the stores of studies are.

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/replications.hpp"
#include "czt/experiment/store.hpp"
#include "czt/model/model_version.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/measures.hpp"
#include "czt/report/json.hpp"
#include "czt/scenario/compile.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "starter.hpp"

namespace czt::app {

namespace fs = std::filesystem;

namespace {

/// Of day 0 of the starter line with seed 1, on every machine. It changes with `model_version`, or with the line.
constexpr std::uint64_t starter_day = 0x5b1bb59fa1b6e460u;

struct Finding {
  std::string of;
  bool sound = true;
  std::string words;
};

Finding same_days() {
  const Result<Scenario> line = parse_scenario(starter_line);
  const Result<Compiled> compiled = compile(line.value());
  World world;
  simulate(compiled.value().plan, 1, 0, world);
  const std::uint64_t found = fingerprint(world);
  if (found == starter_day) return {"days", true, "the starter line's is the one that every machine gives"};
  return {"days", false, fmt::format("the starter line's is {:016x}, elsewhere {:016x}: do not trust this build", found, starter_day)};
}

/// What follows the first colon of the line that begins with `key`.
std::string line_of(const char* file, std::string_view key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(key))
      if (const std::size_t colon = line.find(':'); colon != std::string::npos) return line.substr(std::min(line.find_first_not_of(" \t", colon + 1), line.size()));
  return {};
}

Finding processors() {
  std::string name = line_of("/proc/cpuinfo", "model name");
  if (name.empty()) name = "unknown";
  return {"processors", true,
          fmt::format("{}: {} of {} may be used; AVX2: {}", escape_control(name), allowed_processors(), ::sysconf(_SC_NPROCESSORS_ONLN),
                      __builtin_cpu_supports("avx2") ? "yes" : "no (some steps take longer; the days are the same)")};
}

Finding memory() {
  const auto gigabytes = [](const char* key) { return ::strtod(line_of("/proc/meminfo", key).c_str(), nullptr) * 1024.0 / 1e9; };
  return {"memory", true, fmt::format("{:.1f} of {:.1f} GB are free", gigabytes("MemAvailable"), gigabytes("MemTotal"))};
}

Finding folder() {
  std::error_code error;
  const fs::space_info space = fs::space(".", error);
  if (error) return {"folder", false, "this one cannot be looked at: " + error.message()};
  const bool writable = ::access(".", W_OK) == 0;
  return {"folder", true,
          fmt::format("{:.1f} GB are free in this one; it can{} be written to{}", static_cast<double>(space.available) / 1e9, writable ? "" : "not",
                      lies_on_a_network(".") ? "; it lies on a network: give each process a --shard of its own" : "")};
}

Finding locale() {
  const char* names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  std::string name;
  for (const char* variable : names)
    if (const char* value = ::getenv(variable); name.empty() && value) name = value;
  const auto says = [&](const char* what) { return name.find(what) != std::string::npos; };
  const bool utf8 = says("UTF-8") || says("utf-8") || says("utf8") || says("UTF8");
  return {"locale", true,
          fmt::format("{}; {}", name.empty() ? "none" : escape_control(name),
                      utf8 ? "Chinese names show as such" : "results do not depend on it; Chinese names may not show as such")};
}

bool is_in_path(std::string_view program) {
  const char* path = ::getenv("PATH");
  for (std::string_view rest = path ? path : ""; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (::access((fs::path(rest.substr(0, end)) / program).c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

Finding tools() {
  constexpr std::pair<const char*, const char*> wanted[] = {{"sumo", "lives a day that was exported to it"}, {"sbatch", "study submit"}, {"python3", "the Python module"}};
  std::string words;
  for (const auto& [program, what_for] : wanted)
    words += fmt::format("{}{} ({}): {}", words.empty() ? "" : "; ", program, what_for, is_in_path(program) ? "yes" : "no");
  return {"other tools", true, words + "; none is needed to simulate"};
}

Finding look_at(const std::string& store) {
  const std::vector<std::string> troubles = damage_in(store);
  if (!troubles.empty())
    return {store, false, fmt::format("damaged: {}{}", escape_control(troubles.front()), troubles.size() > 1 ? fmt::format(" and {} more", troubles.size() - 1) : "")};
  const StudyStore::Counts counts = StudyStore(store, StudyStore::Mode::read).counts();
  return {store, true, fmt::format("sound: {} points, {} done; {} runs, {} failed", counts.points, counts.done, counts.runs, counts.failed)};
}

Finding recover(const std::string& damaged, const std::string& fresh) {
  std::error_code error;
  StudyStore store(fresh, StudyStore::Mode::create);
  StudyStore::Rescued kept;
  try {
    kept = store.rescue(damaged);
  } catch (...) {
    store.close();
    fs::remove(fresh, error);
    throw;
  }
  store.close();
  return {fresh, true, fmt::format("{} runs of {} points are kept; {} points were lost and are open again: czt study run STUDY.yaml -o {} --resume does what is open", kept.runs,
                                   kept.points, kept.lost, fresh)};
}

std::string as_json(const std::vector<Finding>& findings, bool sound) {
  Json json;
  json.begin_object().field("czt", version).field("command", "doctor").field("model", model_version).field("compiler", CZT_COMPILER);
  json.field("commit", CZT_COMMIT).field("ok", sound).key("findings").begin_array();
  for (const Finding& finding : findings)
    json.line().begin_object().field("of", finding.of).field("sound", finding.sound).field("words", finding.words).end_object();
  return json.end_array().end_object().text() + "\n";
}

std::string as_text(const std::vector<Finding>& findings) {
  std::string text = fmt::format("czt {}, model {}, {}{}\n", version, model_version, CZT_COMPILER, *CZT_COMMIT ? ", of commit " CZT_COMMIT : "");
  for (const Finding& finding : findings) text += wrap(pad_right(escape_control(finding.of) + (finding.sound ? "" : " !"), 12) + " " + finding.words, terminal_columns, 13) + "\n";
  return text;
}

}  // namespace

int doctor(const Options& options) {
  if (!options.output.empty() && options.files.size() != 1) throw Failure{wrong_usage, "--recover is of one store", {}};
  std::vector<Finding> findings;
  if (options.files.empty()) findings = {same_days(), processors(), memory(), folder(), locale(), tools()};
  for (const std::string& store : options.files) findings.push_back(look_at(store));
  const bool sound = std::all_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.sound; });
  if (!options.output.empty()) findings.push_back(recover(options.files.front(), options.output));
  to_stdout(options.json ? as_json(findings, sound) : as_text(findings));
  if (!sound && options.output.empty() && !options.files.empty()) to_stderr("czt: czt doctor STORE.db --recover NEW.db keeps what can be read of one\n");
  return sound || !options.output.empty() ? done : options.files.empty() ? bug : file_trouble;
}

}  // namespace czt::app
