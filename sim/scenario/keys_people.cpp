/// The table of keys, part 3: who travels, what they pay, what goes wrong, and what is measured.

#include <array>

#include "scenario/key_tree.hpp"

namespace czt {
namespace {

using D = Dimension;
constexpr double minute = 60.0;
constexpr double hour = 3600.0;
constexpr double last_second = 48 * hour - 1;
constexpr double kmh_1 = 1.0 / 3.6;

// One row a line, however long: the table is read down.
// clang-format off
constexpr auto rows = std::to_array<Key>({
    {"places", D::any_map, "", {}, {}, false, "", false, "", "Where would-be travellers live and work, by name.", "出行地（按名称）：居住与就业所在。"},
    {"places.*", D::any_map, "", {}, {}, false, "", false, "", "One place.", "一个出行地。"},
    {"places.*.zh", D::text, "", {}, {}, false, "", false, "", "The place's Chinese name.", "中文名。"},
    {"places.*.people", D::whole, "", 0.0, 1e8, false, "0", false, "", "People who live there.", "居住人口。"},
    {"places.*.jobs", D::whole, "", 0.0, 1e8, false, "0", false, "", "Jobs there.", "就业岗位。"},
    {"places.*.latitude", D::number, "", -90.0, 90.0, false, "", false, "", "Degrees north.", "纬度（度）。"},
    {"places.*.longitude", D::number, "", -180.0, 180.0, false, "", false, "", "Degrees east.", "经度（度）。"},
    {"places.*.access", D::any_map, "", {}, {}, false, "", false, "", "Stations that serve it, and how long the way takes.", "可用车站及到站时间。"},
    {"places.*.access.*", D::duration, "min", 0.0, 6 * hour, false, "", false, "", "Door to platform, or to the station's door where it has an entrance; one way.", "从家门到站台（设有 entrance 的车站则到门口）的时间（单程）。", D::station},

    {"profiles", D::any_map, "", {}, {}, false, "", false, "", "When in the day people travel, by name: knots or hours.", "全天出行时间分布（按名称）：knots 或 hours。"},
    {"profiles.*", D::any_map, "", {}, {}, false, "", false, "", "One profile.", "一种分布。"},
    {"profiles.*.knots", D::any_map, "", {}, {}, false, "", false, "", "Rate at times of day, linear between, zero outside.", "各时刻的强度，其间线性，首尾之外为零。"},
    {"profiles.*.knots.*", D::number, "", 0.0, 1e9, false, "", false, "", "Relative rate at this time.", "该时刻的相对强度。", D::clock},
    {"profiles.*.hours", D::any_map, "", {}, {}, false, "", false, "", "Share of the day from each time until the next; the last is 0 %.", "各时刻起至下一时刻止占全天的比例；最后一项为 0 %。"},
    {"profiles.*.hours.*", D::share, "%", 0.0, 1.0, false, "", false, "", "Share of the day in this step.", "该时段占全天的比例。", D::clock},

    {"purposes", D::any_map, "", {}, {}, false, "", false, "", "Why people travel, by name.", "出行目的（按名称）。"},
    {"purposes.*", D::any_map, "", {}, {}, false, "", false, "", "One purpose.", "一种出行目的。"},
    {"purposes.*.zh", D::text, "", {}, {}, false, "", false, "", "The purpose's Chinese name.", "中文名。"},
    {"purposes.*.trips", D::rate_per_day, "/day", 0.0, 100.0, false, "", false, "", "Trips per person or job at the origin; not needed with demand.od.", "每人（或每岗位）每日出行次数；有 demand.od 时不需要。"},
    {"purposes.*.from", D::choice, "", {}, {}, false, "people", false, "people|jobs", "What produces the trips.", "出行产生的依据：人口或岗位。"},
    {"purposes.*.to", D::choice, "", {}, {}, false, "jobs", false, "people|jobs", "What attracts them.", "出行吸引的依据：人口或岗位。"},
    {"purposes.*.decay", D::rate_per_minute, "/min", 0.0, 10.0, false, "0.05 /min", false, "", "How fast trips fall with travel time by road.", "出行量随公路时间衰减的系数。"},
    {"purposes.*.profile", D::any_map, "", {}, {}, false, "", true, "", "Its day profile in each direction.", "各方向的时间分布。"},
    {"purposes.*.profile.up", D::profile, "", {}, {}, false, "", true, "", "Profile of those who travel up.", "上行的时间分布。"},
    {"purposes.*.profile.down", D::profile, "", {}, {}, false, "", true, "", "Profile of those who travel down.", "下行的时间分布。"},
    {"purposes.*.rail_share", D::share, "%", 0.0, 1.0, false, "", false, "", "Share of would-be travellers who take the train; with choice.model logit: in the root base.", "乘火车的比例；choice.model 为 logit 时指根场景中的比例。"},
    {"purposes.*.value_of_time", D::money_per_hour, "yuan/h", 0.0, 10000.0, true, "20 yuan/h", false, "", "What an hour of riding is worth to them.", "出行时间价值。"},
    {"purposes.*.aware_headway", D::duration, "min", 0.0, 24 * hour, false, "12 min", false, "", "Headway at which half as many as ever do look at the timetable.", "半数乘客开始查看时刻表的发车间隔。"},
    {"purposes.*.back", D::any_map, "", {}, {}, false, "", false, "", "The other leg of their day: a way of travelling is judged by both. With choice.model logit.", "往返中的另一程：出行方式按两程一并比较（choice.model 为 logit 时）。"},
    {"purposes.*.back.after", D::duration, "min", 0.0, 24 * hour, false, "", true, "", "Mean time between the two wishes.", "两程期望时刻的平均间隔。"},
    {"purposes.*.back.spread", D::duration, "min", 0.0, 12 * hour, false, "0 min", false, "", "Its standard deviation.", "其标准差。"},
    {"purposes.*.back.same_day", D::share, "%", 0.0, 1.0, false, "100 %", false, "", "Share who must be back the same day: they do not set out where the last train home has gone.", "须当日返回者的比例：返程末班已过则不出行。"},
    {"purposes.*.back.turn", D::clock, "", 0.0, last_second, false, "13:00", false, "", "Legs wished earlier are the first of two, later ones the second.", "早于此刻者为去程，晚于此刻者为返程。"},
    {"purposes.*.trips_per_month", D::number, "", 0.0, 1000.0, false, "1", false, "", "Rides that one traveller expects to make in 30 days; decides which product he buys.", "每位乘客预计30天内的乘车次数，决定其购买的票种。"},

    {"choice", D::any_map, "", {}, {}, false, "", false, "", "How would-be travellers choose between the railway and its rivals.", "潜在出行者如何在铁路与其他方式间选择。"},
    {"choice.model", D::choice, "", {}, {}, false, "share", false, "share|logit", "share: rail_share, whatever is offered; logit: around the root base's shares by what is offered.", "share：固定比例；logit：以根场景比例为中心随服务变化。"},
    {"choice.fare_elasticity", D::number, "", -20.0, 0.0, false, "-1", false, "", "Elasticity of rail demand to its fare at the root base: put in, not found.", "根场景下铁路需求的票价弹性（给定，非推算）。"},
    {"choice.at_fare", D::money, "yuan", 0.01, 10000.0, false, "29 yuan", false, "", "The fare at which it holds.", "该弹性对应的票价。"},
    {"choice.wait_weight", D::number, "", 0.0, 20.0, false, "2", false, "", "Minutes of riding that a minute of waiting feels like.", "候车时间权重（折合乘车时间）。"},
    {"choice.access_weight", D::number, "", 0.0, 20.0, false, "1.8", false, "", "The same for access and egress.", "到站与离站时间权重。"},
    {"choice.early", D::number, "", 0.0, 20.0, false, "0.5", false, "", "The same for travelling earlier than wished.", "早于期望时刻出行的权重。"},
    {"choice.late", D::number, "", 0.0, 20.0, false, "0.5", false, "", "The same for travelling later than wished.", "晚于期望时刻出行的权重。"},
    {"choice.window", D::duration, "min", 0.0, 12 * hour, false, "60 min", false, "", "How far from the wish people look for departures.", "选择车次时距期望时刻的最大范围。"},
    {"choice.departure_scale", D::rate_per_minute, "/min", 0.0, 10.0, true, "0.1 /min", false, "", "Logit scale between departures: the larger, the more surely the best is taken.", "车次选择的 logit 尺度。"},
    {"choice.station_scale", D::rate_per_minute, "/min", 0.0, 10.0, true, "0.05 /min", false, "", "Logit scale between pairs of stations; at most that between departures.", "车站选择的 logit 尺度，不大于车次选择的尺度。"},
    {"choice.rail_nest", D::number, "", 0.0, 1.0, true, "0.6", false, "", "Dissimilarity of rail modes: 1 for none.", "铁路类方式的相异系数，1 表示不成巢。"},
    {"choice.road_nest", D::number, "", 0.0, 1.0, true, "0.6", false, "", "Dissimilarity of road modes.", "公路类方式的相异系数。"},
    {"choice.induced", D::number, "", 0.0, 5.0, false, "0.3", false, "", "Trips grow by exp(induced × what the railway adds to the logsum).", "诱增出行系数。"},
    {"choice.learning_rate", D::number, "", 0.0, 1.0, true, "0.2", false, "", "Share of a day's experience in what people expect of the next; for run --ramp-up.", "每日经历在次日预期中所占的比例（用于 run --ramp-up）。"},
    {"choice.rechoose", D::boolean, "", {}, {}, false, "true", false, "", "Whether people who are left behind ask again, with the wait before them, if they go by rail.", "滞留者是否按须等候的时间重新选择出行方式。"},
    {"choice.crowding", D::any_map, "", {}, {}, false, "", false, "", "What crowded trains feel like, and that people learn it.", "拥挤感受及其反馈。"},
    {"choice.crowding.standing", D::number, "", 0.0, 20.0, false, "0.265", false, "", "Added to a minute of riding for who stands.", "站立时每分钟乘车的附加感受。"},
    {"choice.crowding.density", D::number, "", 0.0, 20.0, false, "0.119", false, "", "Added to it for each person standing on a square metre.", "每平方米站立 1 人的附加感受。"},
    {"choice.crowding.iterations", D::whole, "", 0.0, 1000.0, false, "20", false, "", "Steps of learning at most; 0: nobody learns.", "反馈迭代上限；0 为不反馈。"},
    {"choice.crowding.gap", D::number, "", 0.0, 1.0, true, "0.0001", false, "", "Settled when flow-weighted costs change less than this, relative.", "收敛标准（相对）。"},

    {"rivals", D::any_map, "", {}, {}, false, "", false, "", "Other ways to travel, by name.", "竞争方式（按名称）。"},
    {"rivals.*", D::any_map, "", {}, {}, false, "", false, "", "One of them.", "一种竞争方式。"},
    {"rivals.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"rivals.*.nest", D::choice, "", {}, {}, false, "road", false, "rail|road", "What it is most like.", "所属类别。"},
    {"rivals.*.share", D::number, "", 0.0, 1e6, true, "", true, "", "Weight among those who do not take the railway in the root base.", "根场景中不乘铁路者选择它的权重。"},
    {"rivals.*.fare", D::money, "yuan", 0.0, 10000.0, false, "0 yuan", false, "", "Fare of a trip.", "每次票价。"},
    {"rivals.*.per_km", D::money_rate, "yuan", 0.0, 1000.0, false, "0 yuan", false, "", "Added for each road kilometre.", "每公路公里另加。"},
    {"rivals.*.speed", D::speed, "km/h", 0.0, 1000 / 3.6, true, "", true, "", "Over the road distance.", "按公路距离计的速度。"},
    {"rivals.*.time", D::duration, "min", 0.0, 12 * hour, false, "0 min", false, "", "Added to distance / speed.", "另加的固定时间。"},
    {"rivals.*.headway", D::duration, "min", 0.0, 24 * hour, false, "0 min", false, "", "People wait half of it.", "发车间隔，等候取其一半。"},
    {"rivals.*.access", D::duration, "min", 0.0, 12 * hour, false, "0 min", false, "", "Way to it and from it, both together.", "两端接驳时间合计。"},
    {"rivals.*.first", D::clock, "", 0.0, last_second, false, "00:00", false, "", "Wishes before this cannot be met by it.", "首班：更早的出行无此方式。"},
    {"rivals.*.last", D::clock, "", 0.0, last_second, false, "47:59:59", false, "", "Nor wishes from here on.", "末班：此后的出行无此方式。"},
    {"rivals.*.least_distance", D::length_km, "km", 0.0, 1e7, false, "0 km", false, "", "It does not exist for shorter trips by road.", "公路距离更短的出行无此方式。"},
    {"rivals.*.emissions", D::choice, "", {}, {}, false, "", false, "car|coach|none", "Whose CO2 its passenger-kilometres count as; if not written: by road coach with a headway, car without; none in the rail nest.", "每人公里碳排放按何者计；不写时：公路类有发车间隔者按 coach，无者按 car；铁路类为 none。"},
    {"rivals.*.most_distance", D::length_km, "km", 0.0, 1e7, false, "10000 km", false, "", "Nor for longer ones.", "公路距离更长的出行亦无此方式。"},

    {"demand", D::any_map, "", {}, {}, false, "", false, "", "All would-be travellers.", "全部潜在出行者。"},
    {"demand.scale", D::number, "", 0.0, 1000.0, false, "1", false, "", "Factor on all would-be travellers.", "全部潜在出行量的倍数。"},
    {"demand.road_speed", D::speed, "km/h", 0.0, 200 / 3.6, true, "40 km/h", false, "", "Speed by road, for the cost of the gravity model.", "公路速度，用于重力模型的阻抗。"},
    {"demand.od", D::file_path, "", {}, {}, false, "", false, "", "CSV of travellers, in place of gravity: from,to,purpose,travellers[,rail_share].", "OD 量 CSV，代替重力模型：from,to,purpose,travellers[,rail_share]。"},

    {"arrival", D::any_map, "", {}, {}, false, "", false, "", "How people time their coming to the station.", "乘客到站时间的选择。"},
    {"arrival.model", D::choice, "", {}, {}, false, "mixture", false, "mixture|random|aware", "By the timetable, at random, or some of each.", "按时刻表、随机，或二者混合。"},
    {"arrival.gate_closes", D::duration, "min", 0.0, hour, false, "0 min", false, "", "How long before departure the gate closes.", "停止检票提前时间。"},
    {"arrival.most_aware", D::share, "%", 0.0, 1.0, false, "95 %", false, "", "Share who look at the timetable at long headways.", "间隔很长时查看时刻表的比例。"},
    {"arrival.slope", D::duration, "min", 0.0, 24 * hour, true, "5 min", false, "", "How gradually that share rises with the headway.", "该比例随间隔上升的平缓程度。"},
    {"arrival.earliest", D::duration, "min", 0.0, hour, false, "1 min", false, "", "How long before departure the last of them come.", "查看时刻表者最晚提前多久到站。"},
    {"arrival.longest", D::duration, "min", 0.0, 6 * hour, true, "20 min", false, "", "How long before departure the first of them come.", "查看时刻表者最早提前多久到站。"},
    {"arrival.beta_a", D::number, "", 0.0, 1000.0, true, "1.5", false, "", "First parameter of the Beta between the two.", "其间 Beta 分布的第一参数。"},
    {"arrival.beta_b", D::number, "", 0.0, 1000.0, true, "4.5", false, "", "Second parameter of that Beta.", "Beta 分布的第二参数。"},

    {"passengers", D::any_map, "", {}, {}, false, "", false, "", "Explicit people who all take the train, by name.", "逐一指定的乘客（按名称），全部乘车。"},
    {"passengers.*", D::any_map, "", {}, {}, false, "", false, "", "One group.", "一组乘客。"},
    {"passengers.*.from", D::station, "", {}, {}, false, "", true, "", "Where they board.", "上车站。"},
    {"passengers.*.to", D::station, "", {}, {}, false, "", true, "", "Where they alight.", "下车站。"},
    {"passengers.*.at", D::clock, "", 0.0, last_second, false, "", true, "", "When the first comes: to the platform, or to the station's door where it has an entrance.", "第一人到达的时刻：到站台；设有 entrance 的车站则到门口。"},
    {"passengers.*.count", D::whole, "", 1.0, 1e7, false, "1", false, "", "How many they are.", "人数。"},
    {"passengers.*.feeder", D::text, "", {}, {}, false, "", false, "", "The feeder by whose next bus each comes, from then on.", "所乘接驳公交：自该时刻起的下一班。"},
    {"passengers.*.every", D::duration, "s", 0.0, 24 * hour, false, "0 s", false, "", "Time from one to the next.", "相邻两人的时间间隔。"},

    {"fares", D::any_map, "", {}, {}, false, "", false, "", "What a ticket costs.", "票价。"},
    {"fares.kind", D::choice, "", {}, {}, false, "distance", false, "distance|flat|zone|od", "What the single fare goes by: per_km, flat, zone_prices or the table od.", "单程票计价方式：里程、一票制、分区或站间票价表。"},
    {"fares.per_km", D::money_rate, "yuan", 0.0, 1000.0, false, "0.5 yuan", false, "", "Rate per tariff kilometre, with up to six decimals.", "每运价公里票价率，至多六位小数。"},
    {"fares.minimum", D::money, "yuan", 0.0, 10000.0, false, "5 yuan", false, "", "Least price of a ticket by distance.", "里程票价的起码票价。"},
    {"fares.round_to", D::money, "yuan", 0.0, 1000.0, true, "1 yuan", false, "", "Step to which the price of a ticket is rounded, half up.", "票价取整单位（四舍五入）。"},
    {"fares.flat", D::money, "yuan", 0.0, 10000.0, false, "", false, "", "Single fare of kind flat.", "一票制票价。"},
    {"fares.zones", D::any_map, "", {}, {}, false, "", false, "", "Zones of kind zone, by name; each station is in one.", "票价分区（按名称），每站属于一区。"},
    {"fares.zones.*", D::names, "", {}, {}, false, "", false, "", "Stations of one zone.", "一个分区的车站。"},
    {"fares.zone_prices", D::any_map, "", {}, {}, false, "", false, "", "Single fares from zone to zone, each pair once.", "分区间单程票价，每对分区写一次。"},
    {"fares.zone_prices.*", D::any_map, "", {}, {}, false, "", false, "", "Fares between this zone and those named below, itself among them.", "本区与下列各区（含本区）之间的票价。"},
    {"fares.zone_prices.*.*", D::money, "yuan", 0.0, 10000.0, false, "", false, "", "Single fare between the two, either way.", "两区之间的单程票价（双向）。"},
    {"fares.od", D::file_path, "", {}, {}, false, "", false, "", "CSV of single fares of kind od: from,to,yuan; either way, unless the way back has a row of its own.", "站间票价 CSV：from,to,yuan；双向有效，返程另有一行者除外。"},
    {"fares.products", D::any_map, "", {}, {}, false, "", false, "", "What is sold beside single tickets, by name; who rides takes what costs least a ride.", "单程票以外的票种（按名称）；乘客选每次乘车最便宜者。"},
    {"fares.products.*", D::any_map, "", {}, {}, false, "", false, "", "One product; its price is one of discount, times and price.", "一个票种；价格由 discount、times、price 之一给出。"},
    {"fares.products.*.zh", D::text, "", {}, {}, false, "", false, "", "The product's Chinese name.", "中文名。"},
    {"fares.products.*.rides", D::whole, "", 1.0, 10000.0, false, "", false, "", "Rides it is good for; if not written 1, or with days as many as one likes.", "可乘次数；不写为1次，有 days 时不限次数。"},
    {"fares.products.*.days", D::whole, "", 1.0, 3660.0, false, "", false, "", "Days it is good for; if not written, for ever.", "有效天数；不写为长期有效。"},
    {"fares.products.*.discount", D::share, "%", 0.0, 1.0, false, "", false, "", "Off the single fare of each of its rides.", "对每次单程票价的折扣（减免比例）。"},
    {"fares.products.*.times", D::number, "", 0.0, 10000.0, false, "", false, "", "Its price in single fares of the pair of stations.", "票价为该站间单程票价的倍数。"},
    {"fares.products.*.price", D::money, "yuan", 0.0, 100000.0, false, "", false, "", "Its price, whatever the pair of stations.", "票价（与站间无关）。"},
    {"fares.products.*.for", D::purposes, "", {}, {}, false, "", false, "", "Purposes that may buy it; if not written, all.", "可购买的出行目的；不写为全部。"},
    {"fares.rules", D::any_map, "", {}, {}, false, "", false, "", "Lower fares for some stations, hours and products, by name; the cheapest that holds wins.", "特定站间、时段、票种的优惠（按名称），取最便宜者。"},
    {"fares.rules.*", D::any_map, "", {}, {}, false, "", false, "", "One rule, with a price or a cap. A sum over a day or month is not capped: travellers are single legs.", "一条规则，写 price 或 cap。不支持按日或按月封顶：乘客按单程模拟。"},
    {"fares.rules.*.between", D::names, "", {}, {}, false, "", false, "", "Between any two of these stations, either way.", "这些车站中任意两站之间（双向）。"},
    {"fares.rules.*.from", D::station, "", {}, {}, false, "", false, "", "First station of the ride, changes of trains included.", "全程（含换乘）的起点站。"},
    {"fares.rules.*.to", D::station, "", {}, {}, false, "", false, "", "Last station of the ride.", "全程的终点站。"},
    {"fares.rules.*.departs", D::hours, "", {}, {}, false, "", false, "", "Hours of the booked departure of the train boarded first; the end itself is outside.", "首段所乘列车图定发车时刻的时段，不含终点时刻。"},
    {"fares.rules.*.products", D::products, "", {}, {}, false, "", false, "", "Products that it is for; if not written, all, but passes only at all hours and by price.", "适用票种；不写为全部，期票仅限全天的 price 规则。"},
    {"fares.rules.*.price", D::money, "yuan", 0.0, 10000.0, false, "", false, "", "Single fare that these products reckon with.", "上述票种据以计价的单程票价。"},
    {"fares.rules.*.cap", D::money, "yuan", 0.0, 10000.0, false, "", false, "", "Most that one ride may cost.", "每次乘车的最高票价。"},

    {"costs", D::any_map, "", {}, {}, false, "", false, "", "What running the trains costs; without it there is no operating cost.", "运营成本；不写则不计算。"},
    {"costs.per_train_km", D::money_rate, "yuan", 0.0, 1e6, false, "", true, "", "A kilometre run by a train, empty or not.", "每列车公里成本（含空车）。"},
    {"costs.per_trainset_day", D::money, "yuan", 0.0, 1e8, false, "", true, "", "A trainset that the circulation needs, per day.", "每组动车组每日成本。"},
    {"costs.per_stop", D::money, "yuan", 0.0, 1e6, false, "", true, "", "A train in service calling at a station.", "载客列车每停站一次的成本。"},

    {"emissions", D::any_map, "", {}, {}, false, "", false, "", "Energy and CO2; without it there is neither.", "能耗与碳排放；不写则不计算。"},
    {"emissions.energy", D::energy_rate, "kWh/km", 0.0, 100.0, false, "", true, "", "Energy of one car of a train over a kilometre.", "每辆公里耗电。"},
    {"emissions.grid", D::grid_rate, "kg/kWh", 0.0, 10.0, false, "", true, "", "CO2 of the electricity.", "电网碳排放因子。"},
    {"emissions.car", D::emission_rate, "kg/km", 0.0, 10.0, false, "", true, "", "CO2 of a passenger-kilometre by car.", "小汽车每人公里碳排放。"},
    {"emissions.coach", D::emission_rate, "kg/km", 0.0, 10.0, false, "", true, "", "CO2 of a passenger-kilometre by coach.", "客车每人公里碳排放。"},

    {"disturbances", D::any_map, "", {}, {}, false, "", false, "", "What goes wrong by chance.", "随机扰动。"},
    {"disturbances.scale", D::number, "", 0.0, 100.0, false, "1", false, "", "Factor on all of them, dwell noise included; 0 switches them off.", "全部扰动的倍数（含停站波动）；0 为关闭。"},
    {"disturbances.dwell_noise", D::share, "%", 0.0, 5.0, false, "15 %", false, "", "Coefficient of variation of the dwell time.", "停站时间的变异系数。"},
    {"disturbances.late_runner", D::share, "%", 0.0, 1.0, false, "3 %", false, "", "Chance that somebody holds a door.", "有人抢门的概率。"},
    {"disturbances.late_runner_least", D::duration, "s", 0.0, 10 * minute, false, "3 s", false, "", "Least time that costs.", "由此增加的最短时间。"},
    {"disturbances.late_runner_most", D::duration, "s", 0.0, 10 * minute, false, "12 s", false, "", "Most time that costs.", "由此增加的最长时间。"},
    {"disturbances.entry_delay", D::share, "%", 0.0, 1.0, false, "5 %", false, "", "Chance that a train starts late.", "列车始发晚点的概率。"},
    {"disturbances.entry_delay_mean", D::duration, "s", 0.0, 12 * hour, false, "120 s", false, "", "Mean lateness of those that do.", "始发晚点的平均值。"},
    {"disturbances.entry_delay_cv", D::number, "", 0.0, 10.0, false, "1.5", false, "", "Coefficient of variation of that lateness.", "始发晚点的变异系数。"},

    {"incidents", D::any_map, "", {}, {}, false, "", false, "", "What goes wrong at a time that is written, by name; disturbances.scale leaves it as it is.", "按名称写明时刻的突发事件；不受 disturbances.scale 影响。"},
    {"incidents.*", D::any_map, "", {}, {}, false, "", false, "", "One incident.", "一起突发事件。"},
    {"incidents.*.zh", D::text, "", {}, {}, false, "", false, "", "Its Chinese name.", "中文名。"},
    {"incidents.*.at", D::clock, "", 0.0, last_second, false, "", true, "", "When it begins.", "开始时刻。"},
    {"incidents.*.lasts", D::duration, "min", 0.0, 24 * hour, true, "", true, "", "How long it lasts.", "持续时间。"},
    {"incidents.*.effect", D::choice, "", {}, {}, false, "", true, "blocked|slow|train_held", "blocked: no train enters the segments, one that is in them goes on; slow: trains that enter run at most at speed; train_held: one train does not leave.", "blocked：列车不得进入区间，已在区间内的继续运行；slow：进入的列车限速运行；train_held：某列车不得发车。"},
    {"incidents.*.where", D::any_map, "", {}, {}, false, "", false, "", "The segments (blocked, slow).", "所在区间（blocked、slow）。"},
    {"incidents.*.where.from", D::station, "", {}, {}, false, "", true, "", "Where trains enter the first of them.", "列车进入的一端车站。"},
    {"incidents.*.where.to", D::station, "", {}, {}, false, "", true, "", "Where trains leave the last of them.", "列车离开的一端车站。"},
    {"incidents.*.where.both_ways", D::boolean, "", {}, {}, false, "false", false, "", "Whether trains the other way are met too.", "是否双向。"},
    {"incidents.*.speed", D::speed, "km/h", 0.0, 450 * kmh_1, true, "", false, "", "Fastest speed while it lasts (slow).", "限速（slow）。"},
    {"incidents.*.train", D::text, "", {}, {}, false, "", false, "", "The number of the train that is held (train_held).", "被扣停的车次（train_held）。"},
    {"incidents.*.at_station", D::station, "", {}, {}, false, "", false, "", "Where it is held; wherever it stands if not written (train_held).", "扣停车站；不写则在任何车站（train_held）。"},

    {"observe", D::any_map, "", {}, {}, false, "", false, "", "The window that measures count.", "统计时段。"},
    {"observe.from", D::clock, "", 0.0, last_second, false, "00:00", false, "", "Its start: people by when they came, trains by departure.", "起：乘客按到达、列车按出发计。"},
    {"observe.to", D::clock, "", 0.0, last_second, false, "47:59:59", false, "", "Its end.", "止。"},

    {"replications", D::any_map, "", {}, {}, false, "", false, "", "How often the day is simulated, unless the options say otherwise.", "模拟次数的默认值。"},
    {"replications.count", D::whole, "", 1.0, 1e7, false, "20", false, "", "Simulated days.", "模拟天数。"},
    {"replications.seed", D::whole, "", 0.0, 9007199254740991.0, false, "1", false, "", "Seed of all chance.", "随机种子。"},
});
// clang-format on

}  // namespace

std::span<const Key> people_keys() { return rows; }

}  // namespace czt
