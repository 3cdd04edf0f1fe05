#include "czt/report/page.hpp"

#include <fmt/format.h>

#include <array>

#include "charts.hpp"
#include "czt/core/digest.hpp"
#include "embedded.hpp"
#include "page_parts.hpp"

namespace czt {

using namespace html;

namespace {

/// 'sha256-…' as a content security policy names a script or a style.
std::string policy_hash(std::string_view text) {
  const std::string hex = sha256_hex(text);
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string base64;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // 32 bytes: ten threes and a rest of two
    const std::size_t digits = std::min<std::size_t>(6, hex.size() - at);
    unsigned bits = 0;
    for (std::size_t k = 0; k < 6; ++k) bits = bits << 4 | (k < digits ? digit(hex[at + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) base64 += k * 6 < digits * 4 ? letters[bits >> (18 - 6 * k) & 63u] : '=';
  }
  return "'sha256-" + base64 + "'";
}

std::string pictures_of(const Shown& shown) {
  std::string text = figure(train_graph(shown)) + figure(load_map(shown)) + figure(load_profile(shown)) + figure(station_bars(shown)) +
                     figure(platform_day(shown)) + figure(wait_distribution(shown)) + figure(journey_distribution(shown)) +
                     figure(dwell_points(shown)) + figure(delay_owners(shown));
  return text;
}

/// One part per scenario, the last one in sight; scripts switch, without them all are there.
std::string all_pictures(const ReportPage& page) {
  if (page.days.empty()) return {};
  std::string text = "<section><h2>" + span({"The day in pictures", "图说运行日"}) + "</h2>\n";
  const std::size_t last = page.days.size() - 1;
  if (page.days.size() > 1) {
    text += "<div class=\"choices\" role=\"radiogroup\">";
    for (std::size_t k = 0; k <= last; ++k)
      text += fmt::format(R"(<label><input type="radio" name="scenario" value="{}"{}> {}</label>)", k, k == last ? " checked" : "", name_of(page.summaries[k]).en);
    text += "</div>\n";
  }
  for (std::size_t k = 0; k <= last; ++k) {
    const Shown shown{std::to_string(k), name_of(page.summaries[k]), &page.days[k], k > 0 ? &page.days.front() : nullptr};
    text += fmt::format("<div class=\"of-scenario\" data-scenario=\"{}\">\n{}</div>\n", k, pictures_of(shown));
  }
  return text + "</section>\n";
}

}  // namespace

std::string report_page(const ReportPage& page) {
  const Summary& last = page.summaries.back();
  const bool zh = page.language == Language::zh;
  std::string title = name_of(last).en;
  if (page.summaries.size() > 1) title += " / " + name_of(page.summaries.front()).en;
  std::string text = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n", zh ? "zh-CN" : "en");
  text += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'\">\n",
                      policy_hash(report_css), policy_hash(report_js));
  text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title + "</title><style>" + report_css + "</style></head><body>\n";
  text += fmt::format("<input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-en\" aria-label=\"English\"{}><input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-zh\" aria-label=\"中文\"{}>\n",
                      zh ? "" : " checked", zh ? " checked" : "");
  text += "<header><div class=\"choices languages\"><label for=\"in-en\" lang=\"en\">English</label><label for=\"in-zh\" lang=\"zh-CN\">中文</label></div><h1>" + title + "</h1>";
  for (const Summary& s : page.summaries)
    if (!s.about_en.empty() || !s.about_zh.empty())
      text += "<p class=\"soft\">" + name_of(s).en + ": " + span({escape(s.about_en.empty() ? s.about_zh : s.about_en), escape(s.about_zh.empty() ? s.about_en : s.about_zh)}) + "</p>";
  text += "</header>\n<main>\n" + (page.attribution ? headline(*page.attribution, page.more) : headline(page.summaries));
  text += "<section><h2>" + span(page.summaries.size() > 1 ? Both{"Before and after", "前后对比"} : Both{"Measures", "指标"}) + "</h2><div class=\"whole\">\n";
  for (const Summary& other : page.summaries.size() > 1 ? page.summaries.subspan(1) : page.summaries) text += measures_table(page, other);
  text += "</div></section>\n";
  if (page.attribution) text += waterfall(*page.attribution, page.more);
  text += all_pictures(page);
  for (const Summary& other : page.summaries.subspan(1)) text += winners_part(other);
  text += money_table(page.summaries) + assumed_table(page.summaries) + how_to_reproduce(page);
  return text + "</main>\n<script>" + report_js + "</script>\n</body></html>\n";
}

}  // namespace czt
