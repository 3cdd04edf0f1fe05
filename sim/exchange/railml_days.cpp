#include "railml_days.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"

namespace czt {

namespace {

constexpr int most_days = 3660;  // of one period

struct Span {
  std::optional<Date> first, last;
};

class PeriodReader {
 public:
  PeriodReader(const XmlFile& file, Findings& findings) : file_(file), findings_(findings) {}

  std::map<std::string, Dates> read(pugi::xml_node timetable) {
    for (const pugi::xml_node period : child_of(timetable, "timetablePeriods").children())
      if (local_name(period) == "timetablePeriod") timetable_[period.attribute("id").value()] = span_of(period);
    std::map<std::string, Dates> periods;
    for (const pugi::xml_node period : child_of(timetable, "operatingPeriods").children())
      if (local_name(period) == "operatingPeriod") periods[period.attribute("id").value()] = dates_of(period);
    return periods;
  }

 private:
  std::optional<Date> date(pugi::xml_node node, const char* attribute) {
    const std::string_view text = node.attribute(attribute).value();
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_date(text.substr(0, 10));
    if (!parsed) findings_.refuse(file_.place(node, attribute), "'" + escape_control(text) + "' is no date, such as 2026-05-25");
    return parsed;
  }
  Span span_of(pugi::xml_node node) { return {date(node, "startDate"), date(node, "endDate")}; }

  Dates dates_of(pugi::xml_node period) {
    Span span = span_of(period);
    if (const auto whole = timetable_.find(period.attribute("timetablePeriodRef").value()); whole != timetable_.end()) {
      if (!span.first) span.first = whole->second.first;
      if (!span.last) span.last = whole->second.last;
    }
    Dates dates;
    if (!span.first) {
      findings_.ignore("operating periods that do not say when they begin", file_.place(period, "startDate"));
      return dates;
    }
    const std::string_view mask = period.attribute("bitMask").value();
    if (!mask.empty()) {
      for (int day = 0; day < static_cast<int>(mask.size()) && day < most_days; ++day) {
        const char bit = mask[static_cast<std::size_t>(day)];
        if (bit != '0' && bit != '1') {
          findings_.refuse(file_.place(period, "bitMask"), "a bit mask holds 0 and 1, not '" + escape_control(mask.substr(static_cast<std::size_t>(day), 1)) + "'");
          return dates;
        }
        if (bit == '1') dates.insert(*span.first + day);
      }
    } else {
      by_weekday(period, span, dates);
    }
    for (const pugi::xml_node special : period.children())
      if (local_name(special) == "specialService") change(special, dates);
    return dates;
  }

  void by_weekday(pugi::xml_node period, const Span& span, Dates& dates) {
    bool any = false;
    for (const pugi::xml_node day : period.children()) {
      if (local_name(day) != "operatingDay") continue;
      any = true;
      Span own = span_of(day);
      if (!own.first) own.first = span.first;
      if (!own.last) own.last = span.last;
      const std::string_view code = day.attribute("operatingCode").value();
      if (code.size() != 7) {
        findings_.refuse(file_.place(day, "operatingCode"), "an operating code has seven digits, Monday first, not '" + escape_control(code) + "'");
        return;
      }
      each(own, [&](Date d) {
        if (code[static_cast<std::size_t>(d.weekday())] == '1') dates.insert(d);
      });
    }
    if (!any) each(span, [&](Date d) { dates.insert(d); });
  }

  void change(pugi::xml_node special, Dates& dates) {
    Span span = span_of(special);
    if (const auto single = date(special, "singleDate")) span = {single, single};
    const bool out = std::string_view(special.attribute("type").value()) == "exclude";
    each(span, [&](Date d) {
      if (out)
        dates.erase(d);
      else
        dates.insert(d);
    });
  }

  template <class Each>
  void each(const Span& span, Each&& one) {
    if (!span.first || !span.last) return;
    for (int day = 0; day <= *span.last - *span.first && day < most_days; ++day) one(*span.first + day);
  }

  const XmlFile& file_;
  Findings& findings_;
  std::map<std::string, Span> timetable_;
};

}  // namespace

std::map<std::string, Dates> operating_periods(const XmlFile& file, pugi::xml_node timetable, Findings& findings) { return PeriodReader(file, findings).read(timetable); }

}  // namespace czt
