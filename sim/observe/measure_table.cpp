// The one table of measures. A formula names its denominator and window; "missing" is what it
// leaves out.

#include <array>

#include "czt/observe/measures.hpp"

namespace czt {

namespace {

constexpr std::string_view calls = "station|direction|train|hour";
constexpr std::string_view runs = "station|segment|direction|train|hour";
constexpr std::string_view people = "station|direction|feeder|od|purpose|hour";
constexpr std::string_view tickets = "station|direction|feeder|od|product|purpose|hour";
constexpr std::string_view causes = "cause|station|direction|train|hour";
constexpr std::string_view line_only = "";

constexpr std::array table{
    // People. Counted when they came to their first platform inside the window; `station` is where
    // they came,
    // `hour` when.
    Measure{
        "travellers", "persons", Better::neither, "would travel", "潜在出行人数",
        "expected would-be travellers of the whole day by any mode, explicit passengers added; the "
        "same in every replication, because those who cannot ride are counted and not drawn",
        "purpose", true, OverDays::sum},
    Measure{"journeys", "journeys", Better::more, "journeys by rail", "铁路出行量",
            "people who reached their destination by rail, transfers linked; missing: gave up, "
            "stranded",
            tickets, true, OverDays::sum},
    Measure{"rail_share", "", Better::more, "rail share", "铁路分担率",
            "journeys / travellers; put in with choice.model share, predicted around the root base with logit",
            "purpose", true, OverDays::ratio, "journeys", "travellers"},
    // Trains. Counted at calls and segments whose booked departure (at the last call: arrival) is
    // in the window; `hour` is the hour of that booked time.
    Measure{"boardings", "persons", Better::more, "boardings", "上车人数",
            "people who got on a train; a transfer boards twice", calls, true, OverDays::sum},
    Measure{"alightings", "persons", Better::more, "alightings", "下车人数",
            "people who got off a train", calls, true, OverDays::sum},
    Measure{"left_behind", "events", Better::less, "left behind, events", "滞留人次",
            "sum over departures of the people on the platform whom that train serves and who did "
            "not fit",
            calls, true, OverDays::sum},
    Measure{"left_behind_passengers", "persons", Better::less, "people left behind", "滞留人数",
            "people whom at least one train left behind, once for each station where it happened "
            "(`station` is that station); those who then gave up are included",
            people, true, OverDays::sum},
    Measure{"gave_up", "persons", Better::less, "gave up waiting", "放弃等候人数",
            "people who left when their patience ended, or for a rival after being left behind; `station` is where; they count in no wait",
            people, true, OverDays::sum},
    Measure{"stranded", "persons", Better::less, "stranded at close", "末班后滞留人数",
            "people still waiting when the last train has gone; `station` is where; they count in "
            "no wait",
            people, true, OverDays::sum},
    Measure{
        "wait_mean", "s", Better::less, "wait, mean", "平均候车时间",
        "departure of the train boarded minus coming to the platform, stages of a journey added; "
        "mean over journeys made, so gave_up and stranded people are missing and counted there",
        people, true, OverDays::weighted, "", "journeys"},
    Measure{"wait_p95", "s", Better::less, "wait, 95 % within", "候车时间95%分位",
            "95 % quantile of the same waits, within the day: the smallest that at least 95 % do "
            "not exceed",
            people, true},
    Measure{"entrance_mean", "s", Better::less, "time at the entrance", "平均进站时间",
            "coming to the platform minus coming to the first station's door: queues and service for tickets, "
            "security check and gates, and the walk; 0 at open platforms; mean over journeys made. Not part of the wait",
            people, true},
    Measure{"journey_mean", "s", Better::less, "door to door, mean", "平均全程时间",
            "access + entrance + first coming to the platform until alighting at the last + egress; mean over "
            "journeys made. Explicit passengers have neither access nor egress",
            people, true, OverDays::weighted, "", "journeys"},
    Measure{"journey_p95", "s", Better::less, "door to door, 95 %", "全程时间95%分位",
            "95 % quantile of the same times, within the day: the smallest that at least 95 % do "
            "not exceed",
            people, true},
    Measure{"in_vehicle_mean", "s", Better::less, "ride, mean", "平均在车时间",
            "arrival where they alight minus departure where they boarded, stages added; mean over "
            "journeys made",
            people, true, OverDays::weighted, "", "journeys"},
    Measure{"generalised_time_mean", "s", Better::less, "felt time, mean", "平均感知时间",
            "what a journey feels like in time of riding: choice.access_weight × (access + entrance + egress) + "
            "choice.wait_weight × waits + the rest from the first platform to the last + "
            "choice.crowding.standing × time standing + choice.crowding.density × time × people "
            "standing on a square metre, both while the train moves + boarding.transfer_penalty for "
            "each change; fares and travelling earlier or later than wished are not in it; mean over "
            "journeys made; missing without choice.model logit",
            people, true, OverDays::weighted, "", "journeys"},
    Measure{"trip_length_mean", "km", Better::neither, "journey length", "平均运距",
            "kilometres of track from first to last station by the shortest path; mean over "
            "journeys made",
            people, true, OverDays::weighted, "", "journeys"},
    Measure{"load", "persons", Better::neither, "load, mean", "平均载客量",
            "on board after departure; mean over the segments that trains in service run", runs,
            true},
    Measure{"load_factor_seats", "", Better::neither, "load per seat", "座席利用率",
            "on board / seats, both summed over the segments that trains in service run", runs,
            true},
    Measure{"load_max", "persons", Better::less, "highest load", "最大载客量",
            "most people on board one train after a departure", runs, true, OverDays::highest},
    Measure{"section_load_peak_hour", "persons/h", Better::neither, "peak-hour section load",
            "高峰小时最大断面客流",
            "people carried over one segment in one direction in one clock hour of booked "
            "departure; the largest of these",
            runs, true, OverDays::highest},
    Measure{"seat_occupancy", "", Better::neither, "seat occupancy", "客座率",
            "passenger_km / seat_km", runs, true, OverDays::ratio, "passenger_km", "seat_km"},
    Measure{"standing_passengers", "persons", Better::less, "people who stood", "站立人数",
            "people who boarded and found no seat at once, once for each train", people, true, OverDays::sum},
    Measure{"standing_time", "passenger-hours", Better::less, "time standing", "站立时间",
            "standing after departure × time to the next arrival, summed", runs, true, OverDays::sum},
    Measure{"standing_density_max", "/m2", Better::less, "densest standing", "最大站立密度",
            "standing after departure / standing area; the largest, among trains that have such an "
            "area",
            runs, true, OverDays::highest},
    Measure{"passenger_km", "km", Better::more, "passenger-km", "客运周转量",
            "on board × length of segment, summed", runs, true, OverDays::sum},
    Measure{"train_km", "km", Better::neither, "train-km", "列车公里",
            "length of segments run, empty trains included", runs, true, OverDays::sum},
    Measure{"seat_km", "km", Better::neither, "seat-km", "席位公里",
            "seats × length of segments run by trains in service", runs, true, OverDays::sum},
    Measure{"commercial_speed", "km/h", Better::more, "commercial speed", "旅行速度",
            "kilometres run / time from departure to departure (at the last station: arrival), "
            "trains in service",
            runs, true},
    Measure{"dwell_mean", "s", Better::less, "dwell, mean", "平均停站时间",
            "departure minus arrival at intermediate calls, being held included; the first and "
            "last call of a trip are missing",
            calls, true},
    Measure{"dwell_p95", "s", Better::less, "dwell, 95 % within", "停站时间95%分位",
            "95 % quantile of the same dwells, within the day: the smallest that at least 95 % do "
            "not exceed",
            calls, true},
    Measure{"delay_arrival_mean", "s", Better::less, "lateness, mean", "平均到达晚点",
            "arrival minus booked arrival at calls after the first, early counts 0; trains without "
            "booked times, and calls that no train made, are missing",
            calls, true},
    Measure{"delay_p95", "s", Better::less, "lateness, 95 %", "晚点95%分位",
            "95 % quantile of the same latenesses, within the day: the smallest that at least 95 % "
            "do not exceed",
            calls, true},
    Measure{"on_time_start", "", Better::more, "started on time", "始发正点率",
            "share of trips that left their first station at most 3 min late; a cancelled one did not", calls, true},
    Measure{"on_time", "", Better::more, "arrived on time", "到站正点率",
            "share of booked calls after the first that a train reached at most 3 min late (where a trip was taken up on the way: "
            "left); a cancelled one was not reached", calls, true},
    Measure{"on_time_end", "", Better::more, "finished on time", "终到正点率",
            "share of trips that reached their last station at most 3 min late; one cancelled or turned short did not", calls, true},
    Measure{
        "knock_on_delay", "s", Better::less, "held by others", "受阻时间",
        "time trains waited for a track, for the segment ahead or for their own trainset, summed",
        runs, true, OverDays::sum},
    Measure{"cancelled_trains", "trains", Better::less, "trains cancelled", "停运列车数",
            "trips in service that a dispatching rule cancelled whole; those turned short or taken up on the way are not among them",
            calls, true, OverDays::sum},
    Measure{"cancelled_calls", "calls", Better::less, "calls not made", "取消停站数",
            "booked calls of trips in service that no train made: of cancelled trains, and of the parts left out where trains "
            "were turned short; calls passed without stopping are not among them",
            calls, true, OverDays::sum},
    Measure{"platform_changes", "trains", Better::less, "platforms changed", "变更站线列车数",
            "trains in service that a dispatching rule (re_platform) put on a platform track of the other direction, once for "
            "each station where it happened, whether they call there or pass",
            calls, true, OverDays::sum},
    Measure{"margin", "s", Better::neither, "timetable margin", "运行图裕量",
            "booked minus technical running time of a train in service over the segments selected (of the line: over its "
            "trip), mean over trains with booked times; below 0 where a slower type was put on times that are kept; "
            "the same in every replication",
            runs, true},
    Measure{"train_delay", "s", Better::less, "lateness gained", "晚点增量",
            "lateness that trains with booked times gained, to the point and at it, less what they made up "
            "(cause recovery, below 0), summed; of the line how late trains are at their last stations. "
            "Causes, stations, directions, trains and hours each add up to it, in ms. Unlike knock_on_delay "
            "without waits that end before a booked departure, with chance and incidents",
            causes, true, OverDays::sum},
    Measure{"passenger_delay", "passenger-hours", Better::less, "lateness where people get off", "乘客下车晚点",
            "alightings × how late the train then is, by the causes of its lateness on the trip so far; not "
            "counted: waiting for a late train, trains missed at a change",
            causes, false, OverDays::sum},
    Measure{"revenue", "yuan", Better::more, "fare revenue", "票款收入",
            "what each journey made bears of its ticket's price (first to last station, booked "
            "departure of the first train, cheapest product for how often the purpose rides), "
            "rounded to the fen for each journey and summed; missing: gave up, stranded. Products, "
            "pairs, purposes (explicit passengers have none) and hours each add up to it",
            tickets, true, OverDays::sum},
    // Money and air of the whole line: of trains in the window, trainsets of the whole day. Missing
    // where the scenario writes no costs, or no emissions.
    Measure{"operating_cost", "yuan", Better::less, "operating cost", "运营成本",
            "costs.per_train_km × kilometres run, empty trains included + costs.per_stop × calls of "
            "trains in service, first and last included + costs.per_trainset_day × trainsets needed "
            "(of the whole day, whatever the window)",
            line_only, true, OverDays::sum},
    Measure{"subsidy", "yuan", Better::less, "subsidy", "补贴",
            "operating_cost − revenue; negative where fares cover more than the cost", line_only, true, OverDays::sum},
    Measure{"cost_per_boarding", "yuan", Better::less, "cost per boarding", "每人次成本",
            "operating_cost / boardings, of each day; missing on a day when nobody boards", line_only, true, OverDays::ratio, "operating_cost", "boardings"},
    Measure{"subsidy_per_boarding", "yuan", Better::less, "subsidy a boarding", "每人次补贴",
            "subsidy / boardings, of each day; missing on a day when nobody boards", line_only, true, OverDays::ratio, "subsidy", "boardings"},
    Measure{"break_even_fare_factor", "", Better::less, "fares to break even", "盈亏平衡票价倍数",
            "operating_cost / revenue, of each day: the factor on all fares at which revenue equals "
            "operating cost at unchanged ridership; nobody is reckoned to stay away for it",
            line_only, true, OverDays::ratio, "operating_cost", "revenue"},
    Measure{"energy", "kWh", Better::less, "energy of trains", "列车能耗",
            "drawn from the line, empty trains included. Of types with train_types.*.traction: work at the wheels / "
            "traction.efficiency, between that of the fastest run (which late trains make) and of the booked one (full "
            "acceleration, a lower cruising speed) by the time taken, section by section; lights and air conditioning are "
            "not in it. Of others: emissions.energy × cars × kilometres run; missing where that is not written",
            runs, true, OverDays::sum},
    Measure{"energy_regenerated", "kWh", Better::more, "energy given back", "再生回馈电量",
            "work of the brakes × traction.regeneration, of types with train_types.*.traction, between the fastest run and "
            "the booked one as in energy, which it is not taken off; missing where no type has traction",
            runs, true, OverDays::sum},
    Measure{"co2", "kg", Better::less, "CO2, railway's own", "碳排放（铁路自身）",
            "(energy − energy_regenerated) × emissions.grid; what the car and coach trips replaced would have emitted is not "
            "taken off: see road_co2_saved",
            line_only, true, OverDays::sum},
    Measure{"road_co2_saved", "kg", Better::more, "CO2 saved on roads", "公路减排",
            "kilometres by road (great circle × 1.3) that expected travellers made by car and coach in the root base minus "
            "now, at this scenario's demand × emissions.car or emissions.coach, whichever rivals.*.emissions names; the "
            "same in every replication; missing without emissions or choice.model logit",
            "purpose", true, OverDays::sum},
    Measure{"mode_share", "", Better::neither, "share of modes", "各方式分担率",
            "expected travellers of the mode / of all modes, between places that the railway joins now or did in the root "
            "base, trips that it induces not among them; mode=railway is the railway itself; the same in every "
            "replication; missing without choice.model logit",
            "mode|purpose", false},
    Measure{"diverted_from", "persons", Better::neither, "diverted from rivals", "由其他方式转来",
            "expected travellers of the rivals in the root base minus now, at this scenario's demand; trips that the "
            "railway induces are not among them; mode=railway: what the railway itself lost; the same in "
            "every replication; missing without choice.model logit",
            "mode|purpose", true, OverDays::sum},
    Measure{"consumer_surplus", "yuan", Better::more, "consumer surplus", "消费者剩余",
            "expected change of the logsum over all modes / the fare's coefficient, summed over travellers, against the "
            "root base; the same in every replication; missing without choice.model logit",
            "purpose", true, OverDays::sum},
    Measure{"consumer_surplus_half", "yuan", Better::more, "surplus, half rule", "消费者剩余（半数法则）",
            "half the riders of base and now × what the railway's generalised cost has fallen, in yuan; only where it "
            "could be taken in both; the same in every replication; missing without choice.model logit",
            "purpose", true, OverDays::sum},
    Measure{"gap", "", Better::less, "gap of the demand", "需求收敛差",
            "Σ flow·|Δcost| / Σ flow·cost of the last step in which crowding was learnt; the same in every replication; "
            "missing without choice.model logit",
            line_only, true},
    Measure{"trainsets", "trainsets", Better::less, "trainsets needed", "动车组需求数",
            "trainsets that the circulation of the timetable needs, two for a train of two coupled ones, spares included; "
            "the same in every replication",
            "type", true, OverDays::highest},
};

}  // namespace

std::span<const Measure> measures() { return table; }

const Measure* find_measure(std::string_view name) {
  for (const Measure& m : table)
    if (m.name == name) return &m;
  return nullptr;
}

}  // namespace czt
