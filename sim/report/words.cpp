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
         "put in by the scenario, because there is no choice model yet.",
         "客流是假设的，不是预测的：尚无方式选择模型，铁路分担率由情景给定。"},
    Pair{"Verdicts are given on the deciding measures alone, at 95 % with Holm's\n"
         "correction; the same: within the margin.",
         "判断只针对决策指标（95 %，Holm 校正）；“相同”指差值在容许范围之内。"},
    Pair{
        "± 95 %: chance alone, interval of the mean. With ranges: chance and the ranges\n"
        "of the assumed inputs together, with the same people.",
        "± 95 %：仅随机性（均值的区间）。\n含假设区间：随机性与假设输入的取值范围合计，乘客相同。"},
    Pair{"Differences with the ranges of assumed inputs, 95 %", "含假设区间的差值（95 %）"},
    Pair{"Notes", "说明"},
};
static_assert(words.size() == static_cast<std::size_t>(Word::notes) + 1);

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
