/// Each bad/NAME.yaml says exactly bad/NAME.expected. Options of the shell stand in its first
/// lines: # --set … To accept new texts after reading them: CZT_UPDATE=1 czt_test_scenario "[bad]".

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"
#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

czt::ReadOptions options_of(const fs::path& file) {
  czt::ReadOptions options;
  std::istringstream lines(content(file));
  for (std::string line; std::getline(lines, line) && line.starts_with("# --set ");)
    options.set.push_back(line.substr(8));
  return options;
}

/// Diagnostics name files as the user does: from the folder where he is.
struct InFolder {
  fs::path before = fs::current_path();
  explicit InFolder(const fs::path& folder) { fs::current_path(folder); }
  ~InFolder() { fs::current_path(before); }
};

std::vector<fs::path> yaml_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator("."))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename());
  std::sort(files.begin(), files.end());
  return files;
}

/// What reading says, or, where reading finds nothing, compiling.
std::string what_is_said(const fs::path& file) {
  const auto scenario = czt::read_scenario(file, options_of(file));
  if (!scenario) return czt::print(scenario.error());
  const auto compiled = czt::compile(*scenario);
  return compiled ? std::string("no error\n") : czt::print(compiled.error());
}

}  // namespace

TEST_CASE("each wrong file is answered with its place, what was found and what is allowed",
          "[scenario][bad]") {
  const InFolder here(fs::path(CZT_SOURCE_DIR) / "tests/scenario/bad");
  const auto files = yaml_files();
  CHECK(files.size() >= 40);
  for (const fs::path& file : files) {
    INFO(file.string());
    const std::string said = what_is_said(file);
    CHECK(said != "no error\n");
    fs::path expected = file;
    expected.replace_extension(".expected");
    if (std::getenv("CZT_UPDATE") != nullptr) std::ofstream(expected, std::ios::binary) << said;
    CHECK(said == content(expected));
  }
}

TEST_CASE("each good file is read without a word", "[scenario]") {
  const InFolder here(fs::path(CZT_SOURCE_DIR) / "tests/scenario/good");
  const auto files = yaml_files();
  CHECK(files.size() >= 5);
  for (const fs::path& file : files) {
    INFO(file.string());
    const auto scenario = czt::read_scenario(file, options_of(file));
    INFO((scenario ? std::string() : czt::print(scenario.error())));
    CHECK(scenario.has_value());
  }
}
