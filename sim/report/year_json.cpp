#include <cassert>

#include "json_parts.hpp"
#include "year_parts.hpp"

namespace czt {

std::size_t line_column(const YearSummary& year, std::string_view measure) {
  const std::vector<SummaryRow>& rows = year.summary.rows;
  std::size_t c = 0;
  while (c < rows.size() && !(rows[c].cell.where.empty() && measures()[rows[c].cell.measure].name == measure)) ++c;
  assert(c < rows.size());
  return c;
}

std::string_view word_of(OverDays over) {
  switch (over) {
    case OverDays::sum:      return "sum";
    case OverDays::ratio:    return "ratio";
    case OverDays::weighted: return "weighted";
    case OverDays::highest:  return "highest";
    case OverDays::mean:     break;
  }
  return "mean";
}

namespace {

void write_types(Json& json, const YearSummary& year) {
  json.key("day_types").begin_array();
  for (const YearSummary::Type& type : year.types)
    json.line()
        .begin_object()
        .field("day_type", type.name)
        .field("days", type.days)
        .field("journeys_a_day", type.journeys.mean)
        .field("half_width", type.journeys.half_width)
        .field("share", type.share.mean)
        .field("share_half_width", type.share.half_width)
        .end_object();
  json.end_array();
}

void write_day(Json& json, const YearSummary& year, const YearSummary::Day& day) {
  json.begin_object().field("date", to_text(day.date)).field("day_type", day.type).field("period", day.period);
  for (const char* measure : {"journeys", "boardings", "revenue"})
    json.field(measure, day.means[line_column(year, measure)]);
  json.end_object();
}

}  // namespace

std::string year_json(const YearSummary& year, std::string_view version) {
  Json json;
  json.begin_object().field("czt", version).field("command", "run").field("year", year.year);
  write_summary(json, year.summary);
  json.key("over_days").begin_object();
  for (const Measure& measure : measures()) json.field(measure.name, word_of(measure.over_days));
  json.end_object();
  write_types(json, year);
  json.key("busiest");
  write_day(json, year, year.days[year.busiest]);
  json.key("quietest");
  write_day(json, year, year.days[year.quietest]);
  json.key("days_with").begin_array();
  for (const YearSummary::DaysWith& with : year.days_with)
    json.line()
        .begin_object()
        .field("condition", with.condition)
        .field("share", with.share.mean)
        .field("half_width", with.share.half_width)
        .end_object();
  json.end_array().key("days").begin_array();
  for (const YearSummary::Day& day : year.days) write_day(json.line(), year, day);
  json.end_array().end_object();
  return json.text() + "\n";
}

}  // namespace czt
