#include "czt/report/words.hpp"

#include <array>

namespace czt {

namespace {

struct Pair {
  std::string_view en;
  std::string_view zh;
};

constexpr std::array words{
    Pair{"measure", "指标"},
    Pair{"mean", "均值"},
    Pair{"± 95 %", "± 95 %"},
    Pair{"with ranges, 95 %", "含假设区间 95 %"},
    Pair{"base", "基准"},
    Pair{"other", "对比"},
    Pair{"difference", "差值"},
    Pair{"verdict", "判断"},
    Pair{"replications", "次模拟"},
    Pair{"replications each, the same people", "次模拟（同一批乘客）"},
    Pair{"seed", "随机种子"},
    Pair{"Assumed inputs", "假设输入"},
    Pair{"more with a range; czt show and --json list them all",
         "个有区间的假设输入未列出；czt show 与 --json 列出全部"},
    Pair{"range", "区间"},
    Pair{"Ridership is assumed, not predicted: the share of travellers who take rail is\n"
         "put in by the scenario (choice.model: share).",
         "客流是假设的，不是预测的：铁路分担率由情景给定（choice.model: share）。"},
    Pair{"Ridership is predicted around the root base, whose rail shares are put in; so is\n"
         "the fare elasticity there. Both are assumed, with ranges; neither is found.",
         "客流以根情景为中心预测；根情景的铁路分担率与票价弹性均为给定的假设（带区间），\n并非推算所得。"},
    Pair{"Elasticities of rail journeys: point; arc of ±10 % (crowding held, none induced)",
         "铁路出行量弹性（点弹性；±10 % 弧弹性），拥挤与诱增出行不变"},
    Pair{"fare", "票价"},
    Pair{"headway", "间隔"},
    Pair{"ride", "乘车"},
    Pair{"Verdicts are given on the deciding measures alone, at 95 % with Holm's\n"
         "correction; the same: within the margin.",
         "判断只针对决策指标（95 %，Holm 校正）；“相同”指差值在容许范围之内。"},
    Pair{
        "± 95 %: chance alone, interval of the mean. With ranges: chance and the ranges\n"
        "of the assumed inputs together, with the same people.",
        "± 95 %：仅随机性（均值的区间）。\n含假设区间：随机性与假设输入的取值范围合计，乘客相同。"},
    Pair{"Differences with the ranges of assumed inputs, 95 %", "含假设区间的差值（95 %）"},
    Pair{"Notes", "说明"},
    Pair{"change", "改动"},
    Pair{"Shapley", "Shapley 值"},
    Pair{"first only", "单独先改"},
    Pair{"last only", "最后才改"},
    Pair{"share", "占比"},
    Pair{"total", "合计"},
    Pair{"combinations of the changes", "种改动组合"},
    Pair{"Interactions larger than their ± 95 %", "超出 ± 95 % 的交互作用"},
    Pair{"No interaction is larger than its ± 95 %.", "没有超出 ± 95 % 的交互作用。"},
    Pair{"* put in, not found: the change is itself an assumed number of people.",
         "* 是输入，不是结果：该改动本身就是假设的人数。"},
    Pair{"Shapley: what a change adds, averaged over all orders of making the changes;\n"
         "these parts add up to the total. First only: made alone. Last only: made after\n"
         "all others. Interaction: what two changes do together beyond each by itself.",
         "Shapley 值：一项改动在所有先后次序下平均带来的差值，各项之和等于合计。\n"
         "单独先改：只做这一项；最后才改：其余各项之后再做。\n"
         "交互作用：两项一起做，比各自单独做多出的部分。"},
    Pair{"± 95 %: chance alone; --ranges N adds the ranges of the assumed inputs.",
         "± 95 %：仅随机性；--ranges N 另加假设输入的取值范围。"},
    Pair{"of all orders were sampled, each with its reverse:\n± 95 % covers chance and sampling.",
         "种次序为抽样（各与其逆序成对）：± 95 % 含随机性与抽样误差。"},
    Pair{"Shapley values with the ranges of assumed inputs, 95 %",
         "含假设区间的 Shapley 值（95 %）"},
    Pair{"Winners and losers, a day: door to door, the same people one by one",
         "受益者与受损者（每日，逐人比较全程时间）"},
    Pair{"rode in both", "两者都乘车"},
    Pair{"people", "人数"},
    Pair{"gain > 1 min", "省时 > 1 分"},
    Pair{"lose > 1 min", "费时 > 1 分"},
    Pair{"neither", "其余"},
    Pair{"gain (min)", "平均省(分)"},
    Pair{"all", "全部"},
    Pair{"sum of changes, a day", "变化合计（每日）"},
    Pair{"time (h)", "全程 (h)"},
    Pair{"fares (yuan)", "票款 (元)"},
    Pair{"standing (h)", "站立 (h)"},
    Pair{"newcomers", "新增乘客"},
    Pair{"leavers", "流失乘客"},
    Pair{"change of the totals", "总量之差"},
    Pair{"Came and got nowhere: of the leavers ", "到站却未能成行：流失乘客中 "},
    Pair{"; before, of the newcomers ", "；新增乘客中（原先）"},
};
static_assert(words.size() == static_cast<std::size_t>(Word::newcomers_rescued) + 1);

constexpr std::array<Pair, 6> verdict_words{{{"better", "改善"},
                                             {"worse", "变差"},
                                             {"higher", "升高"},
                                             {"lower", "降低"},
                                             {"same", "相同"},
                                             {"undecided", "未定"}}};

}  // namespace

std::string_view word(Word w, Language language) {
  const Pair& pair = words[static_cast<std::size_t>(w)];
  return language == Language::zh ? pair.zh : pair.en;
}
std::string_view word(Verdict verdict, Language language) {
  const Pair& pair = verdict_words[static_cast<std::size_t>(verdict)];
  return language == Language::zh ? pair.zh : pair.en;
}
std::string_view label(const Measure& measure, Language language) {
  return language == Language::zh ? measure.label_zh : measure.label_en;
}

}  // namespace czt
