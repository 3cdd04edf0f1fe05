#include "minutes_2026.hpp"

#include <map>

#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::trains_2026;

namespace {

struct Railway {
  Network network;
  TrainType type;
};

/// The line and its CJ6 as a shipped scenario has them.
Railway railway(const std::string& scenario) {
  const auto read = read_scenario(std::string(CZT_SOURCE_DIR) + "/scenarios/" + scenario);
  REQUIRE(read.has_value());
  auto compiled = compile(*read);
  REQUIRE(compiled.has_value());
  PlanInput& in = compiled->plan.input;
  for (const TrainType& type : in.types)
    if (type.name == "CJ6") return {in.network, type};
  FAIL("no CJ6");
  return {};
}

void predict_held_out(const std::string& scenario) {
  const Railway line = railway(scenario);
  const std::vector<Leg> legs = legs_of_2026(line.network, line.type);
  const Margins margins = fit_margins(of_families(legs, fitted));
  INFO(table(legs, margins, line.network));
  CHECK(margins.trunk > 0.0);
  CHECK(margins.branch > 0.0);
  for (const std::string_view& family : held_out)
    CHECK(median(errors_of(of_families(legs, {&family, 1}), margins).legs) <= 1.0);
  CHECK(median(errors_of(of_families(legs, held_out), margins).legs) <= 1.0);
}

}  // namespace

TEST_CASE("four margins fitted on S79 and S69 predict the minutes between stops of S78, S68 and S70 to a minute on the median",
          "[minutes]") {
  predict_held_out("2026-weekday.yaml");
}

TEST_CASE("so they do with running times from power and resistance", "[minutes][traction]") {
  predict_held_out("2021-with-traction.yaml");
}

TEST_CASE("margins that were put in are found again", "[minutes]") {
  const Railway line = railway("2026-weekday.yaml");
  std::vector<Leg> legs = of_families(legs_of_2026(line.network, line.type), fitted);
  const Margins truth{0.07, 0.11, 1.3, 0.9};
  for (Leg& leg : legs) leg.published = predicted(leg, truth);
  const Margins found = fit_margins(legs);
  CHECK(near(found.trunk, truth.trunk, 1e-9));
  CHECK(near(found.branch, truth.branch, 1e-9));
  CHECK(near(found.stop, truth.stop, 1e-9));
  CHECK(near(found.recovery, truth.recovery, 1e-9));
  CHECK(median(errors_of(legs, found).arrivals) < 1e-9);
}

TEST_CASE("every train of 2026 is read, its legs in order and within the line", "[minutes]") {
  const Railway line = railway("2026-weekday.yaml");
  const std::vector<Leg> legs = legs_of_2026(line.network, line.type);
  std::map<std::string, std::vector<Leg>> trains;
  for (const Leg& leg : legs) trains[leg.train].push_back(leg);
  CHECK(trains.size() == 202);  // five of the 207, through trains, call at only one of its stations
  for (const auto& [train, own] : trains) {
    INFO(train);
    for (std::size_t k = 0; k < own.size(); ++k) {
      CHECK(own[k].published > 0.0);
      CHECK(own[k].trunk + own[k].branch < own[k].published + 0.5);  // to the rounding of whole minutes
      if (k > 0) CHECK(own[k].from == own[k - 1].to);
    }
  }
  // S7801: 32 whole minutes at Changsha, 40 at Shumuling.
  const auto& s7801 = trains.at("S7801");
  CHECK(s7801[6].published == 8.0);
  CHECK(s7801[6].branch == 0.0);
  CHECK(s7801.back().last);
}
