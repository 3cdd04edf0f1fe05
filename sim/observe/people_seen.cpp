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
      "journeys",        "wait_mean",          "wait_p95", "journey_mean",           "journey_p95",
      "in_vehicle_mean", "trip_length_mean",   "revenue",  "left_behind_passengers", "gave_up",
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
      j.fen = static_cast<std::int32_t>(
          in.tariff.fare(in.network.tariff_km(StationId{from}, StationId{to})).fen);
    }

  const std::size_t places = in.places.size();
  const std::size_t purposes = in.purposes.size();
  access.assign((places + 1) * n, 0);
  for (std::size_t place = 0; place < places; ++place)
    for (const Access& a : in.places[PlaceId{place}].access)
      access[place * n + a.station.value] = static_cast<std::int32_t>(in_milliseconds(a.time));

  // Egress: places that share a station are weighted by the riders who are expected to go there.
  egress.assign((purposes * places + 1) * n, 0);
  std::vector<double> weight(n);
  std::vector<double> sum(n);
  for (std::size_t row = 0; row < purposes * places && !p.choices.empty(); ++row) {
    const Purpose& purpose = in.purposes[PurposeId{row / places}];
    std::fill(weight.begin(), weight.end(), 0.0);
    std::fill(sum.begin(), sum.end(), 0.0);
    for (std::size_t to = 0; to < places; ++to) {
      const Plan::Choice& choice = p.choices[row * places + to];
      if (choice.journey == none) continue;
      const std::size_t at = choice.journey % n;
      const double riders = purpose.travellers(static_cast<Eigen::Index>(row % places),
                                               static_cast<Eigen::Index>(to)) *
                            static_cast<double>(choice.height) * choice.rail_below;
      weight[at] += riders;
      sum[at] += riders * access[to * n + at];
    }
    for (std::size_t at = 0; at < n; ++at)
      if (weight[at] > 0.0)
        egress[row * n + at] = static_cast<std::int32_t>(std::lround(sum[at] / weight[at]));
  }

  for (const Plan::Point& point : p.points) station.push_back(point.station.value);
  for (const TravellerStream& stream : p.field.streams())
    streams.push_back(
        {static_cast<std::uint32_t>(stream.from.value * n),
         static_cast<std::uint32_t>((stream.purpose.value * places + stream.from.value) * n),
         stream.purpose.value});
  for (std::size_t group = 0; group < in.passengers.size(); ++group)
    streams.push_back({static_cast<std::uint32_t>(places * n),
                       static_cast<std::uint32_t>(purposes * places * n),
                       static_cast<std::uint32_t>(purposes)});
}

void PeopleSeen::Tally::add(const Tally& other) {
  journeys += other.journeys;
  wait += other.wait;
  ride += other.ride;
  door += other.door;
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

/// What happened on one platform and in the train taken there.
inline void PeopleSeen::count_stage(const World& world, std::uint32_t row, Tally& tally) const {
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t boarded = rows.boarded[row];
  if (rows.missed[row] > 0) ++tally.left_behind;
  if (boarded == PassengerColumns::never)
    ++tally.stranded;
  else if (boarded == PassengerColumns::gave_up)
    ++tally.gave_up;
  else if (rows.stood_until[row] != 0)
    ++tally.stood;
}

/// Adds the stage of one train; false while that is not over.
inline bool PeopleSeen::add_stage(const World& world, std::uint32_t row, Made& made) const {
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t boarded = rows.boarded[row];
  made.last_point = rows.alighted[row];
  if (boarded >= PassengerColumns::gave_up || made.last_point == PassengerColumns::never) return false;
  const std::int32_t left = world.points.departed[boarded];
  made.arrived = world.points.arrived[made.last_point];
  made.wait += left - rows.came[row];
  made.ride += made.arrived - left;
  return true;
}

/// Adds the stages after the one of `row`; false while the journey is not finished.
bool PeopleSeen::add_later_stages(const World& world, std::uint32_t row, Made& made) const {
  for (row = next_[row]; row != none; row = next_[row])
    if (!add_stage(world, row, made)) return false;
  return true;
}

void PeopleSeen::count(const World& world) {
  std::fill(tallies_.begin(), tallies_.end(), Tally{});
  if (!world.onward.empty()) {
    next_.assign(world.passengers.came.size(), none);
    for (const Onward& change : world.onward) next_[change.from] = change.to;
  } else {
    next_.clear();
  }
  prepare_keys(world);
  count_first_stages(world);
  count_onward(world);
  for (std::size_t s = 0; s < covered_.size(); ++s) {
    totals_[s] = {};
    for (const std::uint32_t bin : covered_[s]) totals_[s].add(tallies_[bin]);
  }
}

void PeopleSeen::count_first_stages(const World& world) {
  const PassengerColumns& rows = world.passengers;
  const std::uint32_t people = world.base_rows;
  if (quantiles_) {
    made_bin_.resize(people);
    made_wait_.resize(people);
    made_door_.resize(people);
    selected_.reserve(people);
  }
  const bool changes = !next_.empty();
  const bool by_hour = bins_.uses(Dim::hour);
  std::size_t made = 0;
  constexpr std::uint32_t ahead = 16;  // rows whose person is fetched in advance
  for (std::uint32_t row = 0; row < people; ++row) {
    if (row + ahead < people) __builtin_prefetch(&keys_[rows.person[row + ahead]]);
    if (!tables_->window.holds(rows.came[row])) continue;
    const Key key = keys_[rows.person[row]];
    const std::uint32_t bin = key.bin + (by_hour ? hour_bin_[hour_of(rows.came[row])] : 0);
    Tally& tally = tallies_[bin];
    count_stage(world, row, tally);
    Made journey;
    if (!add_stage(world, row, journey)) continue;
    if (changes && next_[row] != none && !add_later_stages(world, row, journey)) continue;
    const std::int32_t door = journey.arrived - rows.came[row] + key.ways;
    const PeopleTables::Journey& way =
        tables_->journeys[tables_->station[rows.boarded[row]] * tables_->stations +
                          tables_->station[journey.last_point]];
    ++tally.journeys;
    tally.wait += journey.wait;
    tally.ride += journey.ride;
    tally.door += door;
    tally.metres += way.metres;
    tally.fen += way.fen;
    if (!quantiles_) continue;
    made_bin_[made] = bin;
    made_wait_[made] = journey.wait;
    made_door_[made++] = door;
  }
  made_bin_.resize(made);
  made_wait_.resize(made);
  made_door_.resize(made);
}

void PeopleSeen::prepare_keys(const World& world) {
  const PersonColumns& persons = world.persons;
  keys_.resize(persons.journey.size());
  for (std::size_t p = 0; p < keys_.size(); ++p) {
    const std::uint32_t j = persons.journey[p];
    const PeopleTables::Journey& journey = tables_->journeys[j];
    const PeopleTables::Stream& stream = tables_->streams[persons.stream[p]];
    keys_[p] = {journey_bin_[j] + stream_bin_[persons.stream[p]],
                tables_->access[stream.access + journey.from] +
                    tables_->egress[stream.egress + journey.to]};
  }
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
                              stream_bin_[world.persons.stream[person]] +
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
    case PeopleMeasure::journey_mean:
      return mean(t.door, 1000.0);
    case PeopleMeasure::journey_p95:
      return quantile_(times(made_door_, selection)) / 1000.0;
    case PeopleMeasure::in_vehicle_mean:
      return mean(t.ride, 1000.0);
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
