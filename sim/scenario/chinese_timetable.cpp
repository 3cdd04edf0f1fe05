#include "chinese.hpp"

namespace czt {

namespace {
constexpr Sentence timetable_said[] = {
    // conflicts
    {"As booked this cannot run. Give the trains other times, let them shift (may shift by), or own more trainsets.", "按此图定时刻无法开行。请改变时刻、允许调整（可调整），或增加车组。"},
    {"{} follows {} too closely on {} at {}: {} short of the headway", "{0} 在 {2} 于 {3} 与前车 {1} 间隔不足：比最小间隔少 {4}"},
    {"{} would overtake {} on {} by {}: {} short of the headway behind it", "{0} 会在 {2} 于 {3} 之前越过 {1}：比在其后的最小间隔少 {4}"},
    {"{} finds no free track at {} at {}: {} gives one up {} too late", "{0} 于 {2} 在 {1} 没有空闲股道：{3} 让出股道晚了 {4}"},
    {"{} follows {} too closely over the junction {} at {}: {} short of its occupation", "{0} 于 {3} 在道岔 {2} 与前车 {1} 间隔不足：比占用时间少 {4}"},
    {"{} would meet {} on the single track {}, entered at {}: {} too early", "{0} 会在单线 {2} 与 {1} 相遇，于 {3} 进入：早了 {4}"},
    {"trainset {} is to leave {} as {} at {}, {} before it ends {} at {}", "车组 {0} 应于 {3} 作为 {2} 从 {1} 发车，比它在 {6} 结束 {5} 早 {4}"},
    {"trainset {} is to leave {} as {} at {}, but {} leaves it at {}", "车组 {0} 应于 {3} 作为 {2} 从 {1} 发车，而 {4} 把它留在 {5}"},
    {"{} and {}: {} places from {} to {}, worst {} s short at {}, {}", "{0} 与 {1}：{3} 至 {4} 之间 {2} 处，最严重的在 {6}、{7}，少 {5} 秒"},
    {"{} conflicts of the timetable were allowed", "允许了时刻表中的 {0} 处冲突"},
    // trainsets
    {"{} and {} are both worked by trainset {}: {}", "{0} 与 {1} 都由车组 {2} 担当：{~3}"},
    {"{} is a train of {} trainset ({}), and '{}' names {}", "{0} 由 {1} 个车组（{2}）编成，而“{3}”写了 {4} 个"},
    {"{} is a train of {} trainsets ({}), and '{}' names {}", "{0} 由 {1} 个车组（{2}）编成，而“{3}”写了 {4} 个"},
    {"join their names by ' + '", "名称之间用“ + ”连接"},
    // departures and stop times
    {"{} s between trains; it must be above 0", "列车间隔 {0} 秒；须大于 0"},
    {"{} trains; allowed are 1 to {}", "{0} 列车；允许 1 至 {1} 列"},
    {"the last train at {} leaves before the first at {}", "末班 {0} 早于首班 {1}"},
    {"departures from {}; allowed are first, every and last; first, every and trains; or first, last and trains",
     "发车时刻写了 {0}；允许的是 first、every 和 last，first、every 和 trains，或 first、last 和 trains"},
    {"{} train from first to last; at least 2 are needed", "从首班到末班只有 {0} 列车；至少要 2 列"},
    {"{} trains would all leave at {}", "{0} 列车会都在 {1} 发车"},
    {"{} trains from first to last; allowed are 1 to {}", "从首班到末班有 {0} 列车；允许 1 至 {1} 列"},
    {"{} calls; a trip needs at least 2", "只停 {0} 站；一趟车至少停 2 站"},
    {"a trip begins and ends with a call, not a pass", "一趟车的首尾须是停站，不能是通过"},
    {"{} (row {}) to {} (row {}) is booked in {} s; {} needs {} s: {} s too fast", "{0}（第 {1} 行）至 {2}（第 {3} 行）图定 {4} 秒；{5} 需要 {6} 秒：快了 {7} 秒"},
    {"{} (row {}) and {} (row {}) are the same station", "{0}（第 {1} 行）与 {2}（第 {3} 行）是同一车站"},
    {"{} (row {}) is reached at {}, not later than {} (row {}) is left at {}", "{0}（第 {1} 行）于 {2} 到达，不晚于 {3}（第 {4} 行）于 {5} 发车"},
    {"{} (row {}) is left at {}, before it is reached at {}", "{0}（第 {1} 行）于 {2} 发车，早于 {3} 到达"},
    {"{} (row {}) is passed, but reached at {} and left at {}", "{0}（第 {1} 行）是通过，却于 {2} 到达、{3} 发车"},
    // the network
    {"a station needs a name", "车站需要名称"},
    {"{} has {} tracks up and {} down; at least 1 each is needed", "{0} 上行有 {1} 股道，下行有 {2} 股道；至少各 1 股"},
    {"a line needs at least 2 stations, found {}", "一条线至少有 2 个车站，现有 {0} 个"},
    {"{} stands twice in the branches: in {} and in {}", "{0} 在各支线中出现两次：在 {1} 和 {2}"},
    {"two branches are called '{}'", "两条支线都叫“{0}”"},
    {"two stations are called '{}': rows {} and {}", "两个车站都叫“{0}”：第 {1} 和第 {2} 个"},
    {"{} has no stations", "{0} 没有车站"},
    {"{} is the main branch and must not join another", "{0} 是主线，不得接到别的线上"},
    {"{} joins nowhere: it must start at a station of a branch written before it", "{0} 没有接到别处：须从写在它前面的支线的某站开始"},
    {"{} lies {} km after {}; kilometres must increase along a branch", "{0} 在 {2} 之后 {1} km；沿支线里程须递增"},
    {"{} lies {} tariff km after {}; tariff kilometres must not decrease along a branch", "{0} 在 {2} 之后 {1} 计费 km；沿支线计费里程不得减少"},
    {"{} is not connected to {}: it stands in no branch", "{0} 与 {1} 不相连：它不在任何支线中"},
    {"{} does not lie between {} and {}", "{0} 不在 {1} 与 {2} 之间"},
    {"{} is single track already: {}", "{0} 已是单线：{1}"},
    {"a branch joins at {}: trains must be able to pass there (passing)", "{0} 有支线接入：列车须能在此越行（passing）"},
    {"a junction has at least two arms", "道岔至少有两个方向（arms）"},
    {"{} is no neighbour of {}", "{0} 与 {1} 不相邻"},
    {"{} stands there twice", "{0} 在那里出现两次"},
    {"{} is no arm of this junction", "{0} 不是此道岔的方向"},
};
}  // namespace

std::span<const Sentence> chinese_of_timetables() { return timetable_said; }

}  // namespace czt
