/// The table of keys, part 2: what happens at a platform, and the timetable.

#include <array>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;

// One row a line, however long: the table is read down.
// clang-format off
constexpr auto service_rows = std::to_array<Key>({
    {"boarding", D::any_map, "", {}, {}, false, "", false, "", "When a train is full, and how long people wait.", "满员标准与乘客耐心。"},
    {"boarding.full_at", D::density, "/m2", 0.0, 15.0, false, "4 /m2", false, "", "Standing density at which nobody more gets in.", "不再上客的站立密度。"},
    {"boarding.patience", D::duration, "min", 0.0, 48 * an_hour, true, "120 min", false, "", "How long somebody waits for a train before giving up.", "乘客候车耐心，超过则放弃。"},
    {"boarding.transfer", D::duration, "min", 0.0, 2 * an_hour, false, "3 min", false, "", "Walk between two trains.", "换乘走行时间。"},
    {"boarding.transfer_penalty", D::duration, "min", 0.0, 2 * an_hour, false, "10 min", false, "", "Longer ride that people accept to be spared a change of trains.", "为免去一次换乘而愿意多乘的时间。"},

    {"dwell", D::any_map, "", {}, {}, false, "", false, "", "How long a train stands.", "停站时间模型。"},
    {"dwell.model", D::choice, "", {}, {}, false, "default", false, "default|puong|lin_wilson|weston|lam|tcqsm|fixed", "Formula of the dwell time.", "停站时间公式。"},
    {"dwell.minimum", D::duration, "s", 0.0, an_hour, false, "30 s", false, "", "Shortest stop.", "最短停站时间。"},
    {"dwell.time", D::duration, "s", 0.0, an_hour, false, "30 s", false, "", "The stop of the model fixed.", "固定停站时间（模型 fixed）。"},
    {"dwell.door_cycle", D::duration, "s", 0.0, 5 * a_minute, false, "20 s", false, "", "Doors opening and closing, dispatch included (models default, tcqsm; 3-5 s beside a margin).", "开关门时间，含发车作业（模型 default、tcqsm；另写 margin 时为 3 至 5 秒）。"},
    {"dwell.per_alighting", D::duration, "s", 0.0, a_minute, false, "0.90 s", false, "", "Time of one person alighting through one door (model default).", "每人每门下车时间（模型 default）。"},
    {"dwell.per_boarding", D::duration, "s", 0.0, a_minute, false, "1.15 s", false, "", "Time of one person boarding through one door (model default).", "每人每门上车时间（模型 default）。"},
    {"dwell.per_person", D::duration, "s", 0.0, a_minute, false, "1.0 s", false, "", "Time of one person through the busiest door, either way (model tcqsm).", "每人通过最繁忙车门的时间，上下车相同（模型 tcqsm）。"},
    {"dwell.crowding", D::number, "", 0.0, 10.0, false, "0.03", false, "", "How much standees slow boarding (model default).", "站立乘客对上车的减慢系数（模型 default）。"},
    {"dwell.mixing", D::number, "", 0.0, 10.0, false, "0.2", false, "", "How much meeting streams slow each other (model default).", "上下车客流交织的减慢系数（模型 default）。"},
    {"dwell.door_share", D::number, "", 0.0, 1e6, false, "10", false, "", "Evenness of people over doors (alpha of the Dirichlet); 0 spreads them evenly.", "乘客在各车门分布的均匀程度（狄利克雷 α）；0 为完全均匀。"},
    {"dwell.peak_door_factor", D::number, "", 1.0, 10.0, false, "1.5", false, "", "Busiest door's flow over the mean door's (model weston).", "最繁忙车门与平均车门流量之比（模型 weston）。"},
    {"dwell.form", D::choice, "", {}, {}, false, "one_car_crowded", false, "one_car|one_car_crowded|two_cars", "Which equation of Lin and Wilson (model lin_wilson).", "Lin 与 Wilson 的公式形式（模型 lin_wilson）。"},
    {"dwell.margin", D::duration, "s", 0.0, 10 * a_minute, false, "0 s", false, "", "Operating margin (model tcqsm).", "运营裕量（模型 tcqsm）。"},

    {"turnaround", D::any_map, "", {}, {}, false, "", false, "", "Trains at the ends of their runs.", "列车折返。"},
    {"turnaround.minimum", D::duration, "min", 0.0, 24 * an_hour, true, "10 min", false, "", "Shortest time from an arrival to the trainset's next departure.", "最短折返时间。"},
    {"turnaround.per_100_m", D::duration, "min", 0.0, an_hour, false, "0 min", false, "", "Added for every 100 m of the train's length: the driver walks to the other end.", "按列车长度每100米增加的折返时间（司机换端）。"},
    {"turnaround.coupling", D::duration, "min", 0.0, 2 * an_hour, false, "5 min", false, "", "Added where trainsets are joined to others or parted from them.", "联挂或解编时增加的折返时间。"},
    {"turnaround.doors_open_before", D::duration, "min", 0.0, 2 * an_hour, false, "5 min", false, "", "How long before the first departure doors open.", "始发前开门提前时间。"},
    {"turnaround.clears_after", D::duration, "min", 0.0, 2 * an_hour, false, "3 min", false, "", "How long after the last arrival the platform is cleared.", "终到后腾空站线的时间。"},

    {"circulation", D::any_map, "", {}, {}, false, "", false, "", "Which trainset works which trains; built by the program where nothing is said.", "车底运用；不写则由程序编制。"},
    {"circulation.file", D::file_path, "", {}, {}, false, "", false, "", "CSV of diagrams: diagram,train[,type][,depot][,seq][,is_empty_move].", "车底交路 CSV：diagram,train[,type][,depot][,seq][,is_empty_move]。"},
    {"circulation.others", D::choice, "", {}, {}, false, "error", false, "error|built", "Trains that the diagrams leave out: an error, or worked by diagrams that the program builds.", "交路中未列的车次：报错 error，或由程序编制 built。"},
    {"circulation.empty_moves", D::boolean, "", {}, {}, false, "false", false, "", "Whether the program adds empty moves where they save trainsets.", "程序是否可加开空车以减少车底。"},
    {"circulation.depots", D::any_map, "", {}, {}, false, "", false, "", "Depots of the diagrams that are not called as a station is.", "交路中不以车站命名的车辆段（所）。"},
    {"circulation.depots.*", D::any_map, "", {}, {}, false, "", false, "", "One depot, by the name that the diagrams have.", "一个车辆段（所），名称与交路文件一致。"},
    {"circulation.depots.*.at", D::station, "", {}, {}, false, "", true, "", "The station where its trainsets come from and go to.", "车底出入库的车站。"},
    {"circulation.spares", D::any_map, "", {}, {}, false, "", false, "", "Spare trainsets by name: none works a train of its own.", "备用车底（按名称），平时不担当车次。"},
    {"circulation.spares.*", D::any_map, "", {}, {}, false, "", false, "", "Spare trainsets of one type at one station.", "某站某车型的备用车底。"},
    {"circulation.spares.*.type", D::train_type, "", {}, {}, false, "", true, "", "Their type.", "车型。"},
    {"circulation.spares.*.at", D::station, "", {}, {}, false, "", true, "", "The station where they stand.", "停放车站。"},
    {"circulation.spares.*.sets", D::whole, "", 1.0, 100.0, false, "1", false, "", "How many.", "列数。"},
    {"circulation.spare_when_late", D::duration, "min", 0.0, 12 * an_hour, false, "5 min", false, "", "A spare takes a train over when its trainset is expected later than this.", "预计车底晚到超过该时间时由备用车底担当。"},

    {"timetable", D::any_map, "", {}, {}, false, "", false, "", "Services by name, and a file of explicit stop times.", "运行图：各服务（按名称）及逐站时刻文件。"},
    {"timetable.file", D::file_path, "", {}, {}, false, "", false, "", "CSV of stop times: trip,station,arrival,departure[,type][,units][,service][,trainset].", "逐站时刻 CSV：trip,station,arrival,departure[,type][,units][,service][,trainset]。"},
    {"timetable.trips", D::any_map, "", {}, {}, false, "", false, "", "What differs for single trips, by number; also written timetable.S7808.type.", "个别车次的调整（按车次）；也可写作 timetable.S7808.type。"},
    {"timetable.trips.*", D::any_map, "", {}, {}, false, "", false, "", "One trip.", "一个车次。"},
    {"timetable.trips.*.type", D::train_type, "", {}, {}, false, "", false, "", "The trip's type of train.", "该车次的车型。"},
    {"timetable.trips.*.units", D::whole, "", 1.0, 4.0, false, "", false, "", "Trainsets coupled to the trip's train.", "该车次重联的车组数。"},
    {"timetable.trips.*.cancelled", D::boolean, "", {}, {}, false, "false", false, "", "Whether the trip does not run.", "该车次是否停运。"},
    {"timetable.trips.*.shift", D::duration, "min", -24 * an_hour, 24 * an_hour, false, "0 min", false, "", "By how much the trip runs later than written; negative for earlier.", "该车次时刻的平移量；负数为提前。"},
    {"timetable.trips.*.valid", D::any_map, "", {}, {}, false, "", false, "", "When it runs; always if not written.", "开行日期；不写则每天开行。"},
    {"timetable.trips.*.valid.from", D::date, "", {}, {}, false, "", false, "", "First date: 2017-07-01, or every year's 07-01, then with `to`.", "首日：2017-07-01，或每年的 07-01（须同时写 to）。"},
    {"timetable.trips.*.valid.to", D::date, "", {}, {}, false, "", false, "", "Last date.", "末日。"},
    {"timetable.trips.*.valid.days", D::day_types, "", {}, {}, false, "", false, "", "Types of days, of the calendar; all if not written.", "日类型（见 calendar）；不写则全部。"},
    {"timetable.*", D::any_map, "", {}, {}, false, "", false, "", "One service: trains alike, at regular times or listed ones.", "一项服务：停站相同的一组列车。"},
    {"timetable.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"timetable.*.from", D::station, "", {}, {}, false, "", true, "", "First station.", "始发站。"},
    {"timetable.*.to", D::station, "", {}, {}, false, "", true, "", "Last station.", "终到站。"},
    {"timetable.*.stops", D::stops, "", {}, {}, false, "all", false, "all", "Stations where it calls, or all.", "停靠站，或 all（站站停）。"},
    {"timetable.*.skip", D::names, "", {}, {}, false, "", false, "", "Stations that it passes.", "通过不停的车站。"},
    {"timetable.*.first", D::clock, "", 0.0, last_second, false, "", false, "", "First departure.", "首班发车时刻。"},
    {"timetable.*.last", D::clock, "", 0.0, last_second, false, "", false, "", "Last departure.", "末班发车时刻。"},
    {"timetable.*.every", D::duration, "min", 0.0, 24 * an_hour, true, "", false, "", "Time between departures.", "发车间隔。"},
    {"timetable.*.trains", D::whole, "", 1.0, 10000.0, false, "", false, "", "Number of trains.", "列车数。"},
    {"timetable.*.departs", D::clocks, "", 0.0, last_second, false, "", false, "when_ready", "Departures listed; or when_ready, after first, as soon as boarding is done.", "逐班发车时刻；或 when_ready（首班之后上完客即发）。"},
    {"timetable.*.type", D::train_type, "", {}, {}, false, "", false, "", "Type of train; formation.default if not written.", "车型；不写则用 formation.default。"},
    {"timetable.*.units", D::whole, "", 1.0, 4.0, false, "1", false, "", "Trainsets of the type coupled to one train.", "每列车重联的车组数。"},
    {"timetable.*.numbers", D::any_map, "", {}, {}, false, "", false, "", "Train numbers.", "车次编号。"},
    {"timetable.*.numbers.first", D::text, "", {}, {}, false, "", true, "", "Number of the first train, such as S7802.", "首班车次，如 S7802。"},
    {"timetable.*.numbers.step", D::whole, "", 1.0, 1000.0, false, "2", false, "", "Step from one number to the next.", "车次递增步长。"},
    {"timetable.*.dwell", D::duration, "s", 0.0, an_hour, false, "60 s", false, "", "Booked stop at each station between.", "中间站图定停站时间。"},
    {"timetable.*.running", D::durations, "min", 0.0, 24 * an_hour, true, "", false, "", "Booked running time of each leg, from stop to stop; from speeds and margins if not written.", "各区段（停站至停站）图定运行时分；不写则由速度与裕量算出。"},
    {"timetable.*.dwells", D::durations, "s", 0.0, an_hour, false, "", false, "", "Booked stop at each station between, one by one; `dwell` at all of them if not written.", "各中间站图定停站时间（逐站）；不写则均为 dwell。"},
    {"timetable.*.empty", D::boolean, "", {}, {}, false, "false", false, "", "Whether it runs without passengers.", "是否为空车（不载客）。"},
    {"timetable.*.trainset", D::text, "", {}, {}, false, "", false, "", "The trainset that works it, by name; of coupled ones all: set 1 + set 2.", "担当的车组（名称）；重联时写全：set 1 + set 2。"},
    {"timetable.*.like", D::text, "", {}, {}, false, "", false, "", "A trip number or service whose stops it copies.", "参照的车次或服务，停站与之相同。"},
    {"timetable.*.back", D::choice, "", {}, {}, false, "", false, "empty|service", "How its trains come back: empty, or as a service.", "返程方式：空车 empty 或载客 service。"},
    {"timetable.*.may_shift", D::duration, "min", 0.0, 12 * an_hour, false, "", false, "", "How much earlier or later each of its trains may leave to avoid conflicts.", "为消除冲突，每列车允许提前或推迟发车的最大时间。"},
    {"timetable.*.may_stretch", D::duration, "min", 0.0, 15 * a_minute, false, "", false, "", "How much longer each of its trains may be on its way to avoid conflicts; as may_shift, at most 5 min, if not written.", "为消除冲突，每列车途中允许延长的最大时间；不写则同 may_shift，但不超过 5 分钟。"},
    {"timetable.*.may_wait", D::duration, "min", 0.0, 12 * an_hour, false, "30 min", false, "", "How long a train back may wait for a free path after its turnaround.", "返程列车折返后等待空闲运行线的最大时间。"},
    {"timetable.*.valid", D::any_map, "", {}, {}, false, "", false, "", "When it runs; always if not written.", "开行日期；不写则每天开行。"},
    {"timetable.*.valid.from", D::date, "", {}, {}, false, "", false, "", "First date: 2017-07-01, or every year's 07-01, then with `to`.", "首日：2017-07-01，或每年的 07-01（须同时写 to）。"},
    {"timetable.*.valid.to", D::date, "", {}, {}, false, "", false, "", "Last date.", "末日。"},
    {"timetable.*.valid.days", D::day_types, "", {}, {}, false, "", false, "", "Types of days, of the calendar; all if not written.", "日类型（见 calendar）；不写则全部。"},
});
// clang-format on

}  // namespace

std::span<const Key> service_keys() { return service_rows; }

}  // namespace czt
