#include "czt/report/page.hpp"

#include <fmt/format.h>

#include "charts.hpp"
#include "document.hpp"
#include "page_parts.hpp"

namespace czt {

using namespace html;

namespace {

std::string all_pictures(const ReportPage& page) {
  if (page.days.empty()) return {};
  std::vector<Both> names;
  std::vector<std::string> pictures;
  for (std::size_t k = 0; k < page.days.size(); ++k) {
    names.push_back(name_of(page.summaries[k]));
    pictures.emplace_back();
    for (const Figure& f : figures_of(shown_of(page, k))) pictures.back() += figure(f);
  }
  return "<section><h2>" + span({"The day in pictures", "图说运行日"}) + "</h2>\n" + part_each(names, pictures) + "</section>\n";
}

}  // namespace

Shown html::shown_of(const ReportPage& page, std::size_t k) {
  return {std::to_string(k), name_of(page.summaries[k]), &page.days[k], k > 0 ? &page.days.front() : nullptr};
}

std::string html::part_each(std::span<const Both> scenarios, std::span<const std::string> pictures) {
  std::string text;
  const std::size_t last = scenarios.size() - 1;
  if (last > 0) {
    text += "<div class=\"choices\" role=\"radiogroup\">";
    for (std::size_t k = 0; k <= last; ++k)
      text += fmt::format(R"(<label><input type="radio" name="scenario" value="{}"{}> {}</label>)", k, k == last ? " checked" : "", span(scenarios[k]));
    text += "</div>\n";
  }
  for (std::size_t k = 0; k <= last; ++k) text += fmt::format("<div class=\"of-scenario\" data-scenario=\"{}\">\n{}</div>\n", k, pictures[k]);
  return text;
}

std::vector<Figure> html::figures_of(const Shown& shown) {
  std::vector<Figure> figures;
  for (const Picture& picture : pictures_of_days) figures.push_back(picture.draw(shown));
  return figures;
}

std::string report_page(const ReportPage& page) {
  const Summary& last = page.summaries.back();
  Both title = name_of(last);
  if (page.summaries.size() > 1) {
    title.en += " / " + name_of(page.summaries.front()).en;
    title.zh += " / " + name_of(page.summaries.front()).zh;
  }
  std::string about;
  for (const Summary& s : page.summaries)
    if (!s.about_en.empty() || !s.about_zh.empty())
      about += "<p class=\"soft\">" + span(name_of(s)) + ": " + span({escape(s.about_en.empty() ? s.about_zh : s.about_en), escape(s.about_zh.empty() ? s.about_en : s.about_zh)}) + "</p>";
  std::string text = page.attribution ? headline(*page.attribution, page.more) : headline(page.summaries);
  text += "<section><h2>" + span(page.summaries.size() > 1 ? Both{"Before and after", "前后对比"} : Both{"Measures", "指标"}) + "</h2><div class=\"whole\">\n";
  for (const Summary& other : page.summaries.size() > 1 ? page.summaries.subspan(1) : page.summaries) text += measures_table(page, other);
  text += "</div></section>\n";
  if (page.attribution) text += waterfall(*page.attribution, page.more);
  text += all_pictures(page);
  text += mode_shares(page.summaries);
  for (const Summary& other : page.summaries.subspan(1)) text += winners_part(other);
  text += money_table(page.summaries) + assumed_table(page.summaries) + how_to_reproduce(page);
  return document(title, about, text, page.language);
}

}  // namespace czt
