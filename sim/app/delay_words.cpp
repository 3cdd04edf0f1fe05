#include "delay_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "amount.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/delay_ledger.hpp"

namespace czt::app {

namespace {

class DelayWords {
 public:
  DelayWords(const Plan& plan, const World& world, Language language)
      : plan_(plan), world_(world), ledger_(plan), language_(language), zh_(language == Language::zh) {
    ledger_.read(world);
  }

  std::string at(std::uint32_t point) const {
    const Plan::Point& here = plan_.points[PointId{point}];
    const Plan::TripRow& trip = plan_.trips[TripId{here.trip}];
    std::string text = fmt::format("{}  {}\n", escape_control(plan_.input.trips[TripId{here.trip}].number), station(point));
    if (const Cancellation* found = cancelled(point)) text += cancellation(*found, point);
    if (world_.points.arrived[point] == PointColumns::not_yet) return text;
    text += other_track(point);
    if (trip.when_ready) return text + (zh_ ? "  随满随开，没有图定时刻\n" : "  departs when ready: it has no booked times\n");
    if (point != trip.first_point && world_.points.departed[point - 1] != PointColumns::not_yet)
      text += event(point, false, zh_ ? "到达" : "arrives", world_.points.arrived[point], here.arrival);
    if (here.segment != Plan::Point::none && world_.points.departed[point] != PointColumns::not_yet)
      text += event(point, true, here.calls ? (zh_ ? "发车" : "departs") : (zh_ ? "通过" : "passes"), world_.points.departed[point], here.departure);
    return text;
  }

 private:
  struct Part {
    std::string owner;
    std::int32_t time = 0;
  };

  /// What no train ran, or, where one was turned short or its trip taken up, what begins or ends here.
  const Cancellation* cancelled(std::uint32_t point) const {
    const std::uint32_t trip = plan_.points[PointId{point}].trip;
    for (const Cancellation& c : world_.cancellations)
      if (c.trip == trip && point + 1 >= c.first && point <= c.end) return &c;
    return nullptr;
  }
  std::string rule_name(std::uint32_t row) const {
    const DispatchingRule& rule = plan_.input.dispatching[row];
    return escape_control(zh_ && !rule.name_zh.empty() ? rule.name_zh : rule.name);
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
    const Station& s = plan_.input.network.stations[plan_.points[PointId{point}].station];
    return escape_control(zh_ && !s.name_zh.empty() ? s.name_zh : s.name);
  }
  std::string train(std::uint32_t trip) const {
    if (trip == DelayLedger::Entry::nobody) return zh_ ? "其他列车" : "another train";
    return escape_control(plan_.input.trips[TripId{trip}].number);
  }
  std::string way(const DelayLedger::Entry& e) const {
    const std::uint32_t from = e.departing ? e.point : e.point - 1;
    return station(from) + "–" + station(from + 1);
  }

  std::string owner(const DelayLedger::Entry& e) const {
    switch (e.cause) {
      case DelayCause::entry: return zh_ ? "始发晚点" : "started late by chance";
      case DelayCause::dwell: return (zh_ ? "停站超时：" : "long stop at ") + station(e.point);
      case DelayCause::running: return (zh_ ? "图定运行时分不足：" : "booked faster than it can run, ") + way(e);
      case DelayCause::headway: return fmt::format(fmt::runtime(zh_ ? "{1}，在 {0} 之后" : "behind {0}, {1}"), train(e.by), way(e));
      case DelayCause::junction:
        return fmt::format(fmt::runtime(zh_ ? "{1}，汇合处让 {0} 先行" : "behind {0} at the junction, {1}"), train(e.by), way(e));
      case DelayCause::single_track:
        return fmt::format(fmt::runtime(zh_ ? "{1}，单线上等会 {0}" : "single track kept by {0}, {1}"), train(e.by), way(e));
      case DelayCause::platform:
        return fmt::format(fmt::runtime(zh_ ? "{1}站线被 {0} 占用" : "platform at {1} taken by {0}"), train(e.by), station(e.point));
      case DelayCause::turnaround:
        return fmt::format(fmt::runtime(zh_ ? "车底从 {} 折返来晚" : "its trainset came late as {}"), train(e.by));
      case DelayCause::incident: {
        const Incident& incident = plan_.input.incidents[e.by];
        const std::string& name = zh_ && !incident.name_zh.empty() ? incident.name_zh : incident.name;
        return escape_control(name) + (zh_ ? "，" : ", ") + (e.departing ? station(e.point) : way(e));
      }
      case DelayCause::running_delay: return (zh_ ? "途中偶发晚点：" : "ran slower by chance, ") + way(e);
      case DelayCause::extension: return (zh_ ? "停站偶发延长：" : "stop prolonged by chance at ") + station(e.point);
      case DelayCause::connection:
        return fmt::format(fmt::runtime(zh_ ? "在{1}等候 {0} 的换乘客" : "held at {1} for those from {0}"), train(e.by), station(e.point));
      case DelayCause::recovery: return zh_ ? "途中恢复" : "made up";
    }
    return {};
  }

  std::string event(std::uint32_t point, bool departing, std::string_view what, std::int32_t actual, std::int32_t booked) const {
    const std::string head = fmt::format("  {} {}", what, to_clock_seconds(start_of_day + milliseconds(actual)));
    if (actual == booked) return head + (zh_ ? "，正点\n" : ", on time\n");
    std::string text = head + (zh_ ? "，晚点 " : ", ") + amount(actual - booked, language_) + (zh_ ? "：\n" : " late:\n");
    std::int32_t made_up = 0;
    for (const Part& part : parts(point, departing, made_up))
      text += "    " + pad_right(amount(part.time, language_), 14) + " " + part.owner + "\n";
    if (made_up > 0) text += "   -" + pad_right(amount(made_up, language_), 14) + (zh_ ? " 途中恢复\n" : " made up\n");
    return text;
  }

  std::vector<Part> parts(std::uint32_t point, bool departing, std::int32_t& made_up) const {
    std::vector<Part> found;
    for (const DelayLedger::Entry& e : ledger_.of_trip(TripId{plan_.points[PointId{point}].trip})) {
      if (e.point > point || (e.point == point && e.departing && !departing)) break;
      if (e.cause == DelayCause::recovery) {
        made_up -= e.time;
        continue;
      }
      const std::string name = owner(e);
      auto part = std::find_if(found.begin(), found.end(), [&](const Part& of) { return of.owner == name; });
      if (part == found.end()) part = found.insert(found.end(), {name, 0});
      part->time += e.time;
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

}  // namespace czt::app
