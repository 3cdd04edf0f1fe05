/// The table of keys, part 6: what keeps trains apart beside headways.

#include <array>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;

// One row a line, however long: the table is read down.
// clang-format off
constexpr auto separation_rows = std::to_array<Key>({
    {"separation", D::any_map, "", {}, {}, false, "", false, "", "Who goes first, and how closely trains may follow each other.", "列车先后次序与追踪间隔。"},
    {"separation.priority", D::choice, "", {}, {}, false, "first_come", false, "first_come|timetable_order|importance", "Which of the trains that stand ready goes first: who asked first, who is booked first, or who has the higher importance.", "多列列车等待时的先后次序：先到先行、按图定顺序，或按列车等级。"},
    {"separation.blocking", D::any_map, "", {}, {}, false, "", false, "", "Blocking times, from which the headway of every segment then follows: the longest over all ordered pairs of types of train, stopping or passing at either end. track.headway and sections.*.headway are not used.", "闭塞时间：写明后各区间间隔由此算出（所有车型、两端停通组合中最长者），不再使用 track.headway 与 sections.*.headway。"},
    {"separation.blocking.model", D::choice, "", {}, {}, false, "fixed", false, "fixed|moving", "Fixed blocks, or a moving block: the way a train needs to brake.", "固定闭塞，或移动闭塞（按制动距离）。"},
    {"separation.blocking.block", D::length_m, "m", 50.0, 50000.0, false, "2000 m", false, "", "Longest fixed block; a segment is cut into equal ones.", "固定闭塞分区的最大长度；区间等分。"},
    {"separation.blocking.overlap", D::length_m, "m", 0.0, 5000.0, false, "50 m", false, "", "Kept free behind a train.", "列车尾部之后的保护区段。"},
    {"separation.blocking.set_up", D::duration, "s", 0.0, 10 * a_minute, false, "12 s", false, "", "Setting a route and clearing its signal.", "办理进路与开放信号的时间。"},
    {"separation.blocking.sight", D::duration, "s", 0.0, 10 * a_minute, false, "12 s", false, "", "For how long a driver sees a clear signal before he would have to brake.", "司机确认信号的时间。"},
    {"separation.blocking.release", D::duration, "s", 0.0, 10 * a_minute, false, "6 s", false, "", "Releasing what a train has left.", "出清后解锁的时间。"},

    {"junctions", D::any_map, "", {}, {}, false, "", false, "", "Flat junctions by name: trains whose routes conflict pass one after the other. Without them routes do not conflict.", "平面疏解的汇合处（按名称）：进路冲突的列车依次通过；不写则无冲突。"},
    {"junctions.*", D::any_map, "", {}, {}, false, "", false, "", "One junction.", "一处汇合。"},
    {"junctions.*.at", D::station, "", {}, {}, false, "", true, "", "The station beside it: a train passes it as it enters or leaves its platform track there.", "所在车站：列车进、出该站到发线时通过。"},
    {"junctions.*.arms", D::names, "", {}, {}, false, "", true, "", "Neighbours of the station whose trains share its points.", "共用道岔的相邻车站。"},
    {"junctions.*.crosses", D::station, "", {}, {}, false, "", false, "", "The arm whose outbound trains cross the track of inbound trains from the others; not written where they do so on a bridge.", "驶往该方向的列车与其他方向进站列车平面交叉；立体疏解则不写。"},
    {"junctions.*.occupation", D::duration, "s", 0.0, an_hour, true, "150 s", false, "", "Least time between two trains whose routes conflict.", "进路冲突的两列车之间的最小间隔。"},

    {"sections.*.single", D::boolean, "", {}, {}, false, "false", false, "", "Whether there is one track for both directions, from the one end to the other.", "是否单线（两端之间双向共用一条线路）。"},
    {"sections.*.passing", D::names, "", {}, {}, false, "", false, "", "Stations of a single section, between its ends, where trains can pass each other.", "单线区段内（两端之外）可会车的车站。"},
    {"sections.*.meeting", D::duration, "s", 0.0, an_hour, false, "60 s", false, "", "Least time from a train's leaving a single track to the next one's entering it from the other side.", "单线上一列车到达后至对向列车发车的最小间隔（会车间隔）。"},
    {"timetable.*.importance", D::whole, "", -1000.0, 1000.0, false, "0", false, "", "Under separation.priority: importance the train with the higher one goes first.", "separation.priority 为 importance 时，数值大者先行。"},
    {"timetable.trips.*.importance", D::whole, "", -1000.0, 1000.0, false, "", false, "", "The trip's own importance, for separation.priority: importance.", "该车次的等级（separation.priority 为 importance 时）。"},
});
// clang-format on

}  // namespace

std::span<const Key> separation_keys() { return separation_rows; }

}  // namespace czt
