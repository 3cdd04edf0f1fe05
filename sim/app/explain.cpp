#include <vector>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/tables.hpp"
#include "days.hpp"
#include "delay_words.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "measuring.hpp"
#include "output.hpp"
#include "passenger_words.hpp"
#include "suggestion.hpp"

namespace czt::app {

namespace {

std::uint32_t trip_named(const std::string& number, const Plan& plan) {
  std::vector<std::string> numbers;
  for (std::uint32_t t = 0; t < plan.input.trips.size(); ++t) {
    numbers.push_back(plan.input.trips[TripId{t}].number);
    if (numbers.back() == number) return t;
  }
  throw Failure{wrong_usage, "--train: there is no train '" + escape_control(number) + "'" + did_you_mean(number, numbers), {}};
}

std::uint32_t point_at(std::uint32_t t, const std::string& name, const Plan& plan) {
  const Plan::TripRow& trip = plan.trips[TripId{t}];
  std::vector<std::string> names;
  for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
    const Station& station = plan.input.network.stations[plan.points[PointId{p}].station];
    if (station.name == name || (!station.name_zh.empty() && station.name_zh == name)) return p;
    names.push_back(station.name);
    if (!station.name_zh.empty()) names.push_back(station.name_zh);
  }
  throw Failure{wrong_usage, "--at: train " + escape_control(plan.input.trips[TripId{t}].number) + " does not come through '" +
                                 escape_control(name) + "'" + did_you_mean(name, names), {}};
}

/// The row where somebody's journey begins.
std::uint32_t row_of(const std::string& name, const Plan& plan, const World& world) {
  const PersonColumns& persons = world.persons;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const std::uint32_t person = world.passengers.person[row];
    if (traveller_name(plan, persons.stream[person], persons.number[person]) == name) return row;
  }
  throw Failure{wrong_usage,
                "--passenger: nobody called '" + escape_control(name) +
                    "' came to a platform on this day; journeys.csv, which 'czt run --csv DIR' writes, has all names",
                {}};
}

}  // namespace

int explain(const Options& options) {
  const Loaded loaded = load(options.files.front(), options);
  const Plan& plan = loaded.compiled.plan;
  const bool of_train = options.passenger.empty();
  if (of_train && options.train.empty())
    throw Failure{wrong_usage, "explain what? --train NUMBER [--at STATION], or --passenger NAME", {}};
  const std::uint32_t trip = of_train ? trip_named(options.train, plan) : 0;
  const std::uint32_t point = options.at.empty() ? 0 : point_at(trip, options.at, plan);
  World world;
  simulate(plan, seed_of(loaded.scenario, options), first_replication_of(options) + options.replication, world);
  to_stdout(!of_train            ? day_in_words(plan, world, row_of(options.passenger, plan, world), options.language)
            : options.at.empty() ? run_in_words(plan, world, trip, options.language)
                                 : delay_in_words(plan, world, point, options.language));
  return done;
}

}  // namespace czt::app
