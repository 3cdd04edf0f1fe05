#include "page_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "look.hpp"
#include "svg.hpp"
#include "table.hpp"

namespace czt::html {

namespace {

const Measure& measure_of(const SummaryRow& row) { return measures()[row.cell.measure]; }

const SummaryRow* line_row(const Summary& summary, std::string_view measure) {
  for (const SummaryRow& row : summary.rows)
    if (row.cell.where.empty() && measure_of(row).name == measure) return &row;
  return nullptr;
}

Both label_of(const Cell& cell, std::string_view unit) {
  return {escape(row_label(cell, unit, Language::en)), escape(row_label(cell, unit, Language::zh))};
}

Both with_unit(const SummaryRow& row, const std::string& value, const Look& look) {
  const std::string unit(look.scale.unit.empty() ? measure_of(row).unit : look.scale.unit);
  if (unit.empty() || unit == "persons") return {value, value};
  if (unit == "%") return {value + " %", value + "%"};
  const std::string zh = unit == "yuan" ? "元" : unit == "min" ? "分钟" : unit == "s" ? "秒" : " " + escape(unit);
  return {value + " " + escape(unit), value + zh};
}

/// "boardings 30,282 (+22,345 ± 281)".
Both said_of(const SummaryRow& row, const SummaryRow* base) {
  const Look look = look_of(row, base);
  const Measure& m = measure_of(row);
  const Both value = with_unit(row, look.value(row.estimate.mean), look);
  const double chance = base ? row.difference->half_width : row.estimate.half_width;
  const std::string half_width = look.half_width(chance).empty() ? "" : " ± " + look.half_width(chance);
  const std::string by = base ? fmt::format(" ({}{})", look.value(row.difference->mean, true), half_width) : half_width;
  return {escape(m.label_en) + " " + value.en + by, escape(m.label_zh) + value.zh + by};
}

void join(Both& text, const Both& more, const Both& by) {
  if (!text.en.empty()) {
    text.en += by.en;
    text.zh += by.zh;
  }
  text.en += more.en;
  text.zh += more.zh;
}

Both sentence_of(const Summary& base, const Summary& other) {
  Both sure, same, open;
  for (std::size_t k = 0; k < other.rows.size(); ++k) {
    const SummaryRow& row = other.rows[k];
    if (!row.verdict || !row.difference) continue;
    if (*row.verdict == Verdict::same || *row.verdict == Verdict::undecided)
      join(*row.verdict == Verdict::same ? same : open, {escape(measure_of(row).label_en), escape(measure_of(row).label_zh)}, {", ", "、"});
    else
      join(sure, said_of(row, &base.rows[k]), {"; ", "；"});
  }
  const Both a = name_of(base), b = name_of(other);
  Both text{b.en + " against " + a.en + ": ", b.zh + "与" + a.zh + "相比："};
  text.en += sure.en.empty() ? "nothing that decides is clearly different" : sure.en;
  text.zh += sure.zh.empty() ? "各关键指标均无明显差异" : sure.zh;
  for (const auto& [what, words] : {std::pair{&same, Both{". The same: ", "。相同："}}, std::pair{&open, Both{". No clear difference: ", "。无明显差异："}}})
    if (!what->en.empty()) {
      text.en += words.en + what->en;
      text.zh += words.zh + what->zh;
    }
  text.en += fmt::format(". 95 % intervals of {} days with the same people, Holm's correction over these measures.", other.replications);
  text.zh += fmt::format("。{}个相同客流日的95%置信区间，已作Holm校正。", other.replications);
  return text;
}

Both sentence_of(const Summary& only) {
  Both text;
  for (const char* measure : {"boardings", "left_behind_passengers", "seat_occupancy", "wait_mean", "on_time"})
    if (const SummaryRow* row = line_row(only, measure); row && !std::isnan(row->estimate.mean)) join(text, said_of(*row, nullptr), {"; ", "；"});
  const Both name = name_of(only);
  return {name.en + ": " + text.en + fmt::format(". Means of {} simulated days with their 95 % intervals.", only.replications),
          name.zh + "：" + text.zh + fmt::format("。{}个模拟日的均值及95%置信区间。", only.replications)};
}

std::size_t largest_part(const AttributionRow& row) {
  std::size_t largest = 0;
  for (std::size_t k = 1; k < row.parts.size(); ++k)
    if (std::fabs(row.parts[k].shapley.value) > std::fabs(row.parts[largest].shapley.value)) largest = k;
  return largest;
}

Both said_of(const Difference& d) {
  const std::string_view sign = arrow(d);
  if (sign == "=") return {"= the same", "= 相同"};
  if (sign == "·") return {"no clear difference", "无明显差异"};
  return {std::string(sign), std::string(sign)};
}

}  // namespace

Both name_of(const Summary& summary) {
  const std::string name = escape(summary.scenario);
  return {name, summary.scenario_zh.empty() ? name : escape(summary.scenario_zh)};
}

std::string headline(std::span<const Summary> summaries) {
  if (summaries.size() == 1) return "<p class=\"headline\">" + span(sentence_of(summaries.front())) + "</p>\n";
  std::string text;
  for (const Summary& other : summaries.subspan(1)) text += "<p class=\"headline\">" + span(sentence_of(summaries.front(), other)) + "</p>\n";
  return text;
}

std::string measures_table(const ReportPage& page, const Summary& other) {
  const Summary& base = page.summaries.front();
  const bool compared = page.summaries.size() > 1;
  const TextOptions options{page.language, page.more};
  std::string text = fmt::format("<div class=\"scroll\" tabindex=\"0\"><table data-file=\"measures\"><thead><tr><th scope=\"col\">{}</th>", span({"measure", "指标"}));
  const auto head = [&](const Both& words) { text += "<th scope=\"col\">" + span(words) + "</th>"; };
  if (compared) {
    head(name_of(base));
    head(name_of(other));
    head({"difference", "差值"});
    head({"± 95 %", "±95%"});
    head({"", ""});
    text += "<th scope=\"col\" class=\"verdict\">" + span({"verdict", "结论"}) + "</th>";
  } else {
    head({"mean", "均值"});
    head({"± 95 %", "±95%"});
    head({"with ranges of assumed inputs", "计入假定输入的范围"});
  }
  text += "</tr></thead><tbody>\n";
  for (std::size_t k = 0; k < other.rows.size(); ++k) {
    const SummaryRow& row = other.rows[k];
    if (!is_shown(row.cell, options)) continue;
    const Look look = look_of(row, compared ? &base.rows[k] : nullptr);
    text += "<tr data-measure=\"" + escape(to_text(row.cell)) + "\"><th scope=\"row\">" + span(label_of(row.cell, look.scale.unit)) + "</th>";
    const auto cell = [&](const std::string& value) { text += "<td>" + value + "</td>"; };
    if (compared) {
      cell(look.value(base.rows[k].estimate.mean));
      cell(look.value(row.estimate.mean));
      cell(row.difference ? look.value(row.difference->mean, true) : "");
      cell(row.difference ? look.half_width(row.difference->half_width) : "");
      text += "<td class=\"verdict\">" + (row.difference ? span(said_of(*row.difference)) : "") + "</td><td class=\"verdict\">";
      if (row.verdict) text += span({escape(word(*row.verdict, Language::en)), escape(word(*row.verdict, Language::zh))});
      text += "</td>";
    } else {
      cell(look.value(row.estimate.mean));
      cell(look.half_width(row.estimate.half_width));
      cell(row.with_ranges ? look.value(row.with_ranges->low) + " … " + look.value(row.with_ranges->high) : "");
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string money_table(std::span<const Summary> summaries) {
  for (const char* measure : {"revenue", "operating_cost", "subsidy"})
    if (!line_row(summaries.front(), measure) || std::isnan(line_row(summaries.front(), measure)->estimate.mean)) return {};
  Table t;
  t.heads = {{"yuan a day", "元/日"}, {"revenue", "票款收入"}, {"operating cost", "运营成本"}, {"subsidy = cost − revenue", "补贴＝成本−收入"}};
  for (const Summary& s : summaries) {
    const double revenue = line_row(s, "revenue")->estimate.mean, subsidy = line_row(s, "subsidy")->estimate.mean;
    // To the fen, and so that the three add up as they are shown.
    const double fen = std::round(revenue * 100.0), missing = std::round(subsidy * 100.0);
    t.rows.push_back({named(s.scenario, s.scenario_zh.empty() ? s.scenario : s.scenario_zh), fmt::format("{:.2f}", fen / 100.0), fmt::format("{:.2f}", (fen + missing) / 100.0), fmt::format("{:.2f}", missing / 100.0)});
  }
  return "<section><h2>" + span({"Money", "收支"}) + "</h2><div class=\"whole\">" + table(t, "money") + "</div></section>\n";
}

namespace {

Both name_of(const AttributedChange& change) {
  const std::string en = escape(change.name);
  return {en, change.name_zh.empty() ? en : escape(change.name_zh)};
}

}  // namespace

std::string headline(const Attribution& a, std::span<const Cell> shown) {
  Both text;
  for (const AttributionRow& row : a.rows) {
    if (std::find(shown.begin(), shown.end(), row.cell) == shown.end()) continue;
    const Measure& m = measures()[row.cell.measure];
    const czt::Scale scale = scale_for(m, std::fabs(row.total.value));
    const int decimals = decimals_for(row.total.value * scale.factor, row.total.half_width * scale.factor);
    const std::string chance = plus_minus(row.total.half_width * scale.factor, decimals);
    const std::string whole = " " + number(row.total.value * scale.factor, decimals, true) + (chance.empty() ? "" : " ± " + chance);
    Both said = label_of(row.cell, scale.unit);
    said.en += whole;
    said.zh += whole;
    if (const std::size_t most = largest_part(row); row.parts[most].shapley.value != 0.0) {
      const Both name = name_of(a.changes[most]);
      const std::string part = number(row.parts[most].shapley.value * scale.factor, decimals, true);
      said.en += fmt::format(" (largest part: {}, {})", name.en, part);
      said.zh += fmt::format("（最大部分：{}，{}）", name.zh, part);
    }
    join(text, said, {"; ", "；"});
  }
  const Both before = name_of(a.base), after = name_of(a.whole);
  return "<p class=\"headline\">" + span({after.en + " against " + before.en + ": " + text.en + ".", after.zh + "与" + before.zh + "相比：" + text.zh + "。"}) + "</p>\n";
}

std::string waterfall(const Attribution& a, std::span<const Cell> shown) {
  std::string text;
  for (const AttributionRow& row : a.rows) {
    if (std::find(shown.begin(), shown.end(), row.cell) == shown.end()) continue;
    constexpr double width = 1200.0, names = 260.0, line = 24.0;
    double low = 0.0, high = 0.0, at = 0.0;
    for (const Part& part : row.parts) {
      at += part.shapley.value;
      low = std::min(low, at);
      high = std::max(high, at);
    }
    if (!(high > low)) continue;
    const Measure& m = measures()[row.cell.measure];
    const czt::Scale unit = scale_for(m, std::max(std::fabs(low), std::fabs(high)));
    const int decimals = decimals_for(row.total.value * unit.factor, row.total.half_width * unit.factor);
    Figure f;
    f.id = "attribution-" + escape(to_text(row.cell));
    const Both label = label_of(row.cell, unit.unit);
    f.title = {"What made the difference in " + label.en, "差异的构成：" + label.zh};
    const Axis x{low, high, names, width - 160};
    Svg svg(width, 16 + line * static_cast<double>(row.parts.size() + 1), f.title);
    f.numbers.heads = {{"change", "变化"}, {"part", "份额"}, {"± 95 %", "±95%"}, {"alone", "单独"}, {"last of all", "最后加入"}};
    const auto words = [&](const Effect& e) { return number(e.value * unit.factor, decimals, true); };
    at = 0.0;
    double y = 8.0;
    for (std::size_t k = 0; k < row.parts.size(); ++k, y += line) {
      const Effect& e = row.parts[k].shapley;
      const std::string mark = a.changes[k].put_in ? " *" : "";
      const Both name = name_of(a.changes[k]);
      svg.text(names - 8, y + 15, {name.en + mark, name.zh + mark}, "end");
      svg.rect(std::min(x(at), x(at + e.value)), y + 3, std::fabs(x(at + e.value) - x(at)), line - 7, e.value < 0.0 ? "fill-loss" : "fill-gain");
      at += e.value;
      const std::string chance = plus_minus(e.half_width * unit.factor, decimals), value = words(e) + (chance.empty() ? "" : " ± " + chance);
      svg.text(std::max(x(at), x(at - e.value)) + 6, y + 15, {value, value});
      f.numbers.rows.push_back({named(a.changes[k].name, a.changes[k].name_zh.empty() ? a.changes[k].name : a.changes[k].name_zh), words(e), plus_minus(e.half_width * unit.factor, decimals), words(row.parts[k].first), words(row.parts[k].last)});
    }
    svg.text(names - 8, y + 15, {"all of it", "合计"}, "end", "strong");
    svg.rect(std::min(x(0), x(at)), y + 3, std::fabs(x(at) - x(0)), line - 7, "fill-plain");
    svg.text(std::max(x(at), x(0)) + 6, y + 15, {words(row.total), words(row.total)}, "start", "strong");
    svg.line(x(0), 4, x(0), y + line, "axis");
    const std::size_t largest = largest_part(row);
    const Both name = name_of(a.changes[largest]);
    const std::string part = words(row.parts[largest].shapley);
    f.see = {fmt::format("The largest part is “{}”: {}. Shapley values: a change's effect, averaged over all orders of making the changes. * itself an assumed number of people.", name.en, part),
             fmt::format("占比最大的是“{}”：{}。按Shapley值分摊，即各种加入次序下的平均影响。*本身为假定的人数。", name.zh, part)};
    f.svg = svg.done();
    text += figure(f);
  }
  return text.empty() ? text : "<section><h2>" + span({"What made the difference", "差异的构成"}) + "</h2>\n" + text + "</section>\n";
}

std::string winners_part(const Summary& other) {
  if (!other.winners || other.winners->rows.empty()) return {};
  const Winners& w = *other.winners;
  const WinnersTally& all = w.rows.front().tally;
  const auto a_day = [&](std::int64_t people) { return static_cast<double>(people) / w.replications; };
  const auto whole = [&](std::int64_t people) { return number(a_day(people), 0); };
  Table t;
  t.heads = {{"who", "人群"}, {"rode in both, a day", "两方案均乘坐（日）"}, {"gain more than a minute", "节省超过1分钟"}, {"lose more than a minute", "多花超过1分钟"},
             {"newcomers", "新增"}, {"no longer by rail", "流失"}};
  for (const WinnersRow& row : w.rows) {
    if (row.scope != "line" && row.scope != "purpose") continue;
    t.rows.push_back({row.scope == "line" ? named("all", "全部") : named(row.id, row.id_zh.empty() ? row.id : row.id_zh), fmt::format("{:.1f}", a_day(row.tally.stay.people)), fmt::format("{:.1f}", a_day(row.tally.gainers)), fmt::format("{:.1f}", a_day(row.tally.losers)),
                      fmt::format("{:.1f}", a_day(row.tally.newcomers.people)), fmt::format("{:.1f}", a_day(row.tally.leavers.people))});
  }
  const Both see{fmt::format("Of {} people a day who ride in both, {} gain more than a minute from door to door and {} lose more; {} come new to rail and {} leave it.",
                             whole(all.stay.people), whole(all.gainers), whole(all.losers), whole(all.newcomers.people), whole(all.leavers.people)),
                 fmt::format("每日{}人在两方案中均乘坐，其中{}人门到门节省超过1分钟，{}人多花超过1分钟；新增{}人，流失{}人。",
                             whole(all.stay.people), whole(all.gainers), whole(all.losers), whole(all.newcomers.people), whole(all.leavers.people))};
  return "<section><h2>" + span({"Winners and losers", "受益者与受损者"}) + "</h2><p class=\"see\">" + span(see) + "</p><div class=\"whole\">" + table(t, "winners") + "</div></section>\n";
}

std::string assumed_table(std::span<const Summary> summaries) {
  Table t;
  t.heads = {{"assumed input", "假定的输入"}, {"value", "取值"}, {"from", "下限"}, {"to", "上限"}, {"why", "说明"}};
  for (const AssumedInput* input : assumed_in_order(summaries)) {
    const std::string unit = input->unit.empty() ? "" : " " + input->unit;
    t.rows.push_back({input->path, to_shortest(input->value) + unit, to_shortest(input->low) + unit, to_shortest(input->high) + unit,
                      named(input->why, input->why_zh.empty() ? input->why : input->why_zh)});
  }
  if (t.rows.empty()) return {};
  const bool predicted = std::all_of(summaries.begin(), summaries.end(), [](const Summary& s) { return s.predicted; });
  const Both ridership{escape(word(predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, Language::en)),
                       escape(word(predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, Language::zh))};
  return "<section><h2>" + span({"What is assumed", "假定"}) + "</h2><p class=\"see\">" + span(ridership) + "</p><div class=\"whole words\">" + table(t, "assumed") + "</div></section>\n";
}

std::string how_to_reproduce(const ReportPage& page) {
  const Summary& last = page.summaries.back();
  std::string text = "<section><h2>" + span({"How to make it again", "如何重现"}) + "</h2><pre>" + escape(page.command) + "</pre><p class=\"soft\">czt " + escape(page.version) +
                     fmt::format(", {} {}, ", span({"seed", "种子"}), last.seed) + fmt::format("{} {}. ", last.replications, span({"days", "日"}));
  for (const Summary& s : page.summaries) text += span(name_of(s)) + fmt::format(": {} {:016x}. ", span({"digest of all that happened", "全部事件摘要"}), s.fingerprint);
  text += "</p>";
  for (const Summary& s : page.summaries) {
    if (s.notes.empty()) continue;
    text += "<p class=\"soft\">" + span(name_of(s)) + ":</p><ul class=\"soft\">";
    for (const std::string& note : s.notes) text += "<li>" + span({escape(note), escape(in_chinese(note))}) + "</li>";
    text += "</ul>";
  }
  return text + "</section>\n";
}

}  // namespace czt::html
