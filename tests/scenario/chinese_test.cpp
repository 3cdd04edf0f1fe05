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

TEST_CASE("each sentence stands in the Chinese table once, with all that it holds", "[scenario][chinese]") {
  std::set<std::string> seen;
  for (const auto& sentences : {czt::chinese_of_texts(), czt::chinese_of_values(), czt::chinese_of_changes(), czt::chinese_of_lines(),
                                czt::chinese_of_timetables(), czt::chinese_of_tables(), czt::chinese_of_studies()})
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
