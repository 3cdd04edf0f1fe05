#include "gtfs_export_fares.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/csv.hpp"
#include "exported.hpp"

namespace czt {

namespace {

/// What a single ticket costs in each period of the day.
class SinglePrices {
 public:
  explicit SinglePrices(const Plan& plan) : plan_(plan), book_(singles_only(plan)) {}

  [[nodiscard]] std::uint32_t periods() const { return book_.periods(); }
  [[nodiscard]] Money price(StationId from, StationId to, std::uint32_t period) const {
    return book_.ticket(no_purpose, from, to, plan_.input.network.tariff_km(from, to), book_.time_in(period)).fare;
  }
  [[nodiscard]] Money dearest(StationId from, StationId to) const {
    Money most;
    for (std::uint32_t p = 0; p < periods(); ++p) most = std::max(most, price(from, to, p));
    return most;
  }
  /// Where the period begins: the first second of it.
  [[nodiscard]] std::int64_t begins(std::uint32_t period) const {
    if (period == 0) return 0;
    std::int64_t low = 0;
    std::int64_t high = 48 * 3600;
    while (low + 1 < high) {  // the first second of a period not before it
      const std::int64_t middle = (low + high) / 2;
      (book_.period_of(start_of_day + seconds(middle)) < period ? low : high) = middle;
    }
    return high;
  }

 private:
  static FareBook singles_only(const Plan& plan) {
    FareTerms terms = plan.input.fares.terms();
    IdVector<ProductId, Product> single;
    single.push_back(terms.products[ProductId{}]);
    terms.products = std::move(single);
    std::erase_if(terms.rules, [](const FareRule& rule) {
      return !rule.products.empty() && std::find(rule.products.begin(), rule.products.end(), ProductId{}) == rule.products.end();
    });
    for (FareRule& rule : terms.rules) rule.products.clear();
    return FareBook(std::move(terms));
  }

  const Plan& plan_;
  FareBook book_;
};

std::string amount(Money money) { return to_text(money); }

template <class Each>
void for_pairs(const Network& network, const Each& each) {
  for (std::size_t a = 0; a < network.stations.size(); ++a)
    for (std::size_t b = 0; b < network.stations.size(); ++b)
      if (a != b) each(StationId{a}, StationId{b});
}

void version_1(const Plan& plan, const SinglePrices& prices, const std::string& currency, std::vector<ScenarioFile>& files) {
  const Network& network = plan.input.network;
  std::map<Money, std::string> fares;
  std::string rules = "fare_id,origin_id,destination_id\n";
  for_pairs(network, [&](StationId a, StationId b) {
    const Money price = prices.dearest(a, b);
    fares.emplace(price, "single " + amount(price));
    rules += fares[price] + "," + csv_field(station_id(network, a)) + "," + csv_field(station_id(network, b)) + "\n";
  });
  std::string attributes = "fare_id,price,currency_type,payment_method,transfers\n";
  for (const auto& [price, id] : fares) attributes += id + "," + amount(price) + "," + currency + ",1,\n";
  files.push_back({"fare_attributes.txt", std::move(attributes)});
  if (fares.size() > 1) files.push_back({"fare_rules.txt", std::move(rules)});
}

/// Each station an area of its own, each period of the day a time frame.
void version_2(const Plan& plan, const SinglePrices& prices, const std::string& currency, std::vector<ScenarioFile>& files) {
  const Network& network = plan.input.network;
  std::string areas = "area_id\n";
  std::string stops = "area_id,stop_id\n";
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    const std::string id = csv_field(station_id(network, StationId{s}));
    areas += id + "\n";
    stops += id + "," + id + "\n";
  }
  std::string frames = "timeframe_group_id,start_time,end_time,service_id\n";
  const auto clock = [](std::int64_t s) { return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60); };
  std::vector<bool> in_day(prices.periods(), false);
  for (std::uint32_t p = 0; p < prices.periods(); ++p) {
    const std::int64_t begins = prices.begins(p);
    const std::int64_t ends = p + 1 < prices.periods() ? prices.begins(p + 1) : 24 * 3600;
    in_day[p] = begins < 24 * 3600;
    if (in_day[p]) frames += fmt::format("hours{},{},{},always\n", p + 1, clock(begins), clock(std::min<std::int64_t>(ends, 24 * 3600)));
  }
  std::map<Money, std::string> products;
  std::string rules = "from_area_id,to_area_id,from_timeframe_group_id,fare_product_id\n";
  for_pairs(network, [&](StationId a, StationId b) {
    for (std::uint32_t p = 0; p < prices.periods(); ++p) {
      if (!in_day[p]) continue;
      const Money price = prices.price(a, b, p);
      products.emplace(price, "single " + amount(price));
      rules += csv_field(station_id(network, a)) + "," + csv_field(station_id(network, b)) + fmt::format(",hours{},", p + 1) + products[price] + "\n";
    }
  });
  std::string sold = "fare_product_id,amount,currency\n";
  for (const auto& [price, id] : products) sold += id + "," + amount(price) + "," + currency + "\n";
  files.push_back({"areas.txt", std::move(areas)});
  files.push_back({"stop_areas.txt", std::move(stops)});
  files.push_back({"timeframes.txt", std::move(frames)});
  files.push_back({"fare_products.txt", std::move(sold)});
  files.push_back({"fare_leg_rules.txt", std::move(rules)});
}

}  // namespace

std::vector<ScenarioFile> fares_of(const Plan& plan, const std::string& currency, Findings& findings) {
  const SinglePrices prices(plan);
  std::vector<ScenarioFile> files;
  version_1(plan, prices, currency, files);
  if (prices.periods() > 1) version_2(plan, prices, currency, files);
  if (const std::size_t others = plan.input.fares.products().size() - 1; others > 0)
    findings.ignore(fmt::format("{} product{} beside single tickets", others, others == 1 ? "" : "s"));
  return files;
}

}  // namespace czt
