#pragma once
/// Text as people and terminals see it. All strings are UTF-8; a byte that is not part of a valid
/// sequence counts as one code point of its own, so that nothing here fails on a user's bad file.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace czt {

/// Strict (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);
std::size_t code_points(std::string_view text);

/// Terminal cells: 2 for East Asian wide and fullwidth characters and emoji, 0 for combining marks
/// and control characters, else 1. Source: Unicode 14 EastAsianWidth.txt and general category
/// Mn/Me.
int display_width(std::string_view text);
/// Cells of a line of a terminal that every text is written for.
inline constexpr int terminal_columns = 80;
/// Spaces added after (before) the text until it is `cells` wide; never cuts.
std::string pad_right(std::string_view text, int cells);
std::string pad_left(std::string_view text, int cells);
/// The text, or its beginning and … if it is wider than `cells`.
std::string fit(std::string_view text, int cells);
/// Lines of at most `cells`, broken at spaces and each but the first indented; a longer word stands alone.
std::string wrap(std::string_view text, int cells, int indent);

/// Makes text of unknown origin safe to print: control characters (C0 with newline and tab, DEL,
/// C1) and bytes that are not UTF-8 become \x1b, characters that reorder the line become \u202e.
std::string escape_control(std::string_view text);

/// The shortest decimal that reads back as the same double; "inf", "-inf" and "nan" for those.
std::string to_shortest(double value);

/// Insertions, deletions, substitutions and swaps of neighbours that turn a into b, in code points
/// (Damerau–Levenshtein in the optimal string alignment form: no pair is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The first of `allowed` with the least distance to `wanted`, if that is at most max(1, length /
/// 3).
std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string> allowed);

}  // namespace czt
