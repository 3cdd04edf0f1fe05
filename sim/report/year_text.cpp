// What a year came to, for the terminal.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "czt/core/text.hpp"
#include "number.hpp"
#include "table.hpp"
#include "year_parts.hpp"

namespace czt {

namespace {

struct Said {
  std::string_view en;
  std::string_view zh;
  [[nodiscard]] std::string in(Language language) const { return std::string(language == Language::zh ? zh : en); }
};

constexpr Said days{"days", "天"};
constexpr Said day_type{"day type", "日类型"};
constexpr Said journeys_a_day{"journeys a day", "日均出行"};
constexpr Said of_year{"of the year", "占全年"};
constexpr Said busiest{"busiest day", "最忙的一天"};
constexpr Said quietest{"quietest day", "最闲的一天"};
constexpr Said days_with{"days with", "满足条件的天数："};
constexpr Said ordinary_day{"ordinary day", "平常日"};
constexpr Said explained{
    "± 95 %: chance alone, over the replications of the year. People choose on every\n"
    "day as they have learnt on the ordinary one.",
    "± 95 %：仅随机性（各次全年模拟之间）。每天的出行选择均按平常日所学。"};

struct Group {
  std::array<OverDays, 2> over;
  Said title;
};
constexpr std::array groups{
    Group{{OverDays::sum, OverDays::sum}, {"Sums of the days", "各日之和"}},
    Group{{OverDays::ratio, OverDays::weighted}, {"Of the year as a whole", "按全年合计"}},
    Group{{OverDays::highest, OverDays::highest}, {"Highest of the days", "各日最大值"}},
    Group{{OverDays::mean, OverDays::mean}, {"Means of the days", "各日平均"}},
};

std::string heading(const YearSummary& year, Language language) {
  const Summary& summary = year.summary;
  std::string text = fit(escape_control(summary.scenario), text_width) + "\n";
  const std::string& about = language == Language::zh ? summary.about_zh : summary.about_en;
  if (!about.empty()) text += escape_control(about) + "\n";
  return text + fmt::format("{}: {} {}, {} {}, {} {}\n\n", year.year, year.days.size(), days.in(language),
                            summary.replications, word(Word::replications, language), word(Word::seed, language),
                            summary.seed);
}

std::string measures_table(const YearSummary& year, const TextOptions& options, bool ranges) {
  const Language language = options.language;
  std::vector<int> widths{30, 14, 11};
  std::vector<std::string> head{std::string(word(Word::measure, language)), std::to_string(year.year),
                                std::string(word(Word::chance, language))};
  if (ranges) {
    widths.push_back(25);
    head.emplace_back(word(Word::with_ranges, language));
  }
  TextTable table(widths);
  table.row(head);
  table.rule();
  for (const Group& group : groups) {
    bool titled = false;
    for (const SummaryRow& row : year.summary.rows) {
      const OverDays over = measures()[row.cell.measure].over_days;
      if (std::find(group.over.begin(), group.over.end(), over) == group.over.end() || !is_shown(row.cell, options)) continue;
      if (!titled) table.row({group.title.in(language) + (language == Language::zh ? "：" : ":")});
      titled = true;
      table.row(fields_of(row, ranges, language));
    }
  }
  return table.text();
}

std::string type_name(const std::string& name, const std::string& zh, Language language) {
  if (name.empty()) return ordinary_day.in(language);
  return escape_control(language == Language::zh && !zh.empty() ? zh : name);
}

std::string types_table(const YearSummary& year, Language language) {
  TextTable table({30, 8, 18, 11, 13});
  table.row({day_type.in(language), days.in(language), journeys_a_day.in(language),
             std::string(word(Word::chance, language)), of_year.in(language)});
  table.rule();
  for (const YearSummary::Type& type : year.types) {
    const int decimals = decimals_for(type.journeys.mean, type.journeys.half_width);
    table.row({fit(type_name(type.name, type.name_zh, language), 30), std::to_string(type.days),
               number(type.journeys.mean, decimals), number(type.journeys.half_width, decimals),
               number(100.0 * type.share.mean, 1) + " %"});
  }
  return table.text();
}

std::string day_line(const YearSummary& year, std::size_t row, const Said& said, Language language) {
  const YearSummary::Day& day = year.days[row];
  std::string what = type_name(day.type, day.type_zh, language);
  if (!day.period.empty() && day.period != day.type) what += ", " + escape_control(day.period);
  const std::string count = number(day.means[journeys_column(year)], 0);
  return pad_right(said.in(language), 14) + to_text(day.date) + pad_left(count, 10) + "  " + fit(what, 44) + "\n";
}

}  // namespace

std::string year_text(const YearSummary& year, const TextOptions& options) {
  const Language language = options.language;
  const Summary& summary = year.summary;
  const bool ranges = std::any_of(summary.rows.begin(), summary.rows.end(),
                                  [](const SummaryRow& row) { return row.with_ranges.has_value(); });
  std::string text = heading(year, language) + measures_table(year, options, ranges) + "\n" + types_table(year, language) + "\n";
  text += day_line(year, year.busiest, busiest, language) + day_line(year, year.quietest, quietest, language);
  for (const YearSummary::DaysWith& with : year.days_with) {
    const auto all = static_cast<double>(year.days.size());
    const int decimals = decimals_for(with.share.mean * all, with.share.half_width * all);
    const bool chinese = language == Language::zh;
    text += fmt::format("{} {}: {} ± {} {}{}{}\n", days_with.in(language), escape_control(with.condition),
                        number(with.share.mean * all, decimals), number(with.share.half_width * all, decimals),
                        chinese ? "（共 " : "of ", year.days.size(), chinese ? " 天）" : "");
  }
  text += "\n" + explained.in(language) + "\n";
  if (ranges) text += "\n" + std::string(word(Word::ranges_explained, language)) + "\n";
  text += "\n" + std::string(word(summary.predicted ? Word::ridership_is_predicted : Word::ridership_is_assumed, language)) + "\n";
  return text + assumed_inputs({&summary, 1}, language) + notes(summary, language);
}

}  // namespace czt
