/// The quick reader and yaml-cpp must tell the same story: same events, same marks, or the quick
/// one passes.

#include "scenario/plain_yaml.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;

/// Everything that is told, one event a line. The mark of a null is not compared: nobody uses it.
class Recorder : public YAML::EventHandler {
 public:
  std::string told;
  void OnDocumentStart(const YAML::Mark&) override { told += "document\n"; }
  void OnDocumentEnd() override { told += "end of document\n"; }
  void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override {
    add("null", YAML::Mark(), anchor, {});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add("alias", mark, anchor, {});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    add("scalar " + tag, mark, anchor, text);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    add("list " + tag, mark, anchor, {});
  }
  void OnSequenceEnd() override { told += "end of list\n"; }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    add("map " + tag, mark, anchor, {});
  }
  void OnMapEnd() override { told += "end of map\n"; }

 private:
  void add(const std::string& what, const YAML::Mark& mark, YAML::anchor_t anchor,
           const std::string& text) {
    told += what + " " + std::to_string(mark.pos) + " " + std::to_string(mark.line) + ":" +
            std::to_string(mark.column) + " &" + std::to_string(anchor) + " " + text + "\n";
  }
};

std::string as_yaml_cpp(const std::string& text) {
  Recorder recorder;
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(recorder)) {
    }
  } catch (const YAML::Exception& e) {
    return std::string("refused: ") + e.what();
  }
  return recorder.told;
}

/// What the quick reader told; none if it left the text to yaml-cpp.
std::optional<std::string> as_plain(const std::string& text) {
  Recorder recorder;
  if (!czt::read_plainly(text, recorder)) return std::nullopt;
  return recorder.told;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> all_texts() {
  std::vector<fs::path> files;
  for (const char* folder :
       {"scenarios", "tests/scenario/good", "tests/scenario/bad", "tests/scenario/corpus"})
    for (const auto& entry : fs::directory_iterator(fs::path(CZT_SOURCE_DIR) / folder))
      if (entry.is_regular_file() && entry.path().extension() != ".expected")
        files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const fs::path& file : files) texts.push_back(bytes_of(file));
  return texts;
}

}  // namespace

TEST_CASE("the shipped scenarios are read by the quick reader", "[scenario][yaml]") {
  for (const char* name : {"2017-weekday.yaml", "2021-weekday.yaml", "2026-weekday.yaml"}) {
    INFO(name);
    const std::string text = bytes_of(fs::path(CZT_SOURCE_DIR) / "scenarios" / name);
    const auto plain = as_plain(text);
    REQUIRE(plain.has_value());
    CHECK(*plain == as_yaml_cpp(text));
  }
}

TEST_CASE("the quick reader tells what yaml-cpp tells of plain style", "[scenario][yaml]") {
  for (const std::string text : {
           "a: 1\n",
           "a: 1",
           "\n# comment\n\na:   1   # why\nb:\n  c: two words  \n\n  d: {e: f, g: [h, i j, \"k, "
           "l\"]} # end\n# done\n",
           "株洲: {zh: 株洲, at: \"07:05\", 'x y': 07:05, z: -5 min}\n",
           "a:\nb:\n   c:\nd: \"\"\ne: ''\n",
           "a: [\n  b,   # first\n  c\n\n]\nd: {\n e: f\n, g: h }\n",
           "a: {}\nb: []\nc: [ ]\nd: [{}, [], {e: []}]\n",
           "a: b#c\nd: e:f\ng: [h#i, j:k]\n",
           "zhuzhou up, all:   # 11 trains\n  x: (y)\n",
           "a: it's 5 o'clock \"now\"\n",
           "a: {b: c\nd: e}\n",
       }) {
    INFO(text);
    const std::string expected = as_yaml_cpp(text);
    const auto plain = as_plain(text);
    if (expected.starts_with("refused")) {
      CHECK_FALSE(plain.has_value());
    } else {
      REQUIRE(plain.has_value());
      CHECK(*plain == expected);
    }
  }
}

TEST_CASE("what is not plain style is left to yaml-cpp", "[scenario][yaml]") {
  for (const std::string text : {
           "",
           "# nothing\n",
           "a\n",
           "- a\n",
           "[a]\n",
           "{a: b}\n",
           "--- \na: b\n",
           "a: b\n---\nc: d\n",
           "a: b\n...\n",
           "%YAML 1.2\n---\na: b\n",
           "a: &x b\n",
           "a: *x\n",
           "a: !t b\n",
           "a: |\n  b\n",
           "a: >\n  b\n",
           "a: b\n  c\n",
           "a: \"b\n  c\"\n",
           "a: \"b\\n\"\n",
           "a: 'b''c'\n",
           "a:\n  - b\n",
           "a:\n- b\n",
           "a: null\n",
           "a: ~\n",
           "null: a\n",
           "? a\n: b\n",
           "a:\tb\n",
           "\ta: b\n",
           "a: b\r\n",
           "a : b\n",
           "a: b: c\n",
           "a: [b: c]\n",
           "a: [b, ]\n",
           "a: [b,, c]\n",
           "a: {b}\n",
           "a: {b: }\n",
           "a: {b: , c: d}\n",
           "a: {\"b\":c}\n",
           "a: [b\n c]\n",
           "a: {b: c} d\n",
           "a: \"b\" c\n",
           "a: \"b\"# c\n",
           "a: [b]\n  c: d\n",
           "a: 1\n   b: 2\n",
           "  a: 1\nb: 2\n",
           "a: {b: c,#d\n}\n",
           "a: @b\n",
           "a: `b\n",
           "a: %b\n",
           "a: [b?]\n",
           "a: - b\n",
           "a: [\n",
           "a: \"b\n",
           "a: b]\nc: d: e\n",
           "a: [b]]\n",
           "<<: {a: b}\n",
       }) {
    INFO(text);
    CHECK_FALSE(as_plain(text).has_value());
  }
}

// CZT_YAML_TEXTS=1000000 tries that many.
TEST_CASE("on texts torn from scenarios and damaged at random the two readers agree",
          "[scenario][yaml]") {
  const std::vector<std::string> texts = all_texts();
  REQUIRE(texts.size() > 100);
  const char* wanted = std::getenv("CZT_YAML_TEXTS");
  const int tries = wanted == nullptr ? 20'000 : std::atoi(wanted);
  std::uint64_t state = 88172645463325252u;  // Marsaglia (2003), xorshift
  const auto below = [&](std::size_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::size_t>(state % n);
  };
  const std::string signs = ":::,,{}[]\"'#   \n\n-?~&*!|>%@`\\a1\t.";
  int plainly = 0;
  for (int n = 0; n < tries; ++n) {
    const std::string& whole = texts[below(texts.size())];
    if (whole.empty()) continue;
    std::size_t from = below(whole.size());
    from = from < 20                                      ? 0
           : whole.rfind('\n', from) == std::string::npos ? 0
                                                          : whole.rfind('\n', from) + 1;
    std::string text = whole.substr(from, 1 + below(400));
    if (below(2) == 0) {  // so that its first line stands at the margin
      const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
      std::string moved;
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);)
        moved += (line.find_first_not_of(' ') >= indent ? line.substr(std::min(indent, line.size()))
                                                        : line) +
                 "\n";
      text = moved;
    }
    for (std::size_t damage = below(4); damage > 0 && !text.empty(); --damage) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text.erase(at, 1 + below(3));
          break;
        case 1:
          text.insert(at, 1, signs[below(signs.size())]);
          break;
        case 2:
          text[at] = signs[below(signs.size())];
          break;
        default:
          text.insert(at, text.substr(below(text.size()), below(12)));
          break;
      }
    }
    const auto plain = as_plain(text);
    if (!plain) continue;
    ++plainly;
    const std::string expected = as_yaml_cpp(text);
    if (*plain == expected) continue;
    INFO(text);
    CHECK(*plain == expected);
  }
  CHECK(plainly > tries / 20);
}
