/// The table of keys, part 4: the calendar.

#include <array>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;

// One row a line, however long: the table is read down.
// clang-format off
constexpr auto calendar_rows = std::to_array<Key>({
    {"calendar", D::any_map, "", {}, {}, false, "", false, "", "Which day is of which type, 2016 to 2030, and how many people travel on it.", "日历（2016—2030年）：每一天属于哪种日类型、客流多少。"},
    {"calendar.ordinary", D::day_type, "", {}, {}, false, "", false, "", "The type of a day without --day, --date or --year; the first of days if not written. Its services run, no factor is applied.", "未给出 --day、--date、--year 时的日类型；不写则为 days 中第一个。按其开行列车，不乘任何系数。"},
    {"calendar.as_of", D::date, "", {}, {}, false, "", false, "", "The date of that day: needed where services have dates.", "该日的日期；有列车按日期开行时必填。"},
    {"calendar.days", D::any_map, "", {}, {}, false, "", true, "", "Types of days, by name.", "日类型（按名称）。"},
    {"calendar.days.*", D::any_map, "", {}, {}, false, "", false, "", "One type of day.", "一种日类型。"},
    {"calendar.days.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"calendar.days.*.on", D::weekdays, "", {}, {}, false, "", false, "", "Days of the week that are of this type outside all periods.", "不在任何时段内时，星期几属于此类型。"},
    {"calendar.days.*.factor", D::number, "", 0.0, 100.0, false, "1", false, "", "Would-be travellers of every purpose against the ordinary day; 0 for none. Explicit passengers come as written.", "各目的潜在出行量相对平常日的倍数；0 为无人。逐个写出的乘客不受影响。"},
    {"calendar.days.*.factors", D::any_map, "", {}, {}, false, "", false, "", "The same of single purposes, times `factor`.", "单个出行目的的倍数，与 factor 相乘。"},
    {"calendar.days.*.factors.*", D::number, "", 0.0, 100.0, false, "", false, "", "This purpose's would-be travellers against the ordinary day.", "该目的潜在出行量相对平常日的倍数。"},
    {"calendar.months", D::any_map, "", {}, {}, false, "", false, "", "Seasons: a factor on everybody by month, 1 to 12; 1 where none is written. Of dates alone, not of --day.", "季节系数：按月份 1—12，作用于全部客流，不写为 1；只用于具体日期，不用于 --day。"},
    {"calendar.months.*", D::number, "", 0.0, 100.0, false, "", false, "", "Would-be travellers in this month against the ordinary day.", "该月潜在出行量相对平常日的倍数。"},
    {"calendar.terms", D::any_map, "", {}, {}, false, "", false, "", "School terms, by name. Without any, schools are always in term.", "学期（按名称）；不写则始终为学期内。"},
    {"calendar.terms.*", D::any_map, "", {}, {}, false, "", false, "", "One term.", "一个学期。"},
    {"calendar.terms.*.from", D::date, "", {}, {}, false, "", true, "", "First day: 2017-02-13, every year's 09-01, or a feast such as spring festival +16.", "首日：2017-02-13，或每年的 09-01，或按节日，如 春节 +16。"},
    {"calendar.terms.*.to", D::date, "", {}, {}, false, "", true, "", "Last day; of every year's it may lie in the next.", "末日；每年的时段可以跨年。"},
    {"calendar.out_of_term", D::any_map, "", {}, {}, false, "", false, "", "Factors of purposes outside all terms.", "假期（不在任何学期内）各目的的倍数。"},
    {"calendar.out_of_term.*", D::number, "", 0.0, 100.0, false, "", false, "", "This purpose's would-be travellers then, times all other factors.", "该目的此时的倍数，与其他系数相乘。"},
    {"calendar.periods", D::any_map, "", {}, {}, false, "", false, "", "Dates that are of another type than their day of the week, by name. One with a year beats one of every year; two of one rank may not disagree.", "不按星期几而另定类型的日期（按名称）。带年份的优先于每年的；同级的两个时段不得矛盾。"},
    {"calendar.periods.*", D::any_map, "", {}, {}, false, "", false, "", "One period.", "一个时段。"},
    {"calendar.periods.*.from", D::date, "", {}, {}, false, "", true, "", "First day: 2017-10-01, every year's 10-01, or a feast such as spring festival -1, qingming, dragon boat, mid-autumn.", "首日：2017-10-01，或每年的 10-01，或按节日，如 春节 -1、清明、端午、中秋。"},
    {"calendar.periods.*.to", D::date, "", {}, {}, false, "", false, "", "Last day; the first one alone if not written.", "末日；不写则只有首日。"},
    {"calendar.periods.*.day", D::day_type, "", {}, {}, false, "", true, "", "The type of its days.", "这些日期的类型。"},
});
// clang-format on

}  // namespace

std::span<const Key> calendar_keys() { return calendar_rows; }

}  // namespace czt
