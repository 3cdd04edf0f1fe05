/// How people travel, rail or else, in each scenario.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "page_parts.hpp"
#include "svg.hpp"

namespace czt::html {

namespace {

/// Rows of mode_share by one mode each; NaN ones left out, as where nobody chooses.
std::vector<const SummaryRow*> mode_rows(const Summary& summary) {
  std::vector<const SummaryRow*> rows;
  for (const SummaryRow& row : summary.rows)
    if (measures()[row.cell.measure].name == "mode_share" && row.cell.where.size() == 1 && !std::isnan(row.estimate.mean)) rows.push_back(&row);
  return rows;
}

std::string mode_of(const SummaryRow& row) { return row.cell.where.front().second; }

/// As the scenarios call it.
Entry entry_of(const std::string& mode, std::span<const Summary> summaries) {
  for (const Summary& s : summaries)
    for (const auto& [name, zh] : s.modes_zh)
      if (name == mode) return named(mode, zh);
  return mode;
}

}  // namespace

std::string mode_shares(std::span<const Summary> summaries) {
  std::vector<std::string> modes;
  double most = 0.0;
  for (const Summary& s : summaries)
    for (const SummaryRow* row : mode_rows(s)) {
      if (std::find(modes.begin(), modes.end(), mode_of(*row)) == modes.end()) modes.push_back(mode_of(*row));
      most = std::max(most, row->estimate.mean);
    }
  if (modes.empty()) return {};
  constexpr double width = 1200.0, names = 260.0, bar = 15.0;
  const double line = bar * static_cast<double>(summaries.size()) + 10.0, bottom = 10.0 + line * static_cast<double>(modes.size());
  const Axis x{0.0, ticks(0, 100.0 * most, 6).back(), names, width - 60};
  Figure f;
  f.id = "mode-shares";
  f.title = {"How people travel", "出行方式构成"};
  f.numbers.heads.push_back({"mode", "方式"});
  Svg svg(width, bottom + 40, f.title);
  std::string legend;
  Both largest_mode;
  double largest = 0.0;
  for (std::size_t s = 0; s < summaries.size(); ++s) {
    f.numbers.heads.push_back({name_of(summaries[s]).en + " (%)", name_of(summaries[s]).zh + "（%）"});
    legend += fmt::format(" <span class=\"key {}\"></span>{}", s + 1 == summaries.size() ? "fill-up" : "fill-plain", span(name_of(summaries[s])));
  }
  for (std::size_t m = 0; m < modes.size(); ++m) {
    const double top = 10.0 + line * static_cast<double>(m);
    const Entry entry = entry_of(modes[m], summaries);
    const Both name{escape(entry.en), escape(entry.in(Language::zh))};
    svg.text(names - 8, top + line / 2, name, "end");
    f.numbers.rows.push_back({entry});
    for (std::size_t s = 0; s < summaries.size(); ++s) {
      const std::vector<const SummaryRow*> rows = mode_rows(summaries[s]);
      const auto found = std::find_if(rows.begin(), rows.end(), [&](const SummaryRow* row) { return mode_of(*row) == modes[m]; });
      if (found == rows.end()) {
        f.numbers.rows.back().emplace_back();
        continue;
      }
      const double share = 100.0 * (*found)->estimate.mean, at = top + bar * static_cast<double>(s);
      const std::string value = fmt::format("{:.1f}", share);
      svg.rect(names, at, x(share) - names, bar - 2, s + 1 == summaries.size() ? "fill-up" : "fill-plain", name_of(summaries[s]).en + ": " + value + " %");
      svg.text(x(share) + 5, at + bar - 4, {value, value}, "start", "small");
      f.numbers.rows.back().push_back(fmt::format("{:.3f}", share));
      if (s + 1 == summaries.size() && share > largest) {
        largest = share;
        largest_mode = name;
      }
    }
  }
  svg.x_axis(x, bottom, {"% of expected travellers between places that the railway joins", "占铁路所连地区间潜在出行者的%"}, 6);
  f.see = {fmt::format("Most travel by {}: {:.1f} %. Expected shares of the settled choice, of the whole day.", largest_mode.en, largest),
           fmt::format("出行最多的方式是{}：{:.1f}%。为选择模型收敛后的全日期望份额。", largest_mode.zh, largest)};
  f.svg = svg.done() + "<p class=\"legend\">" + legend + "</p>";
  return "<section><h2>" + span({"By which mode", "方式选择"}) + "</h2>\n" + figure(f) + "</section>\n";
}

}  // namespace czt::html
