#include "czt/experiment/ranges.hpp"

#include <algorithm>
#include <set>

#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

AssumedInput input(const std::string& path, double low, double high) {
  AssumedInput a;
  a.path = path;
  a.low = low;
  a.high = high;
  return a;
}

const char* const small_line = R"(
scenario: ranges
stations: {A: {km: 0}, B: {km: 5}}
branches: {main: {stations: [A, B]}}
train_types: {t: {cars: 4, doors_per_side: 8, seats: 100, standing_area: 50 m2, max_speed: 120 km/h}}
formation: {default: t}
timetable: {down: {from: A, to: B, first: "06:00", every: 10 min, trains: 30}}
demand: {scale: {value: 1, assumed: "a guess", range: [0.5, 1.5]}}
passengers: {early: {from: A, to: B, at: "06:05", count: 5}}
places:
  a: {people: 1000, jobs: 0, access: {A: 5 min}, latitude: 28, longitude: 113}
  b: {people: 0, jobs: 1000, access: {B: 5 min}, latitude: 28.05, longitude: 113}
profiles: {day: {hours: {"06:00": 100 %, "10:00": 0 %}}}
purposes: {work: {trips: 1 /day, from: people, to: jobs, decay: 0.01 /min, profile: {up: day, down: day}, rail_share: 30 %}}
)";

}  // namespace

TEST_CASE("every stratum of every input is hit once", "[experiment][ranges]") {
  const std::vector<AssumedInput> inputs{input("a", 10, 20), input("b", -1, 1)};
  const std::vector<InputSample> samples = sample_inputs(inputs, 50, 7);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::set<int> strata;
    for (const InputSample& sample : samples) {
      CHECK(sample[i].first == inputs[i].path);
      CHECK(sample[i].second >= inputs[i].low);
      CHECK(sample[i].second <= inputs[i].high);
      strata.insert(static_cast<int>(50 * (sample[i].second - inputs[i].low) /
                                     (inputs[i].high - inputs[i].low)));
    }
    CHECK(strata.size() == 50);
  }
}

TEST_CASE("an input's samples do not depend on which others are there", "[experiment][ranges]") {
  const std::vector<AssumedInput> both{input("a", 10, 20), input("b", -1, 1)};
  const std::vector<AssumedInput> one{input("b", -1, 1)};
  const auto with = sample_inputs(both, 10, 7);
  const auto without = sample_inputs(one, 10, 7);
  for (std::size_t k = 0; k < 10; ++k) CHECK(with[k][1].second == without[k][0].second);
  CHECK(sample_inputs(one, 10, 8)[0][0].second != without[0][0].second);
}

TEST_CASE("a scenario is replicated over the ranges of its assumed inputs",
          "[experiment][ranges]") {
  const Result<Scenario> scenario = parse_scenario(small_line);
  if (!scenario) FAIL(print(scenario.error()));
  REQUIRE(scenario->assumed.size() == 1);
  const Result<Compiled> compiled = compile(*scenario);
  if (!compiled) FAIL(print(compiled.error()));
  const std::vector<Cell> cells{parse_cell("journeys", compiled->plan).value()};
  RunOptions options;
  options.replications = 10;
  options.threads = 2;
  const Result<Outcomes> sampled = replicate_over_ranges(*scenario, cells, options);
  if (!sampled) FAIL(print(sampled.error()));
  const Outcomes plain = replicate(compiled->plan, cells, options);
  // Half to one and a half times the demand: more spread than chance alone, about the same mean.
  const auto spread = [](const Outcomes& o) {
    const auto [low, high] = std::minmax_element(o.values.begin(), o.values.end());
    return *high - *low;
  };
  CHECK(spread(*sampled) > 2 * spread(plain));
  const auto samples = sample_inputs(scenario->assumed, 10, 1);
  for (std::uint32_t k = 0; k < 10; ++k)  // the same people: more demand, more journeys
    CHECK((samples[k][0].second > 1.0) == (sampled->at(k, 0) > plain.at(k, 0)));
  options.threads = 1;
  CHECK(replicate_over_ranges(*scenario, cells, options)->fingerprint == sampled->fingerprint);
}
