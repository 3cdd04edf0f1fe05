#include "czt/core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace czt {
namespace {

struct CodePoint {
  char32_t value;  // the byte itself when not valid
  std::size_t length;
  bool valid;
};

/// The code point at the front of `text`, which is not empty.
/// The ranges of the second byte are those of RFC 3629, section 4.
CodePoint front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  const CodePoint wrong{lead, 1, false};
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4 || !follows(1)) return wrong;
  if (lead < 0xE0) return {(lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2, true};
  if (lead < 0xF0) {
    if (!follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) || !follows(2))
      return wrong;
    return {(lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3, true};
  }
  if (!follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) || !follows(2) ||
      !follows(3)) {
    return wrong;
  }
  return {
      (lead & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu),
      4, true};
}

/// Calls visit(code point, its bytes) for each code point in order.
template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const CodePoint c = front(text);
    visit(c, text.substr(0, c.length));
    text.remove_prefix(c.length);
  }
}

struct Range {
  char32_t first;
  char32_t last;
};

bool is_in(std::span<const Range> ranges, char32_t c) {
  const auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
  return after != ranges.begin() && c <= std::prev(after)->last;
}

// Wide and fullwidth by block; unassigned code points inside a wide block count as wide.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},
    {0x26D4, 0x26D4},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3E0, 0x1F3F0}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F550, 0x1F567},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6D0, 0x1F6DF}, {0x1F6EB, 0x1F6EF},
    {0x1F6F4, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}};

// Combining marks of the scripts that a railway's names are likely to use, joiners and direction
// marks.
constexpr Range weightless[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};

// Embeddings, overrides and isolates (Unicode annex 9) and the two separators that break a line.
constexpr Range reordering[] = {{0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

int cells_of(char32_t c) {
  if (is_control(c) || is_in(weightless, c)) return 0;
  return is_in(wide, c) ? 2 : 1;
}

void append_hex(std::string& text, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789abcdef"[(value >> shift) & 15];
}

std::u32string decode(std::string_view text) {
  std::u32string points;
  for_each_code_point(text, [&](CodePoint c, std::string_view) { points += c.value; });
  return points;
}

std::string spaces_up_to(std::string_view text, int cells) {
  return std::string(static_cast<std::size_t>(std::max(0, cells - display_width(text))), ' ');
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  bool valid = true;
  for_each_code_point(text, [&](CodePoint c, std::string_view) { valid = valid && c.valid; });
  return valid;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for_each_code_point(text, [&](CodePoint, std::string_view) { ++count; });
  return count;
}

int display_width(std::string_view text) {
  int cells = 0;
  for_each_code_point(
      text, [&](CodePoint c, std::string_view) { cells += c.valid ? cells_of(c.value) : 1; });
  return cells;
}

std::string pad_right(std::string_view text, int cells) {
  return std::string(text) + spaces_up_to(text, cells);
}

std::string pad_left(std::string_view text, int cells) {
  return spaces_up_to(text, cells).append(text);
}

std::string fit(std::string_view text, int cells) {
  if (display_width(text) <= cells) return std::string(text);
  const auto inside_character = [&] {
    return !text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
  };
  while (!text.empty() && display_width(text) >= cells) {
    while (inside_character()) text.remove_suffix(1);
    if (!text.empty()) text.remove_suffix(1);
  }
  return std::string(text) + "…";
}

std::string wrap(std::string_view text, int cells, int indent) {
  std::string lines;
  int width = 0;
  bool begun = false;  // a word stands in this line
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t word = std::min(text.find_first_not_of(' ', at), text.size());
    const std::size_t end = std::min(text.find(' ', word), text.size());
    const std::string_view spaces = text.substr(at, word - at);
    const std::string_view letters = text.substr(word, end - word);
    const int cells_of_word = static_cast<int>(spaces.size()) + display_width(letters);
    if (begun && width + cells_of_word > cells) {
      lines += '\n' + std::string(static_cast<std::size_t>(indent), ' ');
      width = indent + display_width(letters);
    } else {
      lines += spaces;
      width += cells_of_word;
    }
    lines += letters;
    begun = true;
    at = end;
  }
  return lines;
}

std::string escape_control(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for_each_code_point(text, [&](CodePoint c, std::string_view bytes) {
    if (!c.valid || is_control(c.value)) {
      append_hex(safe += "\\x", c.value, 2);
    } else if (is_in(reordering, c.value)) {
      append_hex(safe += "\\u", c.value, 4);
    } else {
      safe += bytes;
    }
  });
  return safe;
}

std::string to_shortest(double value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 32> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), written.ptr};
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string from = decode(a);
  const std::u32string to = decode(b);
  // here[j]: edits between the first i code points of `from` and the first j of `to`; above and
  // two_above are the rows for i − 1 and i − 2.
  std::vector<std::size_t> two_above(to.size() + 1);
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> here(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) here[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(two_above, above);
    std::swap(above, here);
    here[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t substituted = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      here[j] = std::min({above[j] + 1, here[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        here[j] = std::min(here[j], two_above[j - 2] + 1);
      }
    }
  }
  return here[to.size()];
}

std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string> allowed) {
  std::size_t least = std::max<std::size_t>(1, code_points(wanted) / 3) + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : allowed) {
    const std::size_t distance = edit_distance(wanted, candidate);
    if (distance < least) {
      least = distance;
      found = candidate;
    }
  }
  return found;
}

}  // namespace czt
