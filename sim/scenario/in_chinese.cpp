#include "czt/scenario/in_chinese.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "chinese.hpp"
#include "czt/scenario/keys.hpp"

namespace czt {

namespace {

constexpr std::string_view hole = "{}";

/// An English sentence cut at its holes.
struct Pattern {
  std::vector<std::string_view> between;  ///< one more than there are holes
  std::string_view chinese;
  std::size_t letters = 0;                ///< of the sentence itself: of two that fit, the one with more is meant
};

Pattern cut(const Sentence& sentence) {
  Pattern pattern;
  pattern.chinese = sentence.chinese;
  std::string_view rest = sentence.english;
  for (std::size_t at = rest.find(hole); at != std::string_view::npos; at = rest.find(hole)) {
    pattern.between.push_back(rest.substr(0, at));
    rest.remove_prefix(at + hole.size());
  }
  pattern.between.push_back(rest);
  for (const std::string_view part : pattern.between) pattern.letters += part.size();
  return pattern;
}

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> cut_ones;
    for (const auto& sentences : {chinese_of_texts(), chinese_of_values(), chinese_of_changes(), chinese_of_lines(), chinese_of_timetables(), chinese_of_tables(), chinese_of_studies(), chinese_of_commands()})
      for (const Sentence& sentence : sentences) cut_ones.push_back(cut(sentence));
    std::stable_sort(cut_ones.begin(), cut_ones.end(), [](const Pattern& a, const Pattern& b) { return a.letters > b.letters; });
    return cut_ones;
  }();
  return all;
}

using Held = std::vector<std::string_view>;

/// What stands in the holes, if the text is such a sentence; each holds as little as can be.
std::optional<Held> match(const Pattern& pattern, std::string_view text) {
  const auto& between = pattern.between;
  if (!text.starts_with(between.front())) return std::nullopt;
  text.remove_prefix(between.front().size());
  Held held;
  for (std::size_t k = 1; k < between.size(); ++k) {
    const bool last = k + 1 == between.size();
    if (last && !text.ends_with(between[k])) return std::nullopt;
    const std::size_t at = last ? text.size() - between[k].size() : text.find(between[k], 1);
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    held.push_back(text.substr(0, at));
    text.remove_prefix(at + between[k].size());
  }
  if (!text.empty()) return std::nullopt;
  return held;
}

/// The doc of a key, as `czt keys` has it in both languages.
std::optional<std::string> documented(std::string_view text) {
  for (const Key& key : keys())
    if (key.doc == text && !key.doc_zh.empty()) return std::string(key.doc_zh);
  return std::nullopt;
}

/// A number or a quoted time of day; an option is none.
bool begins_a_bound(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && (text[0] == '"' || (text[0] >= '0' && text[0] <= '9'));
}

/// "0 yuan to 1000 yuan", "above 0 s, at most 24 h", "at least 1", as a range of allowed values is written.
std::optional<std::string> range_in_chinese(std::string_view text) {
  if (const std::size_t to = text.find(" to "); to != std::string_view::npos && begins_a_bound(text) && begins_a_bound(text.substr(to + 4)))
    return std::string(text.substr(0, to)) + " 至 " + std::string(text.substr(to + 4));
  constexpr std::array<Sentence, 3> bounds{{{"above ", "大于 "}, {"at least ", "不小于 "}, {"at most ", "不大于 "}}};
  for (const auto& [english, chinese] : bounds) {
    if (!text.starts_with(english) || !begins_a_bound(text.substr(english.size()))) continue;
    std::string_view rest = text.substr(english.size());
    const std::size_t comma = rest.find(", at most ");
    std::string said = std::string(chinese) + std::string(rest.substr(0, comma));
    if (comma != std::string_view::npos) said += "，不大于 " + std::string(rest.substr(comma + std::string_view(", at most ").size()));
    return said;
  }
  return std::nullopt;
}

std::optional<std::string> known(std::string_view text);

/// What stands in a hole: a name as it is, another sentence in Chinese, or a kind of value with the range that it has.
std::string part(std::string_view text) {
  if (const auto said = known(text)) return *said;
  for (std::size_t comma = text.rfind(", "); comma != std::string_view::npos && comma > 0; comma = text.rfind(", ", comma - 1)) {
    const auto range = range_in_chinese(text.substr(comma + 2));
    const auto kind = known(text.substr(0, comma));
    if (range && kind) return *kind + "，" + *range;
  }
  return std::string(text);
}

/// The Chinese sentence with "{0}" as it was held and "{~0}" said in Chinese.
std::string fill(const Pattern& pattern, const Held& held) {
  std::string said;
  std::string_view rest = pattern.chinese;
  for (std::size_t at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    said += rest.substr(0, at);
    rest.remove_prefix(at);
    const bool translated = rest.starts_with("{~");
    const std::size_t digit = translated ? 2 : 1;
    if (rest.size() > digit + 1 && rest[digit] >= '0' && rest[digit] <= '9' && rest[digit + 1] == '}') {
      const std::string_view what = held[static_cast<std::size_t>(rest[digit] - '0')];
      said += translated ? part(what) : std::string(what);
      rest.remove_prefix(digit + 2);
    } else {
      said += '{';
      rest.remove_prefix(1);
    }
  }
  return said.append(rest);
}

std::optional<std::string> known(std::string_view text) {
  if (auto range = range_in_chinese(text)) return range;
  for (const Pattern& pattern : patterns())
    if (const auto held = match(pattern, text)) return fill(pattern, *held);
  return documented(text);
}

}  // namespace

/// Also where a path or a file's name stands before it, or what may have been meant after it.
std::string in_chinese(std::string_view sentence) {
  constexpr std::string_view meant = " (did you mean '", end = "'?)";
  if (const std::size_t at = sentence.rfind(meant); at != std::string_view::npos && sentence.ends_with(end)) {
    const std::string_view name = sentence.substr(at + meant.size(), sentence.size() - at - meant.size() - end.size());
    const std::string_view without = sentence.substr(0, at);
    std::string said = in_chinese(without);
    return said == without ? std::string(sentence) : said + "（是不是“" + std::string(name) + "”？）";
  }
  std::string said = part(sentence);
  if (said != sentence) return said;
  for (std::size_t colon = sentence.find(": "); colon != std::string_view::npos; colon = sentence.find(": ", colon + 2))
    if (const auto rest = known(sentence.substr(colon + 2))) return std::string(sentence.substr(0, colon)) + "：" + *rest;
  return said;
}

Diagnostic in_chinese(Diagnostic diagnostic) {
  for (std::string* sentence : {&diagnostic.message, &diagnostic.hint, &diagnostic.also_message}) *sentence = in_chinese(*sentence);
  return diagnostic;
}

}  // namespace czt
