#include <fmt/format.h>

#include <algorithm>

#include "charts.hpp"
#include "svg.hpp"

namespace czt::html {

Both name_of(const DayPictures& day, std::uint32_t station) {
  const DayPictures::Place& place = day.stations[station];
  const std::string en = escape(place.name);
  return {en, place.name_zh.empty() ? en : escape(place.name_zh)};
}

Both stretch_of(const DayPictures& day, const DayPictures::SegmentPicture& segment) {
  const Both a = name_of(day, segment.from), b = name_of(day, segment.to);
  return {a.en + "–" + b.en, a.zh + "–" + b.zh};
}

Entry entry_of(const DayPictures& day, std::uint32_t station) {
  const DayPictures::Place& place = day.stations[station];
  return named(place.name, place.name_zh.empty() ? place.name : place.name_zh);
}

Entry entry_of(const DayPictures& day, const DayPictures::SegmentPicture& segment) {
  const Entry a = entry_of(day, segment.from), b = entry_of(day, segment.to);
  return named(a.en + "–" + b.en, a.in(Language::zh) + "–" + b.in(Language::zh));
}

Entry entry_of(Direction direction) { return direction == Direction::up ? named("up", "上行") : named("down", "下行"); }

std::string of_station(const DayPictures& day, std::uint32_t station) {
  return fmt::format("<g data-station=\"{}\">", escape(day.stations[station].name));
}

std::string of_segment(const DayPictures& day, const DayPictures::SegmentPicture& segment) {
  return fmt::format("<g data-station=\"{}\" data-and=\"{}\">", escape(day.stations[segment.from].name), escape(day.stations[segment.to].name));
}

namespace {

using Segment = DayPictures::SegmentPicture;

/// 0 no train; 1–4 quarters of the seats; 5 people stand; 6 nearly no room left.
int step_of(double load, double seats, double capacity) {
  if (seats <= 0.0) return 0;
  if (load > 0.95 * capacity) return 6;
  if (load > seats) return 5;
  return 1 + std::min(3, static_cast<int>(4.0 * load / seats));
}

std::vector<const Segment*> in_direction(const DayPictures& day, Direction direction) {
  std::vector<const Segment*> rows;
  for (const Segment& s : day.segments)
    if (s.direction == direction) rows.push_back(&s);
  // In the order of the stations along the branches.
  std::vector<std::size_t> order(day.stations.size(), 0);
  std::size_t next = 0;
  for (const auto& branch : day.branches)
    for (const std::uint32_t s : branch)
      if (order[s] == 0) order[s] = ++next;
  const auto far_end = [&](const Segment* s) { return std::max(order[s->from], order[s->to]); };
  std::sort(rows.begin(), rows.end(), [&](const Segment* a, const Segment* b) { return far_end(a) < far_end(b); });
  return rows;
}

Both direction_word(Direction d) { return d == Direction::up ? Both{"up", "上行"} : Both{"down", "下行"}; }

std::string map_of(const DayPictures& day, Direction direction) {
  constexpr double width = 1200.0, left = 230.0, top = 26.0, row = 15.0;
  const std::vector<const Segment*> rows = in_direction(day, direction);
  const double bottom = top + row * static_cast<double>(rows.size());
  const double last = day.first_quarter + static_cast<double>(day.quarters) * DayPictures::quarter;
  const Axis x{static_cast<double>(day.first_quarter), last, left, width - 10};
  const double cell = (x.to - x.from) / day.quarters;
  Svg svg(width, bottom + 36, {"load by segment and quarter-hour", "区段分时客流"});
  svg.text(left, 16, direction_word(direction), "start", "strong");
  svg.hours(x, top, bottom);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Segment& s = *rows[r];
    const double y = top + row * static_cast<double>(r);
    const Both name = stretch_of(day, s);
    svg.raw(of_segment(day, s)).text(left - 6, y + row - 4, name, "end", "small").raw("</g>");
    svg.raw(fmt::format("<g class=\"cells\" transform=\"translate(0 {})\" data-name=\"{}\">", place(y), name.en));
    for (std::uint32_t q = 0; q < day.quarters; ++q)
      if (const int step = step_of(s.load[q], s.seats[q], s.capacity[q]); step > 0)
        svg.raw(fmt::format("<path class=h{} d=\"M{} 0h{}v14h-{}z\"><title>{} {:.0f}/{:.0f}</title></path>", step, place(x.from + q * cell), place(cell - 0.6), place(cell - 0.6),
                            clock(day.first_quarter + static_cast<double>(q) * DayPictures::quarter), s.load[q], s.seats[q]));
    svg.raw("</g>");
  }
  return svg.done();
}

struct Fullest {
  const Segment* segment = nullptr;
  std::uint32_t quarter = 0;
  double load = 0.0;
};
Fullest fullest(const DayPictures& day) {
  Fullest most;
  for (const Segment& s : day.segments)
    for (std::uint32_t q = 0; q < day.quarters; ++q)
      if (s.load[q] > most.load) most = {&s, q, s.load[q]};
  return most;
}

double within(const std::vector<double>& quarters, std::uint32_t first) {
  double sum = 0.0;
  for (std::uint32_t q = first; q < std::min<std::size_t>(first + 4, quarters.size()); ++q) sum += quarters[q];
  return sum;
}

/// The quarter-hour at which the hour begins in which one segment carries most.
std::uint32_t busiest_hour(const DayPictures& day) {
  std::uint32_t best = 0;
  double most = -1.0;
  for (std::uint32_t q = 0; q + 4 <= day.quarters; ++q)
    for (const Segment& s : day.segments)
      if (const double sum = within(s.load, q); sum > most) {
        most = sum;
        best = q;
      }
  return best;
}

}  // namespace

Figure load_map(const Shown& shown) {
  const DayPictures& day = *shown.day;
  Figure f;
  f.id = "load-map-" + shown.id;
  f.title = {"Load by segment and quarter-hour: " + shown.scenario.en, "区段分时客流：" + shown.scenario.zh};
  if (const Fullest most = fullest(day); most.segment) {
    const Both name = stretch_of(day, *most.segment);
    const std::string at = clock(day.first_quarter + static_cast<double>(most.quarter) * DayPictures::quarter);
    const double seats = most.segment->seats[most.quarter], room = most.segment->capacity[most.quarter];
    f.see = {fmt::format("Most people pass {} in the quarter-hour from {}: {:.0f} on {:.0f} seats (room for {:.0f}). Mean of {} days.", name.en, at, most.load, seats, room, day.days),
             fmt::format("客流最大处为{}，{}起一刻钟内{:.0f}人，座位{:.0f}个（定员{:.0f}）。{}日平均。", name.zh, at, most.load, seats, room, day.days)};
  }
  f.svg = map_of(day, Direction::up) + map_of(day, Direction::down);
  f.svg += "<p class=\"legend\">";
  const Both words[] = {{"to a quarter of the seats", "座位的1/4以内"}, {"to half", "1/2以内"}, {"to three quarters", "3/4以内"}, {"to all seats", "满座以内"},
                        {"people stand", "有人站立"}, {"nearly full", "接近满员"}};
  for (int step = 1; step <= 6; ++step) f.svg += fmt::format("<span class=\"key h{}\"></span>{} ", step, span(words[step - 1]));
  f.svg += "</p>";
  f.numbers.group = 2;
  f.numbers.heads = {{"segment", "区段"}, {"direction", "方向"}, {"from", "起"}, {"load", "客流"}, {"seats", "座位"}, {"capacity", "定员"}};
  for (const Direction d : {Direction::up, Direction::down})
    for (const Segment* s : in_direction(day, d))
      for (std::uint32_t q = 0; q < day.quarters; ++q)
        if (s->seats[q] > 0.0)
          f.numbers.rows.push_back({entry_of(day, *s), entry_of(d), clock(day.first_quarter + static_cast<double>(q) * DayPictures::quarter),
                                    fmt::format("{:.1f}", s->load[q]), fmt::format("{:.1f}", s->seats[q]), fmt::format("{:.1f}", s->capacity[q])});
  return f;
}

Figure load_profile(const Shown& shown) {
  const DayPictures& day = *shown.day;
  constexpr double width = 1200.0, left = 70.0, top = 30.0, height = 220.0;
  const std::uint32_t hour = busiest_hour(day);
  Figure f;
  f.id = "load-profile-" + shown.id;
  const std::string at = clock(day.first_quarter + static_cast<double>(hour) * DayPictures::quarter), end = clock(day.first_quarter + (hour + 4.0) * DayPictures::quarter);
  f.title = {fmt::format("Peak hour by segment, {}–{}: ", at, end) + shown.scenario.en, fmt::format("高峰小时断面客流（{}–{}）：", at, end) + shown.scenario.zh};
  f.numbers.heads = {{"segment", "区段"}, {"direction", "方向"}, {"load", "客流"}, {"seats", "座位"}, {"capacity", "定员"}};
  double most = 1.0, most_load = -1.0;
  const Segment* peak = nullptr;
  for (const Segment& s : day.segments) {
    most = std::max({most, within(s.capacity, hour), within(s.load, hour)});
    if (within(s.load, hour) > most_load) {
      most_load = within(s.load, hour);
      peak = &s;
    }
  }
  for (const Direction d : {Direction::up, Direction::down}) {
    const std::vector<const Segment*> rows = in_direction(day, d);
    const double bar = (width - left - 10) / static_cast<double>(std::max<std::size_t>(1, rows.size()));
    const Axis y{0.0, ticks(0, most, 5).back(), top + height, top};
    Svg svg(width, top + height + 125, {"load of the peak hour by segment", "高峰小时断面客流"});
    svg.y_axis(y, left, width - 10, {"persons per hour", "人/小时"});
    svg.text(left + 90, 18, direction_word(d), "start", "strong");
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Segment& s = *rows[k];
      const double x = left + bar * static_cast<double>(k);
      const double load = within(s.load, hour), seats = within(s.seats, hour), room = within(s.capacity, hour);
      const Both name = stretch_of(day, s);
      svg.raw(of_segment(day, s)).rect(x + 3, y(load), bar - 6, y(0) - y(load), d == Direction::up ? "fill-up" : "fill-down", fmt::format("{}: {:.0f} / {:.0f} ({:.0f})", name.en, load, seats, room));
      svg.line(x + 1, y(seats), x + bar - 1, y(seats), "seats");
      svg.line(x + 1, y(room), x + bar - 1, y(room), "room");
      svg.slanted(x + bar / 2, top + height + 12, name).raw("</g>");
      f.numbers.rows.push_back({entry_of(day, s), entry_of(d), fmt::format("{:.1f}", load), fmt::format("{:.1f}", seats), fmt::format("{:.1f}", room)});
    }
    f.svg += svg.done();
  }
  f.svg += "<p class=\"legend\"><span class=\"key line seats\"></span>" + span({"seats", "座位"}) + " <span class=\"key line room\"></span>" + span({"seats and standing room", "定员（含站席）"}) + "</p>";
  if (peak) {
    const Both name = stretch_of(day, *peak), way = direction_word(peak->direction);
    f.see = {fmt::format("In the busiest hour most ride {} ({}): {:.0f} on {:.0f} seats.", name.en, way.en, most_load, within(peak->seats, hour)),
             fmt::format("最繁忙一小时内，{}（{}）客流最大：{:.0f}人，座位{:.0f}个。", name.zh, way.zh, most_load, within(peak->seats, hour))};
  }
  return f;
}

}  // namespace czt::html
