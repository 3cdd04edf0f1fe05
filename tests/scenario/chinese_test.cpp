/// What is wrong, in Chinese: every sentence that the bad files and the compiler's own checks call forth has one.

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "czt/scenario/compile.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "scenario/chinese.hpp"
#include "support/catch.hpp"

using czt::in_chinese;

namespace {

namespace fs = std::filesystem;

/// Whether it holds a Chinese character or mark (U+3000…9FFF, U+FF00…).
bool is_chinese(std::string_view text) {
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte >= 0xE3 && byte <= 0xE9) || byte == 0xEF) return true;
  }
  return false;
}

czt::Diagnostics wrong_in(const fs::path& file) {
  const auto scenario = czt::read_scenario(file);
  if (!scenario) return scenario.error();
  const auto compiled = czt::compile(*scenario);
  return compiled ? czt::Diagnostics{} : compiled.error();
}

}  // namespace

TEST_CASE("whatever is said of the wrong files is said in Chinese too", "[scenario][chinese]") {
  const fs::path before = fs::current_path();
  fs::current_path(fs::path(CZT_SOURCE_DIR) / "tests/scenario/bad");
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator("."))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename());
  std::sort(files.begin(), files.end());
  std::size_t sentences = 0;
  for (const fs::path& file : files)
    for (const czt::Diagnostic& d : wrong_in(file)) {
      const czt::Diagnostic zh = in_chinese(d);
      INFO(file.string() << ": " << d.message << " | " << d.hint << " | " << d.also_message);
      INFO(zh.message << " | " << zh.hint << " | " << zh.also_message);
      CHECK((is_chinese(zh.message) && zh.message != d.message));
      CHECK((d.hint.empty() || (zh.hint != d.hint && is_chinese(zh.hint))));
      CHECK((d.also_message.empty() || zh.also_message != d.also_message));
      CHECK(zh.path == d.path);
      sentences += 1;
    }
  CHECK(sentences > 200);
  fs::current_path(before);
}

TEST_CASE("names, numbers and units stay as they are written", "[scenario][chinese]") {
  CHECK(in_chinese("found '0.385', which has no unit (yuan, fen): expected a rate such as 0.385 yuan") ==
        "写的是“0.385”，没有单位（yuan, fen）：应为费率，例如 0.385 yuan");
  CHECK(in_chinese("there is no '大风' in stations") == "stations 中没有“大风”");
  CHECK(in_chinese("did you mean 'every'?") == "是不是“every”？");
  CHECK(in_chinese("allowed: 0 yuan to 1000 yuan") == "允许的是：0 yuan 至 1000 yuan");
  CHECK(in_chinese("found '0 min', allowed: above 0 s, at most 24 h") == "写的是“0 min”，允许的是：大于 0 s，不大于 24 h");
  CHECK(in_chinese("expected a duration such as 12 min, 0 s to 24 h") == "应为时长，例如 12 min，0 s 至 24 h");
  CHECK(in_chinese("there is no train type 'found nothing'") == "没有车型“found nothing”");
  CHECK(in_chinese("there is no station 'a station'") == "没有车站“a station”");
  CHECK(in_chinese("a.yaml: there is no such file") == "a.yaml：没有这个文件");
  CHECK(in_chinese("S3 follows S1 too closely on 暮云 to Muyun at 07:05: 40 s short of the headway") ==
        "S3 在 暮云 to Muyun 于 07:05 与前车 S1 间隔不足：比最小间隔少 40 s");
  CHECK(in_chinese("nobody knows this sentence") == "nobody knows this sentence");
}

TEST_CASE("what is wrong with a command line is said in Chinese", "[scenario][chinese]") {
  CHECK(in_chinese("SCENARIO is required") == "缺少 SCENARIO");
  CHECK(in_chinese("A subcommand is required") == "缺少 子命令");
  CHECK(in_chinese("--replications: 1 required N missing") == "--replications 之后缺少 N（须有 1 个）");
  CHECK(in_chinese("--replications: Value abc not in range 1 to 10000000") == "--replications：写的是“abc”，应在 1 至 10000000 之间");
  CHECK(in_chinese("SHELL: xsh not in {bash,zsh,fish}") == "SHELL：写的是“xsh”，应为 {bash,zsh,fish} 之一");
  CHECK(in_chinese("czt run has no option '--replication' (did you mean '--replications'?)") ==
        "czt run 没有选项“--replication”（是不是“--replications”？）");
  CHECK(in_chinese("'rum' is not a command (did you mean 'run'?); see czt --help") ==
        "没有命令“rum”（是不是“run”？）；命令列表见 czt --help");
  CHECK(in_chinese("--day excludes --date") == "--day 与 --date 不能同时用");
  CHECK(in_chinese("--measure 'bordings': no measure is called 'bordings' (did you mean 'boardings'?)") ==
        "--measure 'bordings'：没有指标叫“bordings”（是不是“boardings”？）");
  CHECK(in_chinese("nobody knows it (did you mean 'this'?)") == "nobody knows it (did you mean 'this'?)");
}

TEST_CASE("a scenario says its own words in Chinese: names of services and changes, and the reasons of its inputs", "[scenario][chinese]") {
  const fs::path folder = fs::path(CZT_SOURCE_DIR) / "scenarios";
  for (const char* file : {"2021-weekday.yaml", "2017-with-gates.yaml", "2020-works.yaml", "2026-weekday.yaml", "2021-with-feeders.yaml",
                           "2021-with-traction.yaml", "six-more-morning-trains.yaml", "over-the-other-platform.yaml", "tickets-for-regulars.yaml"}) {
    const auto scenario = czt::read_scenario(folder / file);
    REQUIRE(scenario);
    for (const czt::NamedChange& change : scenario->changes) {
      INFO(file << ": " << change.name);
      CHECK(is_chinese(change.name_zh));
    }
    for (const czt::AssumedInput& input : scenario->assumed) {
      INFO(file << ": " << input.path << ": " << input.why);
      CHECK((input.why.empty() || is_chinese(input.why_zh) || input.why == "12.8 kW/t"));
    }
    const czt::Value* timetable = scenario->tree.find("timetable");
    REQUIRE(timetable != nullptr);
    for (const auto& [name, service] : timetable->fields)
      if (service.find("from") != nullptr) {
        INFO(file << ": " << name);
        REQUIRE(service.find("zh") != nullptr);
        CHECK(is_chinese(service.find("zh")->text));
      }
  }
}

TEST_CASE("each sentence stands in the Chinese table once, with all that it holds", "[scenario][chinese]") {
  std::set<std::string> seen;
  for (const auto& sentences : {czt::chinese_of_texts(), czt::chinese_of_values(), czt::chinese_of_changes(), czt::chinese_of_lines(),
                                czt::chinese_of_timetables(), czt::chinese_of_tables(), czt::chinese_of_studies(), czt::chinese_of_commands()})
    for (const czt::Sentence& sentence : sentences) {
      INFO(sentence.english);
      CHECK(seen.insert(std::string(sentence.english)).second);
      CHECK(is_chinese(sentence.chinese));
      int holes = 0;
      for (std::size_t at = sentence.english.find("{}"); at != std::string_view::npos; at = sentence.english.find("{}", at + 2)) ++holes;
      const auto has = [&](int k) { return sentence.chinese.find(std::to_string(k) + "}") != std::string_view::npos; };
      for (int k = 0; k < holes; ++k) CHECK(has(k));
      CHECK_FALSE(has(holes));
    }
}
