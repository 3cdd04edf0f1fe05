#include "capacity_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "names.hpp"

namespace czt::app {

namespace {

std::string hour_text(int hour) { return fmt::format("{:02}:00–{:02}:00", hour, hour + 1); }

std::string interval(Duration d) { return fmt::format("{:.0f} s", in_seconds(d)); }

bool is_line(const SectionUse& section) {
  return section.kind == SectionUse::Kind::segment || section.kind == SectionUse::Kind::single_track;
}

std::string_view kind_text(SectionUse::Kind kind) {
  switch (kind) {
    case SectionUse::Kind::segment: return "segment";
    case SectionUse::Kind::single_track: return "single_track";
    case SectionUse::Kind::junction: return "junction";
    case SectionUse::Kind::platforms: return "platforms";
  }
  return {};
}

/// "Muyun–Dafeng", "Muyun south (junction)", "Zhuzhou, up (1 track)".
std::string place(const SectionUse& section, const Network& network, Language language) {
  const bool zh = language == Language::zh;
  if (section.kind == SectionUse::Kind::segment) return name_in(network, SegmentId{section.row}, language);
  if (section.kind == SectionUse::Kind::single_track) return escape_control(section.name) + (zh ? "（单线）" : " (single track)");
  if (section.kind == SectionUse::Kind::junction) return escape_control(section.name) + (zh ? "（道岔区）" : " (junction)");
  const Station& station = network.stations[StationId{section.row}];
  const bool up = section.side == Direction::up;
  const int tracks = up ? station.tracks_up : station.tracks_down;
  if (zh) return fmt::format("{}{}站线（{}条）", name_in(station, language), up ? "上行" : "下行", tracks);
  return fmt::format("{}, {} ({} track{})", name_in(station, language), to_text(section.side), tracks, tracks == 1 ? "" : "s");
}

/// Over a junction a train moves twice, in and out.
std::string_view counted(const SectionUse& section, bool zh) {
  if (section.kind == SectionUse::Kind::junction) return zh ? "次" : "movements";
  return zh ? "列" : "trains";
}

std::string heading(int width, bool zh) {
  return "    " + pad_right(zh ? "区段、道岔区（次）、车站" : "section", width) +
         (zh ? "   全日（列）      最忙小时（列）      最小间隔" : "  trains a day      the busiest hour      apart");
}

std::string row(const SectionUse& section, const std::string& name, int width, bool zh) {
  std::string text = "    " + pad_right(name, width);
  text += fmt::format("  {:4} {:5.1f} %  {} {:4} {:5.1f} %  {:>6}", section.day.trains, 100.0 * section.day.share, hour_text(section.peak_hour),
                      section.peak.trains, 100.0 * section.peak.share, interval(section.peak.least_headway));
  if (!is_line(section)) return text;
  const bool in_peak = section.peak.share > full_in_peak;
  const bool in_day = section.day.share > full_in_day;
  if (in_peak || in_day) text += "\n      ";
  if (in_peak) text += zh ? "该小时超过 85 %" : "over 85 % in that hour";
  if (in_peak && in_day) text += zh ? "，" : ", ";
  if (in_day) text += zh ? "全日超过 70 %" : "over 70 % of the day";
  return text;
}

}  // namespace

std::vector<std::string> capacity_lines(const std::vector<SectionUse>& sections, const Network& network, Language language) {
  const bool zh = language == Language::zh;
  const SectionUse* tightest = bottleneck(sections);
  if (tightest == nullptr) return {zh ? "  能力：没有列车有图定时刻" : "  capacity: no train has booked times"};
  std::vector<std::string> lines{wrap(
      fmt::format(fmt::runtime(zh ? "  能力利用（UIC 406 压缩法）：瓶颈为{0}，{2} {3} {4}，占 {1:.1f} %"
                                  : "  capacity (UIC 406 compression): the bottleneck is {}, {:.1f} % of {} with {} {}"),
                  place(*tightest, network, language), 100.0 * tightest->peak.share, hour_text(tightest->peak_hour), tightest->peak.trains,
                  counted(*tightest, zh)),
      terminal_columns, 6)};
  int width = 0;
  for (const SectionUse& section : sections) width = std::max(width, display_width(place(section, network, language)));
  lines.push_back(heading(width, zh));
  for (const SectionUse& section : sections) lines.push_back(row(section, place(section, network, language), width, zh));
  return lines;
}

void write_capacity(Json& json, const std::vector<SectionUse>& sections) {
  json.key("capacity").begin_array();
  for (const SectionUse& section : sections) {
    json.line().begin_object().field("section", section.name).field("kind", kind_text(section.kind)).field("trains", section.day.trains);
    json.field("day", section.day.share).field("full_in_day", is_line(section) && section.day.share > full_in_day);
    json.field("peak_hour", section.peak_hour).field("peak_trains", section.peak.trains).field("peak", section.peak.share);
    json.field("full_in_peak", is_line(section) && section.peak.share > full_in_peak).field("least_headway", in_seconds(section.peak.least_headway));
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
