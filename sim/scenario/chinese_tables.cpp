#include "chinese.hpp"

namespace czt {

namespace {
constexpr Sentence tables_said[] = {
    {"cannot read '{}'", "无法读取“{0}”"},
    {"a quote is opened here and never closed", "此处开始的引号没有结束"},
    {"column '{}' stands twice", "列“{0}”出现两次"},
    {"{} fields, but the header has {}", "有 {0} 个字段，而表头有 {1} 个"},
    {"no header: the file is empty", "没有表头：文件是空的"},
    {"no column '{}'", "没有列“{0}”"},
    {"the other row", "另一行"},
    // stop times
    {"trip '{}' was already there; its rows must stand together", "车次“{0}”前面已有；它的各行须连在一起"},
    {"no station '{}'", "没有车站“{0}”"},
    {"no station '{}' (did you mean '{}'?)", "没有车站“{0}”（是不是“{1}”？）"},
    {"'{}' is no time of day, such as 07:05 or 25:10:30", "“{0}”不是时刻，应如 07:05 或 25:10:30"},
    {"no train type '{}'", "没有车型“{0}”"},
    {"'{}' is no number of trainsets in a train, 1 to 4", "“{0}”不是编组的车组数，应为 1 至 4"},
    // demand and fares
    {"the columns from, to and travellers are needed", "需要 from、to 和 travellers 三列"},
    {"no place is called '{}'", "没有地点叫“{0}”"},
    {"travellers is a number from 0, rail_share one from 0 to 1", "travellers 是不小于 0 的数，rail_share 在 0 与 1 之间"},
    {"from and to are the same place", "from 和 to 是同一地点"},
    {"the columns from, to and yuan are needed", "需要 from、to 和 yuan 三列"},
    {"no station is called '{}'", "没有车站叫“{0}”"},
    {"found '{}', expected yuan from 0 to 10000 with at most two places", "写的是“{0}”，应为 0 至 10000 元，最多两位小数"},
    {"from and to are the same station", "from 和 to 是同一车站"},
    {"{} to {} has a fare already, on line {}", "{0} 至 {1} 已有票价，在第 {2} 行"},
    {"no fare between {} and {}", "{0} 与 {1} 之间没有票价"},
    {"no fare between {} and {}, nor between {} other pairs of open stations", "{0} 与 {1} 之间没有票价，另有 {2} 对开通的车站也没有"},
    // diagrams
    {"there is no column '{}' in a file of diagrams", "交路文件中没有列“{0}”"},
    {"columns: diagram, train, type, depot, seq, is_empty_move", "各列是：diagram、train、type、depot、seq、is_empty_move"},
    {"both 'type' and 'set_type': one of them", "“type”和“set_type”只能写一个"},
    {"a row without a diagram", "此行没有交路"},
    {"a row without a train", "此行没有车次"},
    {"a diagram may not be called '{}': ' + ' joins the names of coupled trainsets", "交路不能叫“{0}”：“ + ”用来连接重联车组的名称"},
    {"is_empty_move is '{}', neither 0 nor 1", "is_empty_move 是“{0}”，既不是 0 也不是 1"},
    {"seq is '{}', not a whole number", "seq 是“{0}”，不是整数"},
    {"diagram {} has {} '{}' and '{}'", "交路 {0} 的 {1} 既是“{2}”又是“{3}”"},
    {"diagram {} has seq {} twice", "交路 {0} 中 seq {1} 出现两次"},
    {"'{}' is no station and not in circulation.depots: its sets begin and end where their trains do",
     "“{0}”不是车站，也不在 circulation.depots 中：其车组在列车的起讫站出入"},
    {"diagram {} begins at {} and ends at {}, its depot is at {}", "交路 {0} 起于 {1}，止于 {2}，而其车辆段在 {3}"},
    {"the train before is written here", "前一列车写在此处"},
    {"the train before is here", "前一列车在此处"},
    {"'{}' is an empty move here, and a train for passengers in the timetable", "“{0}”在此是空车，而在时刻表中是载客列车"},
    {"no train is called '{}'", "没有车次叫“{0}”"},
    {"an empty move that the program is to place has is_empty_move 1", "要由程序安排的空车，请写 is_empty_move 1"},
    {"{} is booked for a {}, and diagram {} is of a {}", "{0} 图定用 {1}，而交路 {2} 是 {3}"},
    {"{} has a trainset of its own in the timetable, '{}'", "{0} 在时刻表中自有车组“{1}”"},
    {"written here", "写在此处"},
    {"{} is already worked by diagram {}", "{0} 已由交路 {1} 担当"},
    {"first worked here", "第一次担当在此处"},
    {"{} is a train of {} trainsets ({}), and only diagram {} works it", "{0} 由 {1} 个车组（{2}）编成，而只有交路 {3} 担当"},
    {"a train is in no diagram: {}", "有一列车不在任何交路中：{0}"},
    {"trains are in no diagram: {}", "有列车不在任何交路中：{0}"},
    {"others: built leaves them to the program", "写 others: built 可交由程序安排"},
    {"trainset {} in two places: {} leaves {} at {}, before {} has arrived at {} at {}", "车组 {0} 同时在两处：{1} 于 {3} 从 {2} 发车，早于 {4} 于 {6} 到达 {5}"},
    {"trainset {} in two places: {} ends at {}, and {} begins at {}", "车组 {0} 同时在两处：{1} 止于 {2}，而 {3} 起于 {4}"},
    {"a row with is_empty_move 1 between them brings it there", "中间加一行 is_empty_move 1 可把它送到那里"},
    {"trainset {} has {} min to turn round at {} between {} and {}: {} needs {} min", "车组 {0} 在 {2} 于 {3} 与 {4} 之间只有 {1} 分钟折返：{5} 需要 {6} 分钟"},
    {"no free path for the empty move {} from {} to {}, after {} and by {}", "空车 {0} 从 {1} 到 {2}，在 {3} 之后、{4} 之前没有空闲的运行线"},
    {"the empty move '{}' is there twice", "空车“{0}”出现两次"},
    {"{} of the diagrams' empty moves is not run: to or from a depot whose station is not known, or to where the set is",
     "交路中有 {0} 趟空车未开行：其车辆段所在车站不明，或车组本来就在那里"},
    {"{} of the diagrams' empty moves are not run: to or from a depot whose station is not known, or to where the set is",
     "交路中有 {0} 趟空车未开行：其车辆段所在车站不明，或车组本来就在那里"},
    {"{} leaves at {}, before {} has arrived at {}", "{0} 于 {1} 发车，早于 {2} 于 {3} 到达"},
    {"{} does not begin where {} ends", "{0} 不在 {1} 的终到站始发"},
    {"they are booked for different types of train", "图定车型不同"},
};
}  // namespace

std::span<const Sentence> chinese_of_tables() { return tables_said; }

}  // namespace czt
