/// The table of keys, part 4: entrances of stations, for all of them and for each, and feeder buses.

#include <array>
#include <deque>
#include <vector>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;

// One row a line, however long: the table is read down.
// clang-format off
constexpr auto entrance_rows = std::to_array<Key>({
    {"entrance", D::any_map, "", {}, {}, false, "", false, "", "What people pass between the door of a station and its platforms; without it platforms are open.", "车站门口至站台须经过的环节；不写则站台开放。"},
    {"entrance.open", D::boolean, "", {}, {}, false, "false", false, "", "Whether the platform is open all the same: one only walks.", "是否仍为开放站台：只需步行。"},
    {"entrance.tickets", D::any_map, "", {}, {}, false, "", false, "", "How people get their tickets, by name; who belongs to none has one already.", "购票（取票）渠道（按名称）；不属于任何渠道者已有票。"},
    {"entrance.tickets.*", D::any_map, "", {}, {}, false, "", false, "", "One way to get a ticket.", "一种渠道。"},
    {"entrance.tickets.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"entrance.tickets.*.share", D::share, "%", 0.0, 1.0, false, "", false, "", "Share of people who get their ticket so.", "使用该渠道的乘客比例。"},
    {"entrance.tickets.*.time", D::duration, "s", 0.0, 30 * a_minute, false, "0 s", false, "", "Mean time for one person.", "每人平均用时。"},
    {"entrance.tickets.*.cv", D::number, "", 0.0, 3.0, false, "0.5", false, "", "Coefficient of variation of that time (lognormal); 0 for always the mean.", "用时的变异系数（对数正态）；0 为恒定。"},
    {"entrance.tickets.*.count", D::whole, "", 0.0, 1000.0, false, "0", false, "", "Machines or counters; 0 if nobody queues, as with a telephone.", "机器或窗口数；0 表示无需排队（如手机）。"},
    {"entrance.security", D::any_map, "", {}, {}, false, "", false, "", "The security check.", "安检。"},
    {"entrance.security.lanes", D::whole, "", 1.0, 1000.0, false, "1", false, "", "Lanes, with one queue.", "通道数（共用一队）。"},
    {"entrance.security.time", D::duration, "s", 0.0, 30 * a_minute, false, "2.5 s", false, "", "Mean time of one person in a lane.", "每人平均用时。"},
    {"entrance.security.cv", D::number, "", 0.0, 3.0, false, "0", false, "", "Coefficient of variation of that time (lognormal).", "用时的变异系数（对数正态）。"},
    {"entrance.gates", D::any_map, "", {}, {}, false, "", false, "", "Gates where ticket or identity are checked.", "检票（实名验证）闸机。"},
    {"entrance.gates.count", D::whole, "", 1.0, 1000.0, false, "1", false, "", "Gates, with one queue.", "闸机数（共用一队）。"},
    {"entrance.gates.time", D::duration, "s", 0.0, 30 * a_minute, false, "4 s", false, "", "Mean time of one person at a gate.", "每人平均用时。"},
    {"entrance.gates.cv", D::number, "", 0.0, 3.0, false, "0.5", false, "", "Coefficient of variation of that time (lognormal).", "用时的变异系数（对数正态）。"},
    {"entrance.gates.manual", D::share, "%", 0.0, 1.0, false, "5 %", false, "", "Share of people for whom the gate does not open: staff check them, at that gate.", "闸机无法识别、须由人工核验（占用该闸机）的乘客比例。"},
    {"entrance.gates.manual_time", D::duration, "s", 0.0, 30 * a_minute, false, "25 s", false, "", "Time that this takes.", "人工核验用时。"},
    {"entrance.walk", D::duration, "min", 0.0, an_hour, false, "2 min", false, "", "Walk from there to the platform.", "由此步行至站台的时间。"},
    {"entrance.closes", D::duration, "min", 0.0, an_hour, false, "2 min", false, "", "How long before a booked departure the gate closes: who is through later takes the next train.", "停止检票提前于图定发车的时间；其后进站者改乘下一班。"},
});

constexpr auto feeder_rows = std::to_array<Key>({
    {"feeders", D::any_map, "", {}, {}, false, "", false, "", "Feeder buses by name: they bring people to a station, all of one bus at one moment.", "接驳公交（按名称）：整车乘客同时到站。"},
    {"feeders.*", D::any_map, "", {}, {}, false, "", false, "", "One feeder.", "一条接驳公交。"},
    {"feeders.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"feeders.*.station", D::station, "", {}, {}, false, "", true, "", "The station that it serves.", "所接驳的车站。"},
    {"feeders.*.places", D::any_map, "", {}, {}, false, "", false, "", "Share of the people of a place, starting at this station, who come by it.", "各出行地在该站上车的乘客中乘此公交的比例。"},
    {"feeders.*.places.*", D::share, "%", 0.0, 1.0, false, "", false, "", "Share of this place.", "该出行地的比例。", D::place},
    {"feeders.*.departures", D::clocks, "", 0.0, last_second, false, "", false, "", "Departures listed, from where `ride` is counted.", "逐班发车时刻，其后加 ride 为到站时刻。"},
    {"feeders.*.first", D::clock, "", 0.0, last_second, false, "", false, "", "First departure, where they are not listed.", "首班发车时刻（未逐班列出时）。"},
    {"feeders.*.last", D::clock, "", 0.0, last_second, false, "", false, "", "Last departure.", "末班发车时刻。"},
    {"feeders.*.every", D::duration, "min", a_minute, 24 * an_hour, false, "", false, "", "Time between departures.", "发车间隔。"},
    {"feeders.*.ride", D::duration, "min", 0.0, 6 * an_hour, false, "0 min", false, "", "Ride from there to the stop by the station; 0 min if the times are those at the station.", "自该处至车站公交站的行车时间；时刻即到站时刻者为 0。"},
    {"feeders.*.walk", D::duration, "min", 0.0, an_hour, false, "0 min", false, "", "Walk from the stop to the station's door.", "公交站至车站门口的步行时间。"},
    {"feeders.*.within", D::duration, "min", 0.0, 6 * an_hour, false, "30 min", false, "", "Nobody takes a bus further than this from when he wants to be there, but comes by other means.", "与期望到站时刻相差超过此值的班次无人乘坐，改用其他方式到站。"},
    {"feeders.*.capacity", D::whole, "", 1.0, 10000.0, false, "80", false, "", "People one bus brings; the others wait for the next.", "每车载客人数，余者候下一班。"},
    {"feeders.*.delay_mean", D::duration, "min", 0.0, an_hour, false, "0 min", false, "", "Mean lateness at the station (lognormal), times disturbances.scale.", "到站平均晚点（对数正态），乘以 disturbances.scale。"},
    {"feeders.*.delay_cv", D::number, "", 0.0, 3.0, false, "1", false, "", "Coefficient of variation of that lateness.", "到站晚点的变异系数。"},
});
// clang-format on

/// The entrance of one station: the same keys, whose defaults are those of all stations.
std::vector<Key> all_rows() {
  static std::deque<std::string> paths;  // stable addresses
  std::vector<Key> all(entrance_rows.begin(), entrance_rows.end());
  for (Key key : entrance_rows) {
    key.path = paths.emplace_back("stations.*." + std::string(key.path));
    key.fallback = {};
    if (key.path == "stations.*.entrance") {
      key.doc = "What differs at this station's entrance from `entrance`, key by key.";
      key.doc_zh = "本站进站口与 entrance 不同之处（逐项）。";
    }
    all.push_back(key);
  }
  all.insert(all.end(), feeder_rows.begin(), feeder_rows.end());
  return all;
}

}  // namespace

std::span<const Key> station_keys() {
  static const std::vector<Key> rows = all_rows();
  return rows;
}

}  // namespace czt
