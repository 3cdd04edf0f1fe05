#include "people_seen.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace czt {

namespace {
constexpr std::uint32_t none = Plan::Point::none;
}

PeopleMeasure people_measure(std::string_view name) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(PeopleMeasure::none)> names{
      "journeys",        "wait_mean",          "wait_p95", "entrance_mean",          "journey_mean",
      "journey_p95",     "in_vehicle_mean", "generalised_time_mean", "trip_length_mean",   "revenue",  "left_behind_passengers", "gave_up",
      "stranded",        "standing_passengers"};
  const auto at = std::find(names.begin(), names.end(), name);
  return PeopleMeasure{static_cast<unsigned char>(at - names.begin())};
}

PeopleTables::PeopleTables(const Plan& p) : window(p), stations(p.stations), plan(&p) {
  const PlanInput& in = p.input;
  const std::size_t n = stations;
  journeys.resize(n * n);
  for (std::uint32_t from = 0; from < n; ++from)
    for (std::uint32_t to = 0; to < n; ++to) {
      Journey& j = journeys[from * n + to];
      j.from = from;
      j.to = to;
      const auto path = in.network.path(StationId{from}, StationId{to});
      if (path.empty()) continue;
      j.direction = in.network.segments[path.front()].direction == Direction::down ? 1 : 0;
      j.metres = static_cast<std::int32_t>(
          std::lround(in.network.distance(StationId{from}, StationId{to}).value));
    }

  const std::size_t places = in.places.size();
  const std::size_t purposes = in.purposes.size();
  access.assign((places + 1) * n, 0);
  for (std::size_t place = 0; place < places; ++place)
    for (const Access& a : in.places[PlaceId{place}].access)
      access[place * n + a.station.value] = static_cast<std::int32_t>(in_milliseconds(a.time));

  for (const Plan::Point& point : p.points) station.push_back(point.station.value);
  for (const TravellerStream& stream : p.field.streams())
    streams.push_back({static_cast<std::uint32_t>(stream.from.value * n), stream.purpose.value});
  for (std::size_t group = 0; group < in.passengers.size(); ++group)
    streams.push_back({static_cast<std::uint32_t>(places * n), static_cast<std::uint32_t>(purposes)});
  price_rides();
}

/// Every ticket there can be: fares change with purpose, pair of stations and period of the day alone.
void PeopleTables::price_rides() {
  const FareBook& book = plan->input.fares;
  const Network& network = plan->input.network;
  periods = book.periods();
  for (const Plan::Point& point : plan->points)
    period.push_back(book.period_of(start_of_day + milliseconds(point.departure)));
  std::vector<std::int64_t> km;
  for (const Journey& j : journeys) km.push_back(network.tariff_km(StationId{j.from}, StationId{j.to}));
  const std::size_t purposes = plan->input.purposes.size() + 1;
  fares.reserve(purposes * journeys.size() * periods);
  for (std::size_t p = 0; p < purposes; ++p)
    for (std::size_t j = 0; j < journeys.size(); ++j)
      for (std::uint32_t at = 0; at < periods; ++at) {
        const Ticket ticket = book.ticket(p + 1 < purposes ? PurposeId{p} : no_purpose, StationId{journeys[j].from}, StationId{journeys[j].to},
                                          km[j], book.time_in(at));
        fares.push_back({static_cast<std::int32_t>(ticket.fare.fen), ticket.product.value});
      }
}

void PeopleSeen::Tally::add(const Tally& other) {
  journeys += other.journeys;
  wait += other.wait;
  entrance += other.entrance;
  ride += other.ride;
  door += other.door;
  felt += other.felt;
  metres += other.metres;
  fen += other.fen;
  left_behind += other.left_behind;
  gave_up += other.gave_up;
  stranded += other.stranded;
  stood += other.stood;
}

void PeopleSeen::number(bool quantiles) {
  quantiles_ = quantiles;
  bins_.number(*tables_->plan);
  tallies_.resize(bins_.size());
  for (std::uint32_t j = 0; j < tables_->journeys.size(); ++j) {
    const PeopleTables::Journey& journey = tables_->journeys[j];
    stage_bin_.push_back(bins_.share(Dim::station, journey.from) +
                         bins_.share(Dim::direction, journey.direction));
    od_bin_.push_back(bins_.share(Dim::od, j));
    journey_bin_.push_back(stage_bin_.back() + od_bin_.back());
  }
  for (const PeopleTables::Stream& stream : tables_->streams)
    stream_bin_.push_back(bins_.share(Dim::purpose, stream.purpose));
  for (std::uint32_t k = 0; k < rows_of(Dim::product, *tables_->plan); ++k)
    product_bin_.push_back(bins_.share(Dim::product, k));
  for (const Plan::Bus& bus : tables_->plan->buses) bus_bin_.push_back(bins_.share(Dim::feeder, bus.feeder));
  for (std::uint32_t hour = 0; hour < hours; ++hour)
    hour_bin_.push_back(bins_.share(Dim::hour, hour));
}

std::size_t PeopleSeen::want(const Selection& selection) {
  const auto known = std::find(selections_.begin(), selections_.end(), selection);
  if (known != selections_.end()) return static_cast<std::size_t>(known - selections_.begin());
  selections_.push_back(selection);
  covered_.push_back(bins_.covered(selection));
  totals_.emplace_back();
  return selections_.size() - 1;
}

void PeopleSeen::count(const World& world) {
  std::fill(tallies_.begin(), tallies_.end(), Tally{});
  const PassengerColumns& rows = world.passengers;
  made_bin_.clear();
  made_wait_.clear();
  made_door_.clear();
  if (quantiles_) {
    made_bin_.reserve(world.base_rows);
    made_wait_.reserve(world.base_rows);
    made_door_.reserve(world.base_rows);
    selected_.reserve(world.base_rows);
  }
  if (!world.onward.empty()) {
    next_.assign(rows.came.size(), none);
    for (const Onward& change : world.onward) next_[change.from] = change.to;
  } else {
    next_.clear();
  }
  prepare_keys(world);
  if (feels_) riding_.read(world);
  constexpr std::uint32_t ahead = 16;  // rows whose person is fetched in advance
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    if (row + ahead < world.base_rows) __builtin_prefetch(&keys_[rows.person[row + ahead]]);
    if (!tables_->window.holds(rows.came[row])) continue;
    const Key key = keys_[rows.person[row]];
    const std::uint32_t bin = key.bin + hour_bin_[hour_of(rows.came[row])];
    count_stage(world, row, tallies_[bin]);
    if (rows.boarded[row] < PassengerColumns::gave_up) count_journey(world, row, bin, key);
  }
  if (!world.onward.empty()) count_onward(world);
  for (std::size_t s = 0; s < covered_.size(); ++s) {
    totals_[s] = {};
    for (const std::uint32_t bin : covered_[s]) totals_[s].add(tallies_[bin]);
  }
}

void PeopleSeen::prepare_keys(const World& world) {
  const PersonColumns& persons = world.persons;
  keys_.resize(persons.journey.size());
  const auto journeys = static_cast<std::uint32_t>(tables_->journeys.size());
  for (std::size_t p = 0; p < keys_.size(); ++p) {
    const std::uint32_t j = persons.journey[p];
    const PeopleTables::Journey& journey = tables_->journeys[j];
    const PeopleTables::Stream& stream = tables_->streams[persons.stream[p]];
    keys_[p] = {journey_bin_[j] + stream_bin_[persons.stream[p]],
                tables_->access[stream.access + journey.from] +
                    tables_->access[persons.to[p] * tables_->stations + journey.to],
                (stream.purpose * journeys + j) * tables_->periods};
  }
  for (std::size_t p = 0; p < persons.entrance.size(); ++p) keys_[p].ways += persons.entrance[p];
  if (bins_.uses(Dim::feeder))
    for (std::uint32_t p = 0; p < persons.bus.size(); ++p) keys_[p].bin += bin_of_bus(world, p);
}

/// Share of the bin's number: of the feeder that brought him to his first station.
std::uint32_t PeopleSeen::bin_of_bus(const World& world, std::uint32_t person) const {
  if (world.persons.bus.empty() || world.persons.bus[person] == PersonColumns::on_his_own) return 0;
  return bus_bin_[world.persons.bus[person]];
}

/// What happened on one platform and in the train taken there.
void PeopleSeen::count_stage(const World& world, std::uint32_t row, Tally& tally) const {
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t boarded = rows.boarded[row];
  tally.left_behind += rows.missed[row] > 0;
  if (boarded == PassengerColumns::never)
    ++tally.stranded;
  else if (boarded >= PassengerColumns::gave_up)
    ++tally.gave_up;
  else
    tally.stood += rows.stood_until[row] != 0;
}

bool PeopleSeen::follow(const World& world, std::uint32_t row, Made& made) const {
  const PassengerColumns& rows = world.passengers;
  for (;; row = next_[row]) {
    const std::uint32_t boarded = rows.boarded[row];
    const std::uint32_t alighted = rows.alighted[row];
    if (boarded >= PassengerColumns::gave_up || alighted == PassengerColumns::never) return false;
    const std::int32_t left = world.points.departed[boarded];
    made.wait += left - rows.came[row];
    made.ride += world.points.arrived[alighted] - left;
    made.last_row = row;
    if (feels_) {
      made.stood += riding_.stood(rows, row);
      made.among += riding_.among(boarded, alighted);
    }
    if (next_.empty() || next_[row] == none) return true;
    ++made.changes;
  }
}

/// The choice's weights on what happened: see generalised_time_mean in the table of measures.
std::int64_t PeopleSeen::felt(const Made& made, std::int32_t door, std::int32_t ways) const {
  const PlanInput& in = tables_->plan->input;
  const ChoiceModel& model = *in.choice;
  const double sum = static_cast<double>(door - ways - made.wait) + model.wait_weight * made.wait +
                     model.access_weight * ways + model.crowding.standing * made.stood +
                     model.crowding.density * made.among +
                     made.changes * static_cast<double>(in_milliseconds(in.transfer_penalty));
  return static_cast<std::int64_t>(sum + 0.5);  // half up; llround is a call for each journey
}

void PeopleSeen::count_journey(const World& world, std::uint32_t row, std::uint32_t bin,
                               const Key& key) {
  Made made;
  if (!follow(world, row, made)) return;
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t first_point = rows.boarded[row];
  const std::uint32_t last_point = rows.alighted[made.last_row];
  const PeopleTables::Journey& journey =
      tables_->journeys[tables_->station[first_point] * tables_->stations +
                        tables_->station[last_point]];
  const PeopleTables::Fare& fare = tables_->fares[key.fares + tables_->period[first_point]];
  bin += product_bin_[fare.product];
  const std::int32_t door = world.points.arrived[last_point] - rows.came[row] + key.ways;
  Tally& tally = tallies_[bin];
  ++tally.journeys;
  tally.wait += made.wait;
  if (!world.persons.entrance.empty()) tally.entrance += world.persons.entrance[rows.person[row]];
  tally.ride += made.ride;
  tally.door += door;
  if (feels_) tally.felt += felt(made, door, key.ways);
  tally.metres += journey.metres;
  tally.fen += fare.fen;
  if (!quantiles_) return;
  made_bin_.push_back(bin);
  made_wait_.push_back(made.wait);
  made_door_.push_back(door);
}

/// Later stages, where the change was made.
void PeopleSeen::count_onward(const World& world) {
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t n = tables_->stations;
  for (const Onward& change : world.onward) {
    const std::uint32_t row = change.to;
    if (!tables_->window.holds(rows.came[row])) continue;
    const std::uint32_t person = rows.person[row];
    const std::uint32_t journey = world.persons.journey[person];
    const std::uint32_t here = tables_->station[rows.alighted[change.from]];
    const std::uint32_t bin = stage_bin_[here * n + journey % n] + od_bin_[journey] +
                              stream_bin_[world.persons.stream[person]] + bin_of_bus(world, person) +
                              hour_bin_[hour_of(rows.came[row])];
    count_stage(world, row, tallies_[bin]);
  }
}

std::span<const std::int32_t> PeopleSeen::times(const std::vector<std::int32_t>& column,
                                                std::size_t selection) {
  const std::vector<std::uint32_t>& covered = covered_[selection];
  if (covered.size() == bins_.size()) return column;
  holds_.assign(bins_.size(), 0);
  for (const std::uint32_t bin : covered) holds_[bin] = 1;
  selected_.clear();
  for (std::size_t k = 0; k < column.size(); ++k)
    if (holds_[made_bin_[k]]) selected_.push_back(column[k]);
  return selected_;
}

double PeopleSeen::read(PeopleMeasure measure, std::size_t selection) {
  const Tally& t = totals_[selection];
  const auto mean = [&](std::int64_t sum, double unit) {
    return t.journeys > 0 ? static_cast<double>(sum) / unit / static_cast<double>(t.journeys)
                          : std::numeric_limits<double>::quiet_NaN();
  };
  switch (measure) {
    case PeopleMeasure::journeys:
      return static_cast<double>(t.journeys);
    case PeopleMeasure::wait_mean:
      return mean(t.wait, 1000.0);
    case PeopleMeasure::wait_p95:
      return quantile_(times(made_wait_, selection)) / 1000.0;
    case PeopleMeasure::entrance_mean:
      return mean(t.entrance, 1000.0);
    case PeopleMeasure::journey_mean:
      return mean(t.door, 1000.0);
    case PeopleMeasure::journey_p95:
      return quantile_(times(made_door_, selection)) / 1000.0;
    case PeopleMeasure::in_vehicle_mean:
      return mean(t.ride, 1000.0);
    case PeopleMeasure::generalised_time_mean:
      return feels_ ? mean(t.felt, 1000.0) : std::numeric_limits<double>::quiet_NaN();
    case PeopleMeasure::trip_length_mean:
      return mean(t.metres, 1000.0);
    case PeopleMeasure::revenue:
      return static_cast<double>(t.fen) / 100.0;
    case PeopleMeasure::left_behind_passengers:
      return t.left_behind;
    case PeopleMeasure::gave_up:
      return t.gave_up;
    case PeopleMeasure::stranded:
      return t.stranded;
    case PeopleMeasure::standing_passengers:
      return t.stood;
    case PeopleMeasure::none:
      break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace czt
