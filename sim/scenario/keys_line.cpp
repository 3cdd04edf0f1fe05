/// The table of keys, part 1: the line itself, its track and its trains.

#include <array>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;

// path, dimension, unit, low, high, low is open, default, required, choices, English, Chinese,
// names One row a line, however long: the table is read down.
// clang-format off
constexpr auto line_rows = std::to_array<Key>({
    {"scenario", D::text, "", {}, {}, false, "", true, "", "What this scenario is called in every report.", "方案名称，用于所有报告。"},
    {"about", D::text, "", {}, {}, false, "", false, "", "What it is, in a sentence; or one each under en and zh.", "一句话说明；也可分 en、zh 两种语言。"},
    {"about.en", D::text, "", {}, {}, false, "", false, "", "What it is, in English.", "英文说明。"},
    {"about.zh", D::text, "", {}, {}, false, "", false, "", "What it is, in Chinese.", "中文说明。"},
    {"base", D::file_path, "", {}, {}, false, "", false, "", "The scenario that this one inherits from: a file in this folder or below.", "所继承的方案文件，须在本文件夹之内。"},
    {"changes", D::any_map, "", {}, {}, false, "", false, "", "Named changes to the base, each a map of paths to values, applied in order.", "对基础方案的具名改动，每项为“路径: 值”，按顺序生效。"},

    {"zh", D::any_map, "", {}, {}, false, "", false, "", "Chinese of what the scenario says in words of its own: its name, the names of its changes, the reasons of its inputs.", "情景自身文字的中文：情景名称、各变化的名称、各输入的理由。"},
    {"zh.*", D::text, "", {}, {}, false, "", false, "", "The Chinese of this name or reason, which is written as it stands there.", "此名称或理由（照原文写出）的中文。"},

    {"line", D::any_map, "", {}, {}, false, "", false, "", "The line's name.", "线路名称。"},
    {"line.en", D::text, "", {}, {}, false, "", false, "", "The line's name in English.", "线路英文名。"},
    {"line.zh", D::text, "", {}, {}, false, "", false, "", "The line's name in Chinese.", "线路中文名。"},

    {"stations", D::any_map, "", {}, {}, false, "", false, "", "Stations by name, along the branches.", "车站（按名称）。"},
    {"stations.*", D::any_map, "", {}, {}, false, "", false, "", "One station.", "一个车站。"},
    {"stations.*.zh", D::text, "", {}, {}, false, "", false, "", "The station's Chinese name, usable wherever a station is named.", "车站中文名，凡写站名处皆可用。"},
    {"stations.*.telecode", D::text, "", {}, {}, false, "", false, "", "The railway's telegraph code of the station.", "车站电报码。"},
    {"stations.*.km", D::length_km, "km", 0.0, 5e6, false, "", true, "", "Distance along its own branch, for running times.", "沿所在支线的里程，用于计算运行时分。"},
    {"stations.*.chainage_km", D::whole, "", 0.0, 5000.0, false, "", false, "", "Tariff kilometres along its own branch, for fares.", "沿所在支线的运价里程，用于计算票价。"},
    {"stations.*.open", D::boolean, "", {}, {}, false, "true", false, "", "Whether trains call here; at a closed station booked calls are passed.", "是否办理客运；未开站时列车按原时刻通过。"},
    {"stations.*.tracks", D::any_map, "", {}, {}, false, "", false, "", "Platform tracks in each direction.", "各方向的到发线数。"},
    {"stations.*.tracks.up", D::whole, "", 1.0, 50.0, false, "1", false, "", "Platform tracks for up trains.", "上行到发线数。"},
    {"stations.*.tracks.down", D::whole, "", 1.0, 50.0, false, "1", false, "", "Platform tracks for down trains.", "下行到发线数。"},
    {"stations.*.latitude", D::number, "", -90.0, 90.0, false, "", false, "", "Degrees north.", "纬度（度）。"},
    {"stations.*.longitude", D::number, "", -180.0, 180.0, false, "", false, "", "Degrees east.", "经度（度）。"},

    {"branches", D::any_map, "", {}, {}, false, "", false, "", "Branches by name: stations in order; one branch joins nothing and is the main one.", "支线（按名称）：按顺序列出车站；不写 joins 的一条为干线。"},
    {"branches.*", D::any_map, "", {}, {}, false, "", false, "", "One branch.", "一条支线。"},
    {"branches.*.joins", D::station, "", {}, {}, false, "", false, "", "The station of an earlier branch where this one begins; absent for the first.", "与先前支线相接的车站；第一条不写。"},
    {"branches.*.stations", D::names, "", {}, {}, false, "", true, "", "Its stations in order, without the one it joins.", "按顺序的车站，不含接轨站。"},

    {"track", D::any_map, "", {}, {}, false, "", false, "", "Defaults for every segment of track.", "各区间的默认值。"},
    {"track.max_speed", D::speed, "km/h", 0.0, 450 * kmh_1, true, "160 km/h", false, "", "Fastest allowed speed.", "最高允许速度。"},
    {"track.margin", D::share, "%", 0.0, 1.0, false, "8 %", false, "", "Share added to the technical running time when times are booked.", "编制时刻时在技术运行时分上增加的比例（缓冲）。"},
    {"track.headway", D::duration, "s", 0.0, 24 * an_hour, true, "180 s", false, "", "Least time between two trains entering, and leaving, a segment.", "同方向两列车进入（及离开）区间的最小间隔。"},
    {"track.reoccupation", D::duration, "s", 0.0, an_hour, false, "60 s", false, "", "Least time between a departure and the next arrival on one platform track.", "同一到发线前车出发至后车到达的最小间隔。"},

    {"sections", D::any_map, "", {}, {}, false, "", false, "", "Stretches of track that differ from the defaults, in both directions.", "与默认值不同的区段（双向）。"},
    {"sections.*", D::any_map, "", {}, {}, false, "", false, "", "One stretch; two may not set one key on the same segment.", "一个区段；同一区间的同一项不可重复设定。"},
    {"sections.*.from", D::station, "", {}, {}, false, "", true, "", "One end.", "一端车站。"},
    {"sections.*.to", D::station, "", {}, {}, false, "", true, "", "The other end.", "另一端车站。"},
    {"sections.*.max_speed", D::speed, "km/h", 0.0, 450 * kmh_1, true, "", false, "", "Fastest allowed speed here.", "该区段最高允许速度。"},
    {"sections.*.gradient", D::gradient, "m/km", -0.06, 0.06, false, "", false, "", "Mean rise from `from` to `to`, in m/km or ‰; negative for a fall. Only trains with a traction model feel it.", "自 from 至 to 的平均坡度（m/km 或 ‰），下坡为负；仅对设有牵引模型的车型起作用。"},
    {"sections.*.curve", D::length_m, "m", 100.0, 100000.0, false, "", false, "", "Radius that stands for its curves; straight if not written. Only trains with a traction model feel it.", "代表性曲线半径；不写则为直线。仅对设有牵引模型的车型起作用。"},
    {"sections.*.tunnel", D::share, "%", 0.0, 1.0, false, "", false, "", "Share of its length in tunnels. Only trains with a traction model feel it.", "隧道长度所占比例。仅对设有牵引模型的车型起作用。"},
    {"sections.*.margin", D::share, "%", 0.0, 1.0, false, "", false, "", "Share added to the technical running time here.", "该区段的缓冲比例。"},
    {"sections.*.headway", D::duration, "s", 0.0, 24 * an_hour, true, "", false, "", "Least time between two trains here.", "该区段的最小列车间隔。"},

    {"train_types", D::any_map, "", {}, {}, false, "", false, "", "Types of train by name.", "车型（按名称）。"},
    {"train_types.*", D::any_map, "", {}, {}, false, "", false, "", "One type of train.", "一种车型。"},
    {"train_types.*.cars", D::whole, "", 1.0, 40.0, false, "", true, "", "Cars of one train.", "编组辆数。"},
    {"train_types.*.doors_per_side", D::whole, "", 1.0, 200.0, false, "", true, "", "Doors on one side of the whole train.", "全列单侧车门数。"},
    {"train_types.*.door_width", D::length_m, "m", 0.5, 3.0, false, "1.3 m", false, "", "Clear width of a door.", "车门净宽。"},
    {"train_types.*.seats", D::whole, "", 0.0, 10000.0, false, "", true, "", "Seats of the whole train.", "全列座位数。"},
    {"train_types.*.standing_area", D::area, "m2", 0.0, 10000.0, false, "", true, "", "Floor where people stand; 0 m2 if nobody may.", "站立面积；不许站立写 0 m2。"},
    {"train_types.*.crush", D::whole, "", 0.0, 50000.0, false, "0", false, "", "Most people it ever takes; 0 for no such limit.", "最大载客人数；0 表示不限。"},
    {"train_types.*.length", D::length_m, "m", 5.0, 1000.0, false, "199.5 m", false, "", "Length of the train.", "列车长度。"},
    {"train_types.*.max_speed", D::speed, "km/h", 0.0, 450 * kmh_1, true, "160 km/h", false, "", "Fastest speed of the train.", "列车最高速度。"},
    {"train_types.*.accelerate", D::acceleration, "m/s2", 0.0, 3.0, true, "0.8 m/s2", false, "", "Acceleration in service, from a stand; without `traction` at every speed.", "起动加速度；不写 traction 时各速度下相同。"},
    {"train_types.*.brake", D::acceleration, "m/s2", 0.0, 3.0, true, "0.8 m/s2", false, "", "Braking in service.", "常用制动减速度。"},
    {"train_types.*.jerk", D::jerk, "m/s3", 0.0, 10.0, false, "0.6 m/s3", false, "", "How fast acceleration may change; 0 m/s3 for no limit.", "加速度变化率；0 表示不限。"},
    {"train_types.*.traction", D::any_map, "", {}, {}, false, "", false, "", "Running times from power and resistance, and energy; without it acceleration is the same at every speed.", "按功率与阻力计算运行时分及能耗；不写则各速度下加速度相同。"},
    {"train_types.*.traction.power", D::power, "kW", 0.0, 1e8, true, "", true, "", "Power at the wheels of the whole train.", "全列轮周功率。"},
    {"train_types.*.traction.mass", D::mass, "t", 0.0, 1e7, true, "", true, "", "Mass of the whole train as it runs, people included; the same for every load.", "全列运行质量（含乘客），不随载客量变化。"},
    {"train_types.*.traction.rotating_mass", D::number, "", 1.0, 2.0, false, "1.08", false, "", "Factor on the mass that is accelerated, for wheels and motors that turn.", "回转质量系数。"},
    {"train_types.*.traction.resistance", D::any_map, "", {}, {}, false, "", false, "", "What holds the train back on level straight track, in N per kN of weight: constant + linear V + quadratic V2, V in km/h (Davis).", "平直道单位基本阻力（N/kN）：constant + linear V + quadratic V2，V 以 km/h 计（戴维斯公式）。"},
    {"train_types.*.traction.resistance.constant", D::number, "", 0.0, 100.0, false, "0.88", false, "", "N/kN.", "常数项（N/kN）。"},
    {"train_types.*.traction.resistance.linear", D::number, "", 0.0, 1.0, false, "0.00744", false, "", "N/kN per km/h.", "一次项系数（N/kN 每 km/h）。"},
    {"train_types.*.traction.resistance.quadratic", D::number, "", 0.0, 0.1, false, "0.000114", false, "", "N/kN per (km/h)2.", "二次项系数（N/kN 每 (km/h)2）。"},
    {"train_types.*.traction.resistance.tunnel", D::number, "", 1.0, 10.0, false, "1.35", false, "", "Factor on the quadratic term in tunnels.", "隧道内二次项的倍数。"},
    {"train_types.*.traction.efficiency", D::share, "%", 0.0, 1.0, true, "85 %", false, "", "Work at the wheels over energy drawn from the line.", "轮周功与受电弓取电量之比。"},
    {"train_types.*.traction.regeneration", D::share, "%", 0.0, 1.0, false, "60 %", false, "", "Energy given back to the line over work of the brakes.", "再生回馈电量与制动功之比。"},
    {"train_types.*.turnaround", D::duration, "min", 0.0, 24 * an_hour, true, "", false, "", "Shortest turnaround of this type; turnaround.minimum if not written.", "该车型的最短折返时间；不写则用 turnaround.minimum。"},
    {"train_types.*.owned", D::whole, "", 0.0, 10000.0, false, "0", false, "", "Trainsets of this type; 0 if it does not matter.", "配属列数；0 表示不计。"},

    {"formation", D::any_map, "", {}, {}, false, "", false, "", "Which trains run.", "列车编组。"},
    {"formation.default", D::train_type, "", {}, {}, false, "", false, "", "The type of every service that names none.", "未写明车型的列车所用车型。"},
});
// clang-format on

}  // namespace

std::span<const Key> line_keys() { return line_rows; }

}  // namespace czt
