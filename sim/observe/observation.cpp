// Which part reads which cell: people in one pass per set of bins, trains by lists of points, money
// from both, the rest off the plan.

#include <cassert>
#include <limits>
#include <optional>

#include "delays_seen.hpp"
#include "energy_seen.hpp"
#include "money_seen.hpp"
#include "people_seen.hpp"
#include "trains_seen.hpp"

namespace czt {

namespace {

/// Expected would-be travellers of the day, of one purpose or of all (then explicit passengers
/// too).
double expected_travellers(const Plan& plan, std::uint32_t purpose) {
  if (purpose != Selection::any) {
    if (purpose >= plan.input.purposes.size()) return 0.0;
    const Purpose& p = plan.input.purposes[PurposeId{purpose}];
    return p.travellers.cwiseProduct(p.height).sum();
  }
  double all = plan.expected_travellers;
  for (const PassengerGroup& group : plan.input.passengers) all += group.count;
  return all;
}

/// Of one type, or all; spares included.
int trainsets(const Circulation& circulation, std::uint32_t type) {
  if (type == Selection::any) return circulation.sets();
  return type < circulation.needed.size() ? circulation.needed[TrainTypeId{type}] : 0;
}

/// Modes are selected as rivals, then the railway; Settled has the railway first.
std::size_t settled_row(const Settled::Purpose& purpose, std::uint32_t mode) {
  return mode + 1 < purpose.now.size() ? mode + 1 : 0;
}
double now_by(const Settled::Purpose& purpose, std::uint32_t mode) {
  return mode < purpose.now.size() ? purpose.now[settled_row(purpose, mode)] : 0.0;
}
/// By one mode, or by all rivals.
double diverted(const Settled::Purpose& purpose, std::uint32_t mode) {
  if (mode != Selection::any)
    return mode < purpose.now.size() ? purpose.base[settled_row(purpose, mode)] - now_by(purpose, mode) : 0.0;
  double sum = 0.0;
  for (std::size_t r = 1; r < purpose.base.size(); ++r) sum += purpose.base[r] - purpose.now[r];
  return sum;
}
double road_co2_saved(const Settled::Purpose& purpose, const PlanInput& in) {
  if (!in.emissions) return std::numeric_limits<double>::quiet_NaN();
  double kg = 0.0;
  for (std::size_t r = 0; r < in.rivals.size(); ++r) {
    if (in.rivals[r].emits == Emits::nothing) continue;
    const double per_km = in.rivals[r].emits == Emits::car ? in.emissions->car : in.emissions->coach;
    kg += (purpose.base_km[1 + r] - purpose.now_km[1 + r]) * per_km;
  }
  return kg;
}

/// What the settled choice comes to, of one purpose or of all; NaN without a choice model.
double settled(const Plan& plan, std::string_view measure, const Selection& selection) {
  const Settled& s = plan.settled;
  if (s.purposes.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (measure == "gap") return s.gap;
  double sum = 0.0;
  double people = 0.0;
  for (std::uint32_t p = 0; p < s.purposes.size(); ++p) {
    if (selection[Dim::purpose] != Selection::any && selection[Dim::purpose] != p) continue;
    const Settled::Purpose& purpose = s.purposes[p];
    if (measure == "consumer_surplus") sum += purpose.surplus;
    if (measure == "consumer_surplus_half") sum += purpose.rule_of_half;
    if (measure == "diverted_from") sum += diverted(purpose, selection[Dim::mode]);
    if (measure == "road_co2_saved") sum += road_co2_saved(purpose, plan.input);
    if (measure == "mode_share") sum += selection[Dim::mode] == Selection::any ? purpose.travellers : now_by(purpose, selection[Dim::mode]);
    people += purpose.travellers;
  }
  if (measure == "mode_share") return people > 0.0 ? sum / people : std::numeric_limits<double>::quiet_NaN();
  return sum;
}

bool is_settled(std::string_view measure) {
  return measure == "gap" || measure == "diverted_from" || measure == "mode_share" || measure == "road_co2_saved" || measure.starts_with("consumer_surplus");
}

}  // namespace

struct Observation::Parts {
  /// One cell: exactly one of the ways to read it; money may start from the revenue that people paid.
  struct Reading {
    PeopleMeasure people = PeopleMeasure::none;
    TrainMeasure trains = TrainMeasure::none;
    MoneyMeasure money = MoneyMeasure::none;
    DelayMeasure delays = DelayMeasure::none;
    EnergyMeasure energy = EnergyMeasure::none;
    double constant = std::numeric_limits<double>::quiet_NaN();
    double per = 1.0;      ///< the value read is divided by it
    std::size_t part = 0;  ///< of people_seen
    std::size_t selection = 0;
  };

  Parts(const Plan& of, std::vector<Cell> wanted);
  void prepare_people(std::span<const Selection> selections);

  const Plan* plan;
  std::vector<Cell> cells;
  std::vector<Reading> readings;
  PeopleTables people_tables;
  std::vector<PeopleSeen> people_seen;
  TrainsSeen trains_seen;
  MoneySeen money_seen;
  DelaysSeen delays_seen;
};

Observation::Parts::Parts(const Plan& of, std::vector<Cell> wanted)
    : plan(&of), cells(std::move(wanted)), readings(cells.size()), people_tables(of), trains_seen(of), money_seen(of), delays_seen(of) {
  Names names(of);
  std::vector<Selection> selections;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string_view name = measures()[cells[c].measure].name;
    const Selection selection = selections.emplace_back(names.select(cells[c]));
    Reading& reading = readings[c];
    reading.people = people_measure(name);
    reading.trains = train_measure(name);
    reading.money = money_measure(name);
    reading.delays = delay_measure(name);
    reading.energy = energy_measure(name);
    if (reading.delays != DelayMeasure::none)
      reading.selection = delays_seen.want(trains_seen.points(trains_seen.want(selection)), selection[Dim::cause]);
    if (MoneySeen::needs_revenue(reading.money)) reading.people = PeopleMeasure::revenue;
    if (reading.trains != TrainMeasure::none || reading.energy != EnergyMeasure::none) reading.selection = trains_seen.want(selection);
    if (name == "margin") reading.constant = trains_seen.margin(trains_seen.want(selection));
    if (name == "travellers") reading.constant = expected_travellers(of, selection[Dim::purpose]);
    if (is_settled(name)) reading.constant = settled(of, name, selection);
    if (name == "trainsets") reading.constant = trainsets(of.input.circulation, selection[Dim::type]);
    if (name == "rail_share") {
      reading.people = PeopleMeasure::journeys;
      reading.per = expected_travellers(of, selection[Dim::purpose]);
    }
  }
  prepare_people(selections);
}

void Observation::Parts::prepare_people(std::span<const Selection> selections) {
  bool quantiles = false;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    Reading& reading = readings[c];
    if (reading.people == PeopleMeasure::none) continue;
    quantiles = quantiles || reading.people == PeopleMeasure::wait_p95 ||
                reading.people == PeopleMeasure::journey_p95;
    while (reading.part < people_seen.size() && !people_seen[reading.part].take(selections[c]))
      ++reading.part;
    if (reading.part < people_seen.size()) continue;
    people_seen.emplace_back(people_tables);
    people_seen.back().take(selections[c]);
  }
  for (PeopleSeen& part : people_seen) part.number(quantiles);
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (readings[c].people != PeopleMeasure::none)
      readings[c].selection = people_seen[readings[c].part].want(selections[c]);
}

Observation::Observation(const Plan& plan, std::vector<Cell> cells)
    : parts_(std::make_unique<Parts>(plan, std::move(cells))) {}
Observation::~Observation() = default;
Observation::Observation(Observation&&) noexcept = default;
Observation& Observation::operator=(Observation&&) noexcept = default;

std::span<const Cell> Observation::cells() const { return parts_->cells; }

void Observation::read(const World& world, std::span<double> values) {
  assert(values.size() == parts_->cells.size());
  for (PeopleSeen& part : parts_->people_seen) part.count(world);
  parts_->delays_seen.count(world);
  for (std::size_t c = 0; c < values.size(); ++c) {
    const Parts::Reading& reading = parts_->readings[c];
    if (reading.trains != TrainMeasure::none)
      values[c] = parts_->trains_seen.read(reading.trains, reading.selection, world);
    else if (reading.energy != EnergyMeasure::none)
      values[c] = energy_of(reading.energy, parts_->trains_seen.points(reading.selection), *parts_->plan, world);
    else if (reading.delays != DelayMeasure::none)
      values[c] = parts_->delays_seen.read(reading.delays, reading.selection);
    else if (reading.people != PeopleMeasure::none)
      values[c] = parts_->people_seen[reading.part].read(reading.people, reading.selection);
    else
      values[c] = reading.constant;
    if (reading.money != MoneyMeasure::none)
      values[c] = parts_->money_seen.read(reading.money, values[c], world);
    if (reading.per != 1.0)
      values[c] =
          reading.per > 0.0 ? values[c] / reading.per : std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace czt
