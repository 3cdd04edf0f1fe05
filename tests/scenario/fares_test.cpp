/// Fares as written, down to what a ride costs.

#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

const std::filesystem::path good = std::filesystem::path(CZT_SOURCE_DIR) / "tests/scenario/good";
const std::string line = R"(
scenario: three stations
stations: {A: {km: 0, chainage_km: 0}, B: {km: 10, chainage_km: 10}, C: {km: 24, chainage_km: 25}}
branches: {main: {stations: [A, B, C]}}
)";

Plan plan_of(const Result<Scenario>& scenario) {
  INFO((scenario ? std::string() : print(scenario.error())));
  REQUIRE(scenario.has_value());
  auto compiled = compile(*scenario);
  INFO((compiled ? std::string() : print(compiled.error())));
  REQUIRE(compiled.has_value());
  return std::move(compiled->plan);
}
Plan plan_of(const std::string& fares) { return plan_of(parse_scenario(line + fares)); }

std::int64_t fen(const Plan& plan, const char* from, const char* to, SimTime at = clock_time(12)) {
  const Network& network = plan.input.network;
  const StationId a = *network.find(from);
  const StationId b = *network.find(to);
  return plan.input.fares.ticket(no_purpose, a, b, network.tariff_km(a, b), at).fare.fen;
}

}  // namespace

TEST_CASE("a flat fare is the same for every pair", "[scenario][fares]") {
  const Plan plan = plan_of("fares: {kind: flat, flat: 2.50 yuan}\n");
  CHECK(fen(plan, "A", "B") == 250);
  CHECK(fen(plan, "C", "A") == 250);
}

TEST_CASE("a fare by zones goes by the pair of zones, written in either order", "[scenario][fares]") {
  const Plan plan = plan_of(R"(
fares:
  kind: zone
  zones: {near: [A, B], far: [C]}
  zone_prices: {near: {near: 3 yuan}, far: {near: 6 yuan, far: 4 yuan}}
)");
  CHECK(fen(plan, "A", "B") == 300);
  CHECK(fen(plan, "B", "C") == 600);
  CHECK(fen(plan, "C", "A") == 600);
}

TEST_CASE("a table of pairs holds either way, unless the way back has a row", "[scenario][fares]") {
  const Plan plan = plan_of(read_scenario(good / "fares_by_table.yaml"));
  CHECK(fen(plan, "Alpha", "Beta") == 350);
  CHECK(fen(plan, "Beta", "Alpha") == 350);
  CHECK(fen(plan, "Gamma", "Alpha") == 600);
  CHECK(fen(plan, "Alpha", "Gamma") == 725);
}

TEST_CASE("rules are read with their stations, hours, products and effect", "[scenario][fares]") {
  const Plan plan = plan_of(R"(
fares:
  per_km: 0.5 yuan
  products: {half: {zh: 半价票, discount: 50 %}}
  rules:
    off-peak: {between: [C, A], price: 8 yuan, products: [single], departs: ["09:00-16:30"]}
    one way: {from: B, to: C, cap: 3 yuan, products: [半价票]}
)");
  CHECK(fen(plan, "A", "C") == 700);  // 12.50 half up to 13, half of that half up to 7
  CHECK(fen(plan, "B", "C") == 300);  // 4 without the cap
  CHECK(fen(plan, "C", "B") == 400);
  const FareTerms& terms = plan.input.fares.terms();
  REQUIRE(terms.rules.size() == 2);
  CHECK(terms.rules[0].departs.front().to == clock_time(16, 30));
  CHECK(terms.rules[0].products == std::vector<ProductId>{ProductId{0}});
  CHECK(terms.rules[1].products == std::vector<ProductId>{ProductId{1}});
  CHECK(terms.rules[1].effect == FareRule::Effect::cap);
}

TEST_CASE("costs and emissions are read in their units, and absent if not written", "[scenario][costs]") {
  const Plan plan = plan_of(R"(
costs: {per_train_km: 60.5 yuan, per_trainset_day: 12000 yuan, per_stop: 50 fen}
emissions: {energy: 2.1 kWh/km, grid: 0.58 kg/kWh, car: 130 g/km, coach: 0.035 kg/km}
)");
  REQUIRE(plan.input.costs.has_value());
  CHECK(plan.input.costs->per_train_km == Decimal{60'500'000});
  CHECK(plan.input.costs->per_trainset_day == Money{1'200'000});
  CHECK(plan.input.costs->per_stop == Money{50});
  REQUIRE(plan.input.emissions.has_value());
  CHECK(near(plan.input.emissions->car, 0.13));
  const Plan bare = plan_of("demand: {scale: 1}\n");
  CHECK_FALSE(bare.input.costs.has_value());
  CHECK_FALSE(bare.input.emissions.has_value());
}
