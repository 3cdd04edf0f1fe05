#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

Plan plan_of(const std::string& more) {
  const auto scenario = parse_scenario(R"(
scenario: hills
stations: {A: {km: 0}, B: {zh: 乙, km: 5}, C: {km: 12}}
branches: {main: {stations: [A, B, C]}}
train_types:
  motor:
    cars: 4
    doors_per_side: 8
    seats: 200
    standing_area: 80 m2
    traction: {power: 2.56 MW, mass: 200 t, resistance: {quadratic: 0.00012}, regeneration: 50 %}
  plain: {cars: 4, doors_per_side: 8, seats: 200, standing_area: 80 m2}
formation: {default: motor}
timetable: {up: {from: C, to: A, departs: ["07:00", "07:30"]}, other: {from: C, to: A, departs: ["08:00"], type: plain}}
)" + more);
  REQUIRE(scenario.has_value());
  auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  return std::move(compiled->plan);
}

const Segment& segment(const Plan& plan, const char* from, const char* to) {
  const Network& network = plan.input.network;
  return network.segments[*network.between(*network.find(from), *network.find(to))];
}

}  // namespace

TEST_CASE("a gradient rises from where the section begins, whichever way it is written, and falls on the way back",
          "[scenario][traction]") {
  const Plan plan = plan_of(R"(
sections:
  hill: {from: B, to: A, gradient: 6 ‰, curve: 800 m}
  valley: {from: 乙, to: C, gradient: -2.5 m/km, tunnel: 40 %}
)");
  CHECK(segment(plan, "B", "A").gradient == 0.006);
  CHECK(segment(plan, "A", "B").gradient == -0.006);
  CHECK(segment(plan, "A", "B").curve == metres(800));
  CHECK(segment(plan, "B", "A").curve == metres(800));
  CHECK(segment(plan, "A", "B").tunnel == 0.0);
  CHECK(segment(plan, "B", "C").gradient == -0.0025);
  CHECK(segment(plan, "C", "B").gradient == 0.0025);
  CHECK(segment(plan, "C", "B").tunnel == 0.4);
  CHECK(segment(plan, "B", "C").curve == metres(0));
}

TEST_CASE("a type runs as it is written: with traction, or at one acceleration where there is none",
          "[scenario][traction]") {
  const Plan plan = plan_of("");
  const auto& types = plan.input.types;
  REQUIRE(types.size() == 2);
  const auto* traction = std::get_if<Traction>(&types[TrainTypeId{0}].motion);
  REQUIRE(traction != nullptr);
  CHECK(traction->mass == 200e3);
  CHECK(traction->power == 2.56e6);
  CHECK(traction->resistance.quadratic == 0.00012);
  CHECK(traction->regeneration == 0.5);
  // What is not written is as the table of keys has it, and as the type has it in the code.
  CHECK(traction->rotating_mass == Traction{}.rotating_mass);
  CHECK(traction->efficiency == Traction{}.efficiency);
  CHECK(traction->resistance.constant == Resistance{}.constant);
  CHECK(traction->resistance.linear == Resistance{}.linear);
  CHECK(traction->resistance.tunnel == Resistance{}.tunnel);
  CHECK(std::holds_alternative<Trapezoid>(types[TrainTypeId{1}].motion));
  const Trips& trips = plan.input.trips;
  CHECK(trips[TripId{0}].stops[1].technical == trips[TripId{1}].stops[1].technical);
  CHECK(trips[TripId{0}].stops[1].technical > trips[TripId{2}].stops[1].technical);
}

TEST_CASE("a hill makes the way up longer and dearer than the way down", "[scenario][traction]") {
  const Plan level = plan_of("");
  const Plan up = plan_of("sections: {hill: {from: C, to: A, gradient: 8 m/km}}\n");
  const Plan down = plan_of("sections: {hill: {from: A, to: C, gradient: 8 m/km}}\n");
  const auto ride = [](const Plan& plan) { return plan.input.trips[TripId{0}].arrives() - plan.input.trips[TripId{0}].departs(); };
  CHECK(ride(down) < ride(level));
  CHECK(ride(level) < ride(up));
  const PointId start{};
  CHECK(down.energy[start].drawn_booked < level.energy[start].drawn_booked);
  CHECK(level.energy[start].drawn_booked < up.energy[start].drawn_booked);
  CHECK(up.energy[start].drawn_booked < up.energy[start].drawn_fastest);
  CHECK(up.energy[PointId{6}].drawn_fastest == 0.0);  // the plain train's
}

TEST_CASE("May 2021 with traction is a railway that runs, with its changes or one of them", "[scenario][shipped][traction]") {
  const std::filesystem::path file = std::filesystem::path(CZT_SOURCE_DIR) / "scenarios/2021-with-traction.yaml";
  const auto whole = read_scenario(file);
  REQUIRE(whole.has_value());
  REQUIRE(whole->changes.size() == 2);
  for (unsigned subset = 0; subset < 4; ++subset) {
    ReadOptions options;
    options.only_changes.emplace();
    for (std::size_t k = 0; k < 2; ++k)
      if (subset & (1u << k)) options.only_changes->push_back(whole->changes[k].name);
    INFO("changes " << subset);
    const auto scenario = read_scenario(file, options);
    REQUIRE(scenario.has_value());
    const auto compiled = compile(*scenario);
    REQUIRE(compiled.has_value());
    CHECK(compiled->conflict_texts == std::vector<std::string>{});
    CHECK(compiled->fleet_shortages == std::vector<std::string>{});
  }
}
