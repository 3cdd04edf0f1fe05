/// What must fit together: times in order, shares that add up, branches that hold every station
/// once.

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

#include "czt/core/time.hpp"
#include "scenario/check.hpp"
#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

using Kind = Value::Kind;

class Sense {
 public:
  Sense(const Value& tree, Diagnostics& wrong) : tree_(tree), wrong_(wrong) {}

  void check() {
    each("timetable", [&](const Value& v, const PathLink& p) {
      if (p.name != "trips" && p.name != "file") service(v, p);
    });
    each("sections", [&](const Value& v, const PathLink& p) { ends(v, p); });
    each("passengers", [&](const Value& v, const PathLink& p) { ends(v, p); });
    each("profiles", [&](const Value& v, const PathLink& p) { profile(v, p); });
    branches();
    ordered("observe", "from", "to", false);
    ordered("arrival", "earliest", "longest", false);
    ordered("disturbances", "late_runner_least", "late_runner_most", true);
  }

 private:
  template <class F>
  void each(std::string_view collection, F&& f) {
    const Value* map = tree_.find(collection);
    if (map == nullptr) return;
    const PathLink top{nullptr, collection};
    for (const auto& [name, item] : map->fields)
      if (item.kind == Kind::map) f(item, PathLink{&top, name});
  }

  /// The SI value of a scalar, as the operations leave it; the default if it is absent; none if it
  /// is wrong.
  static std::optional<double> number(const Value* value, const KeyNode* node) {
    if (node == nullptr || node->key == nullptr) return std::nullopt;
    if (value != nullptr && value->kind != Kind::scalar) return std::nullopt;
    if (value == nullptr && node->key->fallback.empty()) return std::nullopt;
    const Parsed parsed =
        parse_quantity(value != nullptr ? std::string_view(value->text) : node->key->fallback,
                       node->key->dimension);
    if (!parsed.problem.empty()) return std::nullopt;
    return value != nullptr ? after_operations(parsed.value, *value) : parsed.value;
  }

  void ends(const Value& v, const PathLink& path) {
    const Value* from = v.find("from");
    const Value* to = v.find("to");
    if (from == nullptr || to == nullptr || from->kind != Kind::scalar || to->kind != Kind::scalar)
      return;
    if (canonical(from->text) != canonical(to->text)) return;
    wrong_.push_back(say::plain_also(*to, PathLink{&path, "to"}.text(),
                                     fmt::format("'{}' is also where it begins", to->text), *from,
                                     "begins here"));
  }

  /// A station's own name for its Chinese one.
  std::string_view canonical(std::string_view name) {
    if (own_name_.empty())
      if (const Value* stations = tree_.find("stations"))
        for (const auto& [own, item] : stations->fields) {
          own_name_.emplace(own, own);
          if (const Value* zh = item.find("zh")) own_name_.emplace(zh->text, own);
        }
    const auto found = own_name_.find(name);
    return found == own_name_.end() ? name : found->second;
  }

  void service(const Value& v, const PathLink& path) {
    ends(v, path);
    const KeyNode& node = *key_tree().fixed("timetable")->any;
    const Value* first = v.find("first");
    const Value* last = v.find("last");
    const Value* departs = v.find("departs");
    const bool listed = departs != nullptr && departs->kind == Kind::list;
    if (first == nullptr && !listed)
      wrong_.push_back(say::missing_key(v, PathLink{&path, "first"}.text(), "first", path.name,
                                        *node.fixed("first")->key));
    if (listed)
      for (const std::string_view other : {"first", "last", "every", "trains"})
        if (const Value* beside = v.find(other))
          wrong_.push_back(
              say::plain_also(*beside, PathLink{&path, other}.text(),
                              fmt::format("'{}' stands beside a list of departures", other),
                              *departs, "the departures"));
    const auto begin = number(first, node.fixed("first"));
    const auto end = number(last, node.fixed("last"));
    if (begin && end && *end < *begin && last != nullptr)
      wrong_.push_back(say::plain_also(
          *last, PathLink{&path, "last"}.text(),
          fmt::format("the last departure, {}, is before the first, {}", last->text, first->text),
          *first, "the first"));
  }

  void ordered(std::string_view section, std::string_view low, std::string_view high,
               bool may_be_equal) {
    const Value* map = tree_.find(section);
    if (map == nullptr) return;
    const KeyNode& node = *key_tree().fixed(section);
    const Value* low_value = map->find(low);
    const Value* high_value = map->find(high);
    const auto a = number(low_value, node.fixed(low)), b = number(high_value, node.fixed(high));
    if (!a || !b || *a < *b || (may_be_equal && *a == *b)) return;
    const Value* where = high_value != nullptr ? high_value : low_value;
    if (where == nullptr) return;
    const PathLink top{nullptr, section};
    const auto said = [](const Value* v, const KeyNode* n) {
      return v != nullptr ? v->text : std::string(n->key->fallback);
    };
    wrong_.push_back(say::plain(
        *where, PathLink{&top, high_value != nullptr ? high : low}.text(),
        fmt::format("{} ({}) must be {} {} ({})", low, said(low_value, node.fixed(low)),
                    may_be_equal ? "at most" : "below", high, said(high_value, node.fixed(high)))));
  }

  void profile(const Value& v, const PathLink& path) {
    const Value* knots = v.find("knots");
    const Value* hours = v.find("hours");
    if (knots != nullptr && hours != nullptr)
      wrong_.push_back(say::plain_also(
          *hours, path.text(), "a profile has knots or hours, not both", *knots, "the knots"));
    if (knots == nullptr && hours == nullptr)
      wrong_.push_back(say::plain(v, path.text(), "a profile needs knots or hours",
                                  "write knots: {\"06:00\": 2, \"07:00\": 20, \"09:00\": 2}"));
    if (knots != nullptr) steps(*knots, PathLink{&path, "knots"}, false);
    if (hours != nullptr) steps(*hours, PathLink{&path, "hours"}, true);
  }

  void steps(const Value& map, const PathLink& path, bool shares) {
    if (map.kind != Kind::map) return;
    const KeyNode& node = *key_tree().fixed("profiles")->any->fixed(path.name)->any;
    double sum = 0.0;
    const std::pair<std::string, Value>* before = nullptr;
    for (const auto& field : map.fields) {
      const auto value = number(&field.second, &node);
      const auto time = parse_clock(field.first);
      if (!value || !time) return;  // said where it was read
      if (before != nullptr && *time <= *parse_clock(before->first)) {
        Value at = field.second, first = before->second;  // the keys, not the values
        at.where = say::key_place(at);
        first.where = say::key_place(first);
        at.length = static_cast<int>(field.first.size());
        wrong_.push_back(say::not_increasing(at, PathLink{&path, field.first}.text(), field.first,
                                             first, before->first));
      }
      before = &field;
      sum += *value;
    }
    if (map.fields.size() < 2)
      return wrong_.push_back(
          say::plain(map, path.text(), "a profile needs at least two times of day"));
    const Value& end = map.fields.back().second;
    if (shares && *number(&end, &node) != 0.0)
      wrong_.push_back(say::plain(
          end, PathLink{&path, map.fields.back().first}.text(),
          fmt::format("found '{}', expected 0 %: the last time ends the day", end.text)));
    else if (shares && std::fabs(sum - 1.0) > 0.005)
      wrong_.push_back(say::plain(
          map, path.text(), fmt::format("the shares add up to {:.6g} %, not 100 %", sum * 100.0)));
    else if (sum <= 0.0)
      wrong_.push_back(say::plain(map, path.text(), "nobody travels: every rate is 0"));
  }

  void branches() {
    const Value* map = tree_.find("branches");
    const Value* stations = tree_.find("stations");
    if (map == nullptr || map->kind != Kind::map) return;
    const PathLink top{nullptr, "branches"};
    std::unordered_map<std::string_view, std::pair<const Value*, const Value*>>
        seen;  // name → branch, item
    const Value* main = nullptr;
    bool good = true;
    for (const auto& [name, branch] : map->fields) {
      if (branch.kind != Kind::map) return;
      const PathLink path{&top, name};
      if (branch.find("joins") == nullptr) {
        if (main != nullptr)
          wrong_.push_back(say::plain_also(at_key(branch), path.text(),
                                           "a second branch joins nothing", at_key(*main),
                                           "the first; write where the other joins it"));
        else
          main = &branch;
      }
      const Value* list = branch.find("stations");
      if (list == nullptr || list->kind != Kind::list) return;
      for (const Value& item : list->items) {
        const auto [at, fresh] = seen.emplace(canonical(item.text), std::pair(&branch, &item));
        if (!fresh && at->second.first != &branch)
          wrong_.push_back(say::plain_also(item, PathLink{&path, "stations"}.text(),
                                           fmt::format("'{}' is on two branches", item.text),
                                           *at->second.second, "first listed here"));
        good = good && fresh;
      }
    }
    if (main == nullptr && !map->fields.empty())
      wrong_.push_back(say::plain(at_key(*map), "branches", "every branch joins another",
                                  "one branch, the main one, has no 'joins'"));
    if (stations == nullptr || stations->kind != Kind::map || !good) return;
    const PathLink all{nullptr, "stations"};
    for (const auto& [name, station] : stations->fields)
      if (!seen.contains(name))
        wrong_.push_back(say::plain(at_key(station), PathLink{&all, name}.text(),
                                    fmt::format("'{}' is on no branch", name),
                                    "list it under branches"));
  }

  static Value at_key(const Value& value) {
    Value at;
    at.where = say::key_place(value);
    return at;
  }

  const Value& tree_;
  Diagnostics& wrong_;
  std::unordered_map<std::string_view, std::string_view> own_name_;
};

}  // namespace

void check_sense(const Value& tree, Diagnostics& wrong) { Sense(tree, wrong).check(); }

}  // namespace czt
