#include "czt/core/text.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace czt;

TEST_CASE("UTF-8 is checked strictly", "[core]") {
  for (const char* text : {"", "Zhuzhou", "株洲", "é", "🚆", "\xF4\x8F\xBF\xBF"})
    CHECK(is_valid_utf8(text));
  for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
                           "\xF4\x90\x80\x80", "\xF0\x80\x80\x80", "\xE6\xA0", "\xFF", "株\xE6"}) {
    CHECK_FALSE(is_valid_utf8(text));
  }
}

TEST_CASE("code points are counted, a stray byte as one", "[core]") {
  CHECK(code_points("株洲南 S7808") == 9);
  CHECK(code_points("\xE6\xA0"
                    "a") == 3);
  CHECK(code_points("") == 0);
}

TEST_CASE("a table's columns line up in Chinese and English", "[core]") {
  CHECK(display_width("Zhuzhou") == 7);
  CHECK(display_width("株洲南") == 6);
  CHECK(display_width("，（）") == 6);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("–×°") == 3);
  CHECK(display_width("🚆") == 2);
  CHECK(display_width("") == 0);
  CHECK(pad_right("株洲", 6) == "株洲  ");
  CHECK(pad_left("株洲", 6) == "  株洲");
  CHECK(pad_right("株洲", 3) == "株洲");
}

TEST_CASE("a file cannot send commands to the terminal", "[core]") {
  CHECK(escape_control("株洲 \x1b[2J") == "株洲 \\x1b[2J");
  CHECK(escape_control("a\nb\tc\r\x7f") == "a\\x0ab\\x09c\\x0d\\x7f");
  CHECK(escape_control("\xC2\x9B") == "\\x9b");
  CHECK(escape_control("\xFF") == "\\xff");
  CHECK(escape_control("a\u202Eb") == "a\\u202eb");
  CHECK(escape_control("Zhuzhou–Changsha 29 ¥") == "Zhuzhou–Changsha 29 ¥");
}

TEST_CASE("a number is written as briefly as it reads back", "[core]") {
  CHECK(to_shortest(0.1) == "0.1");
  CHECK(to_shortest(1.0) == "1");
  CHECK(to_shortest(0.1 + 0.2) == "0.30000000000000004");
  CHECK(to_shortest(-2.5) == "-2.5");
  CHECK(to_shortest(5e-324) == "5e-324");
  CHECK(to_shortest(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(to_shortest(-std::numeric_limits<double>::quiet_NaN()) == "nan");
}

TEST_CASE("a name that is too wide is cut between characters", "[core]") {
  CHECK(fit("株洲站", 6) == "株洲站");
  CHECK(fit("株洲站", 5) == "株洲…");
  CHECK(fit("株洲站", 4) == "株…");
  CHECK(fit("fares", 4) == "far…");
}

TEST_CASE("a long line is broken at its spaces, and what follows is indented", "[core]") {
  CHECK(wrap("", 10, 2) == "");
  CHECK(wrap("one two", 7, 2) == "one two");
  CHECK(wrap("one two three", 7, 2) == "one two\n  three");
  CHECK(wrap("  one two", 7, 4) == "  one\n    two");  // the first line keeps its own indent
  CHECK(wrap("a verylongword b", 5, 1) == "a\n verylongword\n b");
  CHECK(wrap("verylongword b", 5, 1) == "verylongword\n b");
  CHECK(wrap("aaaa bb cc", 6, 2) == "aaaa\n  bb\n  cc");  // the indent counts
  CHECK(wrap("株洲 长沙 湘潭", 9, 2) == "株洲 长沙\n  湘潭");  // two cells a character
}

TEST_CASE("the distance between words counts slips of the hand", "[core]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("short", "short") == 0);
  CHECK(edit_distance("short", "shrot") == 1);  // two neighbours swapped
  CHECK(edit_distance("short", "shot") == 1);
  CHECK(edit_distance("shot", "short") == 1);
  CHECK(edit_distance("short", "shirt") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ca", "abc") == 3);  // 2 in the unrestricted form
  CHECK(edit_distance("株洲南", "株州南") == 1);
}

TEST_CASE("a misspelt word finds its neighbour, a strange one does not", "[core]") {
  const std::vector<std::string> allowed{"short", "long", "fixed", "株洲南", "linear"};
  CHECK(nearest("shrot", allowed) == "short");
  CHECK(nearest("lineer", allowed) == "linear");
  CHECK(nearest("株州南", allowed) == "株洲南");
  CHECK(nearest("lnoog", allowed) == std::nullopt);  // two slips in five letters
  CHECK(nearest("crowded", allowed) == std::nullopt);
  CHECK(nearest("short", {}) == std::nullopt);
}
