#include <algorithm>

#include "czt/core/money.hpp"
#include "gtfs_fares.hpp"

namespace czt::gtfs {

std::optional<std::int64_t> cents_in(std::string_view text) {
  const auto amount = parse_decimal(text);
  if (!amount || amount->millionths < 0 || amount->millionths % 10'000 != 0) return std::nullopt;
  return amount->millionths / 10'000;
}

namespace {

struct FareV1 {
  std::int64_t cents = 0;
  bool transfers = true;   ///< one may change trains with it
  /// Rows of fare_rules with the same route, origin and destination hold together: all their zones must be passed.
  std::map<std::array<std::string, 3>, std::set<std::string>> rules;
};

class FaresV1 {
 public:
  FaresV1(const Feed& feed, const Stations& stations) : feed_(feed), stations_(stations) {}

  void read(const Reading& reading, LineFares& fares) {
    RowOf row_of;
    {
      FeedTable table(reading, "fare_attributes.txt");
      const auto id = table.needed("fare_id");
      const auto price = table.needed("price");
      const auto currency = table.column("currency_type");
      const auto transfers = table.column("transfers");
      while (table.next()) {
        const auto cents = cents_in(table[price]);
        if (!cents) {
          reading.findings.ignore("fares whose price cannot be read", table.place("price"));
          continue;
        }
        if (fares.currency.empty()) fares.currency = std::string(table[currency]);
        if (table[currency] != fares.currency) {
          reading.findings.ignore("fares in another currency", table.place("currency_type"));
          continue;
        }
        row_of.emplace(std::string(table[id]), static_cast<std::uint32_t>(fares_.size()));
        fares_.push_back({*cents, table[transfers] != "0", {}});
      }
    }
    if (!reading.files.has("fare_rules.txt")) return;
    FeedTable table(reading, "fare_rules.txt");
    const auto id = table.needed("fare_id");
    const auto route = table.column("route_id");
    const auto origin = table.column("origin_id");
    const auto destination = table.column("destination_id");
    const auto contains = table.column("contains_id");
    while (table.next()) {
      const auto row = row_of.find(table[id]);
      if (row == row_of.end()) {
        reading.findings.ignore("rules of a fare that is not there", table.place("fare_id"));
        continue;
      }
      auto& zones = fares_[row->second].rules[{std::string(table[route]), std::string(table[origin]), std::string(table[destination])}];
      if (!table[contains].empty()) zones.insert(std::string(table[contains]));
    }
  }

  std::vector<Offer> operator()(const Ride& ride) const {
    std::set<std::string> passed;
    for (const std::uint32_t s : ride.stations) passed.insert(stations_.list[s].zone);
    std::vector<Offer> offers;
    for (const FareV1& fare : fares_) {
      if (ride.changes && !fare.transfers) continue;
      const bool holds = fare.rules.empty() || std::any_of(fare.rules.begin(), fare.rules.end(), [&](const auto& rule) {
                           const auto& [route, origin, destination] = rule.first;
                           return (route.empty() || (!ride.changes && route == feed_.routes[ride.route].id)) &&
                                  (origin.empty() || origin == stations_.list[ride.stations.front()].zone) &&
                                  (destination.empty() || destination == stations_.list[ride.stations.back()].zone) &&
                                  (rule.second.empty() || (!ride.changes && rule.second == passed));
                         });
      if (holds) offers.push_back({fare.cents, {}});
    }
    return offers;
  }

 private:
  const Feed& feed_;
  const Stations& stations_;
  std::vector<FareV1> fares_;
};

}  // namespace

Offers fares_v1(const Reading& reading, const Feed& feed, const Stations& stations, LineFares& fares) {
  if (!reading.files.has("fare_attributes.txt")) return {};
  auto known = std::make_shared<FaresV1>(feed, stations);
  known->read(reading, fares);
  return [known](const Ride& ride) { return (*known)(ride); };
}

}  // namespace czt::gtfs
