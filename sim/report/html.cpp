#include "html.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace czt::html {

std::string escape(std::string_view text) {
  std::string safe;
  for (const char c : text) switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) safe += c;
        else if (c == '\n' || c == '\t') safe += ' ';
    }
  return safe;
}

std::string span(const Both& t) {
  return t.en == t.zh ? t.en : fmt::format(R"(<span class="en" lang="en">{}</span><span class="zh" lang="zh-CN">{}</span>)", t.en, t.zh);
}

std::string svg_text(const Both& t, std::string_view at) {
  if (t.en == t.zh) return fmt::format("<text {}>{}</text>", at, t.en);
  return fmt::format(R"(<g class="en"><text {0}>{1}</text></g><g class="zh"><text {0}>{2}</text></g>)", at, t.en, t.zh);
}

Entry named(std::string en, std::string zh) {
  Entry entry(std::move(en));
  if (zh != entry.en) entry.zh = std::move(zh);
  return entry;
}

namespace {

/// In as few bytes as there are thousands of: the style sheet shows <i> in English and <b> in Chinese.
std::string both_of(const Entry& entry) { return entry.zh.empty() ? escape(entry.en) : "<i>" + escape(entry.en) + "</i><b>" + escape(entry.zh) + "</b>"; }

bool same(const Entry& a, const Entry& b) { return a.en == b.en && a.zh == b.zh; }

bool same_group(const Table& t, std::size_t r) {
  return r > 0 && std::equal(t.rows[r].begin(), t.rows[r].begin() + static_cast<std::ptrdiff_t>(t.group), t.rows[r - 1].begin(), same);
}

}  // namespace

// End tags of rows and cells may be left out.
std::string table(const Table& t, std::string_view file_name) {
  std::string text = fmt::format(R"(<div class="scroll" tabindex="0"><table data-file="{}"><thead><tr>)", escape(file_name));
  const std::size_t below = t.heads.size() - t.group;  // columns under the group's
  const auto wide = [&](std::size_t k) { return k == 0 && below > t.group ? fmt::format(" colspan={}", below - t.group + 1) : std::string(); };
  for (std::size_t k = 0; k < t.heads.size(); ++k) {
    if (t.group > 0 && k == t.group) text += "<tr>";
    text += "<th scope=\"col\"" + (k < t.group ? wide(k) : "") + ">" + span(t.heads[k]) + "</th>";
  }
  text += "</tr></thead><tbody>\n";
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    const std::vector<Entry>& row = t.rows[r];
    if (t.group > 0 && !same_group(t, r)) {
      text += r > 0 ? "<tbody><tr>" : "<tr>";
      for (std::size_t k = 0; k < t.group; ++k) text += "<th scope=rowgroup" + wide(k) + ">" + both_of(row[k]);
      text += "\n";
    }
    text += "<tr>";
    for (std::size_t k = t.group; k < row.size(); ++k) text += (k > t.group ? "<td>" : "<th scope=row>") + both_of(row[k]);
    text += "\n";
  }
  return text + "</tbody></table></div>";
}

std::string inside(const Figure& f, Numbers numbers) {
  std::string text = fmt::format("<figcaption><h3>{}</h3><p class=\"see\">{}</p></figcaption>\n", span(f.title), span(f.see));
  text += "<div class=\"picture\" tabindex=\"0\">" + f.svg + "</div>\n";
  if (!f.numbers.rows.empty())
    text += fmt::format("<details><summary>{}</summary>{}</details>\n", span({"The numbers", "数字"}), numbers == Numbers::written ? table(f.numbers, f.id) : "");
  return text;
}

std::string figure(const Figure& f) { return "<figure id=\"" + f.id + "\">" + inside(f, Numbers::written) + "</figure>\n"; }

}  // namespace czt::html
