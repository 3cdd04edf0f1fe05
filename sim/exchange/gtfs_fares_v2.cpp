#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "czt/exchange/gtfs.hpp"
#include "gtfs_fares.hpp"

namespace czt::gtfs {

namespace {

using Hours = std::vector<std::pair<std::int32_t, std::int32_t>>;

struct LegRule {
  std::string network, from_area, to_area, frame, product;
  int priority = 0;
};

class FaresV2 {
 public:
  FaresV2(const Feed& feed, const Stations& stations) : feed_(feed), stations_(stations) {}

  void read(const Reading& reading, Date date, LineFares& fares) {
    read_categories(reading);
    read_products(reading, fares);
    read_networks(reading);
    read_areas(reading);
    read_frames(reading, date);
    read_rules(reading);
  }

  std::vector<Offer> operator()(const Ride& ride) const {
    std::vector<const LegRule*> holding;
    for (const LegRule& rule : rules_)
      if (holds(rule, ride)) holding.push_back(&rule);
    int highest = 0;
    for (const LegRule* rule : holding) highest = std::max(highest, rule->priority);
    std::vector<Offer> offers;
    for (const LegRule* rule : holding) {
      if (has_priority_ && rule->priority < highest) continue;
      const auto product = products_.find(rule->product);
      if (product == products_.end()) continue;
      const auto frame = frames_.find(rule->frame);
      if (!rule->frame.empty() && (frame == frames_.end() || frame->second.empty())) continue;
      offers.push_back({product->second, rule->frame.empty() ? Hours{} : frame->second});
    }
    return offers;
  }

 private:
  void read_categories(const Reading& reading) {
    if (!reading.files.has("rider_categories.txt")) return;
    FeedTable table(reading, "rider_categories.txt");
    const auto id = table.needed("rider_category_id");
    const auto name = table.column("rider_category_name");
    const auto usual = table.column("is_default_fare_category");
    while (table.next()) {
      if (table[usual] == "1") usual_category_ = std::string(table[id]);
      categories_[std::string(table[id])] = std::string(table[name].empty() ? table[id] : table[name]);
    }
  }

  /// A product is sold on several media: the cheapest counts.
  void read_products(const Reading& reading, LineFares& fares) {
    std::map<std::string, std::map<std::string, std::int64_t>> reduced;  // category → product → cents
    FeedTable table(reading, "fare_products.txt");
    const auto id = table.needed("fare_product_id");
    const auto amount = table.needed("amount");
    const auto currency = table.needed("currency");
    const auto category = table.column("rider_category_id");
    while (table.next()) {
      const auto cents = cents_in(table[amount]);
      if (!cents) {
        reading.findings.ignore("fares whose price cannot be read", table.place("amount"));
        continue;
      }
      if (fares.currency.empty()) fares.currency = std::string(table[currency]);
      if (table[currency] != fares.currency) {
        reading.findings.ignore("fares in another currency", table.place("currency"));
        continue;
      }
      const bool usual = table[category].empty() || table[category] == usual_category_;
      auto& prices = usual ? products_ : reduced[std::string(table[category])];
      const auto [at, fresh] = prices.emplace(std::string(table[id]), *cents);
      if (!fresh) at->second = std::min(at->second, *cents);
    }
    for (const auto& [name, prices] : reduced) add_reduced(reading, name, prices, fares);
  }

  /// A category that pays the same share of every price is a discount.
  void add_reduced(const Reading& reading, const std::string& id, const std::map<std::string, std::int64_t>& prices, LineFares& fares) {
    std::optional<double> share;
    bool even = true;
    for (const auto& [product, cents] : prices) {
      const auto full = products_.find(product);
      if (full == products_.end() || full->second == 0) continue;
      const double here = static_cast<double>(cents) / static_cast<double>(full->second);
      const double slack = 0.51 / static_cast<double>(full->second);
      if (share && (here > *share + slack + 0.005 || here < *share - slack - 0.005)) even = false;
      if (!share) share = here;
    }
    const auto known = categories_.find(id);
    const std::string name = known == categories_.end() ? id : known->second;
    if (!share || !even || *share >= 1.0) {
      reading.findings.ignore("rider category '" + escape_control(name) + "': its prices are no even discount off the full fare");
      return;
    }
    fares.reduced.push_back({name, static_cast<std::int64_t>((1.0 - *share) * 1000.0 + 0.5) * 1000});
  }

  void read_networks(const Reading& reading) {
    for (const Route& route : feed_.routes) network_of_.push_back(route.network);
    if (!reading.files.has("route_networks.txt")) return;
    FeedTable table(reading, "route_networks.txt");
    const auto network = table.needed("network_id");
    const auto route = table.needed("route_id");
    while (table.next())
      if (const auto r = feed_.route_of.find(table[route]); r != feed_.route_of.end()) network_of_[r->second] = std::string(table[network]);
  }

  void read_areas(const Reading& reading) {
    areas_of_.resize(stations_.list.size());
    if (!reading.files.has("stop_areas.txt")) return;
    FeedTable table(reading, "stop_areas.txt");
    const auto area = table.needed("area_id");
    const auto stop = table.needed("stop_id");
    std::map<std::uint32_t, std::set<std::string>> of_stop;
    while (table.next()) {
      const auto s = feed_.stop_of.find(table[stop]);
      if (s == feed_.stop_of.end())
        reading.findings.ignore("areas of a stop that is not there", table.place("stop_id"));
      else
        of_stop[s->second].insert(std::string(table[area]));
    }
    for (std::uint32_t row = 0; row < feed_.stops.size(); ++row) {
      if (!stations_.used[row]) continue;
      std::uint32_t at = row;
      for (int step = 0; step < 3; ++step) {
        if (const auto found = of_stop.find(at); found != of_stop.end()) areas_of_[stations_.of_stop[row]].insert(found->second.begin(), found->second.end());
        if (feed_.stops[at].parent.empty()) break;
        at = feed_.stop_of.find(feed_.stops[at].parent)->second;
      }
    }
  }

  void read_frames(const Reading& reading, Date date) {
    if (!reading.files.has("timeframes.txt")) return;
    FeedTable table(reading, "timeframes.txt");
    const auto group = table.needed("timeframe_group_id");
    const auto from = table.column("start_time");
    const auto to = table.column("end_time");
    const auto service = table.column("service_id");
    while (table.next()) {
      Hours& hours = frames_[std::string(table[group])];
      const auto s = feed_.service_of.find(table[service]);
      if (s == feed_.service_of.end() || !feed_.services[s->second].runs(date)) continue;
      const auto begins = table[from].empty() ? std::optional(0) : parse_gtfs_time(table[from]);
      const auto ends = table[to].empty() ? std::optional(24 * 3600) : parse_gtfs_time(table[to]);
      if (begins && ends && *begins < *ends)
        hours.emplace_back(*begins, *ends);
      else
        reading.findings.ignore("time frames that cannot be read", table.place(begins ? "end_time" : "start_time"));
    }
  }

  void read_rules(const Reading& reading) {
    FeedTable table(reading, "fare_leg_rules.txt");
    const auto product = table.needed("fare_product_id");
    const auto network = table.column("network_id");
    const auto from = table.column("from_area_id");
    const auto to = table.column("to_area_id");
    const auto frame = table.column("from_timeframe_group_id");
    const auto priority = table.column("rule_priority");
    has_priority_ = priority.has_value();
    while (table.next()) {
      LegRule rule{std::string(table[network]), std::string(table[from]), std::string(table[to]), std::string(table[frame]),
                   std::string(table[product]), whole_in(table[priority]).value_or(0)};
      if (products_.count(rule.product) == 0)
        reading.findings.ignore("fare rules whose product is not there, or only for a rider category", table.place("fare_product_id"));
      networks_.insert(rule.network);
      from_areas_.insert(rule.from_area);
      to_areas_.insert(rule.to_area);
      rules_.push_back(std::move(rule));
    }
  }

  /// Without rule_priority an empty field stands for what no other rule names, with it for anything.
  [[nodiscard]] bool in_area(const std::string& wanted, std::uint32_t station, const std::set<std::string>& named) const {
    const std::set<std::string>& areas = areas_of_[station];
    if (!wanted.empty()) return areas.count(wanted) > 0;
    return has_priority_ || std::none_of(areas.begin(), areas.end(), [&](const std::string& a) { return named.count(a) > 0; });
  }
  [[nodiscard]] bool holds(const LegRule& rule, const Ride& ride) const {
    // Rules are of legs; one that names both ends is taken for the whole way between them.
    if (ride.changes && (rule.from_area.empty() || rule.to_area.empty() || !rule.network.empty())) return false;
    const std::string& network = network_of_[ride.route];
    if (!rule.network.empty() && rule.network != network) return false;
    if (rule.network.empty() && !ride.changes && !has_priority_ && !network.empty() && networks_.count(network) > 0) return false;
    return in_area(rule.from_area, ride.stations.front(), from_areas_) && in_area(rule.to_area, ride.stations.back(), to_areas_);
  }

  const Feed& feed_;
  const Stations& stations_;
  std::string usual_category_;
  std::map<std::string, std::string> categories_;
  std::map<std::string, std::int64_t> products_;  ///< of the usual riders
  std::vector<std::string> network_of_;           ///< per route
  std::vector<std::set<std::string>> areas_of_;   ///< per station
  std::map<std::string, Hours> frames_;
  std::vector<LegRule> rules_;
  std::set<std::string> networks_, from_areas_, to_areas_;
  bool has_priority_ = false;
};

}  // namespace

Offers fares_v2(const Reading& reading, const Feed& feed, const Stations& stations, Date date, LineFares& fares) {
  if (!reading.files.has("fare_leg_rules.txt") || !reading.files.has("fare_products.txt")) return {};
  auto known = std::make_shared<FaresV2>(feed, stations);
  known->read(reading, date, fares);
  return [known](const Ride& ride) { return (*known)(ride); };
}

}  // namespace czt::gtfs
