#include "chinese.hpp"

namespace czt {

namespace {
/// The first rows are CLI11's own words.
constexpr Sentence commands_said[] = {
    {"{} is required", "缺少 {~0}"},
    {"A subcommand", "子命令"},
    {"{}: {} required {} missing", "{0} 之后缺少 {2}（须有 {1} 个）"},
    {"{}: Value {} not in range {} to {}", "{0}：写的是“{1}”，应在 {2} 至 {3} 之间"},
    {"{}: {} not in {}", "{0}：写的是“{1}”，应为 {2} 之一"},
    {"{}: At Most {} required but received {}", "{0} 至多写 {1} 次，却写了 {2} 次"},
    {"{}: At Least {} required but received {}", "{0} 至少写 {1} 次，只写了 {2} 次"},
    {"Could not convert: {} = {}", "{0} 的值“{1}”无法理解"},
    {"The following argument was not expected: {}", "多出来的词：{0}"},
    {"The following arguments were not expected: {}", "多出来的词：{0}"},
    {"{} excludes {}", "{0} 与 {1} 不能同时用"},
    {"{} requires {}", "{0} 须与 {1} 一起用"},

    {"a command is missing", "没有写命令"},
    {"'{}' is not a command", "没有命令“{0}”"},
    {"'{}' is not a command; see czt --help", "没有命令“{0}”；命令列表见 czt --help"},
    {"'{}' is not a command (did you mean '{}'?); see czt --help", "没有命令“{0}”（是不是“{1}”？）；命令列表见 czt --help"},
    {"unknown option '{}' before the command", "命令之前有不认识的选项“{0}”"},
    {"czt {} has no option '{}'", "czt {0} 没有选项“{1}”"},
    {"'{}' is neither en nor zh", "写的是“{0}”，应为 en 或 zh"},

    {"expected a date such as 2017-05-01", "应为日期，例如 2017-05-01"},
    {"--date is a date that exists, such as 2026-05-25, not '{}'", "--date 应为存在的日期，例如 2026-05-25，而不是“{0}”"},
    {"the calendar knows {} to {}", "日历只有 {0} 至 {1} 年"},
    {"{} has no calendar (czt keys calendar)", "{0} 没有日历（见 czt keys calendar）"},
    {"the types of days are {}", "日类型有：{0}"},
    {"--precision does not go with --year: give --replications", "--precision 不能与 --year 同用：请改用 --replications"},
    {"--days-with goes with --year", "--days-with 须与 --year 一起用"},
    {"--report and --xlsx show days, not a year: leave --year out", "--report 和 --xlsx 只呈现单日，不呈现全年：请去掉 --year"},
    {"--ramp-up needs a scenario whose people choose (choice.model: logit)", "--ramp-up 要求情景中的人会作选择（choice.model: logit）"},
    {"{} replications, but a date has at most {}", "{0} 次重复；一个日期至多 {1} 次"},

    {"no {} is called '{}'", "{0} 中没有“{1}”"},
    {"'{}' is not dimension=value", "“{0}”不是“维度=值”的形式"},
    {"{} cannot be selected by '{}'; allowed: {}", "{0} 不能按“{1}”选取；允许的是：{~2}"},
    {"only the whole line", "只能是全线"},
    {"expected MEASURE:1% or MEASURE:NUMBER, above 0", "应为“指标:1%”或“指标:数”，大于 0"},
    {"expected MEASURE > VALUE, with one of < <= > >=", "应为“指标 > 值”，比较符用 < <= > >= 之一"},
    {"expected a number or a percentage after the comparison", "比较符之后应为数或百分数"},
    {"expected a number of {} after the comparison", "比较符之后应为数，单位 {0}"},
    {"expected 1% or a number in the measure's unit, not below 0", "应为 1% 之类的百分数，或以指标的单位写的数，不小于 0"},
    {"{} replications of {} cells are {} GB of results; at most {} GB are kept", "{0} 次重复、每次 {1} 个数，结果有 {2} GB；至多保存 {3} GB"},
    {"{} draws about {} people a day, for which {} GB are needed and {} GB are there", "{0} 每天约抽取 {1} 人，需要内存 {2} GB，现有 {3} GB"},

    {"{} has no base to be compared with; give two scenarios: czt compare BASE OTHER", "{0} 没有可比较的基准（base）；请给出两个情景：czt compare 基准 另一个"},
    {"{} has no changes of its own, so there is nothing to attribute", "{0} 没有自己的变化（changes），无从归因"},
    {"{} has {} changes; at most {} can be attributed", "{0} 有 {1} 个变化；至多能归因 {2} 个"},
    {"stopped before there was a result", "在得出结果之前已中止"},
    {"stopped before there was a result of every combination", "在每种组合都得出结果之前已中止"},
    {"stopped before there was a result; nothing was written", "在得出结果之前已中止；什么也没有写"},
    {"explain what? --train NUMBER [--at STATION], or --passenger NAME", "解释什么？--train 车次 [--at 车站]，或 --passenger 旅客名"},
    {"--at: '{}' is no time of day such as 07:12", "--at：“{0}”不是钟点，例如 07:12"},

    {"-o FILE.html is missing: where the page goes", "缺少 -o FILE.html：报告写到哪里"},
    {"-o STORE.db is missing: where the results go", "缺少 -o STORE.db：结果写到哪里"},
    {"-o STORE.db is missing: where the shards are joined", "缺少 -o STORE.db：各分片合并到哪里"},
    {"-o STORE.db is missing: where the parts are joined", "缺少 -o STORE.db：各部分合并到哪里"},
    {"-o DIR is missing: where the tables go", "缺少 -o DIR：表格写到哪里"},
    {"say where the tables go: -o DIR", "请写明表格写到哪里：-o DIR"},
    {"say where the scenario goes: -o LINE.yaml", "请写明情景写到哪里：-o LINE.yaml"},
    {"say where the scenario with these people goes: -o NAME.yaml", "请写明带有这些旅客的情景写到哪里：-o NAME.yaml"},
    {"-o is a scenario: its name ends in .yaml", "-o 是情景文件：名称须以 .yaml 结尾"},
    {"a study's store has a page of its own: give one", "研究的结果库单独成页：只给一个"},
    {"--recover is of one store", "--recover 只针对一个结果库"},
    {"--shard '{}': expected I/N with 1 ≤ I ≤ N, such as 2/4, or slurm", "--shard“{0}”：应为 I/N，其中 1 ≤ I ≤ N，例如 2/4，或写 slurm"},
    {"--run '{}': expected a number of runs.csv, or ROW/REPLICATION", "--run“{0}”：应为 runs.csv 中的编号，或“行/重复号”"},
    {"{} is no result: run, compare, attribute and fork write one with -o", "{0} 不是结果文件：run、compare、attribute 和 fork 用 -o 写出"},
    {"{} is of a command that has no page", "{0} 的命令没有对应的报告页"},
    {"cannot read {}", "无法读取 {0}"},
    {"cannot write {}: {}", "无法写入 {0}：{1}"},
    {"cannot make the folder {}: {}", "无法建立文件夹 {0}：{1}"},
    {"{} is there already; nothing was written", "{0} 已经存在；什么也没有写"},
    {"expected a list of PATH=VALUE", "应为“路径=值”的列表"},
    {"cannot listen on {}, port {}", "无法监听 {0} 的端口 {1}"},
    {"cannot listen on {}", "无法监听 {0}"},
};
}  // namespace

std::span<const Sentence> chinese_of_commands() { return commands_said; }

}  // namespace czt
