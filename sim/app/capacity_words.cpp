#include "capacity_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt::app {

namespace {

std::string hour_text(int hour) { return fmt::format("{:02}:00–{:02}:00", hour, hour + 1); }

std::string interval(Duration d) { return fmt::format("{:.0f} s", in_seconds(d)); }

std::string row(const SectionUse& section, int width) {
  std::string text = "    " + pad_right(section.name, width);
  text += fmt::format(" {:4} trains {:5.1f} %   {} {:3} trains {:5.1f} %, {} apart at least", section.day.trains,
                      100.0 * section.day.share, hour_text(section.peak_hour), section.peak.trains, 100.0 * section.peak.share,
                      interval(section.peak.least_headway));
  if (section.peak.share > full_in_peak) text += ", over 85 % in that hour";
  if (section.day.share > full_in_day) text += ", over 70 % of the day";
  return text;
}

}  // namespace

std::vector<std::string> capacity_lines(const std::vector<SectionUse>& sections) {
  const SectionUse* tightest = bottleneck(sections);
  if (tightest == nullptr) return {"  capacity: no train has booked times"};
  std::vector<std::string> lines{
      fmt::format("  capacity (UIC 406 compression): the bottleneck is {}, {:.1f} % of {} with {} trains", tightest->name,
                  100.0 * tightest->peak.share, hour_text(tightest->peak_hour), tightest->peak.trains)};
  int width = 0;
  for (const SectionUse& section : sections) width = std::max(width, display_width(section.name));
  for (const SectionUse& section : sections) lines.push_back(row(section, width));
  return lines;
}

void write_capacity(Json& json, const std::vector<SectionUse>& sections) {
  json.key("capacity").begin_array();
  for (const SectionUse& section : sections) {
    json.line().begin_object().field("section", section.name).field("trains", section.day.trains);
    json.field("day", section.day.share).field("full_in_day", section.day.share > full_in_day);
    json.field("peak_hour", section.peak_hour).field("peak_trains", section.peak.trains).field("peak", section.peak.share);
    json.field("full_in_peak", section.peak.share > full_in_peak).field("least_headway", in_seconds(section.peak.least_headway));
    json.key("hours").begin_array();
    for (std::size_t hour = 0; hour < section.hours.size(); ++hour) {
      const WindowUse& use = section.hours[hour];
      if (use.trains == 0) continue;
      json.begin_object().field("hour", hour).field("trains", use.trains).field("share", use.share);
      json.field("least_headway", in_seconds(use.least_headway)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  const SectionUse* tightest = bottleneck(sections);
  if (tightest == nullptr) json.key("bottleneck").null();
  else json.field("bottleneck", tightest->name);
}

}  // namespace czt::app
