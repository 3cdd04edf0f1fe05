#include "html.hpp"

#include <fmt/format.h>

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

std::string table(const Table& t, std::string_view file_name) {
  std::string text = fmt::format(R"(<div class="scroll" tabindex="0"><table data-file="{}"><thead><tr>)", escape(file_name));
  for (const Both& head : t.heads) text += "<th scope=\"col\">" + span(head) + "</th>";
  text += "</tr></thead><tbody>\n";
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    const std::vector<std::string>& row = t.rows[r];
    text += "<tr>";  // end tags may be left out
    for (std::size_t k = 0; k < row.size(); ++k) text += (k ? "<td>" : "<th scope=row>") + (k == 0 && !t.names.empty() ? span(t.names[r]) : escape(row[k]));
    text += "\n";
  }
  return text + "</tbody></table></div>";
}

std::string figure(const Figure& f) {
  std::string text = fmt::format("<figure id=\"{}\"><figcaption><h3>{}</h3><p class=\"see\">{}</p></figcaption>\n", f.id, span(f.title), span(f.see));
  text += "<div class=\"picture\" tabindex=\"0\">" + f.svg + "</div>\n";
  if (!f.numbers.rows.empty())
    text += fmt::format("<details><summary>{}</summary>{}</details>\n", span({"The numbers", "数字"}), table(f.numbers, f.id));
  return text + "</figure>\n";
}

}  // namespace czt::html
