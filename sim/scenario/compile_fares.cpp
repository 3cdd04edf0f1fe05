/// fares → FareBook; costs and emissions.

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "read_table.hpp"

namespace czt {

namespace {

constexpr std::int64_t million = 1'000'000;

ZoneFares compile_zones(Cursor fares, const Network& network) {
  ZoneFares out;
  out.zone_of.assign(network.stations.size(), 0);
  std::map<std::string, std::uint32_t> zones;
  for (const auto& [zone, list] : fares["zones"].items()) {
    const std::uint32_t number = out.zones++;
    zones.emplace(zone, number);
    for (const std::string& station : fares["zones"].names(zone))
      out.zone_of[*network.find(station)] = number;
  }
  out.price.resize(std::size_t{out.zones} * out.zones);
  for (const auto& [from, row] : fares["zone_prices"].items())
    for (const auto& [to, price] : row.items()) {
      const std::uint32_t a = zones.at(from);
      const std::uint32_t b = zones.at(to);
      out.price[a * out.zones + b] = out.price[b * out.zones + a] = row.money(to);
    }
  return out;
}

/// A fare of the table: yuan with at most two places.
std::optional<Money> parse_yuan(const std::string& text) {
  const auto yuan = parse_decimal(text);
  constexpr std::int64_t fen = million / 100;
  if (!yuan || yuan->millionths < 0 || yuan->millionths % fen != 0 || yuan->millionths > 10'000 * million)
    return std::nullopt;
  return Money{yuan->millionths / fen};
}

class PairTable {
 public:
  PairTable(Cursor fares, const Network& network, Diagnostics& wrong)
      : network_(network), file_(fares.file("od")), where_(fares.where("od")), wrong_(wrong) {}

  PairFares read() {
    const std::size_t n = network_.stations.size();
    out_.stations = static_cast<std::uint32_t>(n);
    out_.price.resize(n * n);
    lines_.assign(n * n, 0);
    const std::optional<CsvTable> table = read_table(file_, where_, "fares.od", wrong_);
    if (!table) return out_;
    const std::size_t before = wrong_.size();
    take(*table);
    if (wrong_.size() == before) fill();
    return out_;
  }

 private:
  void report(int line, std::string message) {
    wrong_.push_back(problem({file_.string(), line, 1}, "fares.od", std::move(message)));
  }

  void take(const CsvTable& table) {
    const auto from = table.column("from");
    const auto to = table.column("to");
    const auto yuan = table.column("yuan");
    if (!from || !to || !yuan) return report(1, "the columns from, to and yuan are needed");
    for (const CsvTable::Row& row : table.rows) {
      const auto a = network_.find(row.fields[*from]);
      const auto b = network_.find(row.fields[*to]);
      const auto price = parse_yuan(row.fields[*yuan]);
      if (!a || !b)
        report(row.line, "no station is called '" + escape_control(row.fields[a ? *to : *from]) + "'");
      else if (!price)
        report(row.line, "found '" + escape_control(row.fields[*yuan]) +
                             "', expected yuan from 0 to 10000 with at most two places");
      else if (*a == *b)
        report(row.line, "from and to are the same station");
      else
        put(*a, *b, *price, row.line);
    }
  }

  void put(StationId a, StationId b, Money price, int line) {
    const std::size_t row = a.value * std::size_t{out_.stations} + b.value;
    if (lines_[row] != 0)
      return report(line, network_.stations[a].name + " to " + network_.stations[b].name +
                              " has a fare already, on line " + std::to_string(lines_[row]));
    lines_[row] = line;
    out_.price[row] = price;
  }

  /// The way back costs the same unless it has its own row; every two open stations need a fare.
  void fill() {
    std::size_t missing = 0;
    std::string first;
    const std::size_t n = out_.stations;
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = a + 1; b < n; ++b) {
        const std::size_t there = a * n + b;
        const std::size_t back = b * n + a;
        if (lines_[there] == 0) out_.price[there] = out_.price[back];
        if (lines_[back] == 0) out_.price[back] = out_.price[there];
        const Station& one = network_.stations[StationId{a}];
        const Station& other = network_.stations[StationId{b}];
        if (lines_[there] != 0 || lines_[back] != 0 || !one.open || !other.open) continue;
        if (missing++ == 0) first = one.name + " and " + other.name;
      }
    if (missing > 0)
      report(1, "no fare between " + first +
                    (missing > 1 ? ", nor between " + std::to_string(missing - 1) + " other pairs of open stations"
                                 : std::string()));
  }

  const Network& network_;
  std::filesystem::path file_;
  SourcePlace where_;
  Diagnostics& wrong_;
  PairFares out_;
  std::vector<int> lines_;  ///< per pair: where its fare stands
};

SingleFares compile_singles(Cursor fares, const Network& network, Diagnostics& wrong) {
  const std::string kind = fares.text("kind");
  if (kind == "flat") return FlatFare{fares.money("flat")};
  if (kind == "zone") return compile_zones(fares, network);
  if (kind == "od") return PairTable(fares, network, wrong).read();
  return Tariff{fares.decimal("per_km"), fares.money("minimum"), fares.money("round_to")};
}

Product compile_product(const std::string& name, Cursor item, const IdVector<PurposeId, Purpose>& purposes) {
  Product product;
  product.name = name;
  product.name_zh = item.text("zh");
  if (item.has("days")) product.days = static_cast<std::uint32_t>(item.whole("days"));
  product.rides.reset();
  if (item.has("rides")) product.rides = static_cast<std::uint32_t>(item.whole("rides"));
  if (!item.has("rides") && !item.has("days")) product.rides = 1;
  if (item.has("price")) product.price = item.money("price");
  if (item.has("times")) product.singles = item.decimal("times");
  if (item.has("discount"))
    product.singles = {(million - item.decimal("discount").millionths) * std::int64_t{product.rides.value_or(1)}};
  for (const std::string& buyer : item.names("for"))
    for (std::size_t p = 0; p < purposes.size(); ++p)
      if (const Purpose& purpose = purposes[PurposeId{p}]; purpose.name == buyer || purpose.name_zh == buyer)
        product.buyers.push_back(PurposeId{p});
  return product;
}

FareRule compile_rule(const std::string& name, Cursor item, const Network& network,
                      const IdVector<ProductId, Product>& products) {
  FareRule rule;
  rule.name = name;
  for (const std::string& station : item.names("between")) rule.between.push_back(*network.find(station));
  if (item.has("from")) rule.from = network.find(item.text("from"));
  if (item.has("to")) rule.to = network.find(item.text("to"));
  for (const auto& [from, to] : item.hours("departs")) rule.departs.push_back({from, to});
  for (const std::string& wanted : item.names("products"))
    for (std::size_t k = 0; k < products.size(); ++k)
      if (const Product& product = products[ProductId{k}]; product.name == wanted || product.name_zh == wanted)
        rule.products.push_back(ProductId{k});
  rule.effect = item.has("cap") ? FareRule::Effect::cap : FareRule::Effect::price;
  rule.amount = item.money(item.has("cap") ? "cap" : "price");
  return rule;
}

/// Fares by distance go by tariff kilometres: every station needs its own, or all fares are the least.
void want_chainage(Cursor tree, Diagnostics& notes, Diagnostics& wrong) {
  const Cursor fares = tree["fares"];
  if (fares.text("kind") != "distance" || fares.decimal("per_km").millionths == 0) return;
  std::vector<const std::string*> without;
  const auto stations = tree["stations"].items();
  for (const auto& [name, station] : stations)
    if (!station.has("chainage_km")) without.push_back(&name);
  if (without.empty()) return;
  const std::string more = without.size() > 1 ? ", nor " + std::to_string(without.size() - 1) + " more" : "";
  const std::string& first = *without.front();
  if (fares.present())
    wrong.push_back(problem(tree["stations"][first].where(), "stations." + first + ".chainage_km",
                            "fares go by distance, and " + first + " has no tariff kilometres" + more));
  else
    notes.push_back(problem(tree["stations"][first].where(), "fares",
                            "no fares are written and " + first + " has no tariff kilometres" + more +
                                ": its tickets cost the least, " + fares.text("minimum")));
}

}  // namespace

void compile_fares(Cursor tree, PlanInput& input, Diagnostics& notes, Diagnostics& wrong) {
  want_chainage(tree, notes, wrong);
  const Cursor fares = tree["fares"];
  const std::size_t before = wrong.size();
  FareTerms terms;
  terms.singles = compile_singles(fares, input.network, wrong);
  if (wrong.size() != before) return;
  terms.round_to = fares.money("round_to");
  terms.stations = static_cast<std::uint32_t>(input.network.stations.size());
  for (const auto& [name, item] : fares["products"].items()) {
    Product product = compile_product(name, item, input.purposes);
    if (item.has("for") && product.buyers.empty())
      wrong.push_back(item.wrong("for", "none of these purposes has travellers: nobody may buy it"));
    terms.products.push_back(std::move(product));
  }
  for (const auto& [name, item] : fares["rules"].items())
    terms.rules.push_back(compile_rule(name, item, input.network, terms.products));
  for (const Purpose& purpose : input.purposes)
    terms.rides_a_month.push_back(tree["purposes"][purpose.name].decimal("trips_per_month"));
  input.fares = FareBook(std::move(terms));
}

void compile_costs(Cursor tree, PlanInput& input) {
  if (const Cursor costs = tree["costs"]; costs.present())
    input.costs = Costs{costs.decimal("per_train_km"), costs.money("per_trainset_day"), costs.money("per_stop")};
  if (const Cursor emissions = tree["emissions"]; emissions.present())
    input.emissions = Emissions{emissions.number("energy"), emissions.number("grid"), emissions.number("car"),
                                emissions.number("coach")};
}

}  // namespace czt
