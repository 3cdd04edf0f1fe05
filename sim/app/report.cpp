/// `czt report RESULT.json`: its days are lived again for the pictures, and every number must come out as it says.

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "command_line.hpp"
#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/store.hpp"
#include "czt/report/study_page.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

struct KeptResult {
  std::string file;
  std::string text;
  nlohmann::json json;
  std::vector<std::string> arguments;
};

KeptResult result_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Failure{file_trouble, fmt::format("cannot read {}", escape_control(file)), {}};
  KeptResult result{file, {std::istreambuf_iterator<char>(in), {}}, {}, {}};
  result.json = nlohmann::json::parse(result.text, nullptr, false);
  if (!result.json.is_object() || !result.json.contains("czt") || !result.json.contains("command"))
    throw Failure{wrong_input, fmt::format("{} is no result: run, compare, attribute and fork write one with -o", escape_control(file)), {}};
  const auto words = result.json.find("arguments");
  if (words == result.json.end() || !words->is_array())
    throw Failure{wrong_input, fmt::format("{} does not say which command made it: it is no file of -o (or an old one); make it again with -o",
                                           escape_control(file)), {}};
  for (const nlohmann::json& word : *words) result.arguments.push_back(word.is_string() ? word.get<std::string>() : std::string());
  return result;
}

/// What the command was asked, with the page as its only output.
Options asked_by(const KeptResult& result, const Options& options) {
  std::vector<const char*> words{"czt"};
  for (const std::string& word : result.arguments) words.push_back(word.c_str());
  const auto asked = [&] {
    try {
      return read_command_line(static_cast<int>(words.size()), words.data());
    } catch (const Failure& failure) {
      throw Failure{wrong_input, fmt::format("{}: this program does not understand the command that made it: {}", escape_control(result.file), failure.message), {}};
    }
  }();
  const Options* found = std::get_if<Options>(&asked);
  const bool known = found && (found->command == Command::run || found->command == Command::compare || found->command == Command::attribute ||
                               found->command == Command::fork);
  if (!known || found->year != 0 || found->ramp_up != 0)
    throw Failure{wrong_input, fmt::format("{} is of a command that has no page", escape_control(result.file)), {}};
  Options again = *found;
  again.arguments = result.arguments;
  again.command_line = "czt";
  for (const std::string& word : result.arguments) again.command_line += " " + word;
  again.expected = result.text;
  again.report = options.output;
  again.threads = options.threads;
  again.language = options.language;
  again.quiet = options.quiet;
  again.silent = true;
  again.output.clear();
  again.csv.clear();
  again.xlsx.clear();
  again.fail_if.clear();
  return again;
}

int obey(const Options& again) {
  switch (again.command) {
    case Command::compare:
      return compare(again);
    case Command::attribute:
      return attribute(again);
    case Command::fork:
      return fork(again);
    default:
      return run(again);
  }
}

/// A run's words without the command, its scenario and where its results went.
std::vector<std::string> what_was_asked(const std::vector<std::string>& arguments, const std::string& file) {
  std::vector<std::string> rest;
  for (std::size_t k = 1; k < arguments.size(); ++k) {
    const std::string& word = arguments[k];
    const auto is = [&](std::string_view option) { return word == option || word.starts_with(std::string(option) + "="); };
    if (is("-o") || is("--report") || is("--csv") || is("--xlsx"))
      k += word.find('=') == std::string::npos ? 1 : 0;
    else if (word != file && word != "--json")
      rest.push_back(word);
  }
  return rest;
}

/// Runs of several scenarios with the same people, as one comparison with the first.
Options compared(const std::vector<KeptResult>& results, const Options& options) {
  Options all = asked_by(results.front(), options);
  std::vector<std::string> files;
  for (const KeptResult& result : results) {
    Options one = asked_by(result, options);
    if (one.command != Command::run)
      throw Failure{wrong_usage, fmt::format("{} is no run: several results make a page only if each is the run of one scenario", escape_control(result.file)), {}};
    if (result.json["seed"] != results.front().json["seed"] || result.json["replications"] != results.front().json["replications"])
      throw Failure{wrong_input, fmt::format("{} has another seed or number of replications than {}: not the same people", escape_control(result.file),
                                             escape_control(results.front().file)), {}};
    if (one.set != all.set || one.day != all.day || one.date != all.date)
      throw Failure{wrong_input, fmt::format("{} was asked with other --set, --day or --date than {}", escape_control(result.file), escape_control(results.front().file)), {}};
    files.push_back(one.files.front());
    one.report.clear();
    if (const int code = run(one); code != done) throw Failure{code, "", {}};
  }
  all.command = Command::compare;
  all.command_line = "czt compare";
  for (const std::string& file : files) all.command_line += " " + file;
  for (const std::string& word : what_was_asked(results.front().arguments, files.front())) all.command_line += " " + word;
  all.files = std::move(files);
  all.expected.clear();
  return all;
}

/// Of the one file: every SQLite file begins so.
bool is_store(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  char head[15] = {};
  return in.read(head, sizeof head) && std::string_view(head, sizeof head) == "SQLite format 3";
}

}  // namespace

int report(const Options& options) {
  if (options.output.empty()) throw Failure{wrong_usage, "-o FILE.html is missing: where the page goes", {}};
  if (is_store(options.files.front())) {
    if (options.files.size() > 1) throw Failure{wrong_usage, "a study's store has a page of its own: give one", {}};
    StudyStore store(options.files.front(), StudyStore::Mode::read);
    write_file(options.output, study_page(store, options.command_line, version, options.language));
    return done;
  }
  std::vector<KeptResult> results;
  for (const std::string& file : options.files) results.push_back(result_of(file));
  return obey(results.size() == 1 ? asked_by(results.front(), options) : compared(results, options));
}

}  // namespace czt::app
