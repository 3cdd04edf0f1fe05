#include "chinese.hpp"

namespace czt {

namespace {
constexpr Sentence changes_said[] = {
    {"is not a path", "不是路径"},
    {"names joined by dots; one that holds . or = in double quotes", "名称之间用点号连接；含有 . 或 = 的名称加双引号"},
    {"found '{}', expected PATH=VALUE, PATH*=FACTOR or PATH+=VALUE", "写的是“{0}”，应为 路径=值、路径*=倍数 或 路径+=值"},
    {"expected PATH=VALUE", "应为 路径=值"},
    {"cannot be changed: it names the file itself", "不能更改：它是文件自身的名称"},
    {"there is no '{}' in {}", "{1} 中没有“{0}”"},
    {"to make it, write {}.{}: {add: …}", "要新建它，请写 {0}.{1}: {add: …}"},
    {"{}; to make it, write {}.{}: {add: …}", "{~0}；要新建它，请写 {1}.{2}: {add: …}"},
    {"is already there", "已经有了"},
    {"'add' makes something new; to replace it write it without 'add'", "“add”用于新建；要替换请不写“add”"},
    {"it is here", "在此处"},
    {"'{}' stands beside '{}'", "“{0}”与“{1}”并列"},
    {"one operator at a time: put the other in a change of its own", "一次只能用一个运算：请把另一个放进单独的变更"},
    {"'{}' cannot stand beside '{}'", "“{0}”不能与“{1}”并列"},
    {"beside an operator: sourced, derived, assumed, and range with times or plus", "运算旁边可以写：sourced、derived、assumed，以及用于 times 或 plus 的 range"},
    {"'{}' does not apply: {}", "“{0}”在此不适用：{~1}"},
    {"this is not a number", "这不是数"},
    {"a time of day is moved with plus", "时刻要用 plus 移动"},
    {"this is neither a collection nor an item of one", "这既不是集合，也不是集合中的一项"},
    {"this is not a collection", "这不是集合"},
    {"expected a name or a list of names", "应为名称或名称列表"},
    {"there is no list here to add to", "此处没有可以添加的列表"},
    {"there is no value for '{}' to start from", "没有可供“{0}”使用的原值"},
    {"write the value itself", "请直接写值"},
    {"times {} makes {}, allowed: {}", "乘以 {0} 得 {1}，允许的是：{~2}"},
    {"plus {} makes {}, allowed: {}", "加上 {0} 得 {1}，允许的是：{~2}"},
    {"change '{}' writes this path twice", "变更“{0}”两次写此路径"},
    {"changes '{}' and '{}' both write this path", "变更“{0}”和“{1}”都写此路径"},
    {"two changes may share a path only if both use times, or both plus", "两个变更只有都用 times 或都用 plus 才能写同一路径"},
    {"changes '{}' and '{}' write paths inside one another", "变更“{0}”和“{1}”所写的路径互相包含"},
    {"'{}' writes {}", "“{0}”写 {1}"},
    {"{}, expected a map of paths to values", "{~0}，应为路径到值的键值表"},
    {"write 'change name: {fares.per_km: 0.385 yuan}'", "请写“变更名称: {fares.per_km: 0.385 yuan}”"},
    {"there is no change '{}'", "没有变更“{0}”"},
    {"the bases form a circle: {}", "各 base 成了循环：{0}"},
    {"more than {} files inherit from one another", "逐级继承的文件超过 {0} 个"},
    {"{}: there is no such file", "{0}：没有这个文件"},
    {"{}: cannot be read", "{0}：无法读取"},
    {"{}: is a folder, not a scenario file", "{0}：是文件夹，不是情景文件"},
    {"no other file may be read here", "此处不得读取其他文件"},
    {"'{}' leads out of the scenario's folder", "“{0}”指向情景文件夹之外"},
    {"name a file in the scenario's folder or below, without ..", "请写情景文件夹之内或其下的文件，不带 .."},
    {"there is no file '{}'", "没有文件“{0}”"},
    {"the name counts from the folder of the scenario that writes it", "名称从写它的情景所在文件夹算起"},
    {"belongs to a single trip, and this is a service", "只属于单个车次，而这是一个服务"},
    {"name the trip by its number", "请用车次号指明"},
    {"there is no such input", "没有这个输入项"},
    {"search for it by its name", "请按名称查找"},
    {"is no single value: it is changed in the scenario's file", "不是单个值：请在情景文件中更改"},
    {"it is not as in '{}', and a fork may change incidents alone", "它与“{0}”中的不同，而分叉只能更改 incidents"},
    {"'czt compare' compares any two scenarios", "任意两个情景请用“czt compare”比较"},
};
}  // namespace

std::span<const Sentence> chinese_of_changes() { return changes_said; }

}  // namespace czt
