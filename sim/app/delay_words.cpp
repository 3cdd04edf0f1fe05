#include "delay_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "amount.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "names.hpp"

namespace czt::app {

namespace {

class DelayWords {
 public:
  DelayWords(const Plan& plan, const World& world, Language language)
      : plan_(plan), world_(world), ledger_(plan), language_(language), zh_(language == Language::zh) {
    ledger_.read(world);
  }

  /// Its calls, each with its times and how late it left (at the last: came), then all about the last.
  std::string run(std::uint32_t trip) const {
    const Plan::TripRow& row = plan_.trips[TripId{trip}];
    const std::uint32_t end = row.first_point + row.points;
    int width = 0;
    for (std::uint32_t p = row.first_point; p < end; ++p) width = std::max(width, display_width(station(p)));
    std::string text = train(trip) + "\n";
    for (std::uint32_t p = row.first_point; p < end; ++p)
      if (plan_.points[PointId{p}].calls) text += "  " + pad_right(station(p), width) + times(p) + "\n";
    return text + at(end - 1);
  }

  std::string at(std::uint32_t point) const {
    const Plan::Point& here = plan_.points[PointId{point}];
    const Plan::TripRow& trip = plan_.trips[TripId{here.trip}];
    std::string text = fmt::format("{}  {}\n", train(here.trip), station(point));
    if (const Cancellation* found = cancelled(point)) text += cancellation(*found, point);
    if (world_.points.arrived[point] == PointColumns::not_yet) return text;
    text += other_track(point);
    if (trip.when_ready) return text + (zh_ ? "  随满随开，没有图定时刻\n" : "  departs when ready: it has no booked times\n");
    if (came_by_track(point))
      text += event(point, false, zh_ ? "到达" : "arrives", world_.points.arrived[point], here.arrival);
    if (here.segment != Plan::Point::none && world_.points.departed[point] != PointColumns::not_yet)
      text += event(point, true, here.calls ? (zh_ ? "发车" : "departs") : (zh_ ? "通过" : "passes"), world_.points.departed[point], here.departure);
    return text;
  }

 private:
  /// What one owner has made it late by. Behind one train: all the way, from the first station to the last.
  struct Part {
    std::string owner;
    std::int32_t time = 0;
    std::uint32_t behind = DelayLedger::Entry::nobody;
    std::uint32_t from = 0;
  };

  /// What no train ran, or, where one was turned short or its trip taken up, what begins or ends here.
  const Cancellation* cancelled(std::uint32_t point) const {
    const std::uint32_t trip = plan_.points[PointId{point}].trip;
    for (const Cancellation& c : world_.cancellations)
      if (c.trip == trip && point + 1 >= c.first && point <= c.end) return &c;
    return nullptr;
  }
  std::string rule_name(std::uint32_t row) const {
    return name_in(plan_.input.dispatching[row], language_);
  }
  std::string other_track(std::uint32_t point) const {
    for (const OtherTrackTaken& taken : world_.other_tracks)
      if (taken.point == point)
        return fmt::format(fmt::runtime(zh_ ? "  停靠对方向站线：{1}，{0}\n" : "  stands on a track of the other direction, by rule {0}, {1}\n"),
                           rule_name(taken.rule), to_clock_seconds(start_of_day + milliseconds(taken.at)));
    return {};
  }
  std::string cancellation(const Cancellation& c, std::uint32_t point) const {
    const std::string name = rule_name(c.rule);
    const std::string at = to_clock_seconds(start_of_day + milliseconds(c.at));
    if (point + 1 == c.first && point >= plan_.trips[TripId{c.trip}].first_point)
      return fmt::format(fmt::runtime(zh_ ? "  在此终止折返：{1}，{0}\n" : "  ends here instead, by rule {0}, {1}\n"), name, at);
    if (point == c.end)
      return fmt::format(fmt::runtime(zh_ ? "  从此站始发：{2} 在此折返，{1}，{0}\n" : "  is taken up here, since {2} was turned short by rule {0}, {1}\n"), name, at, train(c.by));
    return fmt::format(fmt::runtime(zh_ ? "  不开行：{2} 晚点，{1}，{0}\n" : "  does not run here: {2} was late; rule {0}, {1}\n"), name, at, train(c.by));
  }

  std::string station(std::uint32_t point) const {
    return name_in(plan_.input.network.stations[plan_.points[PointId{point}].station], language_);
  }
  std::string train(std::uint32_t trip) const {
    if (trip == DelayLedger::Entry::nobody) return zh_ ? "其他列车" : "another train";
    return escape_control(plan_.input.trips[TripId{trip}].number);
  }
  static std::uint32_t way_from(const DelayLedger::Entry& e) { return e.departing ? e.point : e.point - 1; }
  std::string way(std::uint32_t from, std::uint32_t to) const { return station(from) + "–" + station(to); }
  std::string way(const DelayLedger::Entry& e) const { return way(way_from(e), way_from(e) + 1); }
  std::string behind(std::uint32_t trip, std::uint32_t from, std::uint32_t to) const {
    return fmt::format(fmt::runtime(zh_ ? "{1}，在 {0} 之后" : "behind {0}, {1}"), train(trip), way(from, to));
  }

  std::string owner(const DelayLedger::Entry& e) const {
    switch (e.cause) {
      case DelayCause::entry: return zh_ ? "始发晚点" : "started late by chance";
      case DelayCause::dwell: return (zh_ ? "停站超时：" : "long stop at ") + station(e.point);
      case DelayCause::running: return (zh_ ? "图定运行时分不足：" : "booked faster than it can run, ") + way(e);
      case DelayCause::headway: return behind(e.by, way_from(e), way_from(e) + 1);
      case DelayCause::junction:
        return fmt::format(fmt::runtime(zh_ ? "{1}，汇合处让 {0} 先行" : "behind {0} at the junction, {1}"), train(e.by), way(e));
      case DelayCause::single_track:
        return fmt::format(fmt::runtime(zh_ ? "{1}，单线上等会 {0}" : "single track kept by {0}, {1}"), train(e.by), way(e));
      case DelayCause::platform:
        return fmt::format(fmt::runtime(zh_ ? "{1}站线被 {0} 占用" : "platform at {1} taken by {0}"), train(e.by), station(e.point));
      case DelayCause::turnaround:
        return fmt::format(fmt::runtime(zh_ ? "车底从 {} 折返来晚" : "its trainset came late as {}"), train(e.by));
      case DelayCause::incident: {
        const std::string name = name_in(plan_.input.incidents[e.by], language_);
        return name + (zh_ ? "，" : ", ") + (e.departing ? station(e.point) : way(e));
      }
      case DelayCause::running_delay: return (zh_ ? "途中偶发晚点：" : "ran slower by chance, ") + way(e);
      case DelayCause::extension: return (zh_ ? "停站偶发延长：" : "stop prolonged by chance at ") + station(e.point);
      case DelayCause::connection:
        return fmt::format(fmt::runtime(zh_ ? "在{1}等候 {0} 的换乘客" : "held at {1} for those from {0}"), train(e.by), station(e.point));
      case DelayCause::recovery: return zh_ ? "途中恢复" : "made up";
    }
    return {};
  }

  /// "  08:12:43  08:13:24  1 min 29.672 s late"; blanks where it does not come from, or go to, anywhere.
  std::string times(std::uint32_t p) const {
    const Plan::Point& here = plan_.points[PointId{p}];
    const std::int32_t came = world_.points.arrived[p], left = world_.points.departed[p];
    if (came == PointColumns::not_yet) return zh_ ? "  未到" : "  did not come";
    const bool comes = came_by_track(p);
    const bool goes = here.segment != Plan::Point::none && left != PointColumns::not_yet;
    const auto clock = [](bool shown, std::int32_t at) { return "  " + (shown ? to_clock_seconds(start_of_day + milliseconds(at)) : std::string(8, ' ')); };
    std::string text = clock(comes, came) + clock(goes, left);
    if (plan_.trips[TripId{here.trip}].when_ready || (!comes && !goes)) return text;
    const std::int32_t late = goes ? left - here.departure : came - here.arrival;
    if (late == 0) return text + (zh_ ? "  正点" : "  on time");
    return text + (zh_ ? "  晚点 " : "  ") + amount(late, language_) + (zh_ ? "" : " late");
  }
  bool came_by_track(std::uint32_t p) const {
    return p != plan_.trips[TripId{plan_.points[PointId{p}].trip}].first_point && world_.points.departed[p - 1] != PointColumns::not_yet;
  }

  std::string event(std::uint32_t point, bool departing, std::string_view what, std::int32_t actual, std::int32_t booked) const {
    const std::string head = fmt::format("  {} {}", what, to_clock_seconds(start_of_day + milliseconds(actual)));
    if (actual == booked) return head + (zh_ ? "，正点\n" : ", on time\n");
    std::string text = head + (zh_ ? "，晚点 " : ", ") + amount(actual - booked, language_) + (zh_ ? "：\n" : " late:\n");
    const auto line = [&](char sign, std::int32_t time, const std::string& owner) {
      text += "   " + (sign + pad_right(amount(time, language_), 14)) + " " + owner + "\n";
    };
    const bool said = departing && came_by_track(point);  // what it came with
    const std::int32_t came_late = said ? world_.points.arrived[point] - plan_.points[PointId{point}].arrival : 0;
    if (came_late > 0) line(' ', came_late, zh_ ? "到达时已晚" : "as on arrival");
    std::int32_t made_up = 0;
    for (const Part& part : parts(point, departing, said, made_up)) line(' ', part.time, part.owner);
    if (made_up > 0) line('-', made_up, zh_ ? "途中恢复" : "made up");
    return text;
  }

  /// Up to the event; with `here` only between its coming and its leaving.
  std::vector<Part> parts(std::uint32_t point, bool departing, bool here, std::int32_t& made_up) const {
    std::vector<Part> found;
    for (const DelayLedger::Entry& e : ledger_.of_trip(TripId{plan_.points[PointId{point}].trip})) {
      if (e.point > point || (e.point == point && e.departing && !departing)) break;
      if (here && (e.point != point || !e.departing)) continue;
      if (e.cause == DelayCause::recovery) {
        made_up -= e.time;
        continue;
      }
      const bool headway = e.cause == DelayCause::headway && e.by != DelayLedger::Entry::nobody;
      Part whose{owner(e), 0, headway ? e.by : DelayLedger::Entry::nobody, headway ? way_from(e) : 0};
      auto part = std::find_if(found.begin(), found.end(), [&](const Part& of) { return headway ? of.behind == e.by : of.owner == whose.owner; });
      if (part == found.end()) part = found.insert(found.end(), std::move(whose));
      part->time += e.time;
      if (headway) part->owner = behind(e.by, part->from, way_from(e) + 1);
    }
    return found;
  }

  const Plan& plan_;
  const World& world_;
  DelayLedger ledger_;
  Language language_;
  bool zh_;
};

}  // namespace

std::string delay_in_words(const Plan& plan, const World& world, std::uint32_t point, Language language) {
  return DelayWords(plan, world, language).at(point);
}

std::string run_in_words(const Plan& plan, const World& world, std::uint32_t trip, Language language) {
  return DelayWords(plan, world, language).run(trip);
}

}  // namespace czt::app
