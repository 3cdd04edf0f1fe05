/// What must fit together in fares: prices that somebody can pay, rules that somebody can meet, zones that hold every
/// station once.

#include <fmt/format.h>

#include <map>
#include <utility>

#include "scenario/check.hpp"
#include "scenario/messages.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

using Kind = Value::Kind;
constexpr std::size_t most_products = 63;  // and the single ticket

using ZonePair = std::pair<std::string_view, std::string_view>;
ZonePair either_way(std::string_view a, std::string_view b) {
  return a < b ? ZonePair(a, b) : ZonePair(b, a);
}

class FareSense {
 public:
  FareSense(const Value& tree, const Value& fares, Diagnostics& wrong)
      : tree_(tree), fares_(fares), wrong_(wrong) {}

  void check() {
    kind();
    each("products", [&](const Value& v, const PathLink& p) { product(v, p); });
    each("rules", [&](const Value& v, const PathLink& p) { rule(v, p); });
    if (const Value* products = fares_.find("products");
        products != nullptr && products->fields.size() > most_products)
      say_at_key(*products, PathLink{&top_, "products"}.text(),
                 fmt::format("{} products; at most {} are reckoned with", products->fields.size(), most_products));
  }

 private:
  template <class F>
  void each(std::string_view collection, F&& f) {
    const Value* map = fares_.find(collection);
    if (map == nullptr) return;
    const PathLink path{&top_, collection};
    for (const auto& [name, item] : map->fields)
      if (item.kind == Kind::map) f(item, PathLink{&path, name});
  }

  void say_at_key(const Value& value, const std::string& path, std::string message, std::string hint = {}) {
    Value at;
    at.where = say::key_place(value);
    wrong_.push_back(say::plain(at, path, std::move(message), std::move(hint)));
  }

  /// What a kind needs; and what only another kind uses, where none is named.
  void kind() {
    const Value* written = fares_.find("kind");
    const std::string_view is = written != nullptr ? std::string_view(written->text) : "distance";
    struct Need {
      std::string_view kind, key;
    };
    for (const auto& [kind, key] :
         {Need{"flat", "flat"}, Need{"zone", "zones"}, Need{"zone", "zone_prices"}, Need{"od", "od"}}) {
      const Value* there = fares_.find(key);
      const std::string path = PathLink{&top_, key}.text();
      if (is == kind && there == nullptr)
        wrong_.push_back(say::plain(*written, path, fmt::format("the key '{}' is missing", key),
                                    fmt::format("kind: {} goes by it", kind)));
      if (written == nullptr && there != nullptr)
        say_at_key(*there, path, fmt::format("'{}' is used by kind: {} alone, and the kind is distance", key, kind),
                   fmt::format("write kind: {}", kind));
    }
    if (is == "zone" && fares_.find("zones") != nullptr && fares_.find("zone_prices") != nullptr) zones();
  }

  void zones() {
    const Value& zones = *fares_.find("zones");
    if (zones.kind != Kind::map || fares_.find("zone_prices")->kind != Kind::map) return;
    const PathLink path{&top_, "zones"};
    std::map<std::string_view, const Value*> seen;
    for (const auto& [zone, list] : zones.fields)
      for (const Value& station : list.items) {
        const auto [at, fresh] = seen.emplace(own_name(station.text), &station);
        if (!fresh)
          wrong_.push_back(say::plain_also(station, PathLink{&path, zone}.text(),
                                           fmt::format("'{}' is in a zone already", station.text), *at->second,
                                           "first listed here"));
      }
    if (const Value* stations = tree_.find("stations"); stations != nullptr && stations->kind == Kind::map)
      for (const auto& [name, station] : stations->fields)
        if (!seen.contains(name))
          say_at_key(zones, path.text(), fmt::format("the station '{}' is in no zone", name));
    zone_prices(zones);
  }

  void zone_prices(const Value& zones) {
    const Value& prices = *fares_.find("zone_prices");
    const PathLink path{&top_, "zone_prices"};
    std::vector<std::string> names;
    for (const auto& zone : zones.fields) names.push_back(zone.first);
    std::map<ZonePair, const Value*> seen;
    for (const auto& [from, row] : prices.fields) {
      const PathLink here{&path, from};
      if (zones.find(from) == nullptr)
        wrong_.push_back(say::no_such_name(row, here.text(), "zone", from, names));
      for (const auto& [to, price] : row.fields) {
        const PathLink there{&here, to};
        if (zones.find(to) == nullptr)
          wrong_.push_back(say::no_such_name(price, there.text(), "zone", to, names));
        const auto [at, fresh] = seen.emplace(either_way(from, to), &price);
        if (!fresh)
          wrong_.push_back(say::plain_also(price, there.text(),
                                           fmt::format("'{}' and '{}' have a price already", from, to), *at->second,
                                           "first priced here; it holds either way"));
      }
    }
    for (std::size_t a = 0; a < names.size(); ++a)
      for (std::size_t b = a; b < names.size(); ++b)
        if (!seen.contains(either_way(names[a], names[b])))
          say_at_key(prices, path.text(),
                     a == b ? fmt::format("no price within the zone '{}'", names[a])
                            : fmt::format("no price between the zones '{}' and '{}'", names[a], names[b]));
  }

  void product(const Value& v, const PathLink& path) {
    const Value* zh = v.find("zh");
    const auto taken = [](std::string_view name) { return name == "single" || name == "单程票"; };
    if (taken(path.name) || (zh != nullptr && taken(zh->text)))
      say_at_key(v, path.text(), "single tickets are always sold, at the single fare", "name this one otherwise");
    const Value* price = one_of(v, path, {"discount", "times", "price"});
    const bool pass = v.find("rides") == nullptr && v.find("days") != nullptr;
    if (pass && price != nullptr && v.find("discount") == price)
      wrong_.push_back(say::plain(*price, PathLink{&path, "discount"}.text(),
                                  "a discount is off a number of rides, and this product is good for any number",
                                  "write rides, or its price as times or price"));
  }

  /// The only one of these keys that is written; says so when there is none or another.
  const Value* one_of(const Value& v, const PathLink& path, std::initializer_list<std::string_view> names) {
    const Value* first = nullptr;
    std::string_view first_name;
    std::string all;
    for (const std::string_view name : names) {
      all += (all.empty() ? "" : ", ") + std::string(name);
      const Value* there = v.find(name);
      if (there == nullptr) continue;
      if (first != nullptr)
        wrong_.push_back(say::plain_also(*there, PathLink{&path, name}.text(),
                                         fmt::format("'{}' stands beside '{}'", name, first_name), *first,
                                         "one of them is enough"));
      else
        first = there, first_name = name;
    }
    if (first == nullptr) say_at_key(v, path.text(), fmt::format("one of {} is needed", all));
    return first;
  }

  void rule(const Value& v, const PathLink& path) {
    one_of(v, path, {"price", "cap"});
    const Value* between = v.find("between");
    const Value* from = v.find("from");
    const Value* to = v.find("to");
    if (between != nullptr && between->kind == Kind::list) {
      if (between->items.size() < 2)
        wrong_.push_back(say::plain(*between, PathLink{&path, "between"}.text(), "names fewer than two stations"));
      for (const auto& [other, name] : {std::pair(from, "from"), std::pair(to, "to")})
        if (other != nullptr)
          wrong_.push_back(say::plain_also(*other, PathLink{&path, name}.text(),
                                           fmt::format("'{}' stands beside 'between'", name), *between,
                                           "between holds either way, from and to one way"));
    }
    if (from != nullptr && to != nullptr && from->kind == Kind::scalar && own_name(from->text) == own_name(to->text))
      wrong_.push_back(say::plain_also(*to, PathLink{&path, "to"}.text(),
                                       fmt::format("'{}' is also where it begins", to->text), *from, "begins here"));
    if (const Value* list = v.find("products"); list != nullptr)
      for (const Value& item : list->items) rule_for(v, item, PathLink{&path, "products"});
  }

  /// What a rule cannot do to a product that it names.
  void rule_for(const Value& rule, const Value& item, const PathLink& path) {
    const Value* product = find_product(item.text);
    if (product == nullptr) return;
    const bool pass = product->find("rides") == nullptr && product->find("days") != nullptr;
    const auto refuse = [&](std::string message, const Value& why) {
      wrong_.push_back(say::plain_also(item, path.text(), std::move(message), why, "by this"));
    };
    if (const Value* departs = rule.find("departs"); pass && departs != nullptr)
      refuse(fmt::format("'{}' is bought once for all hours, and this rule is for some", item.text), *departs);
    if (const Value* cap = rule.find("cap"); pass && cap != nullptr)
      refuse(fmt::format("the rides of '{}' are free, so there is nothing to cap", item.text), *cap);
    if (const Value* price = rule.find("price"); price != nullptr && product->find("price") != nullptr)
      refuse(fmt::format("'{}' has a price of its own, which no single fare changes", item.text), *price);
  }

  const Value* find_product(std::string_view name) const {
    const Value* products = fares_.find("products");
    if (products == nullptr || products->kind != Kind::map) return nullptr;
    for (const auto& [own, item] : products->fields) {
      const Value* zh = item.find("zh");
      if (item.kind == Kind::map && (own == name || (zh != nullptr && zh->text == name))) return &item;
    }
    return nullptr;
  }

  /// A station's own name for its Chinese one.
  std::string_view own_name(std::string_view name) const {
    if (const Value* stations = tree_.find("stations"); stations != nullptr)
      for (const auto& [own, item] : stations->fields)
        if (const Value* zh = item.find("zh"); zh != nullptr && zh->text == name) return own;
    return name;
  }

  const Value& tree_;
  const Value& fares_;
  Diagnostics& wrong_;
  const PathLink top_{nullptr, "fares"};
};

}  // namespace

void check_fares(const Value& tree, Diagnostics& wrong) {
  const Value* fares = tree.find("fares");
  if (fares != nullptr && fares->kind == Kind::map) FareSense(tree, *fares, wrong).check();
}

}  // namespace czt
